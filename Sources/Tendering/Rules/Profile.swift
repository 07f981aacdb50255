/// Which law governs a tender; the letter code stands in files, the long name in papers.
public enum Profile: String, Hashable, Sendable, CaseIterable {
  /// Government procurement between the threshold and the open-tender line, by choice a tender (`govTenderByChoice`).
  case g1 = "G1"
  /// Government procurement above the open-tender line (`govOpenTender`).
  case g2 = "G2"
  /// Below the procurement threshold (`voluntaryTender`).
  case t0 = "T0"
  /// Treated by an authority as 依法必须招标 (`statutoryTender`).
  case t1 = "T1"
  /// A closed framework agreement (封闭式框架协议): several agencies are selected and users choose (`frameworkAgreement`).
  case f = "F"

  public static let all = Set(allCases)

  public var name: String {
    switch self {
    case .g1: "govTenderByChoice"
    case .g2: "govOpenTender"
    case .t0: "voluntaryTender"
    case .t1: "statutoryTender"
    case .f: "frameworkAgreement"
    }
  }

  /// Under the Government Procurement Law.
  public var isGovernmentProcurement: Bool { self == .g1 || self == .g2 || self == .f }
}
