import Canon
import Exact
import Notes
import OpenData
import Postgres
import Store
import Tendering

// What is public of a tender, gathered for the open data. Everything comes from where the public has it: the tender's
// row as `showTender` shows it, notes of the log, and files that the log names. What is not named is not read.
extension PublicTender {
  init(_ row: TenderRow, office: Office, in tx: borrowing Transaction) throws {
    let service = try office.serviceInForce(of: row, in: tx)
    self.init(
      id: row.id, title: row.title, buyer: office.openData.buyer(office.buyer),
      requirement: service["requirement"]?.stringValue, standard: service["standard"]?.stringValue,
      termDays: service["termDays"]?.integerValue, validityDays: service["validityDays"]?.integerValue,
      state: row.state, opensAt: row.opensAt?.instant, deadlineAt: row.deadlineAt?.instant,
      closedAt: row.closedAt?.instant, custody: Threshold(needed: row.threshold, custodians: row.custodians))
    let named = try tx.namedFiles(of: row.id)
    let known = try LotFacts(row.id, named: named, shelf: office.openDataShelf, in: tx)
    let bids = try openedBids(of: row.id, by: office.openDataShelf, in: tx)
    lots = try tx.lots(of: row.id).map { try lot($0, bids: bids[$0.id] ?? [], known, in: tx) }
    addresses = try tx.addresses(ofAgencies: agencies.map(\.code))
    addresses[buyer.code] = office.buyer.address
    if let earlier = row.follows {
      // An ocid is for ever: the one that its record has.
      let known = try office.openRecord(of: earlier, in: tx)?.compiledRelease?["ocid"]?.stringValue
      follows = (earlier, known ?? office.openData.ocid(of: earlier))
    }
    let notes = Dictionary(
      grouping: try tx.notes(of: row.id, types: [Amendment.type, Drawn.type, VoidNote.type, Draw.type]), by: \.type)
    try gatherFiles(row, named: named, notes: notes, in: tx)
    try gatherNotes(row, notes, in: tx)
  }

  private func lot(
    _ row: LotRow, bids: [OpenedBid], _ known: LotFacts, in tx: borrowing Transaction
  ) throws -> PublicLot {
    var lot = PublicLot(
      id: row.id, title: row.title, park: known.parks[row.park] ?? row.park, budget: Price(fen: row.budgetFen),
      ceiling: Price(fen: row.ceilingFen), scheme: try known.shelf.value(of: Array(row.scheme.utf8)), state: row.state)
    lot.bids = bids.map(\.bid)
    lot.openedAt = bids.first?.openedAt.instant
    func organisation(_ key: String) throws -> Organisation {
      try bids.first { $0.key == key }?.bid.bidder ?? Organisation(bidder: key, in: tx)
    }
    if let evaluation = try known.file("evaluation/\(row.id).json", in: tx) {
      lot.evaluation = PublicEvaluation(file: evaluation.json, at: evaluation.at)
      lot.committee = known.committees[row.id]?.hex
    }
    lot.fallen = try (known.fallen[row.id] ?? []).map { fallen in
      (
        try JSON.parse(Array(fallen.award.file.utf8)), fallen.award.awardedAt.instant,
        try organisation(fallen.award.bidder)
      )
    }
    if let decided = known.awards[row.id], let award = try known.file("award/\(row.id).json", in: tx) {
      // A later award's own moment; the first one's is the file's.
      lot.award = (
        award.json, lot.fallen.isEmpty ? award.at : decided.awardedAt.instant, try organisation(decided.bidder)
      )
    }
    if let selection = try known.file(Office.selectionPath(row.id), in: tx) {
      let agencies = try tx.selectedAgencies(of: id, lot: row.id).map { agency in
        var agreement: PublicContract?
        if let drafted = agency.agreement, let paper = try known.file("documents/\(drafted.paper).json", in: tx),
          let signedAt = known.signed[drafted.paper]
        {
          agreement = PublicContract(number: drafted.number, paper: paper.json, signedAt: signedAt.instant)
        }
        return PublicSelection.Agency(
          place: agency.place, organisation: try organisation(agency.bidder), hasLeft: agency.exit != nil,
          agreement: agreement)
      }
      lot.selection = PublicSelection(file: selection.json, at: selection.at, agencies: agencies)
    }
    lot.failure = known.failures[row.id]
    if let contract = known.contracts[row.id], let signedAt = known.signed[contract.paper],
      let paper = try known.file(
        "documents/\(bundleName(contract.paper, kind: "service-contract", lot: row.id)).json", in: tx)
    {
      var signed = PublicContract(number: contract.number, paper: paper.json, signedAt: signedAt.instant)
      signed.failures = try tx.failures(ofContract: contract.number, tender: id).map {
        PublicFailure($0, of: contract.number)
      }
      signed.acceptances = try tx.acceptances(ofContract: contract.number, tender: id).map(PublicAcceptance.init)
      lot.contract = signed
    }
    lot.agreedAt = known.named["documents/park-agreement.\(row.id).json"]?.firstAt.instant
    lot.filings = known.filings[row.id] ?? []
    return lot
  }

