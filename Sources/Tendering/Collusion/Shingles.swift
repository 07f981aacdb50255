/// The runs of `length` characters that texts are made of, so that two texts can be compared whatever their order.
///
/// Blanks and punctuation do not count. What is compared are 64-bit hashes (FNV-1a) of the runs; two runs with one hash
/// would make texts look a little more alike, and people look at the texts anyway.
struct Shingles: Hashable, Sendable {
  private var runs: Set<UInt64> = []

  static let length = 12
  /// Shorter texts than so many runs say the same things in the same words by chance.
  static let comparedMin = 50
  /// More text than this of one bid is not read: a hostile bid would only cost time.
  static let scalarsMax = 1_000_000

  init(_ texts: [String]) {
    var left = Self.scalarsMax
    for text in texts where left > 0 {
      let plain = Self.plain(text, max: left)
      left -= plain.count
      guard plain.count >= Self.length else { continue }
      for start in 0...plain.count - Self.length {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in plain[start..<start + Self.length] {
          for shift in [0, 8, 16] as [UInt32] {
            hash = (hash ^ UInt64(scalar >> shift & 0xFF)) &* 0x0000_0100_0000_01B3
          }
        }
        runs.insert(hash)
      }
    }
  }

  /// Without what stands in `other` too.
  func without(_ other: Shingles) -> Shingles {
    var rest = self
    rest.runs.subtract(other.runs)
    return rest
  }

  /// How many runs both have, of how many the shorter has: a short text that stands whole in a long one is wholly alike.
  func overlap(with other: Shingles) -> (part: Int, whole: Int) {
    (runs.intersection(other.runs).count, min(runs.count, other.runs.count))
  }

  static func contains(_ text: String, _ word: String) -> Bool {
    let (plain, wanted) = (plain(text, max: scalarsMax), plain(word, max: 1000))
    guard !wanted.isEmpty, plain.count >= wanted.count else { return false }
    return (0...plain.count - wanted.count).contains {
      plain[$0] == wanted[0] && plain[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  private static func plain(_ text: String, max: Int) -> [UInt32] {
    var out: [UInt32] = []
    for scalar in text.unicodeScalars {
      if out.count == max { break }
      switch scalar.value {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
        out.append(scalar.value)
      default: break
      }
    }
    return out
  }
}
