import Notes

/// s: the 32 fresh bytes that open one bid, the secret of an age identity made for it alone.
///
/// Kept and hashed unclamped. Never used for another part or seq; kept by the bidder until the award.
public struct BidSecret: Sendable {
  public let bytes: [UInt8]

  /// 32 bytes from the system's random source.
  public init() { bytes = randomBytes(32) }

  /// nil unless there are 32 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// nil unless there are 64 lower-case hexadecimal digits.
  public init?(hex text: String) {
    guard let bytes = Hex.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  public var hex: String { Hex.encode(bytes) }

  /// The identity that opens the bid's payload file.
  public func identity() throws(AgeError) -> AgeIdentity { try AgeIdentity(secret: bytes) }
}