  /// A bid whose opening is complete, with its bidder's key and the manifest's time.
  struct OpenedBid: Sendable {
    let bid: PublicBid
    let key: String
    let openedAt: Moment
  }

  /// Bids by lot, in the order of opening. A manifest's bids come in together when the last has its result: until then
  /// the log shows them one by one, and a count would be none.
  private func openedBids(
    of tender: String, by shelf: OpenDataShelf, in tx: borrowing Transaction
  ) throws -> [String: [OpenedBid]] {
    let state = try OpenDataShelf.OpeningState(of: tender, in: tx)
    if let kept = shelf.bids(in: state) { return kept }
    let found = try readOpenedBids(of: tender, by: shelf, in: tx)
    shelf.keep(found, in: state)
    return found
  }

  private func readOpenedBids(
    of tender: String, by shelf: OpenDataShelf, in tx: borrowing Transaction
  ) throws -> [String: [OpenedBid]] {
    let rows = try tx.openingBids(of: tender)
    let waiting = Set(rows.filter { $0.result == nil }.map(\.manifest))
    var times: [Digest: Moment] = [:]
    for manifest in Set(rows.map(\.manifest)) {
      if case .opening(let opening)? = try tx.note(manifest)?.parsed().1 {
        times[manifest] = Moment(seconds: opening.time)
      }
    }
    let parts = try tx.parts(of: tender)
    let order = Dictionary(uniqueKeysWithValues: parts.enumerated().map { ("\($1.lot) \($1.part)", $0) })
    var found: [String: [OpenedBid]] = [:]
    let complete = rows.filter { !waiting.contains($0.manifest) }
    for (lot, rows) in Dictionary(grouping: complete, by: \.lot) {
      let sorted = rows.sorted { a, b in
        (order["\(a.lot) \(a.part)"] ?? 0, a.line) < (order["\(b.lot) \(b.part)"] ?? 0, b.line)
      }
      var bidders: [String] = []
      for row in sorted where !bidders.contains(row.bidder) { bidders.append(row.bidder) }
      let bids = Dictionary(grouping: sorted, by: \.bidder)
      found[lot] = try bidders.compactMap { bidder in
        guard let parts = bids[bidder], let first = parts.first, let openedAt = times[first.manifest] else {
          return nil
        }
        return OpenedBid(bid: try PublicBid(parts, reading: shelf, in: tx), key: bidder, openedAt: openedAt)
      }
    }
    return found
  }

