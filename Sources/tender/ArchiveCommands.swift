import ArgumentParser
import Canon
import Messages
import Transparency
import Verification

/// An exported archive, on the machine of whoever keeps it.
struct ArchiveCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "archive", abstract: "采购档案 · The archive of a tender.", subcommands: [Check.self])

  /// The four checks again.
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "离线重做档案的四性检测 · Make the four checks of an archive again, offline.",
      discussion: """
        真实性、完整性、可用性、安全性，每项一行：ok、FAIL 或 note。没有 FAIL 时退出码为 0，否则为 1。导出由 tenderd archive export 做。
        Authenticity, integrity, usability, security: ok, FAIL or note, one line each. Exits 0 without any FAIL, otherwise 1. \
        Give --trust a folder with trust.policy and vkeys.txt that did not come with the archive.
        """)

    @Argument(help: "档案的文件夹 · The archive's folder")
    var folder: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard Files.isFolder(folder) else {
        throw CommandFailure.localFile(zh: "\(folder) 不是文件夹。", en: "\(folder) is no folder.")
      }
      var trust: FolderBundle?
      if let given = options.trust ?? environment("TENDER_TRUST") {
        for name in [Trust.policyFile, Trust.vkeysFile] { _ = try Files.size(given + "/" + name) }
        trust = FolderBundle(given)
      }
      let report = await ArchiveCheck.run(folder, trust: trust)
      let output = options.output
      output.show(.array(report.findings.map(\.json))) {
        for finding in report.findings {
          let mark = finding.result.rawValue
          let blanks = String(repeating: " ", count: max(0, 6 - mark.utf8.count))
          output.line(
            "\(mark)\(blanks)\(finding.property.zh)  \(Wording(zh: finding.zh, en: finding.en)[output.language])")
        }
      }
      guard let first = report.firstFailure else {
        return output.say(zh: "四性检测通过。", en: "All four checks hold.")
      }
      output.say(zh: "四性检测不通过，第一处：\(first.zh)", en: "The checks do not hold. First failure: \(first.en)")
      throw ExitCode(Exit.code(of: .checkedFalse))
    }
  }
}
