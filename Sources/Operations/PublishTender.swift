import Canon
import Exact
import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Office {
  /// The notice that an officer may sign now, and the tender documents that it names.
  public func draftNotice(_ tender: String, by actor: Actor) async throws -> NoteDraft {
    try actor.may(.publishTender)
    let at = now
    return try await database.read(as: .office) { tx in
      guard let row = try tx.tender(tender) else { throw TenderRefusal.tenderUnknown }
      guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
      let draft = try storedDraft(row, in: tx)
      try requirePrepared(row, at: at, in: tx)
      let terms = try terms(of: row, draft: draft, in: tx).canonicalBytes()
      let (opens, deadline) = draft.times.resolved(from: at)
      return NoteDraft(
        text: try notice(row, draft: draft, opens: opens, deadline: deadline, terms: Digest(of: terms), in: tx).text,
        files: [(Self.termsPath, terms)])
    }
  }

  /// Takes the signed notice: the tender is published, its lots with it, and ticks begin.
  func publishTender(
    _ notice: Notes.Notice, _ envelope: NoteEnvelope, by actor: Actor
  ) async throws -> TakenNote {
    try actor.may(.publishTender)
    try verifySignature(envelope, vkey: try await vkey(of: actor))
    let at = now
    let master = clock.random(32)
    return try await database.write(as: .office) { tx in
      guard let row = try tx.tender(notice.tender, lock: .exclusive) else { throw TenderRefusal.tenderUnknown }
      guard row.state == .draft else { throw NoticeRefusal.tenderHasNotice }
      let draft = try storedDraft(row, in: tx)
      try requirePrepared(row, at: at, in: tx)
      let terms = try terms(of: row, draft: draft, in: tx).canonicalBytes()
      let expected = try self.notice(
        row, draft: draft, opens: notice.opens, deadline: notice.deadline, terms: Digest(of: terms), in: tx)
      guard expected == notice, draft.times.allows(notice, now: at) else { throw NoteRefusal.notAsDrafted }
      try judge(notice, of: row, draft: draft, now: at, in: tx)
      let index = try tx.take(envelope, at: at)
      guard try tx.publish(notice, id: envelope.id, index: index, master: master) else {
        throw NoticeRefusal.tenderHasNotice
      }
      // Under the head's lock, which the note's entry took: nobody else publishes meanwhile.
      guard try tx.openTenders().count <= TickText.tendersMax else {
        throw TenderRefusal.tooManyOpen(max: TickText.tendersMax)
      }
      try draft.freezeFramework(at: at, in: tx)
      try moveLots(tx.lots(of: notice.tender).map(\.id), of: notice.tender, by: .publish, in: tx)
      try nameFiles([(Self.termsPath, terms)], tender: notice.tender, notice: envelope.id, at: at, in: tx)
      try tx.record(.publishTender, by: actor, subject: notice.tender, detail: envelope.id.b64, at: at)
      return TakenNote(id: envelope.id, index: index)
    }
  }

  func storedDraft(_ row: TenderRow, in tx: borrowing Transaction) throws -> TenderDraft {
    try TenderDraft(try JSON.parse(Array(tx.draft(of: row.id).utf8)))
  }

  /// The tender documents as data: what the notice's `terms` hashes. Each lot's scheme and its hash stand in it, so a
  /// scheme changed later shows.
  private func terms(of row: TenderRow, draft: TenderDraft, in tx: borrowing Transaction) throws -> JSON {
    let lots = try tx.lots(of: row.id)
    let rules = RuleBook.current.rules.filter { $0.profiles.contains(draft.profile) }
    let terms: JSON = [
      "format": "tender-terms/v1", "tender": JSON(row.id), "title": JSON(row.title),
      "profile": JSON(draft.profile.rawValue), "rehearsal": JSON(instance.rehearsal), "service": draft.service,
      "lots": .array(
        try lots.map { lot -> JSON in
          let said: JSON = [
            "id": JSON(lot.id), "title": JSON(lot.title), "park": JSON(lot.park),
            "budget": JSON(try price(lot.budgetFen)), "ceiling": JSON(try price(lot.ceilingFen)),
            "scheme": try JSON.parse(Array(lot.scheme.utf8)),
          ]
          return lot.securityFen > 0 ? said.setting("bidSecurity", JSON(try price(lot.securityFen))) : said
        }),
      "schemeSha256": .object(lots.map { JSON.Member($0.id, .string($0.schemeDigest.b64)) }),
      // 待核实 in a real tender: whether every score may be published is a legal officer's to confirm.
      "disclosure": ["all": JSON(draft.discloseAll), "confirmed": false],
      "decryption": [
        "custodians": JSON(row.custodians), "threshold": JSON(row.threshold),
        "windowSeconds": JSON(row.recoverySeconds),
        "clause": JSON(Self.decryptionClause), "confirmed": false,
      ],
      "rules": .array(rules.map(\.json)),
    ]
    var said = draft.conditions.reduce(terms) { $0.setting($1.name, $1.value) }
    if let earlier = try takenUp(by: draft, in: tx) {
      let taken = lots.compactMap { lot in earlier.lots[lot.park].map { JSON.Member(lot.id, JSON($0.id)) } }
      said = said.setting("follows", ["tender": JSON(earlier.id), "lots": .object(taken)])
    }
    // everybody may read what the fair-competition review came to.
    guard let fairness = try preparation(of: row, in: tx).fairness else { return said }
    return said.setting("fairCompetition", fairness.finding.terms)
  }

  /// Nothing when the preparation file lets the notice go out; a real one needs it whole.
  private func requirePrepared(_ row: TenderRow, at: Moment, in tx: borrowing Transaction) throws {
    try preparation(of: row, in: tx).requireReady(isRehearsal: instance.rehearsal, on: CalendarDay(at.instant))
  }

  /// How bids are opened, in the words of the tender documents; 待核实 until a legal officer confirms it.
  private static let decryptionClause =
    "投标文件由投标人在本机加密，密钥分片交由保管人各自持有；开标时达到门限数的保管人提交分片即可解密，无须投标人在场或操作。"
    + "投标人的密文或者文件不合规，因此未能解密的，视为撤销其投标文件。因保管人原因未能解密的，投标人可在补救期内提交该份投标的密钥；"
    + "期满仍不能解密的，视为撤回其投标文件，投标人可以要求责任方赔偿直接损失。其他投标的开标不受影响。"

  private func notice(
    _ row: TenderRow, draft: TenderDraft, opens: Int, deadline: Int, terms: Digest, in tx: borrowing Transaction
  ) throws -> Notes.Notice {
    let statements = try tx.statements(of: row.id)
    guard statements.count == row.custodians else {
      let missing = (1...row.custodians).first { index in !statements.contains { $0.index == index } } ?? 0
      throw NoticeRefusal.custodianIndexWrong(index: missing)
    }
    return Notes.Notice(
      tender: row.id, opens: opens, deadline: deadline, grace: row.graceSeconds, recovery: row.recoverySeconds,
      threshold: row.threshold,
      custodians: statements.map { .init(recipient: $0.recipient, statement: $0.noteID) },
      parts: try tx.parts(of: row.id), terms: terms, minimum: row.minimum)
  }

  /// The rule book's verdict over the notice.
  private func judge(
    _ notice: Notes.Notice, of row: TenderRow, draft: TenderDraft, now at: Moment, in tx: borrowing Transaction
  ) throws {
    // The rules of the day of publication decide, whatever held when the draft was written down.
    try draft.outline.requireSettled(isRehearsal: instance.rehearsal)
    let statements = try tx.statements(of: notice.tender)
    let custodians = try statements.map { row -> Tendering.Notice.Custodian in
      guard let stored = try tx.note(row.noteID), case .custodian(let said) = try stored.parsed().1,
        let id = Fingerprint(row.noteID.bytes)
      else { throw NoticeRefusal.statementDiffers(index: row.index) }
      return Tendering.Notice.Custodian(
        index: row.index, recipient: row.recipient, statement: id, signer: PartyKey(stored.signer), person: row.actor,
        stated: .init(tender: try identifier(said.tender), index: said.index, recipient: said.recipient))
    }
    var schemes: [Lot.ID: Scheme] = [:]
    var budgets: [Lot.ID: Price] = [:]
    for lot in draft.lots {
      schemes[try identifier(lot.id)] = lot.scheme
      budgets[try identifier(lot.id)] = lot.budget
    }
    let verdict = Tendering.Notice(
      tender: try identifier(notice.tender), opens: Instant(seconds: Int64(notice.opens)),
      deadline: Instant(seconds: Int64(notice.deadline)), graceSeconds: notice.grace,
      recoverySeconds: notice.recovery,
      threshold: Threshold(needed: notice.threshold, custodians: notice.custodians.count), custodians: custodians,
      parts: try notice.parts.map {
        OfferedPart(
          lot: try identifier($0.lot), part: try identifier($0.part), bytesMax: $0.bytesMax, isPublic: $0.isPublic)
      }, minimum: notice.minimum)
    let isReviewed = try draft.isReviewed || preparation(of: row, in: tx).isFair
    try verdict.publish(
      .init(
        isRehearsal: instance.rehearsal,
        pace: instance.rehearsal ? .rehearsal(secondsPerDay: Int64(draft.secondsPerDay)) : .real,
        profile: draft.profile, now: at.instant, hasNotice: false, schemes: schemes, budgets: budgets,
        termsAgree: true, isReviewed: isReviewed))
  }

  func price(_ fen: Int64) throws -> String {
    guard let price = Price(fen: fen) else { throw InputRefusal.malformed(field: "fen", expected: "price") }
    return price.description
  }

  /// - Throws: `InputRefusal.malformed` for a recipient that nobody could seal to: of low order, not canonical, no key.
  static func requireUsable(_ recipient: String) throws(InputRefusal) {
    guard (try? AgeRecipient(parsing: recipient)) != nil else {
      throw .malformed(field: "recipient", expected: "age X25519 recipient, canonical and not of low order")
    }
  }
}

