@testable import Documents
import Foundation
import Testing

@Suite struct `The press` {
  /// A press whose renderer is the given python source, which shall print a PDF or fail.
  func print(renderer: String, adjust: (inout PressSettings) -> Void = { _ in }) async throws -> PrintedPaper {
    try await withFolder { folder in
      try Data(renderer.utf8).write(to: folder.appending(path: "render.py"))
      var settings = try pressSettings()
      settings.templates = folder.path
      adjust(&settings)
      return try await PaperPress(settings: settings).print(.resultLetter(.sample()))
    }
  }

  static let missing: [(what: String, adjust: @Sendable (inout PressSettings) -> Void)] = [
    ("bubblewrap", { $0.bwrap = "/nonexistent/bwrap" }),
    ("the folder of fonts", { $0.fonts = "/nonexistent/fonts" }),
    ("the python of the virtual environment", { $0.python = "/nonexistent/bin/python" }),
    ("the renderer", { $0.templates = "/nonexistent" }),
  ]
  @Test(arguments: missing.indices) func `names the tool that is missing`(index: Int) async throws {
    var settings = try pressSettings()
    Self.missing[index].adjust(&settings)
    let press = PaperPress(settings: settings)
    await #expect { try await press.print(.resultLetter(.sample())) } throws: { error in
      guard case .missing(Self.missing[index].what, let path) = error as? PressFailure else { return false }
      return path.hasPrefix("/nonexistent")
    }
  }

  @Test func `refuses a folder without the fonts rather than print in another`() async throws {
    try await withFolder { folder in
      var settings = try pressSettings()
      settings.fonts = folder.path
      let press = PaperPress(settings: settings)
      await #expect { try await press.print(.resultLetter(.sample())) } throws: { error in
        guard case .missing("a font of the papers", let path) = error as? PressFailure else { return false }
        return path == folder.path
      }
    }
  }

  @Test func `says that typst is missing when the virtual environment lacks it`() async throws {
    let render = try String(contentsOfFile: try pressSettings().templates + "/render.py", encoding: .utf8)
    // The press's own renderer in an environment whose typst cannot be imported.
    let hidden = "import sys\nsys.modules['typst'] = None\n" + render
    await #expect { try await print(renderer: hidden) } throws: { error in
      guard case .missing("typst", _) = error as? PressFailure else { return false }
      return true
    }
  }

  @Test func `works with spaces in the paths of templates and fonts`() async throws {
    try await withFolder { folder in
      let settings = try pressSettings()
      let templates = folder.appending(path: "templates of ours"), fonts = folder.appending(path: "fonts of ours")
      try FileManager.default.copyItem(atPath: settings.templates, toPath: templates.path)
      try FileManager.default.createSymbolicLink(atPath: fonts.path, withDestinationPath: settings.fonts)
      let there = PaperPress(
        settings: PressSettings(python: settings.python, fonts: fonts.path, templates: templates.path))
      let spaced = try await there.print(.resultLetter(.sample()))
      let usual = try await PaperPress(settings: settings).print(.resultLetter(.sample()))
      #expect(spaced == usual)
    }
  }

  @Test func `ends a renderer that takes too long`() async throws {
    let start = ContinuousClock.now
    await #expect(throws: PressFailure.timedOut(seconds: 0.5)) {
      try await print(renderer: "while True: pass") { $0.secondsMax = 0.5 }
    }
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `ends a renderer that ignores the polite signal`() async throws {
    let start = ContinuousClock.now
    await #expect(throws: PressFailure.self) {
      try await print(renderer: "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: pass") {
        $0.secondsMax = 0.5
      }
    }
    #expect(ContinuousClock.now - start < .seconds(6))
  }

  @Test func `takes no more than the limit of bytes`() async throws {
    await #expect(throws: PressFailure.pdfTooLarge(bytesMax: 100_000)) {
      try await print(renderer: "import sys\nwhile True: sys.stdout.write('%PDF-' * 1000)") { $0.pdfBytesMax = 100_000 }
    }
    await #expect(throws: PressFailure.self) {
      try await print(renderer: "print('%PDF-')") { $0.factsBytesMax = 10 }
    }
  }

  @Test func `survives a renderer that does not read its facts`() async throws {
    var facts = ResultLetterFacts.sample()
    facts.recipient = String(repeating: "长", count: 1_000_000)
    let paper = Paper.resultLetter(facts)
    try await withFolder { folder in
      try Data("raise SystemExit(3)".utf8).write(to: folder.appending(path: "render.py"))
      var settings = try pressSettings()
      settings.templates = folder.path
      let press = PaperPress(settings: settings)
      await #expect(throws: PressFailure.self) { try await press.print(paper) }
    }
  }

  @Test func `keeps the first line of what the renderer said`() async throws {
    await #expect { try await print(renderer: "raise SystemExit('first\\nsecond')") } throws: { error in
      guard case .renderer("result-letter", let line) = error as? PressFailure else { return false }
      return line.hasPrefix("first (") && !line.contains("second")
    }
  }

  @Test func `calls nothing a PDF that is none`() async throws {
    await #expect(throws: PressFailure.renderer(kind: "result-letter", line: "what came back is no PDF")) {
      try await print(renderer: "print('hello')")
    }
  }

  @Test func `prints nothing when the sandbox cannot be built`() async throws {
    try await withFolder { folder in
      let bwrap = folder.appending(path: "bwrap")
      // The real bubblewrap, told to bind what is not there, so that it refuses as it does on a closed machine.
      try Data("#!/bin/sh\nexec /usr/bin/bwrap --bind /nonexistent /x \"$@\"\n".utf8).write(to: bwrap)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bwrap.path)
      var settings = try pressSettings()
      settings.bwrap = bwrap.path
      let press = PaperPress(settings: settings)
      await #expect { try await press.print(.resultLetter(.sample())) } throws: { error in
        guard case .sandboxRefused(let line) = error as? PressFailure else { return false }
        return line.hasPrefix("bwrap:")
      }
    }
  }

  /// What the renderer sees of the host: a python expression and what it must give inside the sandbox.
  static let views: [(expression: String, gives: String)] = [
    ("os.path.exists('/etc/passwd')", "False"), ("os.path.exists('/home')", "False"),
    ("os.path.exists('/var')", "False"), ("os.getuid()", "65534"), ("sorted(os.environ) ", "['LANG', 'PATH', 'PWD']"),
    ("[l.split()[1] for l in open('/proc/self/status') if l.startswith('CapEff')]", "['0000000000000000']"),
    ("len([l for l in open('/proc/net/dev') if ':' in l])", "1"), ("os.access('/templates', os.W_OK)", "False"),
    ("os.access('/fonts', os.W_OK)", "False"), ("os.access('/venv', os.W_OK)", "False"),
    ("b'TENDER' in open('/proc/1/environ', 'rb').read()", "False"),
  ]
  @Test(arguments: views) func `shows the renderer nothing of the host`(expression: String, gives: String) async throws {
    let paper = try await print(renderer: "import os\nprint('%PDF-' + str(\(expression)))")
    #expect(String(decoding: paper.pdf, as: UTF8.self) == "%PDF-\(gives)\n")
  }

  @Test func `gives up when its caller does`() async throws {
    let start = ContinuousClock.now
    let task = Task { try await print(renderer: "while True: pass") }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: PressFailure.cancelled) { try await task.value }
    #expect(ContinuousClock.now - start < .seconds(10))
  }
}

@Suite struct `The gate of the press` {
  actor Count {
    private(set) var now = 0, most = 0, all = 0
    func enter() {
      now += 1
      all += 1
      most = max(most, now)
    }
    func leave() { now -= 1 }
  }

  @Test func `lets two in at once and everyone in the end`() async {
    let gate = PressGate(places: 2), count = Count()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          guard await gate.enter() else { return }
          await count.enter()
          await Task.yield()
          await count.leave()
          await gate.leave()
        }
      }
    }
    #expect(await count.all == 50)
    #expect(await count.most <= 2)
  }

  @Test func `lets those leave the queue who are cancelled`() async {
    let gate = PressGate(places: 1)
    #expect(await gate.enter())
    let waiting = Task { await gate.enter() }
    waiting.cancel()
    #expect(await waiting.value == false)
    let next = Task { await gate.enter() }
    await gate.leave()
    #expect(await next.value)
    await gate.leave()
    #expect(await gate.enter())
  }
}
