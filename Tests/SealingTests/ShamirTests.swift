import Testing

@testable import Sealing

@Suite struct `Shamir over GF(2^8)` {
  @Test func `multiplication is that of polynomials modulo 0x11b`() {
    // By long multiplication and reduction, bit by bit.
    func slow(_ a: Int, _ b: Int) -> Int {
      var product = 0
      for bit in 0..<8 where b >> bit & 1 == 1 { product ^= a << bit }
      for bit in stride(from: 15, through: 8, by: -1) where product >> bit & 1 == 1 { product ^= 0x11b << (bit - 8) }
      return product
    }
    var differing = 0
    for a in 0...255 {
      for b in 0...255 where GF256.multiply(UInt8(a), UInt8(b)) != UInt8(slow(a, b)) { differing += 1 }
    }
    #expect(differing == 0)
    #expect(GF256.multiply(0x57, 0x83) == 0xc1)
  }

  @Test func `every element but zero has its inverse`() {
    #expect(GF256.inverse(0) == 0)
    for a in 1...255 as ClosedRange<UInt8> { #expect(GF256.multiply(a, GF256.inverse(a)) == 1) }
    #expect(GF256.inverse(0x53) == 0xca)
  }

  @Test(arguments: [(2, 3), (2, 15), (3, 5), (5, 9), (8, 15)])
  func `any t shares give the secret back`(t: Int, n: Int) {
    let seed = UInt64(t * 100 + n)
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    for _ in 0..<20 {
      let secret = random.bytes(32)
      let coefficients = (1..<t).map { _ in random.bytes(32) }
      let indices = (1...n).shuffled(using: &random).prefix(t)
      let points = indices.map {
        (x: UInt8($0), value: Shamir.value(secret: secret, coefficients: coefficients, at: UInt8($0)))
      }
      #expect(Shamir.combine(points) == secret)
      #expect(Shamir.combine(Array(points.dropLast())) != secret)
    }
  }
}
