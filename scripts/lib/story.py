"""The rehearsal's story, act by act, each command run as the person who would run it.

story.py FOLDER BIN SERVER CONFIG OUT: FOLDER is the work folder, OUT where its results will lie, or empty; the daemon
serves at SERVER already.
"""

import base64
import os
import shutil
import sys
import time
from pathlib import Path

import cast
from cast import AGENCIES, BATCH, CUSTODIANS, DEPUTY, DRAWER, EVERYBODY, EXPERTS, FIRMS, LEAD, LOTS, MANAGERS, OPENER
from cast import SUPERVISOR, TENDER, YEAR
from secrets_folder import keep_secrets
from stage import Stage, StoryFailed, quoted


def keys(stage):
    """Everybody makes a key; the machine's administrator lets those in who do not register themselves."""
    stage.act("密钥与登记", "keys and people")

    def make(person):
        person.vkey = stage.tender(person, "keygen", "--name", person.key, "--out", person.file).split()[0]

    stage.together(make, EVERYBODY)
    local = [p for p in EVERYBODY if p.role not in ("agency", "enterprise")]

    def add(person):
        words = ["actor", "add", person.vkey, "--role", person.role, "--name", person.name]
        words += ["--organisation", person.organisation] + (["--credit-code", person.code] if person.code else [])
        stage.tenderd(*words)

    stage.together(add, local)
    stage.pace = time.monotonic() - stage.began
    stage.tell(f"{len(EVERYBODY)} 人各有一把密钥，{len(local)} 人由管理员登记", "everybody has a key of their own")
    bring_trust(stage)


def bring_trust(stage):
    """The trust files, from the keys as their holders gave them, not from the daemon's word."""
    log = (stage.work / "log.vkey").read_text().strip()
    roles = {"officer", "custodian", "park", "enterprise", "supervisor"}
    lines = [f"{p.role} {p.vkey}" for p in EVERYBODY if p.role in roles]
    lines += [f"bidder {p.vkey}" for p in AGENCIES.values()] + [f"log {log}"]
    stage.put("trust/trust.policy", f"log {log}\nquorum none\n")
    stage.put("trust/vkeys.txt", "".join(line + "\n" for line in sorted(lines, key=str.encode)))


def pilot(stage):
    """Programme, yearly batch, three parks; the third has nineteen technology firms where twenty are asked for."""
    stage.act("试点、批次、园区", "programme, batch, parks")
    term = cast.term()
    stage.tender(
        LEAD, "programme", "create", f"zk-{YEAR}", "--name", "周口市园区知识产权托管试点（演练）", "--basis",
        "周市监办〔2021〕227号", "--begins", f"{YEAR}-01-01", "--ends", f"{YEAR + 1}-12-31")
    stage.tender(
        LEAD, "batch", "create", BATCH, "--programme", f"zk-{YEAR}", "--year", YEAR, "--title", f"{YEAR}年第一批",
        "--window-closes", int(time.time()) + 3600, "--begins", term["begins"], "--ends", term["ends"])
    for park, firms in (("P1", 22), ("P2", 20), ("P3", 19)):
        stage.put(f"parks/{park}.json", cast.application(park, firms))
        stage.tender(MANAGERS[park], "park", "apply", f"parks/{park}.json")
    stage.tender(LEAD, "park", "decide", "P3", "--confirm", expect=3)
    stage.tender(
        LEAD, "park", "decide", "P3", "--refuse", "--reason", "科技企业19家，不足20家，不符合申报条件第三项。")
    for park in ("P1", "P2"):
        stage.tender(LEAD, "park", "decide", park, "--confirm")
    stage.tender(None, "park", "list")
    stage.tell("P1、P2 确认为托管单位；P3 科技企业只有 19 家，不予确认", "P1 and P2 confirmed, P3 refused: 19 technology firms")


def agencies(stage):
    """Four agencies register with licence, code and a key that they prove to hold."""
    for letter, person in AGENCIES.items():
        stage.tender(
            person, "agency", "register", "--name", person.organisation, "--credit-code", person.code, "--licence",
            cast.LICENCES[letter], "--size", cast.SIZES[letter], "--contact",
            f"{person.name} 0394-000001{ord(letter) - 65}", "--address", cast.ADDRESSES[letter])
    stage.tell("服务机构 A、B、C、D 已登记", "four agencies registered")


