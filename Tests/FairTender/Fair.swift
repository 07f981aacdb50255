import Canon
import Exact
import Notes
import Sealing
import Tendering
import Transparency
import Verification

/// A tender with any number of bidders, from its notice to its last opened bid, made from a seed.
///
/// One lot, one public part, three of five custodians. Unless an outcome is asked for, it stops before the evaluation, as a
/// bundle may that is asked for early; the opening record is there.
public struct Fair: Sendable {
  /// How the evaluation is published and the lot awarded. Bidders rank in the order of their numbers.
  public struct Outcome: Sendable {
    let disclosure: Scheme.Disclosure
    /// Whose element the public file shows.
    let shown: Int
    /// Who gets the lot, and who is passed over for it.
    let winner: Int
    let passedOver: [Int]
    /// What somebody with every key writes instead.
    let file: @Sendable (JSON) -> JSON
    let award: @Sendable (JSON) -> JSON
    /// The scheme and the tender documents as they are published, and what bidder n offers.
    let scheme: @Sendable (JSON) -> JSON
    let terms: @Sendable (JSON) -> JSON
    let offer: @Sendable (Int, JSON) -> JSON
    /// What the evaluation takes for a fact about bidder n.
    let entry: @Sendable (Int, Evaluation.AdmittedOffer) -> Evaluation.Entry

    public init(
      disclosure: Scheme.Disclosure = .winner, shown: Int = 0, winner: Int = 0, passedOver: [Int] = [],
      file: @escaping @Sendable (JSON) -> JSON = { $0 }, award: @escaping @Sendable (JSON) -> JSON = { $0 },
      scheme: @escaping @Sendable (JSON) -> JSON = { $0 }, terms: @escaping @Sendable (JSON) -> JSON = { $0 },
      offer: @escaping @Sendable (Int, JSON) -> JSON = { $1 },
      entry: @escaping @Sendable (Int, Evaluation.AdmittedOffer) -> Evaluation.Entry = { .admitted($1) }
    ) {
      self.disclosure = disclosure
      self.shown = shown
      self.winner = winner
      self.passedOver = passedOver
      self.file = file
      self.award = award
      self.scheme = scheme
      self.terms = terms
      self.offer = offer
      self.entry = entry
    }
  }

  /// What a supervisor's bundle has beside the public one.
  public private(set) var supervisor: [String: [UInt8]] = [:]

  public private(set) var contents: [String: [UInt8]] = [:]
  private var entries: [[UInt8]] = []
  private let tender = "fair-1"
  private let scheme: Scheme
  private let log: SigningKey
  private let officer: SigningKey
  private var number = 0

  private static func seed(_ text: String) -> [UInt8] { Digest(of: text).bytes }

