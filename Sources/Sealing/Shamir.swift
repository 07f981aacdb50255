/// The field GF(2^8) modulo x^8 + x^4 + x^3 + x + 1 (0x11b), without tables and without branches on its operands: time
/// and memory access do not depend on a secret byte.
enum GF256 {
  static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var a = a
    var product: UInt8 = 0
    for bit in 0..<8 as Range<UInt8> {
      product ^= a & (0 &- (b >> bit & 1))
      // Doubling: the bit that leaves on the left comes back as the polynomial's low byte.
      a = a << 1 ^ 0x1b & (0 &- (a >> 7))
    }
    return product
  }

  /// a^254, which is a^-1, and 0 for 0.
  static func inverse(_ a: UInt8) -> UInt8 {
    var power = a
    var result: UInt8 = 1
    for _ in 0..<7 {
      power = multiply(power, power)
      result = multiply(result, power)
    }
    return result
  }
}

/// Shamir's scheme over `GF256`, byte by byte, laid out as HashiCorp Vault does: the share's coordinate stands last.
enum Shamir {
  /// The polynomial's values at `x` for each byte of the secret.
  ///
  /// - Parameters:
  ///   - coefficients: those of x^1, x^2, …, each as long as `secret`.
  ///   - x: not zero.
  static func value(secret: [UInt8], coefficients: [[UInt8]], at x: UInt8) -> [UInt8] {
    secret.indices.map { byte in
      var value: UInt8 = 0
      for coefficient in coefficients.reversed() { value = GF256.multiply(value ^ coefficient[byte], x) }
      return value ^ secret[byte]
    }
  }

  /// The values at zero of the polynomials through `points`.
  ///
  /// - Parameter points: pairwise different coordinates, none zero, and values of one length.
  static func combine(_ points: [(x: UInt8, value: [UInt8])]) -> [UInt8] {
    guard let length = points.first?.value.count else { return [] }
    var secret = [UInt8](repeating: 0, count: length)
    for (index, point) in points.enumerated() {
      var weight: UInt8 = 1
      for (other, another) in points.enumerated() where other != index {
        weight = GF256.multiply(weight, GF256.multiply(another.x, GF256.inverse(another.x ^ point.x)))
      }
      for byte in 0..<length { secret[byte] ^= GF256.multiply(weight, point.value[byte]) }
    }
    return secret
  }
}
