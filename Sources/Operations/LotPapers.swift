import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering

/// What the papers of a lot are made of, read in one moment.
struct LotFile: Sendable {
  let tender: TenderRow
  let lot: LotRow
  /// The name of the park that it serves.
  let park: String
  /// What is bought, in the words in force.
  let wanted: JSON
  let entries: LotBids
  /// By the bid for the lot's first part, over all parts that were opened.
  let offers: [Digest: Offer]
  /// Where bidders have their seats by the register, by credit code.
  let addresses: [String: String]
  let people: [TenderPerson]
  let names: [String: String]
  let manifest: Opening?
  let manifestID: Digest?
  let acted: Set<Int>
  let noticedAt: Moment
  let profile: Profile
  /// In force for the profile when the notice went out.
  let rules: RuleBook

  init(_ office: Office, _ tender: String, _ lot: String, in tx: borrowing Transaction) throws {
    guard let row = try tx.tender(tender), let notice = row.noticeID else {
      throw TenderRefusal.tenderUnknown
    }
    guard let lotRow = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
    let entries = try LotBids(tender, lot, in: tx)
    try self.init(office, row, lotRow, notice, entries, LotOffers(of: entries, in: tx), in: tx)
  }

  /// Of a lot whose result was worked out in the same transaction, without reading its bids again.
  init(_ office: Office, of result: LotResult, in tx: borrowing Transaction) throws {
    let review = result.review
    guard let notice = review.tender.noticeID else { throw TenderRefusal.tenderUnknown }
    try self.init(office, review.tender, review.lot, notice, review.entries, result.offers, in: tx)
  }

  private init(
    _ office: Office, _ tender: TenderRow, _ lot: LotRow, _ notice: Digest, _ entries: LotBids, _ offered: LotOffers,
    in tx: borrowing Transaction
  ) throws {
    self.tender = tender
    self.lot = lot
    self.entries = entries
    park = try tx.parkName(lot.park) ?? lot.park
    wanted = try office.serviceInForce(of: tender, in: tx)
    var offers: [Digest: Offer] = [:]
    for bid in entries.bids { offers[bid.bid] = try offered.offer(of: bid) }
    self.offers = offers
    addresses = try tx.addresses(ofAgencies: entries.bids.map { Self.code(of: $0.bidder) })
    people = try tx.people(of: tender.id)
    names = try tx.names(of: people.map(\.actor) + tx.bidNotes(of: tender.id, lot: lot.id).map(\.bidder))
    let last = entries.opened.last
    manifestID = try tx.openingPairs(of: tender.id).first { $0.lot == lot.id && $0.part == last }?.manifest
    if let id = manifestID, case .opening(let opening)? = try tx.note(id)?.parsed().1 {
      manifest = opening
      acted = Set(try tx.shareNotes(of: id).map(\.index))
    } else {
      manifest = nil
      acted = []
    }
    noticedAt = try tx.publishedAt(notice: notice) ?? office.now
    guard let profile = Profile(rawValue: tender.profile) else {
      throw PostgresFailure(.mismatch, message: "a profile that no rule knows: \(tender.profile)")
    }
    self.profile = profile
    rules = RuleBook.inForce(on: CalendarDay(noticedAt.instant), for: profile)
  }

  var bids: [LotBid] { entries.bids }

  /// How the result is disputed; nil where by a challenge.
  var objection: PaperObjection? { PaperObjection(profile, issued: CalendarDay(noticedAt.instant)) }

  func name(_ key: String) -> String { names[key] ?? key }

  func official(_ function: String) -> OpeningOfficial {
    let key = people.first { $0.function == function }?.actor
    return OpeningOfficial(name: key.map(name) ?? "—", key: key)
  }

  var service: PaperService { PaperService(of: lot, in: park, wanted: wanted) }

