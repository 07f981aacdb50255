import ArgumentParser
import Canon
import Messages
import Notes
import Operations
import Postgres
import Store

/// `tenderd audit`: derives every derived fact again. It writes nothing and may run while the daemon does.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "审计：由来源重算数据库中一切可以推导的内容 / Derive again whatever the database derives.",
    discussion: """
      每项一行：ok 或 FAIL。全部成立时退出码为 0，否则为 1。只读，可用 tender_auditor 连接，无须私钥（--vkey）。
      One line a check, ok or FAIL; exits 0 when everything holds, otherwise 1. It only reads: tender_auditor will do, \
      and with --vkey no private key is needed.
      """)

  @OptionGroup var common: CommonOptions
  @Option(help: "不变式查询的目录 / The folder of invariants.") var checks = "sql/checks"
  @Option(help: "日志公钥；不给则取自私钥文件 / The log's public key; otherwise the key file's.") var vkey: String?
  @Flag(help: "以 JSON 输出 / Print JSON.") var json = false
  @Option(help: "语言：zh 或 en / The language: zh or en.") var lang = "zh"

  func run() async throws {
    try await Halt.explaining {
      guard let language = Language(rawValue: lang) else {
        throw Halt(.usage, zh: "--lang 只能是 zh 或 en。", en: "--lang is zh or en")
      }
      let settings = try await common.settings()
      let logger = DaemonLog.logger(settings)
      let queries = try queries()
      let key = try logKey(settings)
      let database = try await Archive.open(settings, wholeMoment: true, logger: logger)
      let report: AuditReport
      do {
        try await Archive.checkSchema(database, settings)
        report = try await Audit(
          database: database, logKey: key, headFile: settings.text(.logHeadFile), queries: queries
        ).run()
      } catch {
        await database.close()
        throw error
      }
      await database.close()
      if json { say(report.json.canonicalText) } else { report.lines.forEach { print($0, language) } }
      guard report.isClean else {
        let count = report.lines.count { !$0.isOk }
        throw Halt(.checkFailed, zh: "审计不通过：\(count) 项不符。", en: "the audit found faults in \(count) checks")
      }
    }
  }

  private func queries() throws -> [AuditQuery] {
    do throws(AuditQueryFault) {
      return try AuditQuery.folder(checks)
    } catch {
      throw Halt(
        .localFile, zh: "不变式目录 \(checks) 不可用：\(error)。请用 --checks 指明。",
        en: "the folder of invariants \(checks) is of no use: \(error); name it with --checks")
    }
  }

  private func logKey(_ settings: Settings) throws -> VerifierKey {
    guard let vkey else { return try LogKeyFile.read(settings.text(.logKeyFile)).verifier }
    guard let key = try? VerifierKey(parsing: vkey) else {
      throw Halt(.usage, zh: "--vkey 不是公钥。", en: "--vkey is no public key")
    }
    return key
  }

  private func print(_ line: AuditReport.Line, _ language: Language) {
    let name = line.name + String(repeating: " ", count: max(0, 32 - line.name.utf8.count))
    let count = line.count.map { " (\($0))" } ?? ""
    say("\(line.isOk ? "ok  " : "FAIL")  \(name)  \(Wording(zh: line.zh, en: line.en)[language])\(count)")
    for fault in line.faults {
      say("        \(fault.subject)  \(Wording(zh: fault.zh, en: fault.en)[language])")
    }
    let more = line.faultCount - line.faults.count
    if more > 0 { say("        " + Wording(zh: "另有 \(more) 处", en: "and \(more) more")[language]) }
  }
}

extension AuditReport {
  var json: JSON {
    .array(
      lines.map { line in
        [
          "check": JSON(line.name), "result": JSON(line.isOk ? "ok" : "FAIL"), "zh": JSON(line.zh),
          "en": JSON(line.en), "count": line.count.map { JSON($0) } ?? .null, "faultCount": JSON(line.faultCount),
          "faults": .array(
            line.faults.map { ["subject": JSON($0.subject), "zh": JSON($0.zh), "en": JSON($0.en)] }),
        ]
      })
  }
}
