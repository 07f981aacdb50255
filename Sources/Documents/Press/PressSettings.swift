import Foundation

/// Where the press finds its tools, and how much it may take.
public struct PressSettings: Sendable {
  /// The python of the virtual environment that has typst, `<venv>/bin/python`.
  public var python: String
  /// The folder with the fonts: FandolFang and FandolKai, cwTeX FangSong, Noto Serif CJK (regular, bold) and Noto Sans
  /// CJK. No other font is ever used, and a paper that needs a missing one is not printed.
  public var fonts: String
  /// The folder with render.py and the templates.
  public var templates: String
  /// bubblewrap.
  public var bwrap: String
  /// Seconds for one paper, including the start of the process where none waits for it.
  public var secondsMax: Double
  /// Seconds of the processor for one paper.
  public var cpuSecondsMax = 10
  /// How far the processes step back for others, as nice(1) counts it.
  public var niceness = 0
  /// How many processes work at once, each of which may have two of several papers in hand.
  public var placesMax = 2
  /// Bytes of facts and of the PDF.
  public var factsBytesMax, pdfBytesMax: Int

  public init(
    python: String, fonts: String, templates: String = PressSettings.ownTemplates, bwrap: String = "/usr/bin/bwrap",
    secondsMax: Double = 15, factsBytesMax: Int = 32 * 1024 * 1024, pdfBytesMax: Int = 64 * 1024 * 1024
  ) {
    self.python = python
    self.fonts = fonts
    self.templates = templates
    self.bwrap = bwrap
    self.secondsMax = secondsMax
    self.factsBytesMax = factsBytesMax
    self.pdfBytesMax = pdfBytesMax
  }

  /// The templates that came with this build.
  public static var ownTemplates: String { Bundle.module.resourcePath.map { $0 + "/templates" } ?? "templates" }
}