  /// What its bidder is told of a bid.
  func outcome(_ element: Evaluation.Element, under scheme: Scheme) -> ResultLetterFacts.Outcome {
    switch element.standing {
    case .ranked(let figures): .ranked(scheme.merit(figures), rank: figures.rank, drawnPlace: figures.tie?.order)
    case .invalid(let why, _): .rejected(stage: why.stage.chinese, reason: why.reason)
    case .malformed, .unopenable: .notOpened(reason: unreadReason(of: element) ?? "—")
    }
  }

  /// Why a bid of the evaluation could not be read; nil for one that was.
  func unreadReason(of element: Evaluation.Element) -> String? {
    switch element.standing {
    case .ranked, .invalid: nil
    case .malformed, .unopenable: bids.first { $0.bid.bytes == element.bid.fingerprint.bytes }?.unreadReason
    }
  }

  func party(_ bid: Digest) -> PaperParty {
    let offer = offers[bid]
    let bidder = bids.first { $0.bid == bid }?.bidder ?? ""
    let code = Self.code(of: bidder)
    let told = offer?.creditCode?.text ?? code
    // Under another firm's code the key's own address would be nobody's.
    return PaperParty(
      name: offer?.name ?? name(bidder), creditCode: told, address: told == code ? addresses[code] : nil)
  }

  /// An agency's key is named by its credit code.
  private static func code(of bidder: String) -> String { String(bidder.prefix { $0 != "+" }) }
}

extension Office {
  private static let method = "公开招标"
  private static let place = "周口市知识产权托管招标平台（线上开标）"
  private static let medium = "河南省政府采购网、本平台公开日志"

  private func lotFile(_ tender: String, _ lot: String) async throws -> LotFile {
    try await database.read(as: .office) { tx in try LotFile(self, tender, lot, in: tx) }
  }

  /// A paper's number: 周市监采〔2026〕 and what tells it apart.
  private func number(_ tender: String, _ name: String) -> String { "\(tender)-\(name)" }

  private func issued(_ name: String, _ paper: Paper, lot: String, isPublic: Bool = true, reader: String? = nil)
    -> IssuedPaper
  {
    IssuedPaper(name: name, number: paper.frame.number, paper: paper, lot: lot, isPublic: isPublic, reader: reader)
  }

