import Canon
import Tendering
import Trusteeship

// The JSON files of a tender's bundle, each known by its `format`; papers are under Papers/, the evaluation and the award
// beside this file.

extension Schema {
  /// Any JSON file of a bundle; `audience=supervisor` adds salts and the whole evaluations.
  static let bundleFile = Schema.named(
    "BundleFile",
    Schema.oneOf([
      termsFile, evaluationFile, awardFile, selectionFile, cancellationFile, clarificationFile, reReviewFile,
      filingExtract, saltsFile, recordPackage, paperFile,
    ]).called("公开包中的 JSON 文件，按 format 分", "A JSON file of the bundle, by its format"))

  private static let changedTerm = Schema.told([
    "item": .words(TenderChange.Item.self), "name?": .orNull(.text),
    "from": .orNull(.oneOf([.text, .integer])), "to": .oneOf([.text, .integer]),
  ])

  private static let legalNumber = Schema.told([
    "id": .text, "key": .words(Rule.Key.self), "source": .text,
    "value": .told(["unit": .text, "amount": .text]), "from": .day, "to": .orNull(.day),
    "level": .words(Rule.Level.self), "unconfirmed": Schema.bool.called("待核实", "to be confirmed by a legal officer"),
  ])

  /// The tender documents as data: what the notice's `terms` hashes.
  static let termsFile = Schema.named(
    "TermsFile",
    Schema.told([
      "format": .words(["tender-terms/v1"]), "tender": .id, "title": .text, "profile": .words(Profile.self),
      "rehearsal": .bool,
      "service": .told([
        "requirement": .text, "standard": .text, "validityDays": .integer(1...3650), "termDays": .integer(1...3650),
      ]),
      "lots": .list(
        .told([
          "id": .id, "title": .text, "park": .id, "budget": .price, "ceiling": .price, "scheme": .scheme,
          "bidSecurity?": .price,
        ])), "schemeSha256": Schema.map(.digest).called("各标段评标办法的摘要", "the hash of each lot's scheme"),
      "disclosure": .told(["all": .bool, "confirmed": .bool]),
      "decryption": .told([
        "custodians": .integer, "threshold": .integer, "windowSeconds": .integer, "clause": .text, "confirmed": .bool,
      ]), "rules": Schema.list(legalNumber).called("所适用的法定数字", "the legal numbers in force"),
      "qualification?": .list(.text), "framework?": .frameworkTerms, "consortium?": .bool,
      "sme?": Schema.map(.words(["reserved", "open"])).called("各标段是否面向中小企业", "by lot"),
      "follows?": Schema.told(["tender": .id, "lots": .map(.id)]).called(
        "重新招标：前次项目及其标段", "the earlier tender, and which of its lots each lot follows"),
      "fairCompetition?": .told([
        "conclusion": .words(FairnessReview.Conclusion.self), "concluded": .day, "basis": .text, "clause?": .text,
      ]),
      "amendments?": .list(
        .told(["seq": .integer, "reason": .text, "affectsBids": .bool, "changes": .list(changedTerm)])),
    ]).called("招标文件的数据", "The tender documents as data"))

  static let cancellationFile = Schema.named(
    "CancellationFile",
    Schema.told([
      "format": .words(["tender-cancellation/v1"]), "tender": .id, "notice": .digest,
      "ground": .words(Tendering.Cancellation.Ground.self), "reason": .orNull(.text), "lots": .list(.id),
    ]).called("终止的项目", "A tender that was cancelled"))

  static let clarificationFile = Schema.named(
    "ClarificationFile",
    Schema.told([
      "format": .words(["tender-clarification/v1"]), "tender": .id, "notice": .digest, "seq": .integer,
      "affectsBids": .bool, "answers": .list(.told(["question": .text, "answer": .text])),
    ]).called("对提问的澄清", "Answers to questions"))

  static let reReviewFile = Schema.named(
    "ReReviewFile",
    Schema.told([
      "format": .words(["tender-re-review/v1"]), "tender": .id, "lot": .id, "number": .integer,
      "evaluation": Schema.digest.called("被取代的评审结果", "the evaluation that is superseded"),
      "ground": .words(ReReview.Ground.self), "reason": .text,
    ]).called("重新评审的决定", "The decision to review a signed result again"))

  static let filingExtract = Schema.named(
    "FilingExtract",
    Schema.told([
      "format": .words(["tender-filing-extract/v1"]), "tender": .id, "lot": .id, "contract": .text,
      "mode": .words(TrusteeshipMode.self), "park": .text, "batch": .text, "agency": .text, "enterprise": .creditCode,
      "term": .term, "filings": .list(.told(["authority": .words(FilingAuthority.self), "number": .text])),
      "contractJson": .digest, "contractPdf": .digest,
    ]).called("备案摘录：公开的只有这些", "What is public of a filed contract"))

  static let saltsFile = Schema.named(
    "SaltsFile",
    Schema.told([
      "format": .words(["tender-salts/v1"]), "tender": .id, "lot": .id,
      "salts": .list(.told(["bid": .digest, "salt": .digest])),
    ]).called("封存值的盐，仅供监督部门", "The salts of sealed elements, for a supervisor alone"))
}
