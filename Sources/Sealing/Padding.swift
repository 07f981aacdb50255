/// Padmé: lengths are rounded up so that they tell little of what is inside, at most 12 percent longer.
public enum Padding {
  /// No plaintext is shorter; below it Padmé would tell most.
  public static let bytesMin = 32_768

  /// Padmé(max(length, 32768)).
  ///
  ///     33 280 bytes become 34 816
  ///
  /// With e = floor(log2 L), k = floor(log2 e) + 1 and m = 2^(e−k) − 1 it is (L + m) and not m.
  ///
  /// - Parameter length: bytes; below 2^62.
  public static func padded(_ length: Int) -> Int {
    let length = max(length, bytesMin)
    let exponent = log2Floor(length)
    let mask = (1 << (exponent - log2Floor(exponent) - 1)) - 1
    return (length + mask) & ~mask
  }

  private static func log2Floor(_ value: Int) -> Int { Int.bitWidth - 1 - value.leadingZeroBitCount }
}