  /// The notice, what has changed it, and every named file but the open data itself.
  private mutating func gatherFiles(
    _ row: TenderRow, named: [FileHistoryRow], notes: [String: [NoteRow]], in tx: borrowing Transaction
  ) throws {
    func add(note: NoteRow, _ kind: PublicFile.Kind) {
      files.append(
        PublicFile(
          path: "notes/\(note.id.hex).note", kind: kind, lot: nil, publishedAt: note.takenAt.instant))
    }
    if let notice = try row.noticeID.flatMap({ try tx.note($0) }) { add(note: notice, .notice) }
    for note in notes[Amendment.type] ?? [] { add(note: note, .amendment) }
    let papers = Dictionary(
      try tx.publicPapers(of: row.id).map { ("documents/\($0.base)", $0) }, uniquingKeysWith: { first, _ in first })
    for file in named where file.path != Office.openDataPath {
      let paper = file.path.lastIndex(of: ".").flatMap { papers[String(file.path[..<$0])] }
      let (kind, lot) = Self.kind(of: file, paper: paper, lots: lots)
      files.append(
        PublicFile(
          path: file.path, kind: kind, lot: lot, publishedAt: file.firstAt.instant, modifiedAt: file.lastAt.instant))
    }
  }

  private static func kind(
    of file: FileHistoryRow, paper: PaperName?, lots: [PublicLot]
  ) -> (kind: PublicFile.Kind, lot: String?) {
    if let paper { return (.paper(paper.kind), paper.lot) }
    let name = file.path.split(separator: "/").last.map(String.init) ?? ""
    if file.path == Office.termsPath { return (.terms, nil) }
    if file.path.hasPrefix("evaluation/") { return (.evaluation, String(name.dropLast(".json".count))) }
    if let lot = lots.first(where: { file.path == Office.selectionPath($0.id) }) {
      return (.paper("selection"), lot.id)
    }
    if file.path.hasPrefix("award/") { return (.award, String(name.dropLast(".json".count))) }
    if let contract = FilingExtract.contract(in: file.path) {
      let lot = lots.first { $0.filings.contains { $0.extract["contract"]?.stringValue == contract } }
      return (.filing, lot?.id)
    }
    switch file.namedBy {
    case ClarificationNote.type: return (.clarification, nil)
    case CancellationNote.type: return (.cancellation, nil)
    default: return (.other, nil)
    }
  }

  /// Amendments, answered questions and draws.
  private mutating func gatherNotes(
    _ row: TenderRow, _ notes: [String: [NoteRow]], in tx: borrowing Transaction
  ) throws {
    for clarification in try tx.clarifications(of: row.id) {
      guard let file = try tx.bundleFile(Office.path(ofClarification: clarification.seq), of: row.id) else { continue }
      for (place, answer) in (try JSON.parse(file)["answers"]?.arrayValue ?? []).enumerated() {
        enquiries.append(
          PublicEnquiry(
            id: "\(clarification.seq)-\(place + 1)", question: answer["question"]?.stringValue ?? "",
            answer: answer["answer"]?.stringValue ?? "", answeredAt: clarification.madeAt.instant))
      }
    }
    for note in notes[Amendment.type] ?? [] {
      guard case .amendment(let amendment) = try note.parsed().1 else { continue }
      amendments.append(
        PublicAmendment(
          seq: amendment.seq, madeAt: note.takenAt.instant,
          deadline: amendment.deadline.map { Instant(seconds: Int64($0)) }, changesTerms: amendment.terms != nil))
    }
    var endings: [Digest: (status: PublicDraw.Status, results: [String])] = [:]
    for note in notes[Drawn.type] ?? [] {
      if case .drawn(let drawn) = try note.parsed().1 { endings[drawn.draw] = (.drawn, drawn.results) }
    }
    for note in notes[VoidNote.type] ?? [] {
      if case .void(let void) = try note.parsed().1 { endings[void.draw] = (.void, []) }
    }
    for note in notes[Draw.type] ?? [] {
      guard case .draw(let draw) = try note.parsed().1, let purpose = PublicDraw.Purpose(rawValue: draw.purpose) else {
        continue
      }
      let ending = endings[note.id]
      draws.append(
        PublicDraw(
          id: note.id.hex, lot: draw.lot, purpose: purpose, take: draw.take, parties: draw.commits.map(\.party),
          announcedAt: note.takenAt.instant, status: ending?.status ?? .announced, results: ending?.results ?? []))
    }
  }
}

