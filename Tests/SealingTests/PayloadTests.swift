import Canon
import Notes
import Testing

@testable import Sealing

@Suite struct `A payload` {
  @Test func `that is sealed opens to the same members`() throws {
    let bid = BidBuilder()
    let seed: UInt64 = 42
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    let attachment = random.bytes(100_000)
    let (payload, file) = try PayloadSealer.seal(
      document: bid.document(),
      attachments: [
        ArchiveInput(name: "a1.pdf", content: .bytes(attachment)), ArchiveInput(name: "empty", content: .bytes([])),
      ],
      subject: bid.subject, secret: bid.secret, bytesMax: 200_000)
    #expect(payload.byteCount == file.count)
    #expect(payload.sha256 == Digest(of: file))
    let envelope = try bid.envelope(payload: file)
    var delivered: [String: [UInt8]] = [:]
    var current = ""
    let opened = try envelope.openPayload(file) { event in
      switch event {
      case .member(let name, _):
        current = name
        delivered[name] = []
      case .data(let bytes): delivered[current]? += Array(bytes)
      case .memberEnd: current = ""
      }
    }
    #expect(opened.members.map(\.name) == ["bid.json", "a1.pdf", "empty"])
    #expect(opened.members.map(\.byteCount) == [bid.document().count, 100_000, 0])
    #expect(opened.members[1].sha256 == Digest(of: attachment))
    #expect(delivered == ["bid.json": bid.document(), "a1.pdf": attachment, "empty": []])
    #expect(opened.document.offer["supplier"]?["name"]?.stringValue == "示例机构")
  }

  static let documentSizes = [0, 1, 500, 30_000, 31_231, 31_232, 31_233, 60_000]

  @Test(arguments: documentSizes)
  func `has a length that is known beforehand and tells only Padmé`(size: Int) throws {
    let bid = BidBuilder()
    let document = bid.document { json in
      json = json.setting("offer", ["x": JSON(String(repeating: "x", count: size))])
    }
    let blocks = 512 + document.count + ArchiveHeader.filling(document.count)
    let (payload, _) = try PayloadSealer.seal(
      document: document, attachments: [], subject: bid.subject, secret: bid.secret, bytesMax: 1 << 20)
    #expect(payload.byteCount == PayloadSealer.fileBytes(archiveBytes: blocks + 1_024))
    #expect(throws: SealRefusal.payloadTooLong(bytes: payload.byteCount, bytesMax: payload.byteCount - 1)) {
      try PayloadSealer.seal(
        document: document, attachments: [], subject: bid.subject, secret: bid.secret, bytesMax: payload.byteCount - 1)
    }
  }

  @Test func `is not sealed when the bid would be malformed`() {
    let bid = BidBuilder()
    func refusal(_ document: [UInt8], _ attachments: [ArchiveInput]) -> SealRefusal? {
      do {
        _ = try PayloadSealer.seal(
          document: document, attachments: attachments, subject: bid.subject, secret: bid.secret, bytesMax: 1 << 20)
        return nil
      } catch { return error }
    }
    let empty = ArchiveInput.Content.bytes([])
    #expect(refusal(Array("{}".utf8), []) == .bidDocument(.fieldMissing("tender")))
    #expect(refusal(bid.document(), [ArchiveInput(name: "../x", content: empty)]) == .memberName("../x"))
    #expect(refusal(bid.document(), [ArchiveInput(name: "技术", content: empty)]) == .memberName("技术"))
    #expect(refusal(bid.document(), [ArchiveInput(name: "Bid.JSON", content: empty)]) == .memberNameTwice("Bid.JSON"))
    let many = (0..<256).map { ArchiveInput(name: "a\($0)", content: empty) }
    #expect(refusal(bid.document(), many) == .memberCount(257))
    #expect(refusal(bid.document(), Array(many.dropLast())) == nil)
    let absent = "/nowhere/at/all"
    #expect(
      refusal(bid.document(), [ArchiveInput(name: "a", content: .file(path: absent))])
        == .file(FileFailure(path: absent, errorNumber: 2)))
  }

  @Test func `that is not the note's is the keeper's fault, whatever else is wrong`() throws {
    let bid = BidBuilder()
    let (_, file) = try PayloadSealer.seal(
      document: bid.document(), attachments: [], subject: bid.subject, secret: bid.secret, bytesMax: 1 << 20)
    let envelope = try bid.envelope(payload: file)
    #expect(throws: Never.self) { try envelope.openPayload(file) }
    for altered in [Array(file.dropLast()), file + [0], [], [0] + file.dropFirst(), file.dropLast() + [file[0]]] {
      #expect(throws: OpenRefusal.payloadDiffers) { try envelope.openPayload(altered) }
    }
  }

  @Test func `is read the same in blocks of any size`() throws {
    let bid = BidBuilder()
    let (_, file) = try PayloadSealer.seal(
      document: bid.document(),
      attachments: [ArchiveInput(name: "a", content: .bytes([UInt8](repeating: 7, count: 700)))],
      subject: bid.subject, secret: bid.secret, bytesMax: 1 << 20)
    let envelope = try bid.envelope(payload: file)
    for size in [1_000, 1_001, 4_096, 32_768] {
      var opener = try PayloadOpener(envelope)
      for start in stride(from: 0, to: file.count, by: size) {
        Array(file[start..<min(start + size, file.count)]).withUnsafeBytes { opener.take($0) { _ in } }
      }
      opener.end { _ in }
      #expect(try opener.verdict().members.map(\.byteCount) == [bid.document().count, 700])
    }
  }

  @Test func `of another form of age is malformed`() throws {
    let bid = BidBuilder()
    var archive = RawArchive()
    archive.add("bid.json", bid.document())
    let recipient = try bid.secret.identity().recipient
    let good = try Age.encrypt(archive.padded, to: [recipient])
    var cut = good
    cut.removeLast()
    var altered = good
    altered[altered.count - 20_000] ^= 1
    let files: [([UInt8], AgeError)] = [
      (try Age.encrypt(archive.padded, to: [recipient, AgeIdentity().recipient]), .notOneStanza),
      (try Age.encrypt(archive.padded, to: [AgeIdentity().recipient]), .noMatch),
      (try Passphrase.wrap([], passphrase: "x", workFactor: 4), .notOneStanza),
      (cut, .payload(chunk: 0)),
      (altered, .payload(chunk: 0)),
      (good + [0], .payload(chunk: 0)),
      ([], .notAnAgeFile),
    ]
    for (file, refusal) in files {
      let envelope = try bid.envelope(payload: file)
      #expect(throws: OpenRefusal.malformed(.age(refusal))) { try envelope.openPayload(file) }
    }
  }
}
