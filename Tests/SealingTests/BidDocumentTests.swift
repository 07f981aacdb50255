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

  @Test func `is sealed no longer than an offer needs, in bytes, values and each text`() {
    func long(_ bytes: Int) -> [UInt8] {
      let document = bid.document()
      return document + [UInt8](repeating: 0x20, count: bytes - document.count)
    }
    #expect(refusal(long(BidDocument.bytesMax)) == nil)
    #expect(refusal(long(BidDocument.bytesMax + 1)) == "seal.bidDocument.tooLong")
    // Ten values of its own: the object, six strings, offer, supplier and name; one more for the list.
    func many(_ count: Int) -> [UInt8] {
      bid.document { $0 = $0.setting("more", .array([JSON](repeating: 1, count: count))) }
    }
    #expect(refusal(many(BidDocument.valuesMax - 11)) == nil)
    #expect(refusal(many(BidDocument.valuesMax - 10)) == "seal.bidDocument.json.tooManyValues")
    func named(_ count: Int) -> [UInt8] {
      bid.document {
        $0 = $0.setting("offer", ["supplier": ["name": .string(String(repeating: "x", count: count))]])
      }
    }
    #expect(refusal(named(BidDocument.textBytesMax)) == nil)
    #expect(refusal(named(BidDocument.textBytesMax + 1)) == "seal.bidDocument.json.textTooLong")
    let number = "\"n\":" + String(repeating: "1", count: BidDocument.textBytesMax + 1)
    #expect(refusal(with(number)) == "seal.bidDocument.json.textTooLong")
  }

  @Test func `that another program made as long as it likes is opened`() throws {
    let long = bid.document { $0 = $0.setting("more", .string(String(repeating: "长", count: BidDocument.bytesMax))) }
    var raw = RawArchive()
    raw.add("bid.json", long)
    guard case .success = try bid.verdict(plaintext: raw.padded) else {
      Issue.record("not opened")
      return
    }
  }

  /// Why the sealing program does not take a document; nil when it does.
  private func refusal(_ document: [UInt8]) -> String? {
    do {
      _ = try PayloadSealer.seal(
        document: document, attachments: [], subject: bid.subject, secret: bid.secret, bytesMax: 8 << 20)
      return nil
    } catch { return error.code }
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
