import Documents
import Tendering

private let second = PaperParty(name: "河南彩排专利事务所（普通合伙）", creditCode: "91411600MA0000023C")
private let bought = PaperService(
  name: "知识产权托管服务", scope: "园区企业知识产权托管", requirement: "每周驻园三日", standard: "按服务标准")

extension SelectionNoticeFacts {
  package static func sample() -> SelectionNoticeFacts {
    SelectionNoticeFacts(
      frame: .sample("L1-selection-notice"), buyer: .bureau,
      selected: [
        .init(place: 1, agency: .agency, rank: 1, price: awardPrice, merit: .total("86.00"), firmSize: "小型企业"),
        .init(place: 2, agency: second, rank: 2, price: awardPrice, merit: .total("78.00"), firmSize: "微型企业"),
      ], responded: 5, eliminated: 1, months: 24, callOff: .direct, service: bought, experts: ["喆一", "堃二"],
      terms: b64(0x41), decidedAt: PaperMoment(unixSeconds: 1_790_000_000), noticeWorkingDays: 1,
      challengeWorkingDays: 7)
  }
}

extension SelectionLetterFacts {
  package static func sample() -> SelectionLetterFacts {
    SelectionLetterFacts(
      frame: .sample("L1-selection-letter-1"), buyer: .bureau, agency: .agency, bid: b64(0xA1), place: 1,
      price: awardPrice, merit: .total("86.00"), rank: 1, months: 24, callOff: .rotation, service: bought,
      noticeNumber: "L1-selection-notice", signBy: PaperDate(year: 2026, month: 10, day: 21))
  }
}

extension FrameworkAgreementFacts {
  package static func sample() -> FrameworkAgreementFacts {
    FrameworkAgreementFacts(
      frame: .sample("L1-F1"), buyer: .bureau, agency: .agency, park: "川汇区演武高新技术开发区",
      noticeNumber: "L1-selection-notice", noticeDate: PaperDate(year: 2026, month: 9, day: 21), place: 1,
      service: bought, price: awardPrice, term: sampleTerm, callOff: .direct, exits: FrameworkExit.allCases,
      signedOn: PaperDate(year: 2026, month: 9, day: 28),
      signing: PaperSigning(signers: [PaperSigner(role: "甲方", name: PaperParty.bureau.name, key: "officer+00112233")]))
  }
}
