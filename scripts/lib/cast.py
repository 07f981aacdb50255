"""Who plays, and what they bring: every name is invented; counties and districts are Zhoukou's own."""

from datetime import datetime, timedelta, timezone

from stage import Person, credit_code

NOW = datetime.now(timezone(timedelta(hours=8)))
YEAR = NOW.year
TENDER = f"rehearsal.zk-{YEAR}-tg-01"
BATCH = f"b-{YEAR}"


def term():
    """From today for one year: first and last day."""
    begins = NOW.date()
    try:
        ends = begins.replace(year=YEAR + 1)
    except ValueError:  # 29 February
        ends = begins.replace(year=YEAR + 1, month=3, day=1)
    return {"begins": begins.isoformat(), "ends": (ends - timedelta(days=1)).isoformat()}


BUREAU = "周口市市场监督管理局（演练）"
LEAD = Person("zk.officer-lead", "甄主办", "officer", BUREAU)
OPENER = Person("zk.officer-opening", "贾开标", "officer", BUREAU)
DRAWER = Person("zk.officer-drawing", "钱组会", "officer", BUREAU)
ADMINISTRATOR = Person("zk.administrator", "孙管理", "administrator", BUREAU)
DEPUTY = Person("zk.evaluator", "李代表", "evaluator", BUREAU)
SUPERVISOR = Person("zk.supervisor", "魏监督", "supervisor", "周口市财政局（演练）")
EXPERTS = [
    Person(f"zk.expert-{i}", name, "expert", "评审专家库（演练）")
    for i, name in enumerate(("吴评甲", "郑评乙", "王评丙", "冯评丁"), 1)
]
CUSTODIANS = [
    Person(f"zk.custodian-{i}", name, "custodian", place)
    for i, (name, place) in enumerate(
        (("陈持甲", "川汇区司法局（演练）"), ("褚持乙", "淮阳区公证处（演练）"), ("卫持丙", "商水县审计局（演练）"),
         ("蒋持丁", "西华县档案馆（演练）"), ("沈持戊", "太康县财政局（演练）")), 1)
]
MANAGERS = {
    park: Person(credit_code(serial, "MB", "11"), name, "park", place, credit_code(serial, "MB", "11"))
    for park, serial, name, place in (
        ("P1", 1, "韩园甲", "川汇区演武高新技术产业园管理委员会"),
        ("P2", 2, "杨园乙", "项城市彩排经济技术产业园管理委员会"),
        ("P3", 3, "朱园丙", "扶沟县样板产业园管理委员会"))
}
AGENCIES = {
    letter: Person(credit_code(serial), name, "agency", firm, credit_code(serial))
    for letter, serial, name, firm in (
        ("A", 1, "秦代甲", "周口演示知识产权代理有限公司"), ("B", 2, "尤代乙", "鹿邑样例专利事务所（普通合伙）"),
        ("C", 3, "许代丙", "沈丘彩排知识产权服务有限公司"), ("D", 4, "何代丁", "郸城虚拟知识产权代理有限公司"))
}
ADDRESSES = {
    letter: f"周口市川汇区虚构路{number}号（演练地址，并不存在）" for number, letter in enumerate(AGENCIES, 1)
}
FIRMS = {
    "full": Person(credit_code(101), "吕企甲", "enterprise", "川汇区彩排精密机械有限公司", credit_code(101)),
    "partial": Person(credit_code(102), "施企乙", "enterprise", "川汇区演练生物科技有限公司", credit_code(102)),
}
EVERYBODY = [
    LEAD, OPENER, DRAWER, ADMINISTRATOR, DEPUTY, SUPERVISOR, *EXPERTS, *CUSTODIANS, *MANAGERS.values(),
    *AGENCIES.values(), *FIRMS.values(),
]

LOTS = {
    "L1": {"park": "P1", "title": "川汇区演武高新技术产业园知识产权托管服务", "budget": "300000.00", "ceiling": "260000.00"},
    "L2": {"park": "P2", "title": "项城市彩排经济技术产业园知识产权托管服务", "budget": "300000.00", "ceiling": "250000.00"},
}


