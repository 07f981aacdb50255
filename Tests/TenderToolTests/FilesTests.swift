import Canon
import Foundation
import Messages
import Notes
import Testing

@testable import tender

@Suite struct `Files of this machine` {
  @Test func `a key file is for its owner alone and never overwritten`() throws {
    let folder = try Folder()
    let key = try SigningKey(name: "somebody")
    try KeyFile.write(key, to: folder("k"), passphrase: nil)
    #expect(try Files.mode(folder("k")) == 0o600)
    #expect(try KeyFile.read(folder("k")).verifier == key.verifier)
    let again = #expect(throws: CommandFailure.self) { try KeyFile.write(key, to: folder("k"), passphrase: nil) }
    #expect(again?.kind == .localFile)
    chmod(folder("k"), 0o640)
    let open = #expect(throws: CommandFailure.self) { try KeyFile.read(folder("k")) }
    #expect(open?.wording.en.contains("chmod 600") == true)
  }

  @Test(arguments: ["", "PRIVATE+KEY+x", "AGE-SECRET-KEY-1"])
  func `a file without a signing key is said to be none`(content: String) throws {
    let folder = try Folder()
    let path = try folder.put("k", content)
    chmod(path, 0o600)
    #expect(throws: CommandFailure.self) { try KeyFile.read(path) }
  }

  @Test func `a file that could not be finished leaves nothing behind`() throws {
    let folder = try Folder()
    do {
      let writer = try FileWriter(folder("a"))
      try writer.write([1, 2, 3])
    }
    #expect(try Files.names(in: folder.path).isEmpty)
    try Files.write("new", to: folder("a"))
    #expect(try Files.text(folder("a")) == "new")
    #expect(throws: CommandFailure.self) { try Files.write("x", to: folder("a"), replacing: false) }
    #expect(try Files.text(folder("a")) == "new")
    #expect(try Files.names(in: folder.path) == ["a"])
  }

  @Test func `a limit holds before the file is in memory`() throws {
    let folder = try Folder()
    try folder.put("big", String(repeating: "x", count: 2000))
    #expect(throws: CommandFailure.self) { try Files.read(folder("big"), limit: 1999) }
    #expect(try Files.read(folder("big"), limit: 2000).count == 2000)
    #expect(try Files.piece(folder("big"), at: 1990, count: 20).count == 10)
  }
}

@Suite struct `A custodian's memory` {
  static func entry(_ number: UInt8, lot: String) throws -> CustodianState.Signed {
    let key = try SigningKey(name: "c1")
    let manifest = Digest(of: [number])
    let note = key.sign(Shares(tender: "t", manifest: manifest, index: 1, list: ListLine(of: [])).text)
    return CustodianState.Signed(
      manifest: manifest, pairs: [.init(lot: lot, part: "main")],
      envelope: CustodianEnvelope(note: note, list: "", tender: "t"))
  }

  @Test func `a pair is opened under one manifest only, also by another run`() throws {
    let folder = try Folder()
    var state = try CustodianState(beside: folder("identity.txt"))
    try state.know(Digest(of: "notice"))
    let first = try Self.entry(1, lot: "L1")
    try state.remember(first)
    let later = try CustodianState(beside: folder("identity.txt"))
    #expect(later.signed(first.manifest)?.envelope.note.bytes == first.envelope.note.bytes)
    try later.requireFresh([.init(lot: "L1", part: "main")], manifest: first.manifest)
    try later.requireFresh([.init(lot: "L2", part: "main")], manifest: Digest(of: [2]))
    let refused = #expect(throws: CommandFailure.self) {
      try later.requireFresh(
        [.init(lot: "L2", part: "main"), .init(lot: "L1", part: "main")], manifest: Digest(of: [2]))
    }
    #expect(refused?.kind == .refused)
  }

  @Test func `another notice than the one seen first is not accepted`() throws {
    let folder = try Folder()
    var state = try CustodianState(beside: folder("i"))
    try state.know(Digest(of: "a"))
    try state.remember(try Self.entry(1, lot: "L1"))
    var later = try CustodianState(beside: folder("i"))
    try later.know(Digest(of: "a"))
    let failure = #expect(throws: CommandFailure.self) { try later.know(Digest(of: "b")) }
    #expect(failure?.kind == .checkedFalse)
  }

  @Test(arguments: ["", "{", #"{"signed":[{}]}"#, #"{"signed":[{"manifest":"x"}]}"#])
  func `a memory that cannot be read stops everything`(content: String) throws {
    let folder = try Folder()
    try folder.put("i.state.json", content)
    #expect(throws: CommandFailure.self) { try CustodianState(beside: folder("i")) }
  }
}

@Suite struct `Names of an opened bid's files` {
  static let titles: [(title: String, name: String?)] = [
    ("服务方案.pdf", "服务方案.pdf"),
    ("../../etc/passwd", "_._.._etc_passwd"),
    (".bashrc", "_bashrc"),
    ("-rf", "_rf"),
    ("a\u{202E}fdp.exe", "a_fdp.exe"),
    ("a\nb\u{0}c", "a_b_c"),
    ("C:\\x|y", "C__x_y"),
    ("", nil),
    (String(repeating: "文", count: 100), String(repeating: "文", count: 66)),
  ]

  @Test(arguments: titles)
  func `a title is made safe for a file system`(title: String, name: String?) {
    #expect(BidFolderNames.safe(title) == name)
  }

  static let suffixes = [
    ("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", "bin"), ("a.", "bin"), ("a.文档", "bin"), ("a.b c", "bin"),
    ("a.12345678901", "bin"),
  ]

  @Test(arguments: suffixes)
  func `a member keeps a suffix that every archive can hold`(name: String, suffix: String) {
    #expect(BidSource.suffix(of: name) == suffix)
  }
}
