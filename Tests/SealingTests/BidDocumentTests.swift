import Canon
import Testing

@testable import Sealing

@Suite struct `bid.json` {
  let bid = BidBuilder()

  private func fault(_ document: [UInt8]) -> BidDocumentFault? {
    do {
      _ = try BidDocument(parsing: document, for: bid.subject)
      return nil
    } catch { return error }
  }

  @Test func `repeats the note's six values as strings`() {
    #expect(fault(bid.document()) == nil)
    for (name, value) in bid.subject.fields {
      #expect(fault(bid.document { $0 = $0.removing(name) }) == .fieldMissing(name))
      #expect(fault(bid.document { $0 = $0.setting(name, 1) }) == .fieldMissing(name))
      #expect(fault(bid.document { $0 = $0.setting(name, nil) }) == .fieldMissing(name))
      #expect(fault(bid.document { $0 = $0.setting(name, .string(value + " ")) }) == .fieldDiffers(name))
      // Canonically the same to Swift's `==`, other bytes all the same.
      #expect(fault(bid.document { $0 = $0.setting(name, .string(value + "\u{200c}")) }) == .fieldDiffers(name))
    }
  }

  @Test func `has an offer that is an object, and may have more`() {
    #expect(fault(bid.document { $0 = $0.removing("offer") }) == .offerMissing)
    #expect(fault(bid.document { $0 = $0.setting("offer", []) }) == .offerMissing)
    #expect(fault(bid.document { $0 = $0.setting("offer", [:]) }) == nil)
    #expect(fault(bid.document { $0 = $0.setting("more", [1, 2]) }) == nil)
  }

  /// `text` stands as a further member of an otherwise right document.
  private func with(_ text: String) -> [UInt8] {
    bid.document().dropLast() + Array((",\(text)}").utf8)
  }

  @Test func `is JSON in one reading only`() {
    #expect(fault([]) == .json(.endsEarly))
    #expect(fault(Array("[]".utf8)) == .notAnObject)
    #expect(fault([0xef, 0xbb, 0xbf] + bid.document()) == .json(.byteOrderMark))
    #expect(fault(bid.document() + [0x20, 0x0a]) == nil)
    #expect(fault(bid.document() + [0x00])?.code == "json.unexpected")
    #expect(fault(with("\"a\":1,\"a\":2"))?.code == "json.nameTwice")
    #expect(fault(with("\"a\":1,\"\\u0061\":2"))?.code == "json.nameTwice")
    #expect(fault(with("\"x\":{\"\\ud83d\\ude00\":1,\"😀\":2}"))?.code == "json.nameTwice")
    // Composed and decomposed are two names: nothing is normalised.
    #expect(fault(with("\"\u{e9}\":1,\"e\u{301}\":2")) == nil)
    #expect(fault(with("\"a\":\"\\ud800\""))?.code == "json.loneSurrogate")
    #expect(fault(with("\"a\":\"\\udc00\\ud800\""))?.code == "json.loneSurrogate")
    #expect(fault(with("\"a\":01"))?.code == "json.unexpected")
    #expect(fault(with("\"a\":\"") + [0xff, 0x22, 0x7d])?.code != nil)
    // The outermost object is depth 1, so 31 arrays fit in it.
    func nested(_ depth: Int) -> String {
      "\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(fault(with(nested(31))) == nil)
    #expect(fault(with(nested(32)))?.code == "json.tooDeep")
  }

  @Test func `is the archive's first member`() throws {
    var raw = RawArchive()
    raw.add("a.json", bid.document())
    raw.add("bid.json", bid.document())
    guard case .failure(let refusal) = try bid.verdict(plaintext: raw.padded) else {
      Issue.record("opened")
      return
    }
    #expect(refusal == .malformed(.bid(.notFirst)))
  }
}