def preparation(stage):
    """What comes before the notice: surveys, plan, fair-competition review; who drafted may not review the draft."""
    stage.act("公告之前的准备", "what comes before the notice")
    for name, kind, form in cast.preparation():
        stage.put(f"preparation/{name}.json", form)
        stage.tender(LEAD, "tender", "prepare", kind, TENDER, f"preparation/{name}.json")
    stage.tender(LEAD, "tender", "review", TENDER, "--approve", expect=4)
    stage.tender(DRAWER, "tender", "draft", TENDER, "--out", "preparation/read.json")
    stage.tender(DRAWER, "tender", "review", TENDER, "--approve", "--draft", "preparation/read.json")
    stage.tell(
        "两个园区的需求调查、实施计划、公平竞争审查已登记；起草人不能自审，由另一人审查通过",
        "surveys, plan and fair-competition review recorded; the drafter may not review, somebody else approved")


def notice(stage):
    """Draft, five opening keys, the signed notice. Returns its deadline."""
    stage.act("招标公告", "the notice")
    # A slow or busy machine gets a longer period: it is known by now how long commands take.
    stage.put("tender.json", cast.draft(min(90, max(10, round(3 * stage.pace)) + 5)))
    stage.tender(LEAD, "tender", "create", "tender.json")
    preparation(stage)

    def state(numbered):
        index, person = numbered
        stage.tender(person, "custodian", "key", TENDER, "--index", index, "--out", f"custodians/{index}")

    stage.together(state, list(enumerate(CUSTODIANS, 1)))
    published = stage.ask(LEAD, "tender", "publish", TENDER)
    stage.tender(None, "tender", "show", TENDER)
    stage.tell(f"公告 {TENDER} 已发布：两个标段，五位开标密钥持有人，三位可开", "published; three of five opening keys are needed")
    return published["opens"], published["deadline"]


class Bids:
    """The sealed bids of the story: where each lies, its id, and what became of it."""

    def __init__(self, stage):
        self.stage = stage
        self.sealed = {}

    def write_folders(self):
        """The bidders' own folders: bid.json with the offer, and two attachments with Chinese names."""
        for (letter, lot, seq) in cast.OFFERS:
            folder = f"agencies/{letter}/{lot}-{seq}"
            self.stage.put(f"{folder}/bid.json", cast.offer(letter, lot, seq))
            self.stage.put(f"{folder}/类似业绩.txt", cast.REFERENCES.format(AGENCIES[letter].organisation) + "\n")
        plans = sorted({(letter, lot) for letter, lot, _ in cast.OFFERS})
        self.stage.put("plans.json", [
            {"title": "服务方案", "lot": LOTS[lot]["title"], "agency": AGENCIES[letter].organisation,
             "parts": cast.PLANS[letter],
             "out": [f"agencies/{letter}/{lot}-{s}/服务方案.pdf" for a, b, s in cast.OFFERS if (a, b) == (letter, lot)]}
            for letter, lot in plans])
        self.stage.plain(
            os.environ["TENDER_VENV"] + "/bin/python", str(Path(__file__).parent / "plans.py"), "plans.json")

    def fetch(self, letter):
        self.stage.tender(AGENCIES[letter], "tender", "fetch", TENDER, "--out", f"agencies/{letter}/tender")

    def seal(self, bid):
        letter, lot, seq = bid
        out = f"agencies/{letter}/{lot}-{seq}.sealed"
        made = self.stage.ask(
            AGENCIES[letter], "bid", "seal", f"agencies/{letter}/tender", f"agencies/{letter}/{lot}-{seq}",
            "--lot", lot, "--seq", seq, "--out", out, "--keep-archive")
        self.sealed[bid] = {
            "folder": out, "bid": made["bid"], "lot": lot, "part": "main", "bidder": made["bidder"], "seq": seq,
            "fate": "neverOpened"}

    def submit(self, letter, lot, seq, expect=0):
        self.stage.tender(AGENCIES[letter], "bid", "submit", self.sealed[letter, lot, seq]["folder"], expect=expect)

    def fate(self, letter, lot, seq, word):
        self.sealed[letter, lot, seq]["fate"] = word


