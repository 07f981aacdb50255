import Foundation
import Notes
import Testing

@testable import Sealing

@Suite struct `A payload on disk` {
  let bid = BidBuilder()
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "sealing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
  private func clean() { try? FileManager.default.removeItem(at: folder) }
  private func names(_ name: String) -> [String]? {
    try? FileManager.default.contentsOfDirectory(atPath: path(name)).sorted()
  }

  private func sealed(_ attachment: [UInt8]) throws -> OpenedEnvelope {
    try Data(attachment).write(to: folder.appending(path: "a"))
    let payload = try PayloadSealer.seal(
      document: bid.document(), attachments: [ArchiveInput(name: "a.bin", content: .file(path: path("a")))],
      subject: bid.subject, secret: bid.secret, bytesMax: 1 << 30, toNewFile: path("payload.age"))
    let file = Array(try Data(contentsOf: folder.appending(path: "payload.age")))
    #expect(payload == SealedPayload(byteCount: file.count, sha256: Digest(of: file)))
    return try bid.envelope(payload: file)
  }

  @Test func `comes from files and goes back into files`() throws {
    defer { clean() }
    var random = SeededRandom(seed: 1)
    let attachment = random.bytes(300_000)
    let envelope = try sealed(attachment)
    let mode = try FileManager.default.attributesOfItem(atPath: path("payload.age"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let opened = try envelope.openPayload(at: path("payload.age"), intoNewFolder: path("out"))
    #expect(opened.members.map(\.name) == ["bid.json", "a.bin"])
    #expect(try Data(contentsOf: folder.appending(path: "out/a.bin")) == Data(attachment))
    #expect(try Data(contentsOf: folder.appending(path: "out/bid.json")) == Data(bid.document()))
    #expect(try envelope.openPayload(at: path("payload.age")).members == opened.members)
    // What is there is never written over, nor taken away.
    #expect(throws: PayloadFileRefusal.file(FileFailure(path: path("out"), errorNumber: 17))) {
      try envelope.openPayload(at: path("payload.age"), intoNewFolder: path("out"))
    }
    #expect(names("out") == ["a.bin", "bid.json"])
    #expect(throws: SealRefusal.file(FileFailure(path: path("payload.age"), errorNumber: 17))) {
      try PayloadSealer.seal(
        document: bid.document(), attachments: [], subject: bid.subject, secret: bid.secret, bytesMax: 1 << 30,
        toNewFile: path("payload.age"))
    }
  }

  @Test func `is not sealed from a file that changes meanwhile, or that no header can say`() throws {
    defer { clean() }
    func refusal(_ change: @escaping (FileHandle) throws -> Void) throws -> SealRefusal? {
      try Data([UInt8](repeating: 1, count: 1_000)).write(to: folder.appending(path: "a"))
      let handle = try FileHandle(forUpdating: folder.appending(path: "a"))
      defer { try? handle.close() }
      var isFirst = true
      do throws(SealRefusal) {
        _ = try PayloadSealer.seal(
          document: bid.document(), attachments: [ArchiveInput(name: "a", content: .file(path: path("a")))],
          subject: bid.subject, secret: bid.secret, bytesMax: 1 << 40
        ) { (_: UnsafeRawBufferPointer) throws(FileFailure) in
          // The first bytes come out before the file is read, and after its length was taken.
          if isFirst { do { try change(handle) } catch { throw FileFailure(path: "a", errorNumber: 5) } }
          isFirst = false
        }
        return nil
      } catch { return error }
    }
    #expect(try refusal { _ in } == nil)
    #expect(try refusal { try $0.truncate(atOffset: 999) } == .memberChanged("a"))
    #expect(try refusal { try $0.truncate(atOffset: 1_001) } == .memberChanged("a"))
    try FileHandle(forWritingTo: folder.appending(path: "a")).truncate(atOffset: 1 << 33)
    #expect(throws: SealRefusal.memberTooLong("a")) {
      try PayloadSealer.seal(
        document: bid.document(), attachments: [ArchiveInput(name: "a", content: .file(path: path("a")))],
        subject: bid.subject, secret: bid.secret, bytesMax: 1 << 40, toNewFile: path("new.age"))
    }
  }

  @Test func `leaves nothing behind when it is refused`() throws {
    defer { clean() }
    let envelope = try sealed([UInt8](repeating: 5, count: 200_000))
    var file = Array(try Data(contentsOf: folder.appending(path: "payload.age")))
    file[file.count - 1] ^= 1
    try Data(file).write(to: folder.appending(path: "altered.age"))
    #expect(throws: PayloadFileRefusal.refused(.payloadDiffers)) {
      try envelope.openPayload(at: path("altered.age"), intoNewFolder: path("out"))
    }
    #expect(names("out") == nil)
    #expect(throws: PayloadFileRefusal.file(FileFailure(path: path("absent"), errorNumber: 2))) {
      try envelope.openPayload(at: path("absent"), intoNewFolder: path("out"))
    }
    #expect(names("out") == nil)
    #expect(throws: SealRefusal.file(FileFailure(path: path("absent"), errorNumber: 2))) {
      try PayloadSealer.seal(
        document: bid.document(), attachments: [ArchiveInput(name: "x", content: .file(path: path("absent")))],
        subject: bid.subject, secret: bid.secret, bytesMax: 1 << 30, toNewFile: path("new.age"))
    }
    #expect(!FileManager.default.fileExists(atPath: path("new.age")))
    // A folder has no length to be sealed under.
    #expect(throws: SealRefusal.file(FileFailure(path: folder.path, errorNumber: 22))) {
      try PayloadSealer.seal(
        document: bid.document(), attachments: [ArchiveInput(name: "x", content: .file(path: folder.path))],
        subject: bid.subject, secret: bid.secret, bytesMax: 1 << 30, toNewFile: path("new.age"))
    }
  }
}
