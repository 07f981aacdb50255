import ArgumentParser
import Glibc

/// What can be measured, in the order in which it is.
enum Measure: String, CaseIterable, ExpressibleByArgument {
  case machine, seal, share, open, evaluate, verify
  case ageEncrypt = "age_encrypt"
  case ageDecrypt = "age_decrypt"
  case submit, pgbench, ticks, publish, proofs, checkpoint, scale
}

/// Where everything is that `scripts/bench` prepared.
struct Plan: ParsableArguments {
  @Option(help: "代码版本 / The commit that was built.") var commit = "unknown"
  @Option(help: "可写的工作目录 / A folder to work in.") var work = "."
  @Option(help: "tender 命令 / The tender command.") var tender = "tender"
  @Option(help: "对照用的 age 命令 / The age command to compare with.") var age = "age"
  @Option(help: "服务地址 / Where tenderd listens, HOST:PORT.") var server = "127.0.0.1:8080"
  @Option(help: "大项目测量的服务地址 / Where the tenderd of `scale` listens.") var scaleServer = "127.0.0.1:8081"
  @Option(help: "数据库套接字目录 / The folder of PostgreSQL's socket.") var databaseHost = ""
  @Option(help: "数据库名 / The database's name.") var database = "tender_bench"
  @Option(help: "psql 与 pgbench 所在目录 / The folder of psql and pgbench.")
  var postgresBin = "/usr/lib/postgresql/15/bin"

  /// Host and port of the daemon.
  func address() throws -> (host: String, port: Int) { try address(server) }

  func address(_ server: String) throws -> (host: String, port: Int) {
    guard let colon = server.lastIndex(of: ":"), let port = Int(server[server.index(after: colon)...]) else {
      throw ValidationError("HOST:PORT, not \(server)")
    }
    return (String(server[..<colon]), port)
  }
}

/// Progress, on standard error: standard output holds the figures alone.
func say(_ words: String) {
  let line = Array((words + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

/// Something that a measurement needs is not as it should be.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
