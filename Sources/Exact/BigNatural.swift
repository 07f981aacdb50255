/// A whole number of zero or more, as large as it needs to be.
///
/// Just what fractions of prices ask for: schoolbook arithmetic, enough for hundreds of digits.
public struct BigNatural: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Base 2^32, least significant first, no zero on top; zero has none.
  private var limbs: [UInt32]

  public static let zero = BigNatural(0)
  public static let one = BigNatural(1)

  public init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(truncatingIfNeeded: value >> 32)]
    trim()
  }

  public init(wide value: UInt128) {
    limbs = (0..<4).map { UInt32(truncatingIfNeeded: value >> UInt128(32 * $0)) }
    trim()
  }

  private init(limbs: [UInt32]) {
    self.limbs = limbs
    trim()
  }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

  public var isZero: Bool { limbs.isEmpty }

  /// The value, or nil from 2^64 on.
  public var uint64: UInt64? {
    switch limbs.count {
    case 0: 0
    case 1: UInt64(limbs[0])
    case 2: UInt64(limbs[1]) << 32 | UInt64(limbs[0])
    default: nil
    }
  }

  /// 10 to the power of `exponent`.
  public static func powerOfTen(_ exponent: Int) -> BigNatural {
    var (result, left) = (one, max(0, exponent))
    while left > 0 {
      let part = min(left, 18)
      result = result * BigNatural(UInt64(powersOfTen[part]))
      left -= part
    }
    return result
  }

  public static func < (a: BigNatural, b: BigNatural) -> Bool {
    if a.limbs.count != b.limbs.count { return a.limbs.count < b.limbs.count }
    for i in a.limbs.indices.reversed() where a.limbs[i] != b.limbs[i] { return a.limbs[i] < b.limbs[i] }
    return false
  }

  public static func + (a: BigNatural, b: BigNatural) -> BigNatural {
    var out: [UInt32] = []
    var carry: UInt64 = 0
    for i in 0..<max(a.limbs.count, b.limbs.count) {
      let sum = a.limb(i) + b.limb(i) + carry
      out.append(UInt32(truncatingIfNeeded: sum))
      carry = sum >> 32
    }
    out.append(UInt32(carry))
    return BigNatural(limbs: out)
  }

  private func limb(_ i: Int) -> UInt64 { i < limbs.count ? UInt64(limbs[i]) : 0 }

  /// The distance between two numbers.
  public static func distance(_ a: BigNatural, _ b: BigNatural) -> BigNatural {
    let (large, small) = a < b ? (b, a) : (a, b)
    var out: [UInt32] = []
    var borrow: UInt64 = 0
    for i in large.limbs.indices {
      let take = small.limb(i) + borrow
      let have = large.limb(i)
      borrow = have < take ? 1 : 0
      out.append(UInt32(truncatingIfNeeded: have &+ (borrow << 32) &- take))
    }
    return BigNatural(limbs: out)
  }

  public static func * (a: BigNatural, b: BigNatural) -> BigNatural {
    if a.isZero || b.isZero { return zero }
    var out = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
    for i in a.limbs.indices {
      var carry: UInt64 = 0
      for j in b.limbs.indices {
        let t = UInt64(a.limbs[i]) * UInt64(b.limbs[j]) + UInt64(out[i + j]) + carry
        out[i + j] = UInt32(truncatingIfNeeded: t)
        carry = t >> 32
      }
      out[i + b.limbs.count] = UInt32(carry)
    }
    return BigNatural(limbs: out)
  }

  /// Quotient and remainder, or nil when dividing by zero.
  public func divided(by divisor: BigNatural) -> (quotient: BigNatural, remainder: BigNatural)? {
    if divisor.isZero { return nil }
    if self < divisor { return (.zero, self) }
    if let a = uint64, let b = divisor.uint64 { return (BigNatural(a / b), BigNatural(a % b)) }
    if divisor.limbs.count == 1 {
      let (quotient, rest) = dividedBySmall(divisor.limbs[0])
      return (quotient, BigNatural(UInt64(rest)))
    }
    return dividedByLong(divisor)
  }

  private func dividedBySmall(_ divisor: UInt32) -> (BigNatural, UInt32) {
    var out = limbs
    var rest: UInt64 = 0
    for i in out.indices.reversed() {
      let part = rest << 32 | UInt64(out[i])
      out[i] = UInt32(part / UInt64(divisor))
      rest = part % UInt64(divisor)
    }
    return (BigNatural(limbs: out), UInt32(rest))
  }

  /// Knuth's algorithm D: both sides are shifted until the divisor's top bit is set, so that a guessed digit is at most
  /// two too large.
  private func dividedByLong(_ divisor: BigNatural) -> (BigNatural, BigNatural) {
    let n = divisor.limbs.count
    let shift = divisor.limbs[n - 1].leadingZeroBitCount
    let v = divisor.shiftedLeft(shift).limbs
    var u = shiftedLeft(shift).limbs
    while u.count <= limbs.count { u.append(0) }
    let m = u.count - n - 1
    var quotient = [UInt32](repeating: 0, count: m + 1)
    let base: UInt64 = 1 << 32
    for j in stride(from: m, through: 0, by: -1) {
      let top = UInt64(u[j + n]) << 32 | UInt64(u[j + n - 1])
      var guess = top / UInt64(v[n - 1])
      var rest = top % UInt64(v[n - 1])
      while guess >= base || guess * UInt64(v[n - 2]) > rest << 32 | UInt64(u[j + n - 2]) {
        guess -= 1
        rest += UInt64(v[n - 1])
        if rest >= base { break }
      }
      var borrow: Int64 = 0
      var carry: UInt64 = 0
      for i in 0..<n {
        let product = guess * UInt64(v[i]) + carry
        carry = product >> 32
        let t = Int64(u[i + j]) - borrow - Int64(product & 0xFFFF_FFFF)
        u[i + j] = UInt32(truncatingIfNeeded: t)
        borrow = t < 0 ? 1 : 0
      }
      let t = Int64(u[j + n]) - borrow - Int64(carry)
      u[j + n] = UInt32(truncatingIfNeeded: t)
      if t < 0 {
        guess -= 1
        var back: UInt64 = 0
        for i in 0..<n {
          let sum = UInt64(u[i + j]) + UInt64(v[i]) + back
          u[i + j] = UInt32(truncatingIfNeeded: sum)
          back = sum >> 32
        }
        u[j + n] = UInt32(truncatingIfNeeded: UInt64(u[j + n]) + back)
      }
      quotient[j] = UInt32(guess)
    }
    return (BigNatural(limbs: quotient), BigNatural(limbs: Array(u[0..<n])).shiftedRight(shift))
  }

  private func shiftedLeft(_ bits: Int) -> BigNatural {
    guard bits > 0 else { return self }
    var out: [UInt32] = []
    var carry: UInt32 = 0
    for limb in limbs {
      out.append(limb << UInt32(bits) | carry)
      carry = limb >> UInt32(32 - bits)
    }
    out.append(carry)
    return BigNatural(limbs: out)
  }

  private func shiftedRight(_ bits: Int) -> BigNatural {
    guard bits > 0 else { return self }
    var out = limbs
    for i in out.indices {
      let above = i + 1 < out.count ? out[i + 1] << UInt32(32 - bits) : 0
      out[i] = out[i] >> UInt32(bits) | above
    }
    return BigNatural(limbs: out)
  }

  /// The greatest common divisor; that of zero and x is x.
  public static func greatestCommonDivisor(_ a: BigNatural, _ b: BigNatural) -> BigNatural {
    var (a, b) = (a, b)
    while let (_, rest) = a.divided(by: b) {
      if let x = b.uint64, var y = rest.uint64 {
        // Euclid on machine words from here on.
        var x = x
        while y != 0 { (x, y) = (y, x % y) }
        return BigNatural(x)
      }
      (a, b) = (b, rest)
    }
    return a
  }

  /// Decimal digits without leading zero.
  public var description: String {
    if let small = uint64 { return String(small) }
    var (rest, groups) = (self, [UInt32]())
    while !rest.isZero {
      let (quotient, group) = rest.dividedBySmall(1_000_000_000)
      groups.append(group)
      rest = quotient
    }
    return groups.reversed().enumerated().map { i, group in
      let digits = String(group)
      return i == 0 ? digits : String(repeating: "0", count: 9 - digits.utf8.count) + digits
    }.joined()
  }
}
