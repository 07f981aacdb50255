import Canon
import Notes
import Operations
import Postgres
import Sealing
import Store
import Tendering

// From the close to the award.
extension Scene {
  /// The officer's manifest over what can be opened now.
  @discardableResult
  func startOpening() async throws -> TakenNote {
    try await sign(try await office.draftOpening(Self.tender, lots: nil, by: officer.actor), by: officer)
  }

  /// What a custodian finds in the manifest's bids with its identity.
  ///
  /// - Parameter spared: bids whose share is not looked at; their line is a claim.
  func entries(of custodian: Int, manifest: Digest, without spared: [Digest] = []) async throws -> [Shares.Entry] {
    let identity = identities[custodian - 1]
    let bids = try await office.database.read(as: .auditor) { tx in
      try tx.openingBids(of: Self.tender).filter { $0.manifest == manifest }.map { row -> (Digest, SealedEnvelope) in
        guard case .bid(let note)? = try tx.note(row.bid)?.parsed().1 else { throw SceneFault() }
        return (row.bid, SealedEnvelope(note))
      }
    }
    return try bids.map { bid, envelope in
      if spared.contains(bid) { return .bad(bid, reason: "mac") }
      // What a custodian's program writes of a file that it cannot open.
      do { return .share(bid, try envelope.share(custodian, openedBy: identity).bytes) } catch let fault as ShareFault {
        return .bad(bid, reason: fault.rawValue)
      }
    }
  }

  @discardableResult
  func post(_ entries: [Shares.Entry], of index: Int, manifest: Digest, by custodian: Person) async throws -> TakenNote
  {
    let lines = entries.map(\.line)
    let shares = Shares(tender: Self.tender, manifest: manifest, index: index, list: ListLine(of: lines))
    return try await take(custodian.key.sign(shares.text), list: ListLine.text(of: lines), by: custodian)
  }

  @discardableResult
  func postShares(_ index: Int, manifest: Digest) async throws -> TakenNote {
    try await post(
      try await entries(of: index, manifest: manifest), of: index, manifest: manifest, by: custodians[index - 1])
  }

  func results() async throws -> [OpeningBidRow] {
    try await office.database.read(as: .auditor) { tx in try tx.openingBids(of: Self.tender) }
  }

  /// Three bids, closed and opened.
  @discardableResult
  func opened(prices: [String] = ["198000.00", "180000.00", "210000.00"]) async throws -> [SealedBid] {
    let bids = try await threeBids(prices: prices)
    try await close()
    try await openClosed()
    return bids
  }

  /// What is closed is opened with the shares of two custodians.
  func openClosed() async throws {
    clock.pass(1)
    let manifest = try await startOpening().id
    clock.pass(1)
    for index in [1, 3] { try await postShares(index, manifest: manifest) }
  }

  func passed(_ bids: [SealedBid]) -> JSON {
    ["findings": .array(bids.map { ["bid": JSON($0.id.hex), "passed": true] })]
  }

  /// The members' keys, made for this tender.
  func memberKeys() throws -> [SigningKey] { try (1...5).map { try SigningKey(name: "\(Self.tender).m\($0)") } }

  /// - Parameters:
  ///   - draw: which draw the experts come from, and then in which order.
  func formCommittee(
    _ keys: [SigningKey], draw: Digest? = nil, order: [Person]? = nil, lot: String = "L1"
  ) async throws {
    let experts = order ?? experts
    let note = CommitteeNote(
      tender: Self.tender, lot: lot, draw: draw,
      members: keys.enumerated().map { .init(id: "m\($0 + 1)", key: $1.verifier) })
    let people = experts.enumerated().map { place, expert in
      JSON.Member(
        "m\(place + 1)",
        ["person": JSON(expert.reference), "kind": "expert", "chair": JSON(place == 0)])
    }
    try await take(drawing.key.sign(note.text), extra: ["people": .object(people)], by: drawing)
    for expert in experts { try await declare(expert, lot: lot) }
  }

  func declare(_ person: Person, conflict: String? = nil, lot: String = "L1") async throws {
    _ = try await office.declareConflict(
      Self.tender, lot: lot, ["conflict": JSON(conflict)], by: person.actor)
  }