def application(park, firms):
    """A park's form with its evidence, listing so many technology firms."""
    place, serial = {"P1": ("411602", 1000), "P2": ("411681", 2000), "P3": ("411621", 3000)}[park]
    manager = MANAGERS[park]
    return {
        "batch": BATCH, "park": park, "name": manager.organisation, "creditCode": manager.code, "level": "county",
        "foundedBy": "周口市人民政府", "approval": f"周政文〔2019〕{serial // 1000}号（虚构）", "region": place,
        "department": "科技创新与知识产权科", "contact": {"name": manager.name, "phone": f"0394-000000{serial // 1000}"},
        "enterprises": 40 + serial // 500,
        "technologyFirms": [
            {"creditCode": credit_code(serial + i), "name": f"{manager.organisation[:3]}虚构科技{i}号有限公司",
             "category": "highTech" if i % 3 == 0 else "technologySME", "evidence": f"入库登记编号（虚构）{serial + i}"}
            for i in range(1, firms + 1)
        ],
        "groundwork": "园区设有知识产权服务站，上年度组织专题培训三次，企业有专利申请基础。",
        "office": {"place": "创业服务中心二层203室", "isFree": True},
        "plan": "一年内组织不少于二十家企业签订托管合同，每季度培训一次。",
    }


def firm(mode):
    """An enterprise's entry in its park's register."""
    person, own = FIRMS[mode], mode == "partial"
    return {
        "creditCode": person.code, "name": person.organisation, "size": "small",
        "hasUnit": own, "staff": 2 if own else 0, "isTechnologyFirm": True, "isIndustrial": True, "contact": f"{person.name} 0394-0000009", "vkey": person.vkey,
    }


def draft(seconds):
    """The tender as the bureau drafts it: one lot a park, bids for so many seconds."""
    def scheme(lot):
        return {
            "method": "rated", "currency": "CNY", "ceiling": lot["ceiling"], "minBids": 3, "disclosure": "full",
            "criteria": [
                {"id": "c1", "name": "服务方案", "kind": "judged", "max": "60.00", "step": "0.50"},
                {"id": "c2", "name": "每周驻园服务天数", "kind": "objective", "max": "20.00", "step": "5.00"},
            ],
            "combine": "mean", "price": {"formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.00"},
            "rounding": {"mode": "halfUp", "places": 2, "at": ["criterion", "price"]},
            "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": None, "lotOrder": None,
        }

    return {
        "id": TENDER, "batch": BATCH, "title": f"周口市{YEAR}年园区知识产权托管服务采购", "profile": "G1",
        "times": {"opensAfter": 1, "bidsFor": seconds}, "grace": 1, "recovery": 10, "threshold": 3, "minimum": 3,
        "reviewed": True,
        "people": {
            "openingOfficer": OPENER.ref, "drawingOfficer": DRAWER.ref, "administrator": ADMINISTRATOR.ref,
            "evaluators": [DEPUTY.ref], "custodians": [c.ref for c in CUSTODIANS],
        },
        "service": {
            "requirement": "为园区企业提供知识产权托管：咨询、制度建设、检索分析、申请流程、专利挖掘；驻园服务。",
            "standard": "完全式托管企业不少于二十户；每户每季度至少上门一次；响应时间不超过两个工作日。",
            "validityDays": 90, "termDays": 365,
        },
        "lots": [
            {"id": lot_id, **lot, "parts": [{"part": "main", "maxBytes": 67108864, "public": True}], "scheme": scheme(lot)}
            for lot_id, lot in LOTS.items()
        ],
    }


def preparation():
    """What is known before the notice: name, kind and form of each fact."""
    def day(ago):
        return (NOW.date() - timedelta(days=ago)).isoformat()

    facts = [
        (f"survey-{lot['park']}", "survey", {
            "park": lot["park"], "surveyed": day(40), "publicConsulted": True,
            "situation": {
                "words": "多数企业没有专职知识产权人员，专利申请和维护靠外部代办。", "enterprises": 46, "technologyFirms": 22,
                "patents": 130, "trademarks": 75},
            "firms": ["演练机构甲", "演练机构乙", "演练机构丙"], "conclusion": "需要驻园的完全式托管服务，二十户以上。"})
        for lot in LOTS.values()
    ]
    return facts + [
        ("plan", "plan", {
            "category": "C99 其他服务", "estimate": "600000.00", "method": "open", "intention": day(35), "filed": day(5)}),
        ("fairness", "fairness", {
            "conclusion": "noImpact", "basis": "公平竞争审查条例第八条至第十一条", "reviewer": "政策法规科", "concluded": day(1)}),
    ]