def question(stage):
    """B asks about the documents; nobody learns who did, and everybody reads the answer."""
    stage.act("澄清", "a question")
    stage.tender(AGENCIES["B"], "question", "ask", TENDER, "驻园人员能否轮换？")
    asked = stage.ask(LEAD, "question", "list", TENDER)["questions"]
    if len(asked) != 1 or AGENCIES["B"].organisation in str(asked):
        raise StoryFailed(f"问题没有收到，或泄露了提问单位 · no question, or it tells who asked: {asked}")
    stage.tender(LEAD, "question", "answer", TENDER, "--question", "1", "--answer", "可以轮换，每周驻园天数不变。")
    stage.tell("B 提问，答复向所有人公布，谁提问不公开", "B asks; the answer goes to all, and nobody is told who asked")


def amendment(stage, deadline):
    """The standard is amended and the deadline moved: B is told that its bids were sealed under earlier terms."""
    later = 3
    amended = stage.ask(
        LEAD, "tender", "amend", TENDER, "--reason", "应询问明确驻园要求", "--standard",
        "每个园区签约企业不少于二十户，每周驻园不少于三天，人员可以轮换。", "--later", later)
    if amended["deadline"] != deadline + later:
        raise StoryFailed(f"截止时间没有推后 · the deadline did not move: {amended}")
    told = stage.ask(AGENCIES["B"], "notice", "list", TENDER)["notices"][-1]
    rows = stage.ask(AGENCIES["B"], "receipt", "list", TENDER)["receipts"]
    earlier = [row["id"] for row in rows if row["earlierTerms"]]
    if told["kind"] != "amendment" or sorted(told["sealedEarlier"]) != sorted(earlier) or len(earlier) != 2:
        raise StoryFailed(f"B 没有被告知 · B was not told: {told}")
    stage.tender(AGENCIES["B"], "receipt", "list", TENDER)
    stage.tell("更正招标文件，推后截止时间；B 得知其投标“按先前条款密封”",
               "the documents are amended, the deadline moves; B reads “sealed under earlier terms”")
    return amended["deadline"]


def bidding(stage, bids, opens, deadline):
    """Bids are sealed offline and handed in; B replaces one, C withdraws one, D is late."""
    question(stage)
    stage.act("投标", "bids")
    stage.together(bids.fetch, "ABCD")
    stage.together(bids.seal, list(cast.OFFERS))
    stage.tell("四家机构离线封装投标", "bids are sealed, offline")
    stage.until(opens, "等待投标开始", "waiting for the tender to open")
    for letter in "ABC":
        for lot in ("L1", "L2"):
            bids.submit(letter, lot, 1)
    stage.tell("A、B、C 投两个标段", "A, B and C bid for both lots")
    deadline = amendment(stage, deadline)
    bids.fetch("B")
    bids.submit("B", "L1", 2)
    bids.fate("B", "L1", 1, "replaced")
    stage.tell("B 以新的投标替换标段 L1 的投标", "B replaces its bid for L1")
    stage.tender(AGENCIES["C"], "bid", "withdraw", TENDER, "--lot", "L2")
    bids.fate("C", "L2", 1, "withdrawn")
    stage.tell("C 撤回标段 L2 的投标", "C withdraws its bid for L2")
    stage.tender(AGENCIES["A"], "receipt", "list", TENDER)
    if time.time() >= deadline:
        raise StoryFailed("这台机器太慢：投标没有在截止前完成 · this machine is too slow: the bids were not in by the deadline")
    stage.until(deadline + 0.1, "等待投标截止", "waiting for the deadline")
    bids.submit("D", "L1", 1, expect=3)
    bids.fate("D", "L1", 1, "late")
    late = stage.work / bids.sealed["D", "L1", 1]["folder"] / "bid.late"
    if not late.exists():
        raise StoryFailed("D 没有得到迟到说明 · D got no signed late note")
    stage.tell("D 的投标迟到，系统签发迟到说明", "D is late and gets a signed note that says so")


def close(stage):
    """The close; then a dump of the database, before anybody can have opened anything."""
    stage.act("截止", "the close")
    for _ in range(100):
        if stage.ask(LEAD, "tender", "show", TENDER)["close"] is not None:
            break
        time.sleep(0.2)
    stage.tender(LEAD, "tender", "close", TENDER)
    stage.plain("pg_dump", "-d", "tender", "-f", "before-opening.sql")
    dump = (stage.work / "before-opening.sql").read_bytes()
    for (letter, _, _), (_, total, words, _) in cast.OFFERS.items():
        for text in (total, words, cast.REFERENCES.format(AGENCIES[letter].organisation)):
            if text.encode() in dump or text.encode().hex().encode() in dump:
                raise StoryFailed(f"开标前的数据库里有投标内容“{text}” · a bid's text is in the database before the opening")
    stage.tell("投标已截止；转存此时的数据库，其中找不到任何报价和附件内容", "closed; a dump of the database shows no bid's text")


