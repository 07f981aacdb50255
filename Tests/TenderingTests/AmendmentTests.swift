import Canon
import Tendering
import Testing

@Suite struct `A change of a published tender` {
  static let terms: JSON = [
    "service": ["requirement": "托管", "standard": "合格", "validityDays": 90, "termDays": 365], "title": "托管服务",
  ]

  /// A form and what it is refused with; the first that applies is told.
  static let forms: [(form: JSON, code: String)] = [
    (["reason": "明确要求", "changes": [["item": "standard", "to": "每周驻园三天"]]], ""),
    (["reason": "顺延", "deadline": 1_800_000_000], ""),
    (["reason": "明确付款", "changes": [["item": "clause", "name": "付款方式", "to": "分三期"]]], ""),
    (["reason": "x", "changes": [["item": "title", "to": "别的服务"]]], "amendment.subjectFixed"),
    (["reason": "x", "changes": [["item": "requirement", "to": "别的服务"]]], "amendment.subjectFixed"),
    (["reason": "x", "changes": [["item": "budget", "to": "1.00"]]], "amendment.subjectFixed"),
    (["reason": "x", "changes": [["item": "lots", "to": 3]]], "amendment.subjectFixed"),
    (["reason": "x", "changes": [["item": "qualification", "to": "须有分支机构"]]], "amendment.qualificationFixed"),
    (["reason": "x", "changes": [["item": "consortium", "to": "不接受"]]], "amendment.qualificationFixed"),
    (["reason": "x", "changes": [["item": "scheme", "to": "最低价"]]], "amendment.rulesFixed"),
    (["reason": "x", "changes": [["item": "threshold", "to": 2]]], "amendment.rulesFixed"),
    (["reason": "x", "changes": [["item": "colour", "to": "红"]]], "amendment.itemUnknown"),
    // What may not be touched comes before the missing reason, and before other faults of the form.
    (["changes": [["item": "title", "to": "别的"]]], "amendment.subjectFixed"),
    (["changes": [["item": "title", "to": ""]], "more": 1], "amendment.subjectFixed"),
    (["changes": [["item": "standard", "to": "每周驻园三天"]]], "amendment.reasonMissing"),
    (["reason": " ", "deadline": 5], "amendment.reasonMissing"),
    (
      ["reason": "x", "changes": [["item": "standard", "to": "甲"], ["item": "standard", "to": "乙"]]],
      "amendment.itemTwice"
    ),
    (
      ["reason": "x", "changes": [["item": "clause", "name": "甲", "from": "一", "to": "一"]]],
      "amendment.changesNothing"
    ),
    (["reason": "x", "changes": [["item": "termDays", "to": 0]]], "form.wrong"),
    (["reason": "x", "changes": [["item": "termDays", "to": "365"]]], "form.wrong"),
    (["reason": "x", "deadline": -1], "form.wrong"), (["reason": 5], "form.wrong"), ([], "form.notAnObject"),
    (["reason": "x", "colour": "red"], "form.unknown"),
    (
      ["reason": "x", "changes": [["item": "standard", "to": JSON(String(repeating: "长", count: 700))]]], "form.tooLong"
    ),
  ]

  @Test(arguments: forms.indices)
  func `touches neither subject nor qualification nor the rules it was published under`(index: Int) {
    let (form, code) = Self.forms[index]
    do {
      _ = try TenderChange(json: form)
      #expect(code == "", "case \(index)")
    } catch { #expect(error.code == code, "case \(index): \(error)") }
  }

  @Test func `gives the documents in force, with their own history`() throws {
    let first = try TenderChange(
      json: [
        "reason": "一",
        "changes": [["item": "standard", "to": "每周驻园三天"], ["item": "clause", "name": "付款", "to": "三期"]],
      ])
    let once = try #require(try first.applied(to: Self.terms, seq: 1))
    #expect(once["service"]?["standard"]?.stringValue == "每周驻园三天")
    #expect(once["service"]?["requirement"] == Self.terms["service"]?["requirement"])
    let told = once["amendments"]?.arrayValue?.first
    #expect(told?["seq"]?.integerValue == 1)
    #expect(told?["affectsBids"]?.boolValue == true)
    #expect(told?["changes"]?.arrayValue?.first?["from"]?.stringValue == "合格")
    let second = try TenderChange(
      json: ["reason": "二", "affectsBids": false, "changes": [["item": "termDays", "to": 730]]])
    let twice = try #require(try second.applied(to: once, seq: 2))
    #expect(twice["amendments"]?.arrayValue?.count == 2)
    #expect(twice["service"]?["termDays"]?.integerValue == 730)
    #expect(throws: AmendmentRefusal.changesNothing(item: "standard")) { try first.applied(to: once, seq: 2) }
    #expect(try TenderChange(json: ["reason": "顺延", "deadline": 5]).applied(to: twice, seq: 3) == nil)
    // A mere move of the deadline affects no bid; a change of words does unless the officer says otherwise.
    #expect(try !TenderChange(json: ["reason": "顺延", "deadline": 5]).affectsBids)
    #expect(first.affectsBids && !second.affectsBids)
  }
}
