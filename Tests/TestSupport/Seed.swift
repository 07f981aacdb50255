import Foundation

/// A source of random numbers that gives the same ones again for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Seeds of random tests.
public enum Seed {
  /// A generator for the test `name`, whose seed is printed; TENDER_TEST_SEED gives an earlier run's again.
  public static func generator(_ name: String) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["TENDER_TEST_SEED"].flatMap(UInt64.init)
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("seed of \(name): TENDER_TEST_SEED=\(seed)")
    return SeededGenerator(seed: seed)
  }
}