/// What tables and files say of a tender's lots, each table read once and not once a lot.
private struct LotFacts {
  let shelf: OpenDataShelf
  let tender: String
  /// By path.
  let named: [String: FileHistoryRow]
  /// Names by id.
  let parks: [String: String]
  let committees: [String: Digest]
  let awards: [String: AwardRow]
  let fallen: [String: [FallenAwardRow]]
  let failures: [String: (ground: String, reason: String)]
  let contracts: [String: LotContractRow]
  /// When each paper was signed last, by its name.
  let signed: [String: Moment]
  private(set) var filings: [String: [PublicFiling]] = [:]

  init(_ tender: String, named: [FileHistoryRow], shelf: OpenDataShelf, in tx: borrowing Transaction) throws {
    self.shelf = shelf
    self.tender = tender
    self.named = Dictionary(uniqueKeysWithValues: named.map { ($0.path, $0) })
    parks = try tx.parkNames(of: tender)
    committees = try tx.committees(of: tender)
    (awards, fallen) = try tx.awards(of: tender)
    failures = try tx.failures(of: tender)
    contracts = try tx.serviceContracts(of: tender)
    signed = try tx.lastSignatures(of: tender)
    for path in self.named.keys.sorted() where FilingExtract.contract(in: path) != nil {
      guard let extract = try file(path, in: tx), let lot = extract.json["lot"]?.stringValue else { continue }
      filings[lot, default: []].append(PublicFiling(extract: extract.json, filedAt: extract.at))
    }
  }

  /// What is in a file that the log names, and since when it does; nil where it names none of this path.
  func file(_ path: String, in tx: borrowing Transaction) throws -> (json: JSON, at: Instant)? {
    guard let row = named[path] else { return nil }
    var bytes: [UInt8]?
    let known = shelf.value(of: row.digest)
    if known == nil { bytes = try tx.bundleFile(path, of: tender) }
    guard let json = try known ?? bytes.map({ try shelf.value(of: row.digest, in: $0) }) else { return nil }
    return (json, row.firstAt.instant)
  }
}

extension PublicBid {
  /// A bidder's bids for the parts of a lot that have been opened, the first part first.
  fileprivate init(_ parts: [OpeningBidRow], reading shelf: OpenDataShelf, in tx: borrowing Transaction) throws {
    let read = try parts.compactMap { try $0.particulars.map { try shelf.value(of: Array($0.utf8)) } }
    func first<Value>(_ take: (JSON) -> Value?) -> Value? { read.lazy.compactMap(take).first }
    let results = parts.compactMap { $0.result.flatMap(Result.init) }
    self.init(
      id: try Bid.ID(reading: parts[0].bid), lot: parts[0].lot,
      bidder: try Organisation(bidder: parts[0].bidder, name: first { $0["name"]?.stringValue }, in: tx),
      result: results.first { $0 != .opened } ?? .opened,
      price: first { $0["price"]?.stringValue.flatMap { Price($0) } },
      termDays: first { $0["termDays"]?.integerValue })
  }
}

extension Organisation {
  /// A bidder, by its key's name, which is its credit code.
  ///
  /// - Parameter name: as it calls itself in its bid; its registered name otherwise.
  fileprivate init(bidder key: String, name: String? = nil, in tx: borrowing Transaction) throws {
    self.init(
      code: PartyKey(key)?.name ?? key, name: try name ?? tx.actor(keyRef: key)?.name ?? PartyKey(key)?.name ?? key)
  }
}

extension DataPublisher {
  /// The buyer as the data names it.
  fileprivate func buyer(_ bureau: Bureau) -> Organisation {
    Organisation(code: code, name: name, contact: .init(name: bureau.contact, telephone: bureau.phone))
  }

  /// The bureau's, under the log's own address.
  public static func bureau(
    origin: String, address: String? = nil, ocidPrefix: String = DataPublisher.placeholderPrefix
  ) -> DataPublisher {
    DataPublisher(
      name: Bureau.name, code: Bureau.creditCode, address: address ?? Self.address(ofLog: origin),
      ocidPrefix: ocidPrefix)
  }
}
