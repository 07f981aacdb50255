import Subprocess

/// Runs the scripts that render papers, or read one attachment: nothing of the host is seen but /usr, the virtual
/// environment, the templates and the fonts, all read-only; no network, no rights, a user id of nobody, an empty /tmp.
struct Sandbox {
  let settings: PressSettings

  /// What the process finds in its environment; bubblewrap's own is readable inside, so it has nothing else.
  static let environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]

  /// The exit status with which timeout(1) reports that it ended the command, and that it could not run it.
  static let timedOut: Int32 = 124
  /// The exit status with which the renderer says that typst or a font is not there.
  static let notInstalled: Int32 = 69

  /// The folder two above the python, where pyvenv.cfg lies.
  var venv: String {
    var parts = settings.python.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(min(2, parts.count))
    return parts.joined(separator: "/")
  }

  /// The python's own name: python, python3 or python3.11.
  var interpreter: String { settings.python.split(separator: "/").last.map(String.init) ?? "python" }

  /// Runs a script of ours where nothing can be reached, with what it says on standard error kept.
  ///
  /// - Parameters:
  ///   - script: A script beside the templates and what it is told.
  ///   - keepsTime: Whether the whole run has the seconds of one paper; whoever stays keeps its own time.
  func run<Output: OutputProtocol>(
    _ script: [String], keepsTime: Bool, output: Output,
    body: (Execution<CustomWriteInput, Output, BytesOutput>) async throws -> Void
  ) async throws -> ExecutionResult<Void, Output, BytesOutput> {
    try await Subprocess.run(
      .name("timeout"), arguments: Arguments(arguments(script, seconds: keepsTime ? settings.secondsMax : 0)),
      environment: .custom(
        Dictionary(uniqueKeysWithValues: Self.environment.map { (Environment.Key(stringLiteral: $0), $1) })),
      input: .inputWriter, output: output, error: .bytes(limit: 1024 * 1024), body: body)
  }

  /// The arguments of timeout(1), for which 0 seconds are no limit. It stays between us and bubblewrap in either case:
  /// bubblewrap ends with its parent, which must be a process and not a thread of ours.
  private func arguments(_ script: [String], seconds: Double) -> [String] {
    // nice(1) becomes bubblewrap, whose parent stays timeout(1).
    ["-k", "1", String(seconds)] + (settings.niceness > 0 ? ["nice", "-n", String(settings.niceness)] : []) + [
      settings.bwrap, "--unshare-all", "--die-with-parent", "--new-session",
      "--clearenv", "--setenv", "PATH", "/usr/bin", "--setenv", "LANG", "C.UTF-8",
      "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
      "--symlink", "usr/bin", "/bin",
      "--ro-bind", venv, "/venv", "--ro-bind", settings.templates, "/templates",
      "--ro-bind", settings.fonts, "/fonts",
      "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
      "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--chdir", "/tmp",
      "--", "/venv/bin/\(interpreter)", "-I", "-B", "/templates/\(script[0])",
    ] + script.dropFirst()
  }

  /// Why a script ended, by its status and what it said.
  ///
  /// - Parameter work: the kind of the paper, or the script.
  func failure(_ status: TerminationStatus, _ words: [UInt8], of work: String) -> PressFailure {
    let line = String(decoding: words, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? "it said nothing"
    switch status {
    case .exited(Self.timedOut): return .timedOut(seconds: settings.secondsMax)
    case .exited(Self.notInstalled):
      return line == "typst"
        ? .missing(what: line, path: venv) : .missing(what: "a font of the papers", path: settings.fonts)
    case _ where line.hasPrefix("bwrap:"): return .sandboxRefused(line)
    default: return .renderer(kind: work, line: "\(line) (\(status))")
    }
  }
}