def opening(stage, bids):
    """L2 has two bidders left and fails unopened; three custodians open L1."""
    stage.act("开标", "the opening")
    stage.tender(
        LEAD, "lot", "fail", TENDER, "L2", "--ground", "tooFewBids", "--reason", "投标截止时有效投标人只有两家，不足三家。")
    stage.tell("标段 L2 只剩两家投标，不开标，废标", "L2 has two bidders left: it fails unopened")
    stage.tender(OPENER, "opening", "start", TENDER, "--lot", "L1")
    for index in (1, 2, 4):
        stage.tender(
            CUSTODIANS[index - 1], "custodian", "open", TENDER, "--identity", f"custodians/{index}/identity.txt")
        stage.tell(f"密钥持有人 {index} 核对后交出份额", f"custodian {index} checks everything and gives its shares")
    for bid in (("A", "L1", 1), ("B", "L1", 2), ("C", "L1", 1)):
        bids.fate(*bid, "opened")


def evaluation(stage, bids):
    """Record, qualification by the bureau, five members who conform and score on their own, and the exact result."""
    stage.act("评标", "the evaluation")
    stage.tender(OPENER, "opening", "record", TENDER, "--lot", "L1")
    stage.tender(OPENER, "paper", "sign", TENDER, "L1-opening-record")
    stage.tender(DEPUTY, "bids", "fetch", TENDER, "--lot", "L1", "--out", "undeclared", expect=4)
    stage.tender(DEPUTY, "committee", "declare", TENDER, "--lot", "L1", "--none")
    stage.tender(DEPUTY, "bids", "fetch", TENDER, "--lot", "L1", "--out", "opened-bids")
    stage.tender(LEAD, "qualify", TENDER, "--lot", "L1", "--pass-all")
    stage.tell("开标记录已印发；资格审查：三家通过", "the opening record; all three qualify")

    seats = [(f"m{i}", person) for i, person in enumerate([*EXPERTS, DEPUTY], 1)]
    members = []
    for seat, person in seats:
        key = f"{TENDER}.{seat}"
        vkey = stage.tender(person, "keygen", "--name", key, "--out", f"keys/{key}.key").split()[0]
        members.append({
            "member": seat, "vkey": vkey, "person": person.ref, "chair": seat == "m1",
            "kind": "representative" if person is DEPUTY else "expert"})
    stage.put("members.json", members)
    stage.tender(DRAWER, "committee", "form", TENDER, "--lot", "L1", "--members", "members.json")
    stage.together(
        lambda expert: stage.tender(expert, "committee", "declare", TENDER, "--lot", "L1", "--none"), EXPERTS)
    stage.together(
        lambda seat: stage.tender(seat[1], "conform", TENDER, "--lot", "L1", "--pass-all"), seats)
    stage.tell("五人评标委员会：四名专家，一名采购人代表；符合性审查通过", "a committee of five finds all three conforming")
    explain_low_price(stage, bids, seats)

    stage.tender(EXPERTS[0], "score", "template", TENDER, "--lot", "L1")
    opened = {key[0]: row["bid"] for key, row in bids.sealed.items() if row["fate"] == "opened"}

    def score(numbered):
        place, (seat, person) = numbered
        stage.put(f"sheets/{seat}.json", {
            bid: {"c1": cast.JUDGED[letter][place], "c2": cast.COUNTED[letter]} for letter, bid in opened.items()})
        stage.tender(
            person, "score", "sign", TENDER, "--lot", "L1", "--member", seat,
            "--member-key", f"keys/{TENDER}.{seat}.key", "--sheet", f"sheets/{seat}.json")

    stage.together(score, list(enumerate(seats)))
    draw_tie(stage)
    stage.tender(LEAD, "evaluation", "sign", TENDER, "--lot", "L1")
    stage.tell("五份签名评分表已交；评标结果已复算并签署", "five signed sheets; the result is recomputed and signed")


