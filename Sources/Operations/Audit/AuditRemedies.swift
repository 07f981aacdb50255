import Canon
import Postgres
import Store
import Tendering

extension Audit {
  /// Remedies: each was taken as its form and the calendar allow, is due when they say, and ended as its state may.
  func auditRemedies(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let file = try RemedyFile(tender.id, in: tx)
    for row in file.rows {
      findings.looked(at: .remedies)
      let subject = "\(tender.id) \(try row.id.text)"
      let filing = try row.filing
      findings.require(
        filing.kind == row.kind && filing.about == row.about && filing.lot?.text == row.lot
          && filing.mayAffectResult == row.mayAffectResult && filing.json.canonicalText == row.form
          && file.profile.procedure.remedies.contains(row.kind),
        .remedies, subject, zh: "所记的种类、对象或标段不是文书所写", en: "kind, object or lot are not what the letter says")
      let filed = CalendarDay(row.filedAt.instant)
      findings.require(
        row.dueOn == file.clock.answerBy(row.kind, filed: filed), .remedies, subject, zh: "办理期限推算不符",
        en: "the day by which it is due does not follow from the rules")
      if let earlier = file.rows.first(where: { $0.number == row.complainsOf }) {
        findings.require(
          earlier.filer == row.filer && earlier.about == row.about && earlier.lot == row.lot, .remedies, subject,
          zh: "投诉所依据的不是本人就同一事项提出的质疑或异议", en: "the complaint follows somebody else's challenge, or another matter")
      }
      if let acceptance = row.acceptance {
        let accepted = CalendarDay(acceptance.at.instant)
        let decideBy = file.clock.decideBy(filed: filed, accepted: accepted)
        let latest = file.clock.suspendedAtMost(from: accepted, decideBy: decideBy)
        findings.require(
          acceptance.decideBy == decideBy && acceptance.suspendedUntil.map { $0 <= latest } ?? true, .remedies, subject,
          zh: "投诉处理期限或暂停期限不符", en: "the decision's day, or the suspension's end, is not within the rules")
      }
      guard let end = row.end, end.outcome != nil else { continue }
      let finding = try Remedy.Finding(json: JSON.parse(Array(end.words.utf8)))
      findings.require(
        finding.outcome == end.outcome && finding.effect == end.effect, .remedies, subject, zh: "处理结果不是答复所写",
        en: "outcome or effect are not what the answer says")
    }
  }
}
