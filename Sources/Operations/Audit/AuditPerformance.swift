import Canon
import Documents
import Exact
import Postgres
import Store
import Tendering
import Trusteeship

extension Audit {
  /// What was recorded of each contract's performance is what the rule book takes, in numbers without a gap, and at most
  /// one acceptance ended it, the last.
  func auditPerformance(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let pace: Pace = try tx.instance()?.rehearsal == true ? .rehearsal(secondsPerDay: 0) : .real
    for lot in try tx.lots(of: tender.id) where try tx.serviceContract(of: tender.id, lot: lot.id) != nil {
      let file = try PerformanceFile(tender.id, lot.id, in: tx)
      // Whether it was signed and accepted before is the order's affair, which a query of sql/checks looks at.
      let contract = PerformedContract(
        price: file.performed.price, term: file.performed.term, isSigned: true, isAccepted: false)
      let subject = "\(tender.id) \(file.contract.number)"
      for (place, row) in file.failures.enumerated() {
        findings.looked(at: .performance)
        let again = try? ContractFailure(
          json: row.json, of: contract, on: CalendarDay(row.recordedAt.instant), pace: pace)
        findings.require(
          row.number == place + 1 && again?.json == row.json, .performance, "\(subject)-F\(row.number)",
          zh: "不良记录不是规则所容许的", en: "a failure's record is not one that the rules take")
        guard let end = row.end else { continue }
        let settled = Result {
          try ContractFailure.settle(end.settlement, penalty: row.penalty, before: nil, reason: end.reason)
        }
        if case .failure = settled {
          findings.fault(
            .performance, "\(subject)-F\(row.number)", zh: "不良记录不能这样了结", en: "the record may not be settled so")
        }
      }
      for (place, row) in file.acceptances.enumerated() {
        findings.looked(at: .performance)
        let json = try JSON.parse(Array(row.acceptance.utf8))
        let again = try? PerformanceAcceptance(
          json: json, of: contract, on: CalendarDay(row.acceptedAt.instant), pace: pace)
        findings.require(
          again?.json.canonicalText == row.acceptance && again?.outcome == row.outcome && again?.endedOn == row.endedOn
            && again?.amount?.fen == row.finalFen, .performance, "\(subject) acceptance \(row.round)",
          zh: "验收不是规则所容许的，或者与所记不同", en: "an acceptance is not one that the rules take, or its row says otherwise")
        let sheet = try tx.paper(PerformanceFile.sheet(row.round, of: file.contract, lot: lot.id), of: tender.id)
        // Rounds of before there were sheets have none.
        if let sheet, let again {
          let told = try JSON.parse(Array(sheet.json.utf8))
          findings.require(
            again.onPaper.allSatisfy { told[$0.name] == $0.value } && told["round"] == JSON(row.round)
              && told["contractNumber"] == JSON(file.contract.number)
              && told["amount"]?["yuan"]?.stringValue == again.amount?.description
              && told["acceptedAt"]?["seconds"] == JSON(String(row.acceptedAt.seconds)), .performance,
            "\(subject) acceptance \(row.round)", zh: "履约验收单与所记的验收不符",
            en: "the sheet says otherwise than the round that was recorded")
        }
        findings.require(
          row.round == place + 1 && (row.outcome == .rejected || place + 1 == file.acceptances.count), .performance,
          "\(subject) acceptance \(row.round)", zh: "验收的次序不符", en: "the rounds of the acceptance are out of order")
      }
    }
  }
}