  /// - Parameters:
  ///   - quiet: ticks without a note, before the one in which everybody bids.
  ///   - outcome: nil for a story without an evaluation.
  public init(bidders count: Int, attachmentBytes: Int = 0, quiet: Int = 1, outcome: Outcome? = nil) throws {
    let asked = Self.scheme.setting("disclosure", JSON((outcome?.disclosure ?? .full).rawValue))
    scheme = try Scheme(json: outcome?.scheme(asked) ?? asked)
    log = try SigningKey(name: "log.fair", seed: Self.seed("log"))
    officer = try SigningKey(name: "officer.fair", seed: Self.seed("officer"))
    let custodians = try (1...5).map { try SigningKey(name: "custodian\($0).fair", seed: Self.seed("custodian \($0)")) }
    let identities = try (1...5).map { try AgeIdentity(secret: Self.seed("age \($0)")) }
    let recipients = identities.map(\.recipient)

    let deadline = 2000 + quiet
    var statements: [Digest] = []
    for (at, key) in custodians.enumerated() {
      let note = key.sign(CustodianStatement(tender: tender, index: at + 1, recipient: recipients[at].text).text)
      contents["notes/\(note.id.hex).note"] = note.bytes
      statements.append(note.id)
    }
    let fingerprint = scheme.fingerprint(sha256: Self.sha256).base64
    let documents: JSON = [
      "format": "tender-terms/v1", "tender": JSON(tender), "title": "a fair tender",
      "lots": [["id": "1", "scheme": scheme.json]], "schemeSha256": ["1": JSON(fingerprint)],
    ]
    let terms = (outcome?.terms(documents) ?? documents).canonicalBytes()
    let notice = Notes.Notice(
      tender: tender, opens: 1000, deadline: deadline, grace: 60, recovery: 3600, threshold: 3,
      custodians: zip(recipients, statements).map { .init(recipient: $0.text, statement: $1) },
      parts: [.init(lot: "1", part: "main", bytesMax: 1 << 26, isPublic: true)], terms: Digest(of: terms), minimum: 3)
    let noticeID = try append(notice.text, officer)

    // Everybody registers and bids in one tick; slots are consecutive, which nobody outside could tell.
    let master = Self.seed("master")
    let bidders = try (0..<count).map { try SigningKey(name: "bidder\($0).fair", seed: Self.seed("bidder \($0)")) }
    var bids: [(note: SignedNote, body: BidNote, secret: BidSecret, offer: JSON)] = []
    for (at, key) in bidders.enumerated() {
      bids.append(
        try bid(
          at, key, notice: noticeID, recipients: recipients, attachmentBytes: attachmentBytes, outcome: outcome))
    }
    let registers = bidders.map { $0.sign(Register(tender: tender, key: $0.verifier).text) }
    var reveal: [RevealText.Entry] = []
    var place: [Digest: (tick: Int, slot: Int)] = [:]
    let notes = registers + bids.map(\.note)
    for (at, note) in notes.enumerated() {
      contents["notes/\(note.id.hex).note"] = note.bytes
      place[note.id] = (quiet + 1 + at / 60_000, at % 60_000)
      reveal.append(.init(tick: quiet + 1 + at / 60_000, slot: at % 60_000, note: note.id))
    }
    let last = quiet + 2 + notes.count / 60_000
    let byTick = Dictionary(grouping: reveal, by: \.tick)
    for tick in 1...last {
      let here = (byTick[tick] ?? []).map { (slot: $0.slot, note: $0.note) }
      let root = try BatchTree(master: master, tick: tick, notes: here).root
      try append(
        tick: TickText(
          number: tick, time: tick == last ? deadline : 1000 + tick, batches: [.init(tender: tender, root: root)]))
    }
    let file = RevealText(tender: tender, master: master, entries: reveal)
    contents["reveal.txt"] = Array(file.text.utf8)
    let closeIndex = entries.count
    try append(
      Close(
        tender: tender, notice: noticeID, time: deadline, firstTick: 1, lastTick: last, revealLines: file.lineCount,
        revealBytes: file.text.utf8.count, reveal: Digest(of: file.text)
      ).text, log)

    // The opening.
    let lines = bids.map { bid in
      Opening.Entry.bid(bid.note.id, tick: place[bid.note.id]!.tick, slot: place[bid.note.id]!.slot).line
    }
    let manifest = try append(
      Opening(
        tender: tender, notice: noticeID, pairs: [.init(lot: "1", part: "main")], closeIndex: closeIndex,
        time: deadline + 1,
        checkpointSize: entries.count, checkpointRoot: Tree.root(ofLeafHashes: entries.map { Tree.leafHash($0) }),
        list: keep(lines)
      ).text, officer)
    for index in [1, 3, 4] {
      let shares = try bids.map { bid in
        Shares.Entry.share(
          bid.note.id, try SealedEnvelope(bid.body).share(index, openedBy: identities[index - 1]).bytes
        ).line
      }
      try append(
        Shares(tender: tender, manifest: manifest, index: index, list: keep(shares)).text, custodians[index - 1])
    }
    var read: [JSON] = []
    for bid in bids {
      let particulars = Particulars.json(bid: bid.note.id, head: bid.body.head, offer: bid.offer)
      read.append(particulars)
      try append(
        Opened(
          tender: tender, manifest: manifest, bid: bid.note.id, time: deadline + 2,
          result: .opened(particulars: Particulars.digest(particulars))
        ).text, log)
    }
    let record: JSON = ["tender": JSON(tender), "lot": "1", "particulars": .array(read)]
    contents["documents/terms.json"] = terms
    contents["documents/opening-record.1.json"] = record.canonicalBytes()
    let files = [
      FileLine(path: "documents/terms.json", content: terms),
      FileLine(path: "documents/opening-record.1.json", content: record.canonicalBytes()),
    ]
    try append(
      PapersNote(tender: tender, notice: noticeID, seq: 1, list: keep(FileLine.entries(files))).text, log)
    if let outcome {
      try evaluate(outcome, bids: bids.map { ($0.note.id, $0.body.head.bidder, $0.offer) }, notice: noticeID)
    }
    try finish(custodians: custodians, bidders: bidders)
  }

