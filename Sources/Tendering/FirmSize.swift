/// The national classes of firms, as a bidder declares itself.
public enum FirmSize: String, Hashable, Sendable, CaseIterable {
  case micro, small, medium, large

  /// Small and micro firms alike have the price deduction.
  public var hasPriceDeduction: Bool { self == .micro || self == .small }
}
