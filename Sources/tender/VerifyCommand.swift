import ArgumentParser
import Canon
import Messages
import Transparency
import Verification

/// `tender verify BUNDLE`: the stranger's check, offline.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "离线核验公开包 · Check a public bundle offline, one line a check.",
    discussion: """
      每项核验一行：ok 成立，FAIL 不成立，note 值得注意但不能证明被篡改。没有 FAIL 时退出码为 0，否则为 1，并在标准错误上重复第一处不符。
      Prints ok, FAIL or note. Exits 0 without any FAIL, otherwise 1 with the first failure last on stderr. \
      Give --trust a folder with trust.policy and vkeys.txt that did not come with the bundle.
      """)

  @Argument(help: "公开包的文件夹 · The bundle's folder")
  var bundle: String

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    guard Files.isFolder(bundle) else {
      throw CommandFailure.localFile(zh: "\(bundle) 不是文件夹。", en: "\(bundle) is no folder.")
    }
    var trust: FolderBundle?
    if let folder = options.trust ?? environment("TENDER_TRUST") {
      for name in [Trust.policyFile, Trust.vkeysFile] { _ = try Files.size(folder + "/" + name) }
      trust = FolderBundle(folder)
    }
    let report = await Verifier.verify(FolderBundle(bundle), trust: trust)
    let output = options.output
    output.show(.array(report.findings.map { json($0) })) {
      for finding in report.findings { output.line(line(finding)) }
    }
    summarize(report, output)
    guard let first = report.firstFailure else { return }
    output.say(
      zh: "核验不通过，第一处不符：\(first.zh)", en: "The bundle does not hold. First failure: \(first.en)")
    throw ExitCode(Exit.code(of: .checkedFalse))
  }

  /// How much was checked, and what could not be because it was not given.
  private func summarize(_ report: Report, _ output: Output) {
    let held = report.findings.count { $0.result == .ok }
    let failed = report.findings.count { $0.result == .fail }
    let missing = report.missing.count
    output.say(
      zh: "共 \(held) 项成立，\(failed) 处不符；\(missing) 项因未提供而未核对" + (missing > 0 ? "（见上面的 note）。" : "。"),
      en: "\(held) checks hold, \(failed) failures; \(missing) could not be made for what was not given"
        + (missing > 0 ? " (see the notes above)." : "."))
    if report.holds {
      output.say(zh: "核验通过。", en: "The bundle holds.")
    }
  }

  private func words(_ finding: Finding) -> String { Wording(zh: finding.zh, en: finding.en)[options.language] }

  private func line(_ finding: Finding) -> String {
    let result = finding.result.rawValue
    let check = finding.check.rawValue
    return result + blanks(4 - result.utf8.count) + "  " + check + blanks(12 - check.utf8.count) + "  " + words(finding)
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func json(_ finding: Finding) -> JSON {
    [
      "check": JSON(finding.check.rawValue), "result": JSON(finding.result.rawValue),
      "subject": JSON(finding.subject), "missing": JSON(finding.isMissing), "text": JSON(words(finding)),
      "zh": JSON(finding.zh), "en": JSON(finding.en),
    ]
  }
}
