import Canon
@testable import Documents
import Foundation
import PaperSamples
import Testing

/// What renderers of tests have: `answer(words)`, and `orders()`, which gives each order's words.
private let prelude = """
  import sys
  def answer(words):
      sys.stdout.buffer.write(b"%d\\n" % len(words.encode()) + words.encode())
      sys.stdout.buffer.flush()
  def orders():
      while line := sys.stdin.buffer.readline():
          sys.stdin.buffer.read(int(line.split()[2]))
          yield line.decode()

  """

/// A press whose renderer is the given python source.
private func withPress<R>(
  renderer: String, adjust: (inout PressSettings) -> Void = { _ in }, body: (PaperPress) async throws -> R
) async throws -> R {
  try await withFolder { folder in
    try Data((prelude + renderer).utf8).write(to: folder.appending(path: "render.py"))
    var settings = try pressSettings()
    settings.templates = folder.path
    adjust(&settings)
    return try await body(PaperPress(settings: settings))
  }
}

extension PaperPress {
  /// What a renderer of the tests answers to a paper.
  fileprivate func words() async throws -> String {
    String(decoding: try await print(.resultLetter(.sample())).pdf, as: UTF8.self)
  }
}

@Suite struct `The press` {
  /// What a renderer prints of a letter, which shall be a PDF or a failure.
  func print(renderer: String, adjust: (inout PressSettings) -> Void = { _ in }) async throws -> PrintedPaper {
    try await withPress(renderer: renderer, adjust: adjust) { try await $0.print(.resultLetter(.sample())) }
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
    let hidden = "sys.modules['typst'] = None\n" + render
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
      try await print(renderer: "while True: answer('%PDF-' * 100000)") { $0.pdfBytesMax = 100_000 }
    }
    await #expect(throws: PressFailure.self) {
      try await print(renderer: "answer('%PDF-')") { $0.factsBytesMax = 10 }
    }
  }

  @Test func `prints a paper in which somebody wrote ten million letters`() async throws {
    var facts = ResultLetterFacts.sample()
    facts.recipient = String(repeating: "长", count: 10_000_000)
    let paper = Paper.resultLetter(facts)
    let printed = try await PaperPress(settings: try pressSettings()).print(paper)
    #expect(printed.json == paper.json.canonicalBytes())
    #expect(printed.pdf.starts(with: Array("%PDF-".utf8)))
  }

  @Test(arguments: ["'%PDF-' * 1000", "'-5\\n%PDF-'", "'five\\n%PDF-'"])
  func `takes nothing that comes without its length`(words: String) async throws {
    await #expect(throws: PressFailure.renderer(kind: "result-letter", line: "what came back has no length")) {
      try await print(renderer: "while True: sys.stdout.write(\(words)); sys.stdout.flush()")
    }
  }

  @Test func `takes no part of a paper for the whole`() async throws {
    await #expect(throws: PressFailure.self) { try await print(renderer: "sys.stdout.write('1000\\n%PDF-')") }
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

  @Test func `waits no longer than its time for a renderer that lives on and reads nothing`() async throws {
    var facts = ResultLetterFacts.sample()
    facts.recipient = String(repeating: "长", count: 1_000_000)
    let paper = Paper.resultLetter(facts)
    func print(afterSaying words: String) async throws -> String {
      try await withPress(renderer: words + "\nimport time\ntime.sleep(600)", adjust: { $0.secondsMax = 1 }) {
        String(decoding: try await $0.print(paper).pdf, as: UTF8.self)
      }
    }
    let start = ContinuousClock.now
    await #expect(throws: PressFailure.timedOut(seconds: 1)) { try await print(afterSaying: "import os; os.close(1)") }
    // What it had said whole is a paper all the same.
    #expect(try await print(afterSaying: "answer('%PDF-')") == "%PDF-")
    #expect(ContinuousClock.now - start < .seconds(60))
  }

  @Test func `keeps the first line of what the renderer said`() async throws {
    await #expect { try await print(renderer: "raise SystemExit('first\\nsecond')") } throws: { error in
      guard case .renderer("result-letter", let line) = error as? PressFailure else { return false }
      return line.hasPrefix("first (") && !line.contains("second")
    }
  }

  @Test func `calls nothing a PDF that is none`() async throws {
    await #expect(throws: PressFailure.renderer(kind: "result-letter", line: "what came back is no PDF")) {
      try await print(renderer: "answer('hello')")
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
  @Test(arguments: views) func `shows the renderer nothing of the host`(expression: String, gives: String) async throws
  {
    let paper = try await print(renderer: "import os\nanswer('%PDF-' + str(\(expression)))")
    #expect(String(decoding: paper.pdf, as: UTF8.self) == "%PDF-\(gives)")
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

@Suite struct `A typesetter` {
  /// Says how many papers it has printed, as a PDF of its own.
  static let counting = "for count, _ in enumerate(orders(), 1): answer(f'%PDF-{count}')"

  @Test func `stays and prints the next paper`() async throws {
    try await withPress(renderer: Self.counting) { (press) async throws in
      #expect(try await press.words() == "%PDF-1")
      #expect(try await press.words() == "%PDF-2")
    }
  }

  @Test func `gives the same bytes whatever it printed before`() async throws {
    let kept = PaperPress(settings: try pressSettings())
    for paper in try [Paper.evaluationReport(.sample()), .openingRecord(.sample())] {
      let first = try await PaperPress(settings: try pressSettings()).print(paper)
      #expect(try await kept.print(paper) == first)
      #expect(try await kept.print(paper) == first)
    }
  }

  @Test func `prints many papers in their order, the same bytes as one by one`() async throws {
    let papers = try (1...19).map { number -> Paper in
      var letter = ResultLetterFacts.sample()
      letter.recipient = "第\(number)家"
      return number % 7 == 0 ? .evaluationReport(try .sample()) : .resultLetter(letter)
    }
    let press = PaperPress(settings: try pressSettings())
    let together = try await press.print(papers)
    #expect(together.count == 19)
    for (paper, printed) in zip(papers, together) {
      #expect(printed.json == paper.json.canonicalBytes())
      #expect(try await press.print(paper) == printed)
    }
  }

  @Test func `prints none of several papers when one of them fails`() async throws {
    let settings = try pressSettings()
    let press = PaperPress(settings: settings)
    try await withFolder { folder in
      let templates = folder.appending(path: "templates")
      try FileManager.default.copyItem(atPath: settings.templates, toPath: templates.path)
      try Data("#panic(\"torn\")".utf8).write(to: templates.appending(path: "evaluation-report.typ"))
      var torn = settings
      torn.templates = templates.path
      let press = PaperPress(settings: torn)
      let papers: [Paper] = [.resultLetter(.sample()), .evaluationReport(try .sample()), .resultLetter(.sample())]
      await #expect { try await press.print(papers) } throws: { error in
        guard case .renderer("evaluation-report", let line) = error as? PressFailure else { return false }
        return line.contains("torn")
      }
    }
    // Whatever came of others.
    #expect(try await press.print([]) == [])
  }

  @Test func `prints no paper after one that failed`() async throws {
    let renderer = """
      for count, _ in enumerate(orders(), 1):
          if count == 2: sys.exit('broken')
          answer(f'%PDF-{count}')
      """
    try await withPress(renderer: renderer) { (press) async throws in
      // The second paper fails on the first process, so a new one prints it.
      for _ in 1...4 { #expect(try await press.words() == "%PDF-1") }
    }
  }

  @Test func `is replaced when somebody ended it while it waited`() async throws {
    let renderer = """
      import os, threading
      for _ in orders():
          answer('%PDF-' + open('/proc/sys/kernel/random/uuid').read())
          threading.Timer(0.05, os._exit, [137]).start()
      """
    try await withPress(renderer: renderer) { (press) async throws in
      let first = try await press.words()
      try await Task.sleep(for: .milliseconds(500))
      #expect(try await press.words() != first)
    }
  }

  @Test func `hands over after five hundred papers`() async throws {
    try await withPress(renderer: Self.counting) { (press) async throws in
      for count in 1...500 { #expect(try await press.words() == "%PDF-\(count)") }
      #expect(try await press.words() == "%PDF-1")
    }
  }

  @Test func `has a second beside it when two papers are printed at once`() async throws {
    try await withPress(renderer: "import time\nfor _ in orders(): time.sleep(0.3); answer('%PDF-')") {
      (press) async throws in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 1...6 { group.addTask { _ = try await press.words() } }
        try await group.waitForAll()
      }
    }
  }

  @Test func `is ready before the first paper when the press stays ready`() async throws {
    try await withPress(
      renderer: "for count, line in enumerate(orders(), 1): answer(f'%PDF-{count} {line.split()[0]}')"
    ) {
      (press) async throws in
      let ready = Task { await press.stayReady() }
      var words = try await press.words()
      // Whoever comes first is first; from the second on the process has printed before.
      if words.hasPrefix("%PDF-1") { words = try await press.words() }
      #expect(words == "%PDF-2 result-letter")
      ready.cancel()
      await ready.value
    }
  }

  @Test func `warms up with a sheet that the fonts can print`() async throws {
    let settings = try pressSettings()
    let work = Typesetter.Work(kind: "warm-up", seconds: 0, facts: Array("{}".utf8))
    #expect(try await Typesetter(settings: settings).print([work])[0].starts(with: Array("%PDF-".utf8)))
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