  /// One member's sheet: points for c1 and c2 of each bid.
  func sheet(_ bids: [SealedBid], _ points: [(String, String)]) -> JSON {
    .object(
      zip(bids, points).map { bid, row in
        JSON.Member(bid.id.hex, ["c1": JSON(row.0), "c2": JSON(row.1)])
      }.sorted { $0.name < $1.name })
  }

  @discardableResult
  func score(_ member: Int, _ sheet: JSON, keys: [SigningKey], lot: String = "L1") async throws -> TakenNote {
    let note = ScoresNote(
      tender: Self.tender, lot: lot, member: "m\(member)", sheet: Digest(of: sheet.canonicalBytes()))
    return try await take(keys[member - 1].sign(note.text), extra: ["sheet": sheet], by: experts[member - 1])
  }

  /// Opened, qualified, with a committee that found everything conforming.
  func readyToScore(
    prices: [String] = ["198000.00", "180000.00", "210000.00"]
  ) async throws -> (bids: [SealedBid], keys: [SigningKey]) {
    let bids = try await opened(prices: prices)
    return (bids, try await admit(bids))
  }

  /// These qualify, and a committee finds them conforming.
  ///
  /// - Returns: the members' keys.
  func admit(_ bids: [SealedBid]) async throws -> [SigningKey] {
    clock.pass(1)
    _ = try await office.qualifyBids(Self.tender, lot: "L1", passed(bids), by: officer.actor)
    let keys = try memberKeys()
    try await formCommittee(keys)
    for expert in experts {
      _ = try await office.conformBids(Self.tender, lot: "L1", passed(bids), by: expert.actor)
    }
    return keys
  }

  /// Scored by all five: the first bid leads.
  func scored() async throws -> (bids: [SealedBid], keys: [SigningKey]) {
    let (bids, keys) = try await readyToScore()
    for member in 1...5 {
      try await score(member, sheet(bids, [("52.00", "15.00"), ("50.00", "10.00"), ("40.50", "10.00")]), keys: keys)
    }
    return (bids, keys)
  }

  /// The award as the officer signs it.
  @discardableResult
  func award(
    _ bid: SealedBid? = nil, passingOver: [Award.PassedOver] = [], lot: String = "L1"
  ) async throws -> TakenNote {
    let bid = try bid.map { bid in
      guard let print = Fingerprint(bid.id.bytes) else { throw SceneFault() }
      return Bid.ID(print)
    }
    let draft = try await office.draftAward(
      Self.tender, lot: lot, bid: bid, passedOver: passingOver, by: officer.actor)
    guard let file = draft.files.first?.bytes else { throw SceneFault() }
    return try await sign(draft, extra: ["award": JSON.parse(file)], by: officer)
  }

  @discardableResult
  func evaluate(lot: String = "L1") async throws -> TakenNote {
    try await sign(
      try await office.draftEvaluation(Self.tender, lot: lot, by: officer.actor), extra: ["lot": JSON(lot)], by: officer
    )
  }

  /// Three bids in each of two lots, from registration to the members' sheets.
  func scoreTwoLots() async throws -> [String: [SealedBid]] {
    clock.set(Self.opens)
    var bids: [String: [SealedBid]] = [:]
    for agency in agencies.prefix(3) { try await register(agency) }
    for lot in ["L1", "L2"] {
      for (agency, price) in zip(agencies, ["198000.00", "210000.00", "220000.00"]) {
        let bid = try await seal(agency, price: price, lot: lot)
        try await submit(bid, by: agency)
        bids[lot, default: []].append(bid)
      }
    }
    try await close()
    try await openClosed()
    clock.pass(1)
    let keys = try memberKeys()
    for lot in ["L1", "L2"] {
      let own = bids[lot] ?? []
      _ = try await office.recordOpening(Self.tender, lot: lot, by: officer.actor)
      _ = try await office.qualifyBids(Self.tender, lot: lot, passed(own), by: officer.actor)
      try await formCommittee(keys, lot: lot)
      for expert in experts {
        _ = try await office.conformBids(Self.tender, lot: lot, passed(own), by: expert.actor)
      }
      for member in 1...5 {
        try await score(
          member, sheet(own, [("55.00", "15.00"), ("50.00", "10.00"), ("40.00", "10.00")]), keys: keys, lot: lot)
      }
    }
    return bids
  }
}