  /// Prints the opening record of a lot; refused while a bid of it has no result.
  ///
  /// Where results came after the last record, of a later part or of a bid that was recovered, the record is made anew
  /// over all of them and takes the place of the old one in the bundle; otherwise the old one stands. It shows every
  /// objection that was taken: where one came while it was printed, it is printed anew.
  ///
  /// - Throws: `SessionRefusal.unanswered`; `goesOn` where one word after another comes between.
  public func recordOpening(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.recordOpening)
    for _ in 1..<Self.recordPrintsMax {
      do { return try await recordOpeningOnce(tender, lot: lot, by: actor) } catch SessionRefusal.goesOn { continue }
    }
    return try await recordOpeningOnce(tender, lot: lot, by: actor)
  }

  private static let recordPrintsMax = 5

  private func recordOpeningOnce(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    let record = try await openingRecord(tender, lot: lot, by: actor)
    if !record.stands { try await keep(record, tender: tender, lot: lot) }
    return ["paper": JSON(record.name), "tender": JSON(tender), "lot": JSON(lot)]
  }

  /// An opening record as it is at one moment, not yet printed.
  struct OpeningRecordDraft: Sendable {
    let name: String
    let facts: OpeningRecordFacts
    /// It was issued over these very results.
    let stands: Bool
  }

  /// The record over all that was read out and said up to now.
  func openingRecord(_ tender: String, lot: String, by actor: Actor) async throws -> OpeningRecordDraft {
    try await database.read(as: .office) { tx -> OpeningRecordDraft in
      let file = try LotFile(self, tender, lot, in: tx)
      guard let manifest = file.manifest, let manifestID = file.manifestID else {
        throw TenderRefusal.waitsFor(step: .startOpening)
      }
      let seen = try Self.seenAtOpening(file.entries, tender, lot, in: tx)
      let earlier = try tx.papers(of: tender, lot: lot).filter { paper in
        paper.kind == PaperKind.openingRecord.rawValue && !paper.isSignedEdition
      }
      let name = earlier.isEmpty ? "\(lot)-opening-record" : "\(lot)-opening-record-\(earlier.count + 1)"
      let last = file.bids.flatMap(\.parts).compactMap(\.resultAt).max() ?? now
      let facts = OpeningRecordFacts(
        frame: try frame(number: number(tender, name), tender: file.tender, lot: file.lot), buyer: bureau,
        ceiling: try money(file.lot.ceilingFen), deadline: file.tender.deadlineAt.paper,
        openedFrom: PaperMoment(unixSeconds: Int64(manifest.time)), openedTo: last.paper, place: Self.place,
        host: file.official("openingOfficer"), recorder: file.official("drawingOfficer"), manifest: manifestID.b64,
        threshold: file.tender.threshold,
        custodians: file.people.filter { $0.function == "custodian" }.map { person in
          OpeningCustodian(
            index: person.custodianIndex ?? 0, key: person.actor,
            hasActed: file.acted.contains(person.custodianIndex ?? 0))
        },
        results: seen.results, notRead: seen.notRead, objections: seen.objections, attendants: seen.attendants,
        signing: PaperSigning(signers: [
          PaperSigner(role: "开标主持人", name: file.name(actor.key.text), key: actor.key.text)
        ]), law: file.tender.law)
      if let last = earlier.last,
        (try JSON.parse(Array(last.json.utf8)))["results"] == Paper.openingRecord(facts).json["results"]
      {
        return OpeningRecordDraft(name: last.name, facts: facts, stands: true)
      }
      return OpeningRecordDraft(name: name, facts: facts, stands: false)
    }
  }

  /// Prints a record and keeps it, if what it shows is still so.
  ///
  /// - Throws: `SessionRefusal.goesOn` where it is not; nothing is kept.
  func keep(_ record: OpeningRecordDraft, tender: String, lot: String) async throws {
    let paper = Paper.openingRecord(record.facts)
    try await keep(PapersInPrint([issued(record.name, paper, lot: lot)], on: press), tender: tender) { tx in
      // A result that comes late holds the log's head, whoever objects or answers the lot's row; both find the record
      // afterwards.
      _ = try tx.logHead(locked: true)
      guard try tx.lot(tender, lot, locked: true) != nil else { throw TenderRefusal.lotUnknown }
      let seen = try Self.seenAtOpening(try LotBids(tender, lot, in: tx), tender, lot, in: tx)
      var again = record.facts
      again.results = seen.results
      again.notRead = seen.notRead
      again.objections = seen.objections
      again.attendants = seen.attendants
      guard Paper.openingRecord(again).json == paper.json else { throw SessionRefusal.goesOn }
    }
    await publisher.publish()
  }

  /// What a record shows that may change while it is printed.
  private struct SeenAtOpening {
    /// In the log's order, as they are read out.
    let results: [OpeningResult]
    let notRead: [UnreadBid]
    let attendants: [OpeningAttendant]
    let objections: [OpeningObjection]
  }

  /// - Throws: `OpeningRefusal.resultsMissing`, `SessionRefusal.unanswered`.
  private static func seenAtOpening(
    _ entries: LotBids, _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> SeenAtOpening {
    let rows = entries.bids.flatMap(\.parts)
    let missing = rows.count { $0.result == nil }
    guard missing == 0 else { throw OpeningRefusal.resultsMissing(count: missing) }
    var placed: [(Int, OpeningResult)] = []
    for row in rows { placed.append((row.resultIndex ?? 0, try result(row, of: entries))) }
    let (attendants, objections) = try session(tender, lot: lot, in: tx)
    return SeenAtOpening(
      results: placed.sorted { $0.0 < $1.0 }.map(\.1),
      notRead: try unread(tender, lot: lot, opened: entries.bids, in: tx), attendants: attendants,
      objections: objections)
  }

  private static func result(_ row: OpeningBidRow, of entries: LotBids) throws -> OpeningResult {
    let outcome: OpeningResult.Outcome =
      switch row.result {
      case "opened": .opened(particulars: try JSON.parse(Array((row.particulars ?? "{}").utf8)))
      case "malformed": .malformed(reason: row.reason ?? "bid")
      default: .unopenable
      }
    let words = ["technical": "技术部分", "price": "报价部分"]
    let remark = entries.parts.count > 1 ? words[row.part] ?? "\(row.part)部分" : nil
    return OpeningResult(bid: row.bid.b64, bidder: row.bidder, outcome: outcome, remark: remark)
  }

  /// Bidders of the lot whose bids were not read out: withdrawn or incomplete ones.
  private static func unread(
    _ tender: String, lot: String, opened: [LotBid], in tx: borrowing Transaction
  ) throws -> [UnreadBid] {
    let rows = try tx.bidNotes(of: tender, lot: lot)
    let read = Set(opened.map(\.bidder))
    var told: [UnreadBid] = []
    for bidder in Set(rows.map(\.bidder)).sorted() where !read.contains(bidder) {
      let isWithdrawn = Manifest.bidsInForce(rows).allSatisfy { $0.bidder != bidder }
      let name = try tx.actor(keyRef: bidder)?.name ?? bidder
      told.append(UnreadBid(bidder: name, reason: isWithdrawn ? "投标截止前已撤回" : "投标文件不完整，视为撤回"))
    }
    return told
  }

  /// Prints the evaluation report once the evaluation is signed; what is there already is left as it is.
  func issueEvaluationReport(_ tender: String, lot: String) async throws {
    let papers = try await database.read(as: .office) { tx in
      try evaluationPapers(of: try evaluation(of: tender, lot: lot, in: tx).result, in: tx)
    }
    try await issue(papers, tender: tender)
  }

  /// The report of an evaluation that is signed; after a re-review the next edition, and the buyer's report on the re-review
  /// to the finance bureau.
  func evaluationPapers(of result: LotResult, in tx: borrowing Transaction) throws -> [IssuedPaper] {
    let (tender, lot, evaluation) = (result.review.tender.id, result.review.lot.id, result.evaluation)
    let file = try LotFile(self, of: result, in: tx)
    guard let manifest = file.manifest else { throw OpeningRefusal.manifestUnknown }
    let rows = try tx.evaluations(of: tender, lot: lot)
    let sheets = try tx.sheets(of: tender, lot: lot, upTo: rows.last?.review ?? 0)
    let seats = try result.review.members.map { member in
      CommitteeSeat(
        member: member.member, role: member.seatName, key: try VerifierKey(parsing: member.vkey).reference.text,
        sheet: sheets.first { $0.member == member.member }?.noteID.b64)
    }
    let work = try PanelWork(result.review, in: tx)
    let name = "\(lot)-evaluation-report" + rows.edition
    let ranked = evaluation.awardOrder.map(\.bidder.text)
    let proposed = evaluation.failed == nil ? Array(ranked.prefix(max(1, file.rules.count(.candidatesMax)))) : []
    let invalid = evaluation.bids.count - ranked.count
    let reviewer = file.profile.procedure.qualification == .buyer ? "采购人" : "评标委员会"
    let facts = EvaluationReportFacts(
      frame: try frame(number: number(tender, name), tender: file.tender, lot: file.lot), buyer: bureau,
      noticeMedium: Self.medium, noticeDate: file.noticedAt.paper.day,
      openedAt: PaperMoment(unixSeconds: Int64(manifest.time)), openingPlace: Self.place,
      openingRecordNumber: number(tender, "\(lot)-opening-record"), evaluation: evaluation.json,
      bidders: evaluation.bids.map { element in
        EvaluatedBidder(
          bidder: element.bidder.text, name: file.name(element.bidder.text), reason: file.unreadReason(of: element))
      },
      members: seats,
      course: [
        "\(reviewer)对已开启的投标文件进行资格审查。",
        "评标委员会全体成员声明与投标人没有利害关系后，进行符合性审查，按多数意见认定。",
      ] + work.course + Self.course(of: evaluation.scheme, ranked: ranked.count, invalid: invalid)
        + work.courseOfScores, clarifications: work.clarifications, replacements: work.replacements,
      dissents: work.dissents, proposed: proposed,
      isUnderTenderingLaw: !file.profile.isGovernmentProcurement)
    // where only the winner's figures are told, the report with everybody's is the buyer's and the supervisor's.
    let isPublic = evaluation.scheme.disclosure == .full
    var papers = [issued(name, .evaluationReport(facts), lot: lot, isPublic: isPublic)]
    if let report = try reReviewReport(
      tender, file: file, evaluations: rows, now: evaluation, reportNumber: number(tender, name), in: tx)
    {
      papers.append(issued(report.name, .reReviewReport(report.facts), lot: lot, isPublic: isPublic))
    }
    return papers
  }

  /// How bids were scored and ranked, a sentence each.
  private static func course(of scheme: Scheme, ranked: Int, invalid: Int) -> [String] {
    let counted = "有效投标\(ranked)家，无效投标\(invalid)家。"
    guard scheme.method == .rated else {
      return ["本标段不评分，评审价由系统按招标文件计算，成员签名确认。", "按评审价由低到高排序：" + counted]
    }
    let price = scheme.price.formula == .fixed ? "价格不作为评审因素。" : "价格分由系统按招标文件公式计算。"
    return ["成员各自独立评分并签名提交，互不可见；" + price, "汇总得分并排序：" + counted]
  }

  /// What the finance bureau is told of the re-review that the evaluation in force ended; nil where there was none.
  private func reReviewReport(
    _ tender: String, file: LotFile, evaluations: [EvaluationRow], now evaluation: Evaluation, reportNumber: String,
    in tx: borrowing Transaction
  ) throws -> (name: String, facts: ReReviewReportFacts)? {
    guard let last = evaluations.last, last.review > 0, let before = evaluations.dropLast().last else { return nil }
    let lot = file.lot.id
    guard let review = try tx.reReviews(of: tender, lot: lot).first(where: { $0.number == last.review }) else {
      return nil
    }
    let sheets = try tx.everySheet(of: tender, lot: lot)
    let changes = try tx.scoreChanges(of: tender, lot: lot)
    let json = try JSON.parse(Array(before.file.utf8))
    let earlier = try Evaluation.recomputed(
      from: json, failsBelowMinimum: json["failed"] != nil, sha256: Self.sha256)
    func places(_ evaluation: Evaluation) -> [ReReviewReportFacts.Place] {
      evaluation.awardOrder.compactMap { element in
        evaluation.figures(of: element.bid).map { figures in
          .init(rank: figures.rank, name: file.name(element.bidder.text), merit: evaluation.scheme.merit(figures))
        }
      }
    }
    let name = "\(lot)-\(PaperKind.reReviewReport.rawValue)" + (review.number == 1 ? "" : "-\(review.number)")
    return (
      name,
      ReReviewReportFacts(
        frame: try frame(number: number(tender, name), tender: file.tender, lot: file.lot), buyer: bureau,
        ground: review.ground.rawValue, groundName: review.ground.chinese, reason: review.reason,
        convenedAt: review.convenedAt.paper, endedAt: review.endedAt.paper,
        corrected: sheets.filter { $0.review == review.number }.map(\.member).sorted(),
        corrections: changes.filter { $0.review == review.number }.count, before: places(earlier),
        after: places(evaluation), superseded: review.superseded.b64, reportNumber: reportNumber,
        law: file.tender.law)
    )
  }

  /// Prints what follows from the lot's award; what is there already is left as it is.
  func issueResult(_ tender: String, lot: String) async throws {
    if try await issueCallOff(tender, lot: lot) { return }
    let papers = try await database.read(as: .office) { tx in
      try resultPapers(of: try evaluation(of: tender, lot: lot, in: tx).result, in: tx)
    }
    try await issue(papers, tender: tender)
  }

  /// What follows from an award: the result notice, the award notice, and a letter to each other bidder with its own result
  /// and nobody else's.
  ///
  /// - Parameter result: the one that the award rests on.
  func resultPapers(of result: LotResult, in tx: borrowing Transaction) throws -> [IssuedPaper] {
    let (tender, lot, evaluation) = (result.review.tender.id, result.review.lot.id, result.evaluation)
    let file = try LotFile(self, of: result, in: tx)
    guard let award = try tx.award(of: tender, lot: lot) else { throw AwardRefusal.notEvaluated }
    let members = result.review.members
    let names = try tx.names(of: members.map(\.person))
    let experts = members.map { names[$0.person] ?? $0.member }
    guard let figures = evaluation.figures(of: try Bid.ID(reading: award.bid)) else { throw AwardRefusal.bidNotRanked }
    let rules = file.rules
    let (resultName, noticeName) = ("\(lot)-result-notice" + award.edition, "\(lot)-award-notice" + award.edition)
    let resultNumber = number(tender, resultName)
    let winner = file.party(award.bid)
    let offer = file.offers[award.bid]
    let termDays = offer?.termDays ?? 365
    var papers = [
      issued(
        resultName,
        .resultNotice(
          ResultNoticeFacts(
            frame: try frame(number: resultNumber, tender: file.tender, lot: file.lot), buyer: bureau,
            method: Self.method, winner: winner, price: try money(award.priceFen),
            merit: evaluation.scheme.merit(figures), service: file.service, termDays: termDays,
            firmSize: offer?.size.chinese ?? "—", experts: experts,
            terms: file.tender.terms?.b64 ?? "", decidedAt: award.awardedAt.paper,
            noticeWorkingDays: rules.count(.resultNoticePeriod), challengeWorkingDays: rules.count(.challengeWithin),
            objection: file.objection, law: file.tender.law)),
        lot: lot),
      issued(
        noticeName,
        .awardNotice(
          AwardNoticeFacts(
            frame: try frame(number: number(tender, noticeName), tender: file.tender, lot: file.lot),
            buyer: bureau, winner: winner, bid: award.bid.b64, price: try money(award.priceFen),
            merit: evaluation.scheme.merit(figures), rank: award.rank, service: file.service, termDays: termDays,
            leader: offer?.lead?.name, resultNoticeNumber: resultNumber, signBy: rules.contractBy(award.awardedAt),
            law: file.tender.law)),
        lot: lot),
    ]
    for element in evaluation.bids where element.bid.fingerprint.bytes != award.bid.bytes {
      guard let bid = Digest(bytes: element.bid.fingerprint.bytes) else { continue }
      papers.append(
        try letter(
          to: element.bidder.text, bid: bid, outcome: file.outcome(element, under: evaluation.scheme), file: file,
          resultNumber: resultNumber))
    }
    return papers
  }

  /// Prints the notice of a lot that failed, and a letter to each bidder: that its bid stayed shut or, after the opening,
  /// what had been found of its own.
  func issueFailure(_ tender: String, lot: String) async throws {
    let file = try await lotFile(tender, lot)
    let (failure, noteID, inForce) = try await database.read(as: .office) {
      tx -> ((ground: String, reason: String), Digest?, [BidNoteRow]) in
      guard let failure = try tx.failure(of: tender, lot: lot) else { throw TenderRefusal.failsWithoutCause }
      let inForce = Manifest.bidsInForce(try tx.bidNotes(of: tender)).filter { $0.lot == lot }
      let note = try tx.notes(of: tender, type: FailNote.type).first { row in
        if case .fail(let fail) = try row.parsed().1 { fail.lot == lot } else { false }
      }
      return (failure, note?.id, inForce)
    }
    let resultNumber = number(tender, "\(lot)-failure-notice")
    let ground = Lot.FailureGround(rawValue: failure.ground)
    var papers = [
      issued(
        "\(lot)-failure-notice",
        .failureNotice(
          FailureNoticeFacts(
            frame: try frame(number: resultNumber, tender: file.tender, lot: file.lot), buyer: bureau,
            method: Self.method, ground: failure.ground, groundName: ground.chinese, reason: failure.reason,
            basis: ground.basis(file.profile), bidders: Set(inForce.map(\.bidder)).count,
            minimum: file.tender.minimum, staysSealed: file.bids.isEmpty,
            next: ground == .cancelled ? "本标段采购任务取消，不再组织采购。" : "修改完善招标文件后依法重新招标。",
            decidedAt: now.paper, note: noteID?.b64 ?? "",
            challengeWorkingDays: file.rules.count(.challengeWithin), objection: file.objection)),
        lot: lot)
    ]
    // One letter for each bidder, whatever the number of parts.
    for bid in inForce where file.bids.isEmpty && bid.part == file.entries.parts.first {
      papers.append(
        try letter(
          to: bid.bidder, bid: bid.id, outcome: .lotFailed(reason: "本标段\(ground.chinese)，投标文件未予开启。"), file: file,
          resultNumber: resultNumber))
    }
    if !file.bids.isEmpty {
      let reason = "本标段\(ground.chinese)：\(failure.reason)"
      let findings = try await database.read(as: .office) { tx in try Self.ownFindings(tender, lot, in: tx) }
      for bid in file.bids {
        papers.append(
          try letter(
            to: bid.bidder, bid: bid.bid,
            outcome: .lotFailedLater(reason: reason, own: findings[bid.bid] ?? .undecided),
            file: file, resultNumber: resultNumber, edition: "-failed"))
      }
    }
    try await issue(papers, tender: tender)
  }

  /// What is known of each opened bid of a lot that failed: by its evaluation where one was signed, else by the reviews.
  private static func ownFindings(
    _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> [Digest: ResultLetterFacts.OwnFinding] {
    let review = try LotReview(tender, lot, in: tx)
    var found: [Digest: ResultLetterFacts.OwnFinding] = [:]
    for bid in review.bids {
      switch bid.result {
      case "opened":
        if let why = try review.invalidity(of: bid) {
          found[bid.bid] = .rejected(stage: why.stage.chinese, reason: why.reason)
        }
      default: found[bid.bid] = .notOpened(reason: bid.unreadReason)
      }
    }
    guard let file = try tx.evaluationFile(of: tender, lot: lot) else { return found }
    let json = try JSON.parse(Array(file.utf8))
    let evaluation = try Evaluation.recomputed(from: json, failsBelowMinimum: json["failed"] != nil, sha256: sha256)
    for element in evaluation.bids {
      guard let bid = Digest(bytes: element.bid.fingerprint.bytes) else { continue }
      switch element.standing {
      case .ranked(let figures):
        found[bid] = .ranked(
          evaluation.scheme.merit(figures), rank: figures.rank, drawnPlace: figures.tie?.order)
      case .invalid(let why, _): found[bid] = .rejected(stage: why.stage.chinese, reason: why.reason)
      case .malformed, .unopenable: continue
      }
    }
    return found
  }

  /// - Parameter edition: tells a later letter to the same bidder from the first.
  func letter(
    to bidder: String, bid: Digest, outcome: ResultLetterFacts.Outcome, file: LotFile, resultNumber: String,
    ofFramework: Bool = false, edition: String = ""
  ) throws -> IssuedPaper {
    let name = "\(file.lot.id)-result-letter-\(bid.hex.prefix(8))" + edition
    let facts = ResultLetterFacts(
      frame: try frame(number: number(file.tender.id, name), tender: file.tender, lot: file.lot), buyer: bureau,
      recipient: file.name(bidder), bidder: bidder, bid: bid.b64, outcome: outcome, resultNoticeNumber: resultNumber,
      challengeWorkingDays: file.rules.count(.challengeWithin), objection: file.objection, ofFramework: ofFramework,
      law: file.tender.law)
    return issued(name, .resultLetter(facts), lot: file.lot.id, isPublic: false, reader: bidder)
  }
}
