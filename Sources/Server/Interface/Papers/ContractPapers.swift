import Canon
import Trusteeship

// Agreements, contracts and their filing; the decision on a park.

extension Schema {
  /// What both kinds of trustee contract have.
  private static let trusteeship: KeyValuePairs<String, Schema> = [
    "enterprise": .paperParty, "agency": .paperParty, "park": .text, "batchName": .text, "parkAgreementNumber": .text,
    "duties": .list(.scopeItem), "plan": .list(.text), "enterpriseContact": .paperContact,
    "agencyContact": .paperContact, "reportMonths": Schema.integer.called("每几个月书面报告一次", "months between reports"),
    "term": .paperTerm, "signedOn": .paperDate, "signing": .paperSigning,
  ]

  static let contractPapers: [Schema] = [
    paper(
      "service-contract", as: "ServiceContractFile", zh: "政府采购服务合同", en: "Bureau and agency",
      [
        "buyer": .paperParty, "agency": .paperParty, "park": .text, "awardNoticeNumber": .text,
        "awardNoticeDate": .paperDate, "service": .paperService, "price": .paperMoney, "term": .paperTerm,
        "payments": .list(.told(["condition": .text, "yuan": .yuan])),
        "paymentDays": Schema.integer.called("收到发票后几日内付款", "days within which an instalment is paid after the invoice"),
        "signedOn": .paperDate, "signing": .paperSigning, "law?": law,
      ]),
    paper(
      "acceptance-sheet", as: "AcceptanceSheetFile", zh: "履约验收单", en: "A round of accepting what was rendered",
      [
        "buyer": .paperParty, "agency": .paperParty, "park": .text, "contractNumber": .text,
        "price": Schema.paperMoney.called("合同价款", "the contract's price"), "term": .paperTerm,
        "round": Schema.integer.called("第几次验收", "which round, from 1"),
        "outcome": .words(PerformanceAcceptance.Outcome.self),
        "endedOn": Schema.paperDate.called("服务结束之日", "the day on which the service ended"), "dayReason?": .text,
        "items": .list(
          .told(["item": .text, "finding": .words(PerformanceAcceptance.Finding.self), "words": .text])),
        "opinions": .told([
          "asked": .integer, "satisfied": .integer, "dissatisfied": .integer,
          "silent": Schema.integer.called("未表态", "who said neither"), "words?": .text,
        ]), "amount?": Schema.paperMoney.called("结算金额", "what it costs in the end"), "amountReason?": .text,
        "reason?": .text, "acceptedBy": .told(["name": .text, "key": .keyReference]), "acceptedAt": .paperMoment,
      ]),
    paper(
      "park-agreement", as: "ParkAgreementFile", zh: "托管协议", en: "Park and agency",
      [
        "park": .paperParty, "agency": .paperParty, "serviceContractNumber": .text,
        "office": .told([
          "address": .text, "area": Schema.text.called("平方米", "square metres"), "equipment": .list(.text),
        ]), "staff": .list(.paperStaff), "term": .paperTerm, "reportMonths": .integer, "signedOn": .paperDate,
        "signing": .paperSigning,
      ]),
    paper(
      "trustee-contract-full", as: "FullTrusteeContractFile", zh: "知识产权托管合同（完全），免费",
      en: "Enterprise and agency, in full and free of charge", trusteeship,
      ["scope": .list(.scopeItem)]),
    paper(
      "trustee-contract-partial", as: "PartialTrusteeContractFile", zh: "知识产权托管合同（部分）",
      en: "Enterprise and agency, item by item", trusteeship, ["items": .list(.feeItem), "total": .paperMoney]),
    paper(
      "filing-form", as: "FilingFormFile", zh: "托管合同备案表", en: "A trustee contract, filed with park and bureau",
      [
        "contractNumber": .text, "mode": .text, "enterprise": .paperParty, "agency": .paperParty, "park": .text,
        "batchName": .text, "term": .paperTerm, "scope": .list(.scopeItem),
        "fee?": .paperMoney, "signedOn": .paperDate,
        "contractSHA256": Schema.digest.called("所备案合同 PDF 的摘要", "the hash of the filed contract's PDF"),
        "filings": .list(
          .told([
            "role": .text, "authority": .text, "receivedAt": .paperMoment, "decidedAt": .paperMoment, "reviewer": .text,
            "result": .words(["filed", "returned"]), "filingNumber?": .text, "reasons?": .list(.text), "note?": .digest,
          ])),
      ]),
  ]

  /// Of a batch, not of a tender.
  static let parkConfirmation = paper(
    "park-confirmation", as: "ParkConfirmationFile", of: .batch, zh: "园区确认通知或不予确认通知",
    en: "The bureau's answer to a park that applied",
    [
      "bureau": .paperParty, "park": .paperParty, "level": .text, "foundingAuthority": .text, "approvalNumber": .text,
      "department": .text, "contact": .paperContact, "technologyFirms": .integer,
      "conditions": .list(.told(["condition": .text, "met": .bool, "evidence": .text])),
      "decision": .words(["confirmed", "refused"]), "term?": .paperTerm, "reason?": .text, "decidedAt": .paperMoment,
    ])
}