def explain_low_price(stage, bids, seats):
    """B's price is below half of the next-lowest: the committee asks, B explains, each member finds, a majority decides."""
    low = bids.sealed["B", "L1", 2]["bid"]
    lot = [TENDER, "--lot", "L1"]
    stage.tender(EXPERTS[0], "bids", "signals", *lot)
    stage.tender(
        EXPERTS[0], "clarify", "ask", *lot, "--bid", low, "--kind", "lowPrice", "--seconds", 60, "--question",
        "你方报价低于次低报价的百分之五十，请书面说明报价的构成并提供证明材料。")
    asked = stage.ask(AGENCIES["B"], "clarify", "list", *lot)["questions"][0]["question"]
    stage.tender(
        AGENCIES["B"], "clarify", "answer", *lot, "--question", asked, "--answer",
        "我方在该园区已有驻点和常驻代理师两名，不另计办公和差旅费用；人工成本明细和社保缴纳证明附后（虚构）。")
    stage.together(
        lambda seat: stage.tender(
            seat[1], "clarify", "find", *lot, "--question", asked, "--proven", "--reason", "成本明细与证明材料相符。"), seats)
    stage.tell("B 的报价低于次低价一半：书面询问、书面说明，委员会多数认定成立", "B's low price is asked about, explained and accepted")


def draw_tie(stage):
    """A and C are equal in total and price: the officer and the supervisor draw, and anybody can draw again."""
    lot = [TENDER, "--lot", "L1"]
    stage.tender(LEAD, "evaluation", "sign", *lot, expect=3)
    (stage.work / "draws").mkdir()
    for person in (DRAWER, SUPERVISOR):
        stage.tender(
            person, "draw", "commit", *lot, "--purpose", "tie", "--secret", f"draws/{person.key}.secret")
    stage.tender(DRAWER, "draw", "start", *lot, "--purpose", "tie")
    for person in (DRAWER, SUPERVISOR):
        stage.tender(
            person, "draw", "reveal", *lot, "--purpose", "tie", "--secret", f"draws/{person.key}.secret")
    stage.tender(DRAWER, "draw", "result", *lot, "--purpose", "tie")
    stage.tell("A、C 总分和报价都相同：公开抽签定第一名，任何人可以重算", "A and C are equal: a public draw decides, for anybody to redo")


def award(stage, bids):
    """To the first in rank, and to nobody else. Returns the letter of the winner."""
    stage.act("定标", "the award")
    third = bids.sealed["B", "L1", 2]["bid"]
    stage.tender(LEAD, "award", "decide", TENDER, "--lot", "L1", "--bid", third, expect=3)
    decided = stage.ask(LEAD, "award", "decide", TENDER, "--lot", "L1")
    won = base64.b64decode(decided["bid"]).hex()
    winner = next((letter for letter in "AC" if bids.sealed[letter, "L1", 1]["bid"] == won), None)
    if not winner or (decided["price"], decided["rank"]) != (cast.OFFERS[winner, "L1", 1][1], 1):
        raise StoryFailed(f"中标的不是抽签的第一名 · the first drawn should have won: {decided}")
    stage.tender(LEAD, "paper", "sign", TENDER, "L1-award-notice")
    stage.tender(MANAGERS["P1"], "award", "list")
    stage.tender(MANAGERS["P1"], "award", "accept", TENDER, "--lot", "L1")
    stage.tender(AGENCIES["B"], "paper", "list", TENDER)
    stage.tell(f"抽签第一的 {winner} 中标（越过第一名被拒绝）；园区确认其服务机构", f"{winner} wins; the park takes note of its agency")
    return winner


def challenge(stage):
    """A loser challenges the result: nothing is signed before it is answered."""
    loser = AGENCIES["B"]
    filed = stage.ask(
        loser, "remedy", "file", TENDER, "--kind", "challenge", "--about", "result", "--lot", "L1",
        "--matter", "每周驻园天数的得分与本单位所报不符", "--request", "请核对该项得分",
        "--facts", "本单位报每周驻园三日，结果告知书未列明该项得分",
        "--law", "《中华人民共和国政府采购法》第五十二条；《政府采购质疑和投诉办法》第十条")
    stage.tender(LEAD, "remedy", "due", TENDER)
    stage.tender(LEAD, "contract", "sign", TENDER, "L1-service-contract", expect=3)
    stage.tender(
        LEAD, "remedy", "answer", TENDER, filed["id"], "--outcome", "rejected",
        "--findings", "五名成员就该项所评一致，与所报天数相符，已由系统按招标文件复算",
        "--grounds", "招标文件评标办法第二项；《政府采购质疑和投诉办法》第十五条、第十六条")
    stage.tender(loser, "remedy", "show", TENDER, filed["id"])
    stage.tell("B 质疑中标结果；答复前签约被拒绝；质疑不成立，已书面答复", "B challenges the result; signing waits for the answer")


