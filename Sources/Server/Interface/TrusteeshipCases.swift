import Operations
import Tendering
import Trusteeship

// The same for the rule book around the tender.

private let moment = Instant(seconds: 1_790_000_000)

extension ProgrammeRefusal {
  static let everyCase: [Self] = [
    .programmeUnknown, .programmeExists, .datesReversed, .nameMissing, .batchUnknown, .batchExists,
    .yearHasBatch(year: 2026), .batchOutsideProgramme, .windowAfterTerm, .termNotOneYear,
  ]
}

extension ParkRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .parkUnknown, .batchUnknown, .windowNotOpen(opens: moment), .windowOver(closed: moment), .appliedAlready,
      .applicationMissing, .decidedAlready, .conditionsUnmet([.noFreeOffice]), .reasonMissing, .refusedWithoutGround,
      .notConfirmed, .enterpriseOnRegister,
    ]
}

extension UnmetCondition {
  static let everyCase: [Self] = [
    .notSetUpByGovernment, .outsideCity, .noDepartment, .noContact, .tooFewTechnologyFirms(counted: 19, needed: 20),
    .noGroundwork, .noFreeOffice,
  ]
}

extension EnterpriseRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .enterpriseUnknown, .codeWrong, .onRegisterAlready, .inOtherPark, .parkNotConfirmed, .keyTaken, .keyDiffers,
    ]
}

extension AgencyRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .agencyUnknown, .codeWrong, .codeTaken, .licenceMalformed, .licenceTaken, .licenceNotValid, .keyTaken,
      .proofMissing,
    ]
}

extension AgreementRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .lotNotAwarded, .notTheWinner, .parkNotConfirmed, .otherPark, .existsAlready, .priceDiffers, .termReversed,
      .termOutsideBatch, .tooLate(until: moment), .serviceContractMissing, .officeNotFree,
    ]
}

extension ContractRefusal {
  static let everyCase: [Self] =
    FormRefusal.everyCase.map(Self.form) + [
      .contractUnknown, .parkNotConfirmed, .enterpriseOutsidePark, .agencyNotAwarded, .agencyNotRegistered,
      .parkAgreementMissing, .existsAlready, .enterpriseHasUnit, .enterpriseLacksUnit, .noItems,
      .itemUnknown(item: "P99"), .itemTwice(item: "P1"), .itemOfOtherMode(item: "P1"), .coreItemMissing(item: "F1"),
      .feeInFullMode, .priceMissing(item: "P1"), .feeNotSum, .payerNotEnterprise, .termReversed, .termOutsideBatch,
      .clauseMissing(clause: "secrecy"),
    ]
}

extension SigningRefusal {
  static let everyCase: [Self] = [
    .paperUnknown, .notAParty, .paperDiffers, .numberDiffers, .signedAlready(party: .agency), .notOpenForSigning,
  ]
}

extension FilingRefusal {
  static let everyCase: [Self] = [
    .noContract, .notSigned(missing: [.agency]), .complete, .submittedAlready, .otherPark,
    .filedAlready(authority: .park), .notSubmitted, .reasonMissing, .numberTaken,
  ]
}

extension FilingOrderRefusal {
  static let everyCase: [Self] = [.parkFirst]
}
