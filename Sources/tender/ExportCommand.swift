import ArgumentParser
import Canon
import Messages
import Notes
import Transparency

/// `tender export`: what a stranger needs to check a tender, in one folder.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "导出公开包 · Store a tender's public bundle, for `tender verify`.",
    discussion: """
      每个文件都与清单的摘要核对；中断后重复同一命令会接着取。先写入旁边的临时文件夹，完整后才改名。
      Each file is compared with its hash; after a cut the same command goes on. The folder takes its name when whole.
      """)

  enum Audience: String, ExpressibleByArgument, CaseIterable {
    case everybody = "public"
    case supervisor
  }

  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "新文件夹；同一项目以前的导出会被替换 · The folder; an earlier export of this tender is replaced")
  var out: String

  @Option(help: "public 或 supervisor（监督部门，要密钥） · For whom; supervisor needs a key")
  var audience = Audience.everybody

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    try requireID(tender)
    let target = out.utf8.last == 0x2F && out.utf8.count > 1 ? String(out.dropLast()) : out
    let work = "\(target).part"
    try Self.requireOwn(target, tender)
    try Self.requireWork(work, tender)
    let api = try audience == .everybody ? options.publicConnection() : options.signedConnection()
    let result = try await BundleDownload(
      api: api, tender: tender, audience: audience == .everybody ? nil : audience.rawValue,
      progress: Progress(options.output)
    ).run(into: work)
    if Files.exists(target) { try Files.removeFolder(target) }
    try Files.rename(work, to: target)
    let output = options.output
    output.say(
      zh: "公开包已存入 \(target)。接着可以核验：tender verify \(target) --trust 您的信任文件夹",
      en: "The bundle is in \(target). To check it: tender verify \(target) --trust YOUR-TRUST-FOLDER")
    let json: JSON = [
      "tender": JSON(tender), "folder": JSON(target), "files": JSON(result.files), "bytes": JSON(result.bytes),
      "logSize": JSON(result.checkpoint.size), "logRoot": JSON(result.checkpoint.root.b64),
    ]
    output.show(json) {
      output.facts([
        (Wording(zh: "文件", en: "Files"), String(result.files)),
        (Wording(zh: "大小", en: "Size"), AmountWording.bytes(result.bytes)),
        (Wording(zh: "日志条目", en: "Log entries"), String(result.checkpoint.size)),
      ])
    }
  }

  /// Refuses a folder that holds anything but an earlier export of this tender, and a link to any.
  static func requireOwn(_ target: String, _ tender: String) throws(CommandFailure) {
    guard Files.isTaken(target) else { return }
    let isFolder = Files.isFolderItself(target)
    if isFolder, try Files.names(in: target).isEmpty { return }
    guard isFolder, (try? Files.word("\(target)/\(BundleDownload.mark)")) == tender else {
      throw .localFile(
        zh: "\(target) 里已有别的文件，不会覆盖。请换一个文件夹。", en: "\(target) holds other files and is left alone. Name another.")
    }
  }

  /// Refuses to work in a folder that is somebody else's, a link, or holds anything but an export of this tender that was
  /// begun: what is in it and not in the bundle is removed.
  static func requireWork(_ work: String, _ tender: String) throws(CommandFailure) {
    guard Files.isTaken(work) else { return }
    if Files.isFolderItself(work), Files.isOwn(work) {
      // The mark is the first file to come; a cut may have left a piece of it.
      let piece = "\(BundleDownload.mark).part-".utf8
      if try Files.names(in: work).allSatisfy({ $0.utf8.starts(with: piece) }) { return }
      if (try? Files.word("\(work)/\(BundleDownload.mark)")) == tender { return }
    }
    throw .localFile(
      zh: "导出先写入 \(work)，但它是链接、属于别的用户，或装有别的文件，不会动它。请移走它，或换一个 --out。",
      en: "An export is written to \(work) first, but that is a link, another user's, or holds other files; it is left "
        + "alone. Move it away, or give another --out.")
  }
}
