import Canon
import Exact
import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// Who is selected in a lot follows from its evaluation, and the rows are what the file says.
  func auditSelection(
    of tender: TenderRow, lot: String, evaluation: Evaluation, _ findings: inout AuditFindings,
    in tx: borrowing Transaction
  ) throws {
    guard let row = try tx.selection(of: tender.id, lot: lot) else { return }
    findings.looked(at: .awards)
    let subject = "\(tender.id) \(lot)"
    guard let terms = try tx.framework(of: tender.id), let profile = Profile(rawValue: tender.profile),
      let notice = tender.noticeID, let published = try tx.publishedAt(notice: notice)
    else {
      findings.fault(.awards, subject, zh: "入围没有框架协议的条件", en: "a selection without the terms of a framework")
      return
    }
    do {
      let said = try Selection(json: try JSON.parse(Array(row.file.utf8)))
      let again = try evaluation.select(
        terms, file: said.evaluation, passingOver: said.passedOver,
        rules: RuleBook.inForce(on: CalendarDay(published.instant), for: profile))
      findings.require(
        again == said, .awards, subject, zh: "入围与评审结果不符", en: "the selection does not follow from the evaluation")
      let file = try tx.bundleFile("evaluation/\(lot).json", of: tender.id).map { Digest(of: $0).bytes }
      findings.require(
        said.evaluation.bytes == file, .awards, subject, zh: "入围所依据的评审结果不是公布的",
        en: "the selection rests on another evaluation than the published one")
      let rows = try tx.selectedAgencies(of: tender.id, lot: lot)
      let agree = zip(rows, said.selected).allSatisfy { row, place in
        row.place == place.place && row.bid.bytes == place.bid.fingerprint.bytes && row.bidder == place.bidder.text
          && row.rank == place.rank && row.priceFen == place.price.fen
      }
      findings.require(
        rows.count == said.selected.count && agree, .awards, subject, zh: "数据库所记的入围不同",
        en: "the rows of the selected are not what the file says")
    } catch let refusal as FrameworkRefusal {
      findings.fault(.awards, subject, zh: "不能这样入围：\(refusal.code)", en: "nobody can be selected so: \(refusal.code)")
    }
  }
}
