import Canon
import Foundation

/// A printed paper: its facts as data and the sheet people read. The PDF carries the same JSON as an attachment.
public struct PrintedPaper: Sendable, Hashable {
  /// The facts in RFC 8785 form, without final newline: what notes hash and what is filed beside the PDF.
  public let json: [UInt8]
  /// PDF/A-3a.
  public let pdf: [UInt8]
}

/// Prints papers, by at most so many processes at a time as its settings say.
public struct PaperPress: Sendable {
  let settings: PressSettings
  let typesetters: Typesetters

  public init(settings: PressSettings) {
    self.settings = settings
    typesetters = Typesetters(settings: settings)
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

  /// Several papers in their order, two of them in hand at a time; all or none.
  public func print(_ papers: [Paper]) async throws(PressFailure) -> [PrintedPaper] {
    var printed: [PrintedPaper] = []
    for first in stride(from: 0, to: papers.count, by: Self.atOnceMax) {
      printed += try await print(
        papers[first..<min(first + Self.atOnceMax, papers.count)].map { Facts($0.json, $0.kind, $0.frame.madeAt) })
    }
    return printed
  }

  /// So many papers are given to a typesetter before others have their turn.
  private static let atOnceMax = 16

  /// One paper's facts.
  private struct Facts {
    let json: [UInt8]
    let kind: PaperKind
    let seconds: Int64

    init(_ json: JSON, _ kind: PaperKind, _ madeAt: PaperMoment) {
      self.json = json.canonicalBytes()
      self.kind = kind
      seconds = madeAt.unixSeconds
    }
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
    try await print([Facts(facts, kind, madeAt)])[0]
  }

  private func print(_ papers: [Facts]) async throws(PressFailure) -> [PrintedPaper] {
    for paper in papers where paper.json.count > settings.factsBytesMax {
      throw .factsTooLarge(bytes: paper.json.count, bytesMax: settings.factsBytesMax)
    }
    try checkTools()
    let pdfs = try await print(
      papers.map { Typesetter.Work(kind: $0.kind.rawValue, seconds: $0.seconds, facts: $0.json) })
    var printed: [PrintedPaper] = []
    for (paper, pdf) in zip(papers, pdfs) {
      guard pdf.starts(with: Array("%PDF-".utf8)) else {
        throw .renderer(kind: paper.kind.rawValue, line: "what came back is no PDF")
      }
      printed.append(PrintedPaper(json: paper.json, pdf: pdf))
    }
    return printed
  }

  private func print(_ works: [Typesetter.Work]) async throws(PressFailure) -> [[UInt8]] {
    guard await typesetters.gate.enter() else { throw .cancelled }
    let pdfs: Result<[[UInt8]], PressFailure>
    do throws(PressFailure) {
      pdfs = .success(try await typesetters.print(works))
    } catch {
      pdfs = .failure(error)
    }
    await typesetters.gate.leave()
    return try pdfs.get()
  }

  /// A press beside this one for what strangers ask for: the same tools, processes of its own, one paper at a time, more
  /// time for it, and a place behind this one's whenever both want the processor.
  public func aside() -> PaperPress {
    var settings = settings
    settings.secondsMax *= 4
    settings.cpuSecondsMax *= 4
    settings.niceness = 10
    settings.placesMax = 1
    return PaperPress(settings: settings)
  }

  /// Ends the process that waits for the next paper, and gives its memory back.
  public func rest() async { await typesetters.rest() }

  /// Keeps a renderer ready until it is cancelled, so that nobody waits for fonts to be read.
  public func stayReady() async {
    while !Task.isCancelled {
      if isInstalled, await typesetters.isCold {
        _ = try? await print([Typesetter.Work(kind: "warm-up", seconds: 0, facts: Array("{}".utf8))])
      }
      try? await Task.sleep(for: .seconds(60))
    }
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
