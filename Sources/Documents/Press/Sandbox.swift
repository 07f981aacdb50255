/// The command line that renders one paper, or reads one attachment: nothing of the host is seen but /usr, the virtual environment, the
/// templates and the fonts, all read-only; no network, no rights, a user id of nobody, an empty /tmp.
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

  /// The arguments of timeout(1).
  ///
  /// - Parameter script: a script beside the templates and what it is told.
  func arguments(_ script: [String]) -> [String] {
    [
      "-k", "1", String(settings.secondsMax), settings.bwrap, "--unshare-all", "--die-with-parent", "--new-session",
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
}