  public var bundle: MemoryBundle { MemoryBundle(contents) }
  public var supervisorBundle: MemoryBundle { MemoryBundle(contents.merging(supervisor) { $1 }) }

  private static let scheme: JSON = [
    "method": "rated", "currency": "CNY", "ceiling": "300000.00", "minBids": 3,
    "criteria": [["id": "c1", "name": "服务方案", "kind": "judged", "max": "80.00", "step": "0.50"]],
    "combine": "mean", "price": ["formula": "lowest", "max": "20.00", "smallFirmDeduction": "0.15"],
    "rounding": ["mode": "halfUp", "places": 2, "at": ["criterion", "price"]],
    "rank": ["total", "evaluatedPrice", "draw"], "maxLotsWon": nil, "lotOrder": nil,
  ]

  private static func sha256(_ bytes: [UInt8]) -> Fingerprint { Fingerprint(digest: Digest(of: bytes).bytes) }

  /// Committee, sheets, evaluation and award.
  private mutating func evaluate(
    _ outcome: Outcome, bids: [(id: Digest, bidder: KeyReference, offer: JSON)], notice: Digest
  ) throws {
    let members = try (1...5).map { try SigningKey(name: "\(tender).m\($0)", seed: Self.seed("member \($0)")) }
    let committee = try append(
      CommitteeNote(
        tender: tender, lot: "1", draw: nil,
        members: members.enumerated().map { .init(id: "m\($0 + 1)", key: $1.verifier) }
      ).text, officer)
    let ids = bids.map { Bid.ID(Fingerprint(digest: $0.id.bytes)) }
    let entries = try bids.enumerated().map { at, bid -> Evaluation.Entry in
      let offer = Offer(reading: bid.offer)
      guard let bidder = PartyKey(bid.bidder.text), let price = offer.price else { throw FairFault() }
      return outcome.entry(
        at,
        Evaluation.AdmittedOffer(
          bid: ids[at], bidder: bidder, read: price.total, corrections: offer.corrections ?? [],
          deduction: scheme.price.deduction(for: offer.size, members: offer.memberSizes), answers: offer.answers))
    }
    // By any further criterion nobody has a point.
    let rest = [Int64](repeating: 0, count: scheme.criteria.count - 1)
    var scores: [Bid.ID: [Int64]] = [:]
    for (at, entry) in entries.enumerated() {
      if case .admitted = entry { scores[ids[at]] = [Int64(max(0, 7000 - 50 * at))] + rest }
    }
    var notes: [Fingerprint] = []
    var sheets: [ScoreSheet] = []
    for (at, key) in members.enumerated() {
      let sheet = ScoreSheet(member: "m\(at + 1)", scores: scores)
      sheets.append(sheet)
      let note = ScoresNote(
        tender: tender, lot: "1", member: sheet.member, sheet: Digest(of: sheet.json(scheme: scheme).canonicalBytes()))
      notes.append(Fingerprint(digest: try append(note.text, key).bytes))
    }
    guard let tenderID = Tender.ID(tender), let lot = Lot.ID("1") else { return }
    let evaluation = try Evaluation.evaluate(
      tender: tenderID, lot: lot, scheme: scheme, committee: Fingerprint(digest: committee.bytes), entries: entries,
      sheets: sheets, sheetNotes: notes, sha256: Self.sha256)
    let salts = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, Self.seed("salt \($0)")) })
    guard let made = evaluation.publicJSON(winner: ids[outcome.shown], salts: salts, sha256: Self.sha256) else {
      throw FairFault()
    }
    let file = outcome.file(made).canonicalBytes()
    contents["evaluation/1.json"] = file
    try append(
      EvaluationNote(
        tender: tender, notice: notice, seq: 1,
        list: keep([FileLine(path: "evaluation/1.json", content: file).line])
      ).text, officer)
    if outcome.disclosure == .winner {
      let sealed = salts.filter { $0.key != ids[outcome.shown] }.mapValues { Fingerprint(digest: $0) }
      supervisor["supervisor/evaluation.1.json"] = evaluation.json.canonicalBytes()
      supervisor["supervisor/salts.1.json"] = EvaluationSalts(tender: tenderID, lot: lot, salts: sealed).json
        .canonicalBytes()
    }
    let award = try evaluation.award(
      ids[outcome.winner], file: Self.sha256(file),
      passingOver: outcome.passedOver.map { Award.PassedOver(bid: ids[$0], ground: .declined) })
    let awarded = outcome.award(award.json).canonicalBytes()
    contents["award/1.json"] = awarded
    try append(
      AwardNote(
        tender: tender, notice: notice, seq: 1, list: keep([FileLine(path: "award/1.json", content: awarded).line])
      ).text, officer)
  }

  private mutating func bid(
    _ at: Int, _ key: SigningKey, notice: Digest, recipients: [AgeRecipient], attachmentBytes: Int, outcome: Outcome?
  ) throws -> (note: SignedNote, body: BidNote, secret: BidSecret, offer: JSON) {
    let subject = BidSubject(
      tender: tender, notice: notice, lot: "1", part: "main", bidder: key.verifier.reference, seq: 1)
    let price = try Price(parsing: "\(1000 + at).00")
    let plain: JSON = [
      "supplier": ["name": JSON("投标人 \(at)")],
      "price": [
        "currency": "CNY", "total": JSON(price.description), "inWords": JSON(AmountInWords.print(price)),
      ], "termDays": JSON(365),
    ]
    let offer = outcome?.offer(at, plain) ?? plain
    let fields = subject.fields.map { JSON.Member($0.name, JSON($0.value)) } + [.init("offer", offer)]
    let secret = BidSecret(bytes: Self.seed("secret \(at)")) ?? BidSecret()
    var payload: [UInt8] = []
    let sealed = try PayloadSealer.seal(
      document: JSON.object(fields).canonicalBytes(),
      attachments: attachmentBytes > 0
        ? [ArchiveInput(name: "a1.pdf", content: .bytes([UInt8](repeating: 7, count: attachmentBytes)))] : [],
      subject: subject, secret: secret, bytesMax: 1 << 26
    ) { (piece: UnsafeRawBufferPointer) throws(FileFailure) in payload.append(contentsOf: piece) }
    contents["payloads/\(sealed.sha256.hex).age"] = payload
    let head = subject.head(threshold: 3, custodians: 5, payloadBytes: sealed.byteCount, payload: sealed.sha256)
    let body = try SealedEnvelope(head: head, secret: secret, recipients: recipients).note
    return (key.sign(body.text), body, secret, offer)
  }

  /// Keeps the list as a file of the bundle.
  private mutating func keep(_ lines: [String]) -> ListLine {
    let text = ListLine.text(of: lines)
    contents["lists/\(Digest(of: text).hex).txt"] = Array(text.utf8)
    return ListLine(of: lines)
  }

  @discardableResult private mutating func append(_ text: String, _ key: SigningKey) throws -> Digest {
    let note = key.sign(text)
    entries.append(note.bytes)
    contents["notes/\(note.id.hex).note"] = note.bytes
    return note.id
  }

  private mutating func append(tick: TickText) throws { entries.append(Array(tick.text.utf8)) }

  private mutating func finish(custodians: [SigningKey], bidders: [SigningKey]) throws {
    let keys =
      [VKeys.Entry(role: .log, key: log.verifier), VKeys.Entry(role: .officer, key: officer.verifier)]
      + custodians.map { VKeys.Entry(role: .custodian, key: $0.verifier) }
      + bidders.map { VKeys.Entry(role: .bidder, key: $0.verifier) }
    contents["vkeys.txt"] = Array(try VKeys(keys).text.utf8)
    contents["trust.policy"] = Array(Policy.text(log: log.verifier).utf8)
    contents["tender.txt"] = Array("\(tender)\n".utf8)
    var frontier = Frontier()
    var levels: [[Digest]] = [[], [], []]
    for entry in entries {
      frontier.append(Tree.leafHash(entry)) { node, hash in
        if node.level % 8 == 0, node.level < 24 { levels[node.level / 8].append(hash) }
      }
    }
    for tile in try Tile.arising(from: 0, to: entries.count) {
      switch tile.content {
      case .entries: contents[tile.path] = try Tile.bundle(of: entries[tile.range])
      case .hashes(let level): contents[tile.path] = Tile.bytes(of: levels[level][tile.range])
      }
    }
    let head = Checkpoint(origin: log.name, size: entries.count, root: frontier.root)
    contents["checkpoint"] = head.sign(by: log).bytes
  }
}

/// The story itself is wrong.
struct FairFault: Error {}
