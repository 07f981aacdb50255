import Canon
import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// Score sheets, evaluation and award of each lot.
  func auditOutcome(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    for lot in try tx.lots(of: tender.id) {
      let subject = "\(tender.id) \(lot.id)"
      for row in try tx.everySheet(of: tender.id, lot: lot.id) {
        findings.looked(at: .scores)
        guard case .scores(let note)? = try tx.note(row.noteID)?.parsed().1 else {
          findings.fault(.scores, "\(subject) \(row.member)", zh: "评分表没有签署记录", en: "a sheet without its note")
          continue
        }
        let sheet = try JSON.parse(Array(row.sheet.utf8)).canonicalBytes()
        findings.require(
          note.sheet == Digest(of: sheet) && note.member == row.member && note.lot == lot.id, .scores,
          "\(subject) \(row.member)", zh: "评分表不是其签署的那一份", en: "the sheet is not the one that was signed")
      }
      guard let file = try tx.evaluationFile(of: tender.id, lot: lot.id) else { continue }
      findings.looked(at: .evaluations)
      let evaluation: Evaluation
      do {
        let json = try JSON.parse(Array(file.utf8))
        // Whether too few fail the lot is held against the committee's statement below.
        evaluation = try Evaluation.recomputed(
          from: json, failsBelowMinimum: json["failed"] != nil, sha256: Office.sha256)
        if lot.state == .evaluated || lot.state == .awarded {
          let again = try tx.reading(as: .office) { tx in
            try Office.evaluationDraft(LotReview(tender.id, lot.id, in: tx), asSigned: true, in: tx)
          }
          findings.require(
            try tx.bundleFile("evaluation/\(lot.id).json", of: tender.id) == again.published, .evaluations, subject,
            zh: "公开的评审结果不是由盐值封存的这一份", en: "the public file is not what the whole one and its salts make")
          findings.require(
            again.file.utf8.elementsEqual(file.utf8), .evaluations, subject, zh: "评审结果与由评审记录重算的不同",
            en: "the file is not what the reviews and the signed sheets come to")
          findings.require(
            try tx.note(Digest(of: again.draft.text))?.logIndex != nil, .evaluations, subject, zh: "签署的评审记录不同",
            en: "the signed evaluation is another")
        }
      } catch let fault as EvaluationFault {
        findings.fault(.evaluations, subject, zh: "评审结果重算不符：\(fault.field)", en: fault.sentence)
        continue
      }
      try auditReReviews(tender.id, lot.id, &findings, in: tx)
      try auditSelection(of: tender, lot: lot.id, evaluation: evaluation, &findings, in: tx)
      if let award = try tx.award(of: tender.id, lot: lot.id) {
        try audit(award, evaluation: evaluation, subject: subject, &findings, in: tx)
      }
    }
  }

  /// Each re-review led from one evaluation to the next by corrections that its ground allows, and the bundle keeps what
  /// stood before.
  private func auditReReviews(
    _ tender: String, _ lot: String, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let evaluations = try tx.evaluations(of: tender, lot: lot)
    let sheets = try tx.everySheet(of: tender, lot: lot)
    for review in try tx.reReviews(of: tender, lot: lot) {
      findings.looked(at: .evaluations)
      let subject = "\(tender) \(lot) \(review.number)"
      findings.require(
        try tx.bundleFile(ReReviewFiles.superseded(review.number, lot: lot), of: tender)
          .map { Digest(of: $0) == review.superseded } ?? false, .evaluations, subject, zh: "被取代的评审结果不是当时公开的那一份",
        en: "the superseded evaluation is not the file that was public then")
      guard review.isOver else { continue }
      let (before, after) = (
        evaluations.last { $0.review < review.number }, evaluations.first { $0.review == review.number }
      )
      guard let before, let after else {
        findings.fault(.evaluations, subject, zh: "重新评审缺少前后的评审结果", en: "an evaluation of the re-review is missing")
        continue
      }
      func read(_ row: EvaluationRow) throws -> Evaluation? {
        let json = try JSON.parse(Array(row.file.utf8))
        return try? Evaluation.recomputed(
          from: json, failsBelowMinimum: json["failed"] != nil, sha256: Office.sha256)
      }
      let signed = try sheets.filter { $0.review == review.number }
        .map { (member: $0.member, index: try tx.note($0.noteID)?.logIndex ?? 0) }.sorted { $0.index < $1.index }
      let corrected = try read(before).flatMap { before in
        try read(after).flatMap { after in
          ReReview.corrected(from: before, to: after, ground: review.ground, order: signed.map(\.member))
        }
      }
      findings.require(
        corrected != nil, .evaluations, subject, zh: "重新评审后的评分并非依其情形更正而来",
        en: "the scores after the re-review do not come from corrections that its ground allows")
    }
  }

  private func audit(
    _ row: AwardRow, evaluation: Evaluation, subject: String, _ findings: inout AuditFindings,
    in tx: borrowing Transaction
  ) throws {
    findings.looked(at: .awards)
    do {
      let said = try Award(json: try JSON.parse(Array(row.file.utf8)))
      let again = try evaluation.award(said.bid, file: said.evaluation, passingOver: said.passedOver)
      if let published = try tx.bundleFile("evaluation/\(row.lot).json", of: row.tender) {
        try said.mayRest(on: try JSON.parse(published))
      }
      findings.require(
        again == said, .awards, subject, zh: "定标与评审结果不符", en: "the award does not follow from the evaluation")
      let published = try tx.bundleFile("evaluation/\(row.lot).json", of: row.tender).map { Digest(of: $0).bytes }
      findings.require(
        said.evaluation.bytes == published, .awards, subject, zh: "定标所依据的评审结果不是公布的",
        en: "the award rests on another evaluation than the published one")
      findings.require(
        said.bid.fingerprint.bytes == row.bid.bytes && said.rank == row.rank && said.price.fen == row.priceFen, .awards,
        subject, zh: "数据库所记的定标不同", en: "the award's row is not what its file says")
    } catch let refusal as AwardRefusal {
      findings.fault(.awards, subject, zh: "不能这样定标：\(refusal.code)", en: "this bid cannot be awarded: \(refusal.code)")
    }
  }

  /// The stored files are those that the log's notes name, each with the note that named it.
  func auditFiles(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    var named: [String: FileLine] = [:]
    for row in try tx.notes(of: tender.id) {
      guard let index = row.logIndex, let list = try row.parsed().1.fileList, let text = try tx.noteList(list.digest)
      else { continue }
      for line in try FileLine.list(try list.entries(in: text)) { named["\(index) \(line.path)"] = line }
    }
    for file in try tx.auditBundleFiles(of: tender.id) {
      findings.looked(at: .files)
      let line = named.removeValue(forKey: "\(file.index) \(file.path)")
      findings.require(
        line == FileLine(path: file.path, content: file.bytes), .files, "\(tender.id) \(file.path)", zh: "公开文件不是日志所列的",
        en: "the file is not the one that entry \(file.index) names")
    }
    for line in named.values {
      findings.fault(.files, "\(tender.id) \(line.path)", zh: "日志所列的文件缺失", en: "a file that the log names is missing")
    }
  }

  /// Papers, the public ones among the bundle's files, and the signatures on them.
  func auditPapers(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let files = Set(try tx.auditBundleFiles(of: tender.id).map { Digest(of: $0.bytes) })
    for paper in try tx.papers(of: tender.id) {
      findings.looked(at: .papers)
      let subject = "\(tender.id) \(paper.name)"
      let pdf = try tx.paperPDF(paper.name, of: tender.id) ?? []
      findings.require(
        Digest(of: paper.json) == paper.jsonDigest && Digest(of: pdf) == paper.pdfDigest, .papers, subject,
        zh: "文书与其哈希不符", en: "the paper is not what its hashes say")
      let published = [paper.jsonDigest, paper.pdfDigest].count { files.contains($0) }
      // A contract is public from its last signature on, a park agreement from the officer's note after it, a committee's
      // statement on competition with the result.
      let mayWait = [PaperKind.parkAgreement, .serviceContract, .frameworkAgreement, .competitionStatement].contains {
        $0.rawValue == paper.kind
      }
      findings.require(
        !paper.isPublic || published == 2 || (mayWait && published == 0), .papers, subject,
        zh: "公开文书不在公开文件中", en: "a public paper is not among the public files")
      for signature in try tx.signatures(on: paper.name, of: tender.id) {
        guard case .record(let record)? = try tx.note(signature.noteID)?.parsed().1 else {
          findings.fault(.papers, subject, zh: "签署没有记录", en: "a signature without its note")
          continue
        }
        findings.require(
          record.json == paper.jsonDigest && record.pdf == paper.pdfDigest && record.party.text == signature.party,
          .papers, subject, zh: "签署的不是这份文书", en: "what \(signature.party) signed is another paper")
      }
    }
  }
}

extension AnyNote {
  /// The list of files that the note names.
  fileprivate var fileList: ListLine? {
    switch self {
    case .evaluation(let note): note.list
    case .award(let note): note.list
    case .cancellation(let note): note.list
    case .agreement(let note): note.list
    case .filing(let note): note.list
    case .papers(let note): note.list
    case .clarification(let note): note.list
    default: nil
    }
  }
}
