import Tendering
import Testing

@Suite struct `Ids, keys and fingerprints` {
  static let ids: [(String, Bool)] = [
    ("T-2026-014", true), ("1", true), ("rehearsal.zk-2026", true), (String(repeating: "a", count: 64), true),
    (String(repeating: "a", count: 65), false), ("", false), (".a", false), ("-a", false), ("_a", false),
    ("a b", false), ("标段", false), ("a\n", false), ("a/b", false), ("e\u{301}", false), ("\u{212A}", false),
  ]
  @Test(arguments: ids)
  func `an id is spelt as in notes`(text: String, fits: Bool) {
    #expect((Lot.ID(text)?.text == text) == fits)
  }

  static let keys: [(String, Bool)] = [
    ("alpha.example/bids+e17b6bb2", true), ("91411600MA0000015H+0a1b2c3d", true), ("a+00000000", true),
    ("+00000000", false), ("alpha", false), ("alpha+E17B6BB2", false), ("alpha+e17b6bb", false),
    ("al pha+e17b6bb2", false), ("alpha+e17b6bb2\n", false), (String(repeating: "a", count: 128) + "+00000000", true),
    (String(repeating: "a", count: 129) + "+00000000", false), ("a+b+00000000", false),
  ]
  @Test(arguments: keys)
  func `a signer is name, plus and key id`(text: String, fits: Bool) {
    #expect((PartyKey(text)?.text == text) == fits)
  }

  @Test func `a name is what stands before the key id`() throws {
    #expect(try some(PartyKey("alpha.example/bids+e17b6bb2")).name == "alpha.example/bids")
  }

  @Test func `bytes, hex and base64 say the same`() throws {
    let bytes = (0..<32).map { UInt8($0 * 7 & 255) }
    let print = try some(Fingerprint(bytes))
    #expect(print.bytes == bytes)
    #expect(Fingerprint(hex: print.hex) == print)
    #expect(Fingerprint(base64: print.base64) == print)
    #expect(Fingerprint(digest: bytes) == print)
    #expect(sha256([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(sha256([]).base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  static let wrong = [
    "", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",
    "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU==",
    "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF==", " 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85",
    "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
  ]
  @Test(arguments: wrong)
  func `another spelling is no fingerprint`(text: String) {
    #expect(Fingerprint(base64: text) == nil)
    #expect(Fingerprint(hex: text) == nil)
  }

  @Test func `fingerprints sort by their bytes`() {
    let prints = (0..<50).map { fingerprint($0) }
    #expect(prints.sorted().map(\.hex) == prints.map(\.hex).sorted())
  }

  @Test func `a rehearsal shows in the id and nowhere else`() throws {
    #expect(try some(Tender.ID("rehearsal.zk")).isRehearsal)
    #expect(try !some(Tender.ID("rehearsals.zk")).isRehearsal)
    #expect(Rehearsal.fits("rehearsal.log", isRehearsal: true))
    #expect(!Rehearsal.fits("rehearsal.log", isRehearsal: false))
    #expect(!Rehearsal.fits("Rehearsal.log", isRehearsal: true))
    #expect(Rehearsal.fits("log.example", isRehearsal: false))
  }
}
