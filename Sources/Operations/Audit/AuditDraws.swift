import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// Draws of a tender: what the rows say is what their notes say, and what the secrets come to.
  func auditDraws(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    for row in try tx.draws(of: tender.id) {
      findings.looked(at: .draws)
      let subject = "draw \(row.id.hex)"
      guard let note = try tx.note(row.id), case .draw(let draw) = try note.parsed().1,
        let list = try tx.noteList(draw.list.digest)
      else {
        findings.fault(.draws, subject, zh: "抽取没有公告", en: "a draw without its note")
        continue
      }
      let parties = try tx.parties(ofDraw: row.id)
      let names = try parties.map { try Office.keyName(of: $0.actor) }
      let listed = try tx.candidates(ofDraw: row.id).map(\.candidate)
      findings.require(
        draw.lot == row.lot && draw.purpose == row.purpose && draw.take == row.take
          && draw.commits.map(\.digest) == parties.map(\.digest) && draw.commits.map(\.party) == names
          && (try? draw.list.entries(in: list)) == listed,
        .draws, subject, zh: "数据库所记的抽取与公告不同", en: "the rows of the draw are not its note's")
      guard let end = row.endNote else { continue }
      let body = try tx.note(end)?.parsed().1
      if row.isDrawn {
        guard case .drawn(let said)? = body else {
          findings.fault(.draws, subject, zh: "抽取结果没有记录", en: "a result without its note")
          continue
        }
        let again = try? Office.drawn(row, of: tender.id, parties: parties, in: tx)
        let kept = try tx.candidates(ofDraw: row.id).filter { $0.drawnAt != nil }
          .sorted { ($0.drawnAt ?? 0) < ($1.drawnAt ?? 0) }.map(\.candidate)
        findings.require(
          again == said && kept == said.results, .draws, subject, zh: "重抽的结果不同",
          en: "drawing again gives another result")
      } else if case .void(let said)? = body {
        findings.require(
          said.reason == Digest(of: row.voidReason ?? ""), .draws, subject, zh: "作废的理由不是其记录所写",
          en: "the reason is not the one that its note names")
      } else {
        findings.fault(.draws, subject, zh: "作废没有记录", en: "a draw is void without its note")
      }
    }
  }
}