extension TenderDraft {
  /// What the documents say of who may bid; what the draft leaves unsaid is left out.
  var conditions: [JSON.Member] {
    var said: [JSON.Member] = []
    if !outline.qualification.isEmpty {
      said.append(.init("qualification", .array(outline.qualification.map { JSON($0) })))
    }
    if let framework = outline.framework { said.append(.init("framework", framework.json)) }
    if let consortium = outline.consortium { said.append(.init("consortium", .bool(consortium))) }
    let reserved = outline.lots.compactMap { lot in
      lot.smallFirms.map { JSON.Member(lot.id.text, JSON($0.rawValue)) }
    }
    if !reserved.isEmpty { said.append(.init("sme", .object(reserved))) }
    return said
  }
}

extension TenderDraft.Times {
  /// Unix seconds of opening and deadline if the notice were signed at `at`.
  func resolved(from at: Moment) -> (opens: Int, deadline: Int) {
    switch self {
    case .after(let opens, let bidsFor): (at.seconds + opens, at.seconds + opens + bidsFor)
    case .at(let opens, let deadline): (opens, deadline)
    }
  }

  /// Whether the signed times are those of the draft; relative ones may be up to a minute old.
  func allows(_ notice: Notes.Notice, now: Moment) -> Bool {
    switch self {
    case .at(let opens, let deadline): return notice.opens == opens && notice.deadline == deadline
    case .after(let opens, let bidsFor):
      let signed = notice.opens - opens
      return notice.deadline - notice.opens == bidsFor && (now.seconds - 60...now.seconds + 1).contains(signed)
    }
  }
}
