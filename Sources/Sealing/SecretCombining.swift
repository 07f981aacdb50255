extension BidSecret {
  /// The secret that these shares make; whether it makes them again is for `SealedEnvelope` to say.
  ///
  /// - Parameter shares: as many as the threshold, each of another custodian; nil for fewer than two or an index twice.
  public init?(combining shares: [KeyShare]) {
    guard shares.count >= 2, Set(shares.map(\.index)).count == shares.count else { return nil }
    self.init(bytes: Shamir.combine(shares.map { (UInt8($0.index), $0.value) }))
  }
}