def contracts(stage, letter):
    """Bureau–agency, park–agency, and two agency–enterprise contracts, each signed by both sides, then filed."""
    stage.act("合同与备案", "contracts and filing")
    winner, manager = AGENCIES[letter], MANAGERS["P1"]
    stage.tender(LEAD, "contract", "service", TENDER, "--lot", "L1")
    challenge(stage)
    for person in (LEAD, winner):
        stage.tender(person, "contract", "sign", TENDER, "L1-service-contract")
    stage.tell("采购人与服务机构签订合同", "service contract, bureau and agency")

    stage.put("agreement.json", {
        "office": {"place": "创业服务中心二层203室", "isFree": True, "area": "46",
                   "equipment": ["办公桌椅4套", "宽带网络", "文件柜2组"]}, "reportMonths": 3})
    stage.tender(manager, "agreement", "draft", TENDER, "--lot", "L1", "--file", "agreement.json")
    for person in (manager, winner):
        stage.tender(person, "agreement", "sign", TENDER, "L1-park-agreement")
    stage.tender(LEAD, "agreement", "publish", TENDER, "--lot", "L1")
    stage.tell("园区与服务机构签订托管协议", "park agreement")

    stage.put("firms.json", [cast.firm(mode) for mode in FIRMS])
    stage.tender(manager, "park", "enterprises", "P1", "--file", "firms.json")
    for mode, person in FIRMS.items():
        words = ["--item", "P1=12000.00", "--item", "P3=8000.00"] if mode == "partial" else []
        paper = stage.ask(
            winner, "contract", "draft", TENDER, "--lot", "L1", "--mode", mode, "--enterprise", person.code, *words)
        for party in (winner, person):
            stage.tender(party, "contract", "sign", TENDER, paper["name"])
        stage.tender(winner, "filing", "submit", TENDER, paper["number"])
        stage.tender(manager, "filing", "accept", TENDER, paper["number"], "--park")
        stage.tender(LEAD, "filing", "accept", TENDER, paper["number"], "--bureau")
        zh = {"full": "完全式", "partial": "部分"}[mode]
        stage.tell(f"{zh}托管合同 {paper['number']}：双方签署，园区和主管局备案", f"{mode} trustee contract signed and filed")
    stage.tender(LEAD, "contract", "list", TENDER)
    performance(stage)


def performance(stage):
    """A failure of the service contract, its penalty paid, and the acceptance at the term's end."""
    term = stage.ask(MANAGERS["P1"], "performance", "show", TENDER, "--lot", "L1")["term"]
    stage.put("failure.json", {
        "period": {"begins": term["begins"], "ends": term["begins"]}, "category": "absence",
        "description": "首日应到两人，到一人", "events": 1, "penaltyContracted": "每缺一人日扣减500元", "penalty": "500.00",
        "penaltyWords": "从末期付款中扣减"})
    stage.tender(LEAD, "performance", "failure", TENDER, "--lot", "L1", "--file", "failure.json")
    stage.tender(LEAD, "performance", "settle", TENDER, "--lot", "L1", "--failure", "1", "--paid")
    stage.put("acceptance.json", {
        "outcome": "accepted", "ended": term["ends"], "items": [
            {"item": "驻园服务", "finding": "passed", "words": "除首日外足额到岗"},
            {"item": "托管企业", "finding": "passed", "words": "完全式1户、部分式1户，均已备案"}],
        "opinions": {"asked": 2, "satisfied": 2, "dissatisfied": 0, "words": "希望增加检索培训"},
        "amount": "197500.00", "amountReason": "扣减违约金500.00元"})
    stage.tender(LEAD, "performance", "accept", TENDER, "--lot", "L1", "--file", "acceptance.json")
    stage.tender(MANAGERS["P1"], "performance", "show", TENDER, "--lot", "L1")
    stage.tell("服务合同：一条不良记录，违约金已缴纳；征询企业后验收合格", "a failure, its penalty paid; accepted after asking the firms")


