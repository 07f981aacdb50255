import Glibc

/// What the figures were made on.
enum Machine {
  static func figure(commit: String) throws -> Figure {
    var figure = Figure("machine")
    figure.add("cores", sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    figure.add("cpu", try field("model name", of: "/proc/cpuinfo"))
    let kibibytes = try field("MemTotal", of: "/proc/meminfo").split(separator: " ").first.flatMap { Double($0) } ?? 0
    figure.add("memory_gib", Int((kibibytes / 1_048_576).rounded()))
    figure.add("commit", commit)
    #if DEBUG
      figure.add("build", "debug")
    #else
      figure.add("build", "release")
    #endif
    let load = try text("/proc/loadavg").split(separator: " ").first.flatMap { Double($0) } ?? 0
    figure.add("load1", load, places: 2)
    return figure
  }

  /// What stands behind `name:` in a file of such lines.
  private static func field(_ name: String, of path: String) throws -> String {
    for line in try text(path).split(separator: "\n") where line.hasPrefix(name) {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { return String(parts[1].drop { $0 == " " }) }
    }
    return "unknown"
  }

  private static func text(_ path: String) throws -> String {
    guard let file = fopen(path, "r") else { throw BenchFailure("cannot read \(path)") }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
