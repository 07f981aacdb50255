import Canon
import Testing

@testable import Sealing

@Suite struct `A bid's archive` {
  let bid = BidBuilder()

  private func fault(_ plaintext: [UInt8]) throws -> EnvelopeFault? {
    switch try bid.verdict(plaintext: plaintext) {
    case .success: return nil
    case .failure(.malformed(let fault)): return fault
    case .failure(let refusal):
      Issue.record("unexpected \(refusal)")
      return nil
    }
  }

  private func archive(header change: (inout [UInt8]) -> Void) -> [UInt8] {
    var archive = RawArchive()
    archive.add("bid.json", bid.document())
    archive.add("a.pdf", [1, 2, 3], header: change)
    return archive.padded
  }

  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let fault: ArchiveFault?
    let change: @Sendable (inout [UInt8]) -> Void

    /// Puts `bytes` at `offset`, and the checksum right again.
    init(_ what: String, _ fault: ArchiveFault?, _ offset: Int, _ bytes: [UInt8], checksum: Bool = true) {
      testDescription = what
      self.fault = fault
      change = { block in
        block.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        if checksum { RawArchive.checksum(&block) }
      }
    }
  }

  static let changes: [Change] = [
    Change("nothing", nil, 0, Array("a.pdf".utf8)),
    Change("a hidden name", .nameField(member: 2), 0, Array(".pdf ".utf8)),
    Change("a path", .nameField(member: 2), 0, Array("a/pdf".utf8)),
    Change("a space", .nameField(member: 2), 0, Array("a pdf".utf8)),
    Change("an empty name", .nameField(member: 2), 0, [0, 0, 0, 0, 0]),
    Change("bytes behind the name", .nameField(member: 2), 98, [1]),
    Change("a name of 64", nil, 0, [UInt8](repeating: 65, count: 64)),
    Change("a name of 65", .nameField(member: 2), 0, [UInt8](repeating: 65, count: 65)),
    Change("the first name again", .nameTwice(member: 2), 0, Array("bid.json".utf8)),
    Change("the first name in capitals", .nameTwice(member: 2), 0, Array("BID.JSON".utf8)),
    Change("mode, owner and moment of any kind", nil, 100, [UInt8](repeating: 0xff, count: 24)),
    Change("a moment", nil, 136, [UInt8](repeating: 0x37, count: 11)),
    Change("owner names and devices", nil, 265, [UInt8](repeating: 0x61, count: 80)),
    Change("a size of spaces", .sizeField(member: 2), 124, [UInt8](repeating: 32, count: 11)),
    Change("a size that ends in a space", .sizeField(member: 2), 135, [32]),
    Change("a binary size", .sizeField(member: 2), 124, [0x80]),
    Change("an eight among octal digits", .sizeField(member: 2), 134, [0x38]),
    Change("a wrong checksum", .checksum(member: 2), 300, [1], checksum: false),
    Change("a checksum with another ending", .checksum(member: 2), 154, [32, 0], checksum: false),
    Change("an old regular file", .typeflag(member: 2), 156, [0]),
    Change("a symbolic link", .typeflag(member: 2), 156, [0x32]),
    Change("an extended header", .typeflag(member: 2), 156, [0x78]),
    Change("GNU magic", .magic(member: 2), 257, Array("ustar  \0".utf8)),
    Change("no version", .magic(member: 2), 263, [0, 0]),
    Change("a link name", .fieldNotZero(member: 2), 200, [1]),
    Change("a prefix", .fieldNotZero(member: 2), 345, [0x61]),
    Change("the last byte", .fieldNotZero(member: 2), 511, [1]),
  ]

  @Test(arguments: changes)
  func `has exactly one form of header`(change: Change) throws {
    #expect(try fault(archive(header: change.change)) == change.fault.map { .archive($0) })
  }

  @Test func `has zeros behind each member's data`() throws {
    var raw = RawArchive()
    raw.add("bid.json", bid.document())
    raw.bytes[raw.bytes.count - 1] = 1
    #expect(try fault(raw.padded) == .archive(.dataPadding(member: 1)))
  }

  @Test func `has one to 256 members`() throws {
    #expect(try fault([UInt8](repeating: 0, count: 32_768)) == .archive(.noMembers))
    var raw = RawArchive()
    raw.add("bid.json", bid.document())
    for index in 2...256 { raw.add("a\(index)", []) }
    #expect(try fault(raw.padded) == nil)
    raw.add("a257", [])
    #expect(try fault(raw.padded) == .archive(.tooManyMembers))
  }

  @Test func `ends in a block of zeros`() throws {
    var raw = RawArchive()
    raw.add("bid.json", bid.document())
    raw.add("a", [UInt8](repeating: 9, count: 512 * 70 - raw.bytes.count - 512))
    #expect(raw.bytes.count == 512 * 70)
    #expect(try fault(raw.bytes) == .archive(.cutShort))
    #expect(try fault(Array(raw.bytes.dropLast())) == .archive(.cutShort))
    #expect(try fault(raw.bytes + [UInt8](repeating: 0, count: 511)) == .archive(.cutShort))
    #expect(try fault(raw.bytes + [UInt8](repeating: 0, count: 512)) == .padding)
    #expect(try fault([]) == .archive(.cutShort))
  }

  @Test func `is padded with zeros to exactly its Padmé length`() throws {
    var raw = RawArchive()
    raw.add("bid.json", bid.document())
    let padded = raw.padded
    #expect(padded.count == 32_768)
    #expect(try fault(padded) == nil)
    #expect(try fault(Array(padded.dropLast())) == .padding)
    #expect(try fault(padded + [0]) == .padding)
    #expect(try fault(padded + [UInt8](repeating: 0, count: 512)) == .padding)
    for index in [raw.bytes.count + 512, raw.bytes.count + 1_024, 32_767] {
      var altered = padded
      altered[index] = 1
      #expect(try fault(altered) == .padding)
    }
    raw.add("a", [UInt8](repeating: 1, count: 40_000))
    #expect(raw.padded.count == Padding.padded(raw.bytes.count + 1_024))
    #expect(try fault(raw.padded) == nil)
  }

  /// In a plaintext with all of it wrong, the reasons come in the protocol's order.
  @Test func `is judged before its padding, and that before bid.json`() throws {
    var raw = RawArchive()
    raw.add("bid.json", Array("x".utf8))
    #expect(try fault(raw.padded) == .bid(.json(.unexpected(at: 0))))
    #expect(try fault(raw.padded + [0]) == .padding)
    raw.add("a", []) { $0[156] = 0x35 }
    #expect(try fault(raw.padded + [0]) == .archive(.checksum(member: 2)))
  }

  @Test func `is written as GNU tar and others read it`() {
    let block = ArchiveHeader(name: Array("a1.pdf".utf8), size: 48_211).block
    #expect(block.count == 512)
    #expect(Array(block[124..<136]) == Array("00000136123\0".utf8))
    #expect(Array(block[257..<265]) == Array("ustar\u{0}00".utf8))
    #expect(throws: Never.self) { try ArchiveHeader(parsing: block, member: 1) }
  }

  @Test func `padded lengths never shrink and waste little`() {
    var last = 0
    for exponent in 15...40 {
      for length in [1 << exponent - 1, 1 << exponent, 1 << exponent + 1, 3 << (exponent - 1) + 7] {
        let padded = Padding.padded(length)
        #expect(padded >= length)
        #expect(Double(padded) <= Double(max(length, 32_768)) * 1.12)
        #expect(Padding.padded(padded) == padded)
        #expect(padded >= last)
        last = padded
      }
    }
  }
}
