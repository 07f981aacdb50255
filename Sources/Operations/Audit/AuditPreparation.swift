import Canon
import Notes
import Postgres
import Store
import Tendering

extension Audit {
  /// A draft is what its last writer wrote, others than its writers reviewed it, and a real notice was prepared as the
  /// rules of its day ask.
  func auditPreparation(
    of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    findings.looked(at: .preparation)
    let versions = try tx.draftVersions(of: tender.id)
    let present = Digest(of: try tx.draft(of: tender.id))
    findings.require(
      versions.last?.draft == present, .preparation, tender.id, zh: "草稿不是最后一版", en: "the draft is not its last version")
    let facts = try tx.preparations(of: tender.id)
    let reviews = try tx.draftReviews(of: tender.id)
    let published = try tender.noticeID.flatMap { try tx.publishedAt(notice: $0) }
    for review in reviews {
      let subject = "\(tender.id) review \(review.number)"
      findings.require(
        !versions.contains { $0.by == review.by && $0.at <= review.at }, .preparation, subject, zh: "审查人就是编制人",
        en: "who wrote the draft reviewed it")
      findings.require(
        versions.contains { $0.draft == review.draft && $0.at <= review.at }, .preparation, subject,
        zh: "审查的不是当时的草稿", en: "a review of a text that was never the draft")
    }
    guard let published else { return }
    let preparation = try Preparation(
      tender, draft: present, lots: try tx.lots(of: tender.id), facts: facts, reviews: reviews)
    try auditSaidFairness(preparation, of: tender, &findings, in: tx)
    // Those from before preparation files were kept have none.
    guard try tx.instance()?.rehearsal == false, try tx.keepsPreparation(at: published) else { return }
    for gap in preparation.gaps(on: CalendarDay(published.instant)) {
      findings.fault(
        .preparation, tender.id, zh: "发布时准备不全：\(gap.code)", en: "published without preparation: \(gap.code)")
    }
  }

  /// The documents say what the fair-competition review came to, and say nothing where there was none.
  private func auditSaidFairness(
    _ preparation: Preparation, of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    guard let bytes = try tx.bundleFile(Office.termsPath, of: tender.id) else { return }
    findings.require(
      try JSON.parse(bytes)["fairCompetition"] == preparation.fairness?.finding.terms, .preparation, tender.id,
      zh: "招标文件所写的公平竞争审查结论与登记不符", en: "the documents do not say what the fair-competition review came to")
  }
}
