import ArgumentParser
import Canon
import Durable
import Glibc
import Messages
import Notes
import Operations
import Postgres
import Tendering
import Verification

/// The record of an ended tender, for the files of the bureau. Local: it has what is not public too.
struct ArchiveCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "采购档案 / The archive of a tender.", subcommands: [Export.self])

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "导出一个已结束项目的全部档案 / Export the whole record of a tender that has ended.",
      discussion: """
        写入空文件夹：公开包（监督部门版本）、不公开的文书、密文、各数据表、采购活动记录、卷内目录、清单及其签名、四性检测结果。
        离线复核：tender archive check 文件夹。四性检测有不符时退出码为 1，档案仍在。
        Writes into an empty folder whatever is kept of the tender, with index, activity record, signed manifest and the \
        four checks; `tender archive check` makes these again, offline. Exits 1 when a check does not hold.
        """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "项目编号 / The tender's id.") var tender: String
    @Option(help: "空文件夹，没有就新建 / An empty folder; made when it is not there.") var out: String
    @Flag(help: "以 JSON 输出 / Print JSON.") var json = false
    @Option(help: "语言：zh 或 en / The language: zh or en.") var lang = "zh"

    func run() async throws {
      try await Halt.explaining {
        guard let language = Language(rawValue: lang) else {
          throw Halt(.usage, zh: "--lang 只能是 zh 或 en。", en: "--lang is zh or en")
        }
        let settings = try await common.settings()
        let logger = DaemonLog.logger(settings)
        guard mkdir(out, 0o700) == 0 || errno == EEXIST else {
          throw Halt(
            .localFile, zh: "不能新建文件夹 \(out)：\(String(cString: strerror(errno)))",
            en: "cannot make the folder \(out): \(String(cString: strerror(errno)))")
        }
        let database = try await Archive.open(settings, wholeMoment: true, logger: logger)
        let summary: ArchiveSummary
        do {
          try await Archive.checkSchema(database, settings)
          let office = try await Wiring.office(database, settings, logger: logger)
          do {
            summary = try await office.archive(tender, into: out, by: ActorCommands.local)
          } catch {
            await office.desk.close()
            throw Self.halt(error, tender, out)
          }
          await office.desk.close()
        } catch {
          await database.close()
          throw error
        }
        await database.close()
        show(summary, language)
        guard summary.report.holds else {
          throw Halt(
            .checkFailed, zh: "档案已导出，但四性检测有不符之处，见 checks.json。",
            en: "the archive is there, but its checks found faults: see checks.json")
        }
      }
    }

    private static func halt(_ error: any Error, _ tender: String, _ folder: String) -> any Error {
      switch error {
      case ArchiveFault.notEnded:
        Halt(
          .refused, zh: "项目 \(tender) 尚有标段没有结果，结束后才能归档。",
          en: "a lot of \(tender) has no end yet; it is archived when all have")
      case ArchiveFault.folderNotEmpty:
        Halt(.localFile, zh: "文件夹 \(folder) 不是空的。", en: "the folder \(folder) is not empty")
      case let fault as FileFault: Halt(.localFile, zh: fault.zh + "。", en: fault.en + ".")
      case let refusal as TenderRefusal: Halt(.refused, zh: refusal.wording.zh, en: refusal.wording.en)
      default: error
      }
    }

    private func show(_ summary: ArchiveSummary, _ language: Language) {
      if json {
        let facts: JSON = [
          "tender": JSON(tender), "folder": JSON(out), "files": JSON(summary.files), "bytes": JSON(summary.bytes),
          "manifest": JSON(summary.manifest.hex), "keptUntil": JSON(summary.keptUntil),
          "holds": JSON(summary.report.holds), "findings": .array(summary.report.findings.map(\.json)),
        ]
        return say(facts.canonicalText)
      }
      for finding in summary.report.findings {
        let mark = finding.result.rawValue
        let blanks = String(repeating: " ", count: max(0, 6 - mark.utf8.count))
        say("\(mark)\(blanks)\(finding.property.zh)  \(Wording(zh: finding.zh, en: finding.en)[language])")
      }
      say(
        Wording(
          zh: "已导出 \(summary.files) 个文件到 \(out)，保存至 \(summary.keptUntil)；清单 SHA-256 \(summary.manifest.hex)",
          en:
            "\(summary.files) files are in \(out), kept until \(summary.keptUntil); the manifest's SHA-256 is \(summary.manifest.hex)"
        )[language])
    }
  }
}
