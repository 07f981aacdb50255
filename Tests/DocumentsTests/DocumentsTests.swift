import Canon
import Documents
import Foundation
import TestSupport
import Testing

/// The press of the tests: its tools come from the environment, and a test without them fails with the sentence.
func pressSettings() throws -> PressSettings {
  let environment = ProcessInfo.processInfo.environment
  let venv = try #require(environment["TENDER_VENV"], "set TENDER_VENV to the folder of the venv that has typst")
  let fonts = try #require(environment["TENDER_FONTS"], "set TENDER_FONTS to the folder of the papers' fonts")
  return PressSettings(python: venv + "/bin/python", fonts: fonts)
}

/// Prints a paper, and keeps it in the folder TENDER_PAPERS, when that is set, for people to look at.
func printed(_ paper: Paper, as name: String? = nil, settings: PressSettings? = nil) async throws -> PrintedPaper {
  let press = PaperPress(settings: try settings ?? pressSettings())
  let result = try await press.print(paper)
  if let folder = ProcessInfo.processInfo.environment["TENDER_PAPERS"] {
    let base = URL(filePath: folder).appending(path: name ?? paper.kind.rawValue)
    try Data(result.json).write(to: base.appendingPathExtension("json"))
    try Data(result.pdf).write(to: base.appendingPathExtension("pdf"))
  }
  return result
}

/// A folder of one test; the name has a space on purpose.
func withFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
  let folder = FileManager.default.temporaryDirectory.appending(path: "paper test \(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder)
}

/// What a tool of poppler-utils prints about a PDF.
func poppler(_ tool: String, _ arguments: [String], on pdf: [UInt8]) async throws -> [UInt8] {
  let path = "/usr/bin/" + tool
  try #require(FileManager.default.isExecutableFile(atPath: path), "install poppler-utils: \(path) is missing")
  return try await withFolder { folder in
    let file = folder.appending(path: "paper.pdf")
    try Data(pdf).write(to: file)
    let told = try await Command.run(path, arguments.map { $0 == "PDF" ? file.path : $0 })
    try #require(told.exit == 0, "\(tool) ended with \(told.exit): \(told.errorText)")
    return told.output
  }
}

/// The text of each page, without white space: lines break where they like.
func pages(of pdf: [UInt8]) async throws -> [String] {
  let text = String(decoding: try await poppler("pdftotext", ["PDF", "-"], on: pdf), as: UTF8.self)
  var pages = text.split(separator: "\u{0C}", omittingEmptySubsequences: false).map(String.init)
  pages.removeLast()  // what follows the last form feed
  return pages.map { String(String.UnicodeScalarView($0.unicodeScalars.filter { !$0.properties.isWhitespace })) }
}
