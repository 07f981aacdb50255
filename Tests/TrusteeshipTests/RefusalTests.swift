import Tendering
import Testing
import Trusteeship

@Suite struct `Refusals' codes around the tender` {
  /// Told by whoever holds the archive: the verdicts here do not know what is unknown.
  static let codes: [(any Refusal, String)] = [
    (AgencyRefusal.agencyUnknown, "agency.agencyUnknown"),
    (ContractRefusal.contractUnknown, "contract.contractUnknown"),
    (EnterpriseRefusal.enterpriseUnknown, "enterprise.enterpriseUnknown"),
    (ParkRefusal.parkUnknown, "park.parkUnknown"),
    (ParkRefusal.batchUnknown, "park.batchUnknown"), (ParkRefusal.notConfirmed, "park.notConfirmed"),
    (ParkRefusal.enterpriseOnRegister, "park.enterpriseOnRegister"),
    (ProgrammeRefusal.programmeUnknown, "programme.programmeUnknown"),
    (ProgrammeRefusal.programmeExists, "programme.programmeExists"),
    (ProgrammeRefusal.batchUnknown, "programme.batchUnknown"), (ProgrammeRefusal.batchExists, "programme.batchExists"),
    (SigningRefusal.paperUnknown, "signing.paperUnknown"),
    (FilingRefusal.notSigned(missing: [.agency]), "filing.notSigned"),
    (UnmetCondition.tooFewTechnologyFirms(counted: 19, needed: 20), "parkCondition.tooFewTechnologyFirms"),
    (PerformanceRefusal.failureUnknown, "performance.failureUnknown"),
    (PerformanceRefusal.form(.missing(field: "x")), "performance.form.missing"),
    (AgreementRefusal.form(.missing(field: "x")), "agreement.form.missing"),
  ]
  @Test(arguments: codes.indices)
  func `are stable`(index: Int) { #expect(Self.codes[index].0.code == Self.codes[index].1) }
}
