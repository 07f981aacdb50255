@testable import Documents
import Foundation
import PaperSamples
import TestSupport
import Testing

@Suite struct `An attachment is read` {
  private func read(_ bytes: [UInt8]) async throws -> AttachmentWords {
    try await PaperPress(settings: try pressSettings()).read(attachment: bytes)
  }

  @Test func `as a PDF`() async throws {
    let paper = try await PaperPress(settings: try pressSettings()).print(.resultLetter(.sample()))
    let found = try await read(paper.pdf)
    #expect(found.words.contains("结果告知书") && found.madeOn != nil, "\(found)")
  }

  @Test func `as a word file, with its author and who saved it last`() async throws {
    let script = """
      import io, sys, zipfile
      core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:t="t"><dc:creator>甲作者</dc:creator>' \\
        '<cp:lastModifiedBy>乙</cp:lastModifiedBy><t:created>2026-11-02T08:00:00Z</t:created></cp:coreProperties>'
      body = '<w:document xmlns:w="w"><w:t>驻园服务方案</w:t></w:document>'
      with zipfile.ZipFile(sys.stdout.buffer, "w") as archive:
          archive.writestr("docProps/core.xml", core)
          archive.writestr("word/document.xml", body)
      """
    let found = try await read(try await Command.run(try pressSettings().python, ["-c", script]).output)
    #expect(
      found == AttachmentWords(author: "甲作者", savedBy: "乙", madeOn: "2026-11-02T08:00:00Z", words: "驻园服务方案"))
  }

  @Test func `as text in either encoding, and without words where there are none`() async throws {
    #expect(try await read(Array("驻园服务".utf8)).words == "驻园服务")
    #expect(try await read([0xCD, 0xD0, 0xB9, 0xDC]).words == "托管")
    for bytes in [[0, 1, 2, 0xFF], Array("%PDF-1.7 torn".utf8), Array("PK\u{3}\u{4} torn".utf8), []] as [[UInt8]] {
      #expect(
        try await read(bytes) == AttachmentWords(author: nil, savedBy: nil, madeOn: nil, words: ""),
        "\(bytes.prefix(4))")
    }
  }

  private static let nothing = AttachmentWords(author: nil, savedBy: nil, madeOn: nil, words: "")

  @Test func `without words where what goes wrong has two million letters of the file's own`() async throws {
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.stdout.buffer, "w", zipfile.ZIP_DEFLATED) as archive:
          archive.writestr("word/document.xml", '<?xml version="1.0" encoding="' + "a" * (2 << 20) + '"?><w/>')
      """
    let settings = try pressSettings()
    let file = try await Command.run(settings.python, ["-c", script]).output
    #expect(try await read(file) == Self.nothing)
    // The reader itself is content with it, and says nothing of it.
    let alone = try await Command.run(
      settings.python, ["-I", "-B", settings.templates + "/read.py"], input: file)
    #expect(alone.exit == 0 && alone.errors.isEmpty, "\(alone.errorText.prefix(200))")
  }

  /// What a reader answers, where a file that says "bad" is another matter than any other.
  private func read(_ bytes: [UInt8], by reader: String) async throws -> AttachmentWords {
    try await withFolder { folder in
      let script = """
        import json, os, signal, sys
        raw = sys.stdin.buffer.read()
        \(reader)
        print(json.dumps({"words": raw.decode()}))
        """
      try Data(script.utf8).write(to: folder.appending(path: "read.py"))
      try Data().write(to: folder.appending(path: "render.py"))
      var settings = try pressSettings()
      settings.templates = folder.path
      settings.secondsMax = 5
      return try await PaperPress(settings: settings).read(attachment: bytes)
    }
  }

  static let faults = [
    "sys.exit(1)", "sys.exit('bwrap: no')", "sys.stderr.write('typst'); sys.exit(69)",
    "sys.exit('x' * (2 << 20))", "print('x' * (5 << 20)); sys.exit()", "print('no JSON'); sys.exit()",
    "os.kill(os.getpid(), signal.SIGKILL)", "while True: pass",
  ]
  @Test(arguments: faults)
  func `without words where one file breaks the reader, and not at all where each does`(fault: String) async throws {
    let breaksOnOne = "if raw == b'bad':\n  \(fault)"
    #expect(try await read(Array("bad".utf8), by: breaksOnOne) == Self.nothing)
    #expect(try await read(Array("good".utf8), by: breaksOnOne).words == "good")
    await #expect(throws: PressFailure.self) { try await read(Array("bad".utf8), by: fault) }
  }

  @Test func `not at all where the sandbox cannot be built`() async throws {
    try await withFolder { folder in
      let bwrap = folder.appending(path: "bwrap")
      try Data("#!/bin/sh\nexec /usr/bin/bwrap --bind /nonexistent /x \"$@\"\n".utf8).write(to: bwrap)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bwrap.path)
      var settings = try pressSettings()
      settings.bwrap = bwrap.path
      let press = PaperPress(settings: settings)
      await #expect {
        try await press.read(attachment: Array("good".utf8))
      } throws: { error in
        if case .sandboxRefused = error as? PressFailure { true } else { false }
      }
    }
  }
}