def papers(stage):
    """Every paper as PDF, the stranger's bundle and its check, and the audit of the database."""
    stage.act("文书、公开包、审计", "papers, bundle, audit")
    stage.tender(LEAD, "paper", "fetch", TENDER, "--out", "all-papers")
    (stage.work / "papers").mkdir()
    for pdf in (stage.work / "all-papers").glob("*.pdf"):
        shutil.copy(pdf, stage.work / "papers" / pdf.name)
    stage.tender(None, "document", "fetch", TENDER, "--out", "papers")
    for park in MANAGERS:
        stage.tender(
            MANAGERS[park], "park", "confirmation", park, "--out", f"papers/{park}-park-confirmation.pdf")
    stage.tender(None, "export", TENDER, "--out", "bundle")
    stage.tender(None, "verify", "bundle")
    stage.tell(f"{len(list((stage.work / 'papers').iterdir()))} 份文书；公开包已导出并核验通过", "papers; the bundle verifies")
    stage.tenderd(
        "audit", "--set", "database.conninfo=dbname=tender user=tender_auditor", "--vkey",
        (stage.work / "log.vkey").read_text().strip(), "--checks", os.environ["TENDER_CHECKS"])
    stage.tell("数据库审计：每个推导的事实都重新推导过", "audit: every derived fact derived again")


def play(stage):
    keys(stage)
    pilot(stage)
    agencies(stage)
    bids = Bids(stage)
    bids.write_folders()
    opens, deadline = notice(stage)
    bidding(stage, bids, opens, deadline)
    close(stage)
    opening(stage, bids)
    evaluation(stage, bids)
    winner = award(stage, bids)
    contracts(stage, winner)
    papers(stage)
    keep_secrets(stage, bids)
    return winner


def ending(stage, out, winner):
    """What happened, where to look, and what to copy."""
    work = stage.work
    place = Path(out) if out else work
    rows = [
        ("园区", "P1、P2 确认，P3 不予确认（科技企业 19 家）", "P1, P2 confirmed; P3 refused"),
        ("标段 L1", "A、B、C 投标，B 换过一次，D 迟到；B 的低价经书面说明成立", "B replaced and explained its low price, D late"),
        ("并列", f"A、C 总分和报价相同，公开抽签，{winner} 以 198000.00 元中标", f"A and C drew for the first place: {winner} won"),
        ("标段 L2", "C 撤回，只剩两家，不开标，废标", "two bidders left: failed unopened"),
        ("质疑", "B 质疑中标结果，签约暂停，答复不成立", "B's challenge held the signing and was answered"),
        ("合同", "服务合同、托管协议、完全式和部分托管合同，双方签署", "four contracts, signed by both sides"),
        ("验收", "一条不良记录（违约金已缴纳），逐项验收合格，随开放数据公开", "one failure, paid for; accepted and published"),
        ("备案", "两份托管合同已在园区和主管局备案", "both trustee contracts filed with park and bureau"),
        ("核验", "tender verify 和 tenderd audit 全部成立", "bundle verified, database audited"),
    ]
    places = [
        ("文书", place / "papers"), ("公开包", place / "bundle"), ("命令记录", place / "transcript.txt"),
        ("演练密钥", place / "rehearsal-secrets"), ("公开页面", stage.server + "/"),
    ]
    print(f"\n演练 {TENDER} 已完成 · the rehearsal is done")
    for what, zh, en in rows:
        print(f"  {what}\t{zh} · {en}")
    print("\n到哪里看 · where to look")
    for what, where in places:
        print(f"  {what}\t{where}")
    print("\n复制这三行就能以采购人身份继续 · copy these to go on as the bureau's officer")
    for name, value in (("SERVER", stage.server), ("KEY", work / LEAD.file), ("TRUST", work / "trust")):
        print(f"  export TENDER_{name}={quoted(str(value))}")
    print(f"  {quoted(str(stage.bin / 'tender'))} tender show {TENDER}", flush=True)


def main():
    folder, bin_dir, server, config, out = sys.argv[1:]
    stage = Stage(folder, bin_dir, server, config)
    try:
        winner = play(stage)
    except StoryFailed as failure:
        stage.log.write(f"\nfailed: {failure}\n")
        print(f"error: {failure}", file=sys.stderr)
        return 1
    except OSError as failure:
        print(f"error: {failure.strerror}: {failure.filename or folder}", file=sys.stderr)
        return 1
    finally:
        stage.log.close()
    ending(stage, out, winner)
    return 0


if __name__ == "__main__":
    sys.exit(main())
