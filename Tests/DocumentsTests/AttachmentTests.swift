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
}
