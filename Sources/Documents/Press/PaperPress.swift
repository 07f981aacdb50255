import Canon
import Foundation
import Subprocess

/// A printed paper: its facts as data and the sheet people read. The PDF carries the same JSON as an attachment.
public struct PrintedPaper: Sendable, Hashable {
  /// The facts in RFC 8785 form, without final newline: what notes hash and what is filed beside the PDF.
  public let json: [UInt8]
  /// PDF/A-3a.
  public let pdf: [UInt8]
}

/// Prints papers, at most two at a time.
public struct PaperPress: Sendable {
  let settings: PressSettings
  let gate = PressGate(places: 2)

  public init(settings: PressSettings) {
    self.settings = settings
    _ = Self.pipesBreakQuietly
  }

  /// Without this, facts written to a renderer that has already ended would end the daemon. The network library does
  /// the same at its first socket; it is for the whole process, once.
  private static let pipesBreakQuietly: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// The paper as data and as PDF; the same paper gives the same bytes.
  ///
  /// - Throws: `PressFailure`; nothing is kept of a paper that failed, so it may be printed again.
  public func print(_ paper: Paper) async throws(PressFailure) -> PrintedPaper {
    try await print(paper.json, kind: paper.kind, madeAt: paper.frame.madeAt)
  }

  /// The signed edition of a paper that its parties have signed: the same facts with the ids of their notes, made later
  /// and so under a later head of the log. What was signed stays the first edition, whose hashes stand on this one.
  ///
  /// - Parameter facts: the first edition's facts as they were printed.
  public func printSigned(
    _ facts: JSON, kind: PaperKind, signing: PaperSigning, madeAt: PaperMoment, checkpoint: PaperCheckpoint
  ) async throws(PressFailure) -> PrintedPaper {
    try await print(
      facts.setting("signing", signing.json).setting("madeAt", madeAt.json).setting("checkpoint", checkpoint.json),
      kind: kind, madeAt: madeAt)
  }

  private func print(_ facts: JSON, kind: PaperKind, madeAt: PaperMoment) async throws(PressFailure) -> PrintedPaper {
    let json = facts.canonicalBytes()
    guard json.count <= settings.factsBytesMax else {
      throw .factsTooLarge(bytes: json.count, bytesMax: settings.factsBytesMax)
    }
    try checkTools()
    guard await gate.enter() else { throw .cancelled }
    let rendered: Result<[UInt8], PressFailure>
    do throws(PressFailure) {
      rendered = .success(try await render(kind, json, seconds: madeAt.unixSeconds))
    } catch {
      rendered = .failure(error)
    }
    await gate.leave()
    return PrintedPaper(json: json, pdf: try rendered.get())
  }

  private func render(_ kind: PaperKind, _ json: [UInt8], seconds: Int64) async throws(PressFailure) -> [UInt8] {
    let pdf = try await inSandbox(
      ["render.py", kind.rawValue, String(seconds)], input: json, outputMax: settings.pdfBytesMax)
    guard pdf.starts(with: Array("%PDF-".utf8)) else {
      throw .renderer(kind: kind.rawValue, line: "what came back is no PDF")
    }
    return pdf
  }

  /// What a script of ours says to an input, run where nothing can be reached.
  func inSandbox(_ script: [String], input: [UInt8], outputMax: Int) async throws(PressFailure) -> [UInt8] {
    let sandbox = Sandbox(settings: settings)
    let status: TerminationStatus
    let output: [UInt8]
    let words: String
    do {
      let result = try await run(
        .name("timeout"), arguments: Arguments(sandbox.arguments(script)),
        environment: .custom(
          Dictionary(uniqueKeysWithValues: Sandbox.environment.map { (Environment.Key(stringLiteral: $0), $1) })),
        input: .inputWriter, output: .bytes(limit: outputMax), error: .bytes(limit: 1024 * 1024)
      ) { execution in
        // A process that ends before it has read everything breaks the pipe; what it says and its status tell why.
        _ = try? await execution.standardInputWriter.write(input)
        try? await execution.standardInputWriter.finish()
      }
      status = result.terminationStatus
      output = result.standardOutput
      words = String(decoding: result.standardError, as: UTF8.self)
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw .pdfTooLarge(bytesMax: outputMax)
    } catch is CancellationError {
      throw .cancelled
    } catch {
      throw .process("\(error)")
    }
    if Task.isCancelled { throw .cancelled }
    let line = words.split(separator: "\n").first.map(String.init) ?? "it said nothing"
    switch status {
    case .exited(0): break
    case .exited(Sandbox.timedOut): throw .timedOut(seconds: settings.secondsMax)
    case .exited(Sandbox.notInstalled):
      throw line == "typst"
        ? .missing(what: line, path: sandbox.venv) : .missing(what: "a font of the papers", path: settings.fonts)
    case _ where line.hasPrefix("bwrap:"): throw .sandboxRefused(line)
    default: throw .renderer(kind: script.dropFirst().first ?? script[0], line: "\(line) (\(status))")
    }
    return output
  }

  /// Whether the tools that can be looked for from outside are there; typst itself and each font show when one prints.
  public var isInstalled: Bool {
    do { try checkTools() } catch { return false }
    return true
  }

  /// A missing tool gets its own sentence here; inside the sandbox it would be somebody else's.
  func checkTools() throws(PressFailure) {
    let needed = [
      ("bubblewrap", settings.bwrap), ("the python of the virtual environment", settings.python),
      ("the folder of fonts", settings.fonts), ("the renderer", settings.templates + "/render.py"),
    ]
    for (what, path) in needed where !FileManager.default.fileExists(atPath: path) {
      throw .missing(what: what, path: path)
    }
  }
}
