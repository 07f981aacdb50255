import Foundation
import Postgres

/// A PostgreSQL of one test's own, with fsync, that the test may stop, kill and start again.
///
/// The server is a child of a shell that reads our commands; both end when this process ends.
/// Its commands wait on a queue of their own: the threads that run tests must not be blocked.
public final class RestartableCluster: Sendable {
  public let socketFolder: String
  private let shell: ShellSession

  /// Makes and starts it; takes about a second.
  public init() async throws {
    shell = try ShellSession()
    socketFolder = try await shell.answer()
  }

  /// Ends it in order; clients are disconnected.
  public func stop() async throws { try await shell.command("stop") }
  /// Ends it as a power cut would, as far as a process can.
  public func kill() async throws { try await shell.command("kill") }
  /// Starts it again and returns when it answers.
  public func start() async throws { try await shell.command("start") }

  /// The superuser's configuration.
  public var configuration: DatabaseConfiguration {
    DatabaseConfiguration(conninfo: "host=\(socketFolder) user=postgres dbname=postgres")
  }
}

/// The shell that owns the server: one line in, one line out.
private final class ShellSession: Sendable {
  private let queue = DispatchQueue(label: "restartable-cluster")
  private let input: FileHandle
  private let output: FileHandle

  private static let script = """
    set -euo pipefail
    cd "$1"
    unset TENDER_PG_FAST
    . scripts/lib/setup.sh
    . scripts/lib/postgres.sh
    folder="$(mktemp -d "$(tender_home)/pg.XXXXXX")"
    exec 9<"$folder"
    flock -n 9
    trap 'stop_postgres; rm -rf "$folder"' EXIT
    start_postgres "$folder"
    apply_roles
    printf '%s\\n' "$PGHOST"
    while read -r word; do
      case "$word" in
        stop) stop_postgres ;;
        kill) kill -KILL "$postgres_pid"; wait "$postgres_pid" 2>/dev/null || true ;;
        start) start_postgres "$folder" ;;
      esac
      printf '%s\\n' "$word"
    done
    """

  init() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", Self.script, "restartable-cluster", Repository.folder]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    self.input = input.fileHandleForWriting
    self.output = output.fileHandleForReading
  }

  func command(_ word: String) async throws {
    try input.write(contentsOf: Array((word + "\n").utf8))
    guard try await answer() == word else { throw TestClusterFailure.didNotStart }
  }

  func answer() async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { [output] in
        continuation.resume(with: Result { try TestCluster.line(from: output) })
      }
    }
  }
}
