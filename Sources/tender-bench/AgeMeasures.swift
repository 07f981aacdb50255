import Glibc

/// The command `tender age` beside the command `age`, on a file of 64 MiB, in turn.
struct AgeMeasures {
  static let bytes = 64 << 20
  static let rounds = 7

  private let plan: Plan
  private var identity: String { "\(plan.work)/age-identity.txt" }
  private var recipient: String { "\(plan.work)/age-recipient.txt" }
  private var plain: String { "\(plan.work)/age-plain" }
  private var sealed: String { "\(plan.work)/age-sealed" }
  private var output: String { "\(plan.work)/age-output" }

  init(_ plan: Plan) { self.plan = plan }

  func encrypt() async throws -> Figure {
    say("age_encrypt")
    try await prepare()
    return try await compare("age_encrypt", { "'\($0)' -R '\(recipient)' <'\(plain)' >'\(output)'" })
  }

  func decrypt() async throws -> Figure {
    say("age_decrypt")
    try await prepare()
    return try await compare("age_decrypt", { "'\($0)' -d -i '\(identity)' <'\(sealed)' >'\(output)'" })
  }

  /// - Parameter command: the shell's words for a program that takes age's own options.
  private func compare(_ measure: String, _ command: (String) -> String) async throws -> Figure {
    let theirs = command(plan.age)
    let ours =
      measure == "age_encrypt"
      ? "'\(plan.tender)' age encrypt -R '\(recipient)' <'\(plain)' >'\(output)'"
      : "'\(plan.tender)' age decrypt -i '\(identity)' <'\(sealed)' >'\(output)'"
    var (ourSeconds, theirSeconds): ([Double], [Double]) = ([], [])
    for round in 0...Self.rounds {
      let first = try await seconds(ours)
      let second = try await seconds(theirs)
      // The first round warms the caches.
      if round > 0 {
        ourSeconds.append(first)
        theirSeconds.append(second)
      }
    }
    let mebibytes = Double(Self.bytes >> 20)
    let value = mebibytes / Statistics.median(ourSeconds)
    let yardstick = mebibytes / Statistics.median(theirSeconds)
    var figure = Figure(measure)
    figure.add("bytes", Self.bytes)
    figure.add("value", value, places: 1)
    figure.add("unit", "MiB/s")
    figure.add("operations", Self.rounds)
    figure.add("rounds", Self.rounds)
    figure.add("yardstick", "age")
    figure.add("yardstick_value", yardstick, places: 1)
    figure.add("ratio", value / yardstick, places: 3)
    figure.goal(atLeast: 0.8, value / yardstick)
    return figure
  }

  /// The whole command, start of its process included.
  private func seconds(_ command: String) async throws -> Double {
    let started = ContinuousClock.now
    try await Tool.run("/bin/sh", ["-c", "exec " + command])
    return (ContinuousClock.now - started).inSeconds
  }

  private func prepare() async throws {
    guard access(sealed, F_OK) != 0 else { return }
    try await Tool.run(
      "/bin/sh",
      [
        "-c",
        """
        set -e
        rm -f '\(identity)'
        head -c \(Self.bytes) /dev/urandom >'\(plain)'
        '\(plan.tender)' age keygen -o '\(identity)' 2>/dev/null
        sed -n 's/^# public key: //p' '\(identity)' >'\(recipient)'
        '\(plan.age)' -R '\(recipient)' <'\(plain)' >'\(sealed).new'
        mv '\(sealed).new' '\(sealed)'
        """,
      ])
  }
}