# What they offer: unit price for each of twenty firms, total, its words, days a week in the park.
OFFERS = {
    ("A", "L1", 1): ("9900.00", "198000.00", "壹拾玖万捌仟元整", "3"),
    ("B", "L1", 1): ("10600.00", "212000.00", "贰拾壹万贰仟元整", "2"),
    # Below half of the next-lowest price: abnormally low, and explained.
    ("B", "L1", 2): ("4900.00", "98000.00", "玖万捌仟元整", "2"),
    # As A's, so that both can come out equal.
    ("C", "L1", 1): ("9900.00", "198000.00", "壹拾玖万捌仟元整", "4"),
    ("D", "L1", 1): ("8450.00", "169000.00", "壹拾陆万玖仟元整", "3"),
    ("A", "L2", 1): ("9300.00", "186000.00", "壹拾捌万陆仟元整", "3"),
    ("B", "L2", 1): ("9600.00", "192000.00", "壹拾玖万贰仟元整", "2"),
    ("C", "L2", 1): ("8800.00", "176000.00", "壹拾柒万陆仟元整", "4"),
}
REFERENCES = "{}：类似业绩三项（虚构）。"
# Each agency's own words: plans with one text would be a signal of collusion, and rightly.
PLANS = {
    "A": ("驻园服务由两名专利代理师轮值，逐户登记研发项目，季度末向园区提交书面小结。",
          "完全式托管设专人对接，制度建设、检索分析、申请流程、专利挖掘分别列出责任人和交付物。",
          "企业商业秘密单独加密存放，人员进场前签订保密承诺书。（演练，内容虚构）"),
    "B": ("每周固定三天在园区办公，其余时间线上答疑，急件当日回复。",
          "先做知识产权体检，再按企业需要排定年度清单，做到一企一策、按月销号。",
          "涉密材料只在园区保密柜流转，离场人员收回全部权限。（演练，内容虚构）"),
    "C": ("组建五人团队，负责人每月到园区走访企业不少于八户，留存走访记录。",
          "提供从挖掘布局到维权援助的全流程服务，重大事项由两名资深代理师会商后答复。",
          "建立保密台账，发生泄密即时通报并承担违约责任。（演练，内容虚构）"),
    "D": ("以区域服务站为依托，安排骨干人员定期下沉园区开展培训。",
          "围绕企业主要产品建立专题数据库，每半年更新一次竞争情势简报。",
          "与参加人员逐一订立保密协议，纳入年度考核。（演练，内容虚构）"),
}
LICENCES = {"A": "41901", "B": "41902", "C": "41903", "D": "41904"}
SIZES = {"A": "small", "B": "micro", "C": "small", "D": "medium"}


def offer(letter, lot, seq):
    """bid.json as a bidder writes it: the offer only."""
    agency = AGENCIES[letter]
    unit, total, words, days = OFFERS[letter, lot, seq]
    return {"offer": {
        "supplier": {"name": agency.organisation, "creditCode": agency.code, "licence": LICENCES[letter],
                     "size": SIZES[letter], "members": []},
        "price": {"currency": "CNY", "total": total, "inWords": words, "items": [
            {"no": "1", "name": "完全式托管服务", "unit": "户", "quantity": "20", "unitPrice": unit, "amount": total}]},
        "termDays": 365, "validityDays": 90,
        "team": [
            {"name": f"{agency.name}", "certificate": f"虚构证号{LICENCES[letter]}01", "role": "项目负责人", "daysOnSite": 120},
            {"name": f"{letter}机构代理师（虚构）", "certificate": f"虚构证号{LICENCES[letter]}02", "role": "专利代理师",
             "daysOnSite": 160}],
        "answers": {"c2": days},
        "attachments": [{"title": "服务方案.pdf", "kind": "servicePlan"}, {"title": "类似业绩.txt", "kind": "references"}],
    }}


# What the five members think: 服务方案, in steps of 0.50; the days a week are counted at 5.00 each. A and C come to the same
# total at the same price, and the first place is drawn.
JUDGED = {
    "A": ("52.00", "51.50", "49.00", "52.50", "50.00"),
    "B": ("40.00", "39.50", "41.00", "40.50", "39.00"),
    "C": ("46.50", "48.00", "45.00", "44.50", "46.00"),
}
COUNTED = {"A": "15.00", "B": "10.00", "C": "20.00"}
