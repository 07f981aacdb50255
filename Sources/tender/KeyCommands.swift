import ArgumentParser
import Canon
import Glibc
import Messages
import Notes

struct KeygenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "生成签名密钥 · Make a signing key and print its public line (vkey).")

  @Option(help: "密钥名，字母数字和 . _ / - · Key name, letters, digits and . _ / -")
  var name: String

  @Option(help: "新密钥文件 · The key file to make; never overwritten")
  var out: String

  @Flag(help: "用口令保护 · Keep it under a passphrase (asked for, or TENDER_PASSPHRASE)")
  var passphrase = false

  @OptionGroup var options: GlobalOptions

  func run() async throws {
    guard KeyReference.isKeyName(name) else {
      throw CommandFailure.usage(
        zh: "密钥名“\(name)”不行：只用 1 至 128 个字母、数字和 . _ / - 。企业和机构请用统一社会信用代码。",
        en: "“\(name)” is no key name: 1 to 128 of letters, digits and . _ / - only. "
          + "Companies and agencies use their credit code.")
    }
    if Files.exists(out) { throw Files.failure(out, Files.writing, EEXIST) }
    let key = try SigningKey(name: name)
    try KeyFile.write(key, to: out, passphrase: passphrase ? try KeyFile.newPassphrase() : nil)
    options.output.say(
      zh: "私钥已写入 \(out)，只有您能读。请备份：丢了它就再也不能以这个名字签名。公钥行如下，可以给任何人。",
      en: "The private key is in \(out), readable by you alone. Keep a copy: without it nobody can sign under this "
        + "name again. The public line below may be given to anybody.")
    KeyFacts(key: key.verifier, path: out).show(options.output)
  }
}

struct KeyCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "密钥文件 · Key files.", subcommands: [Show.self])

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示公钥行 · Print the public line of a key file.")

    @Argument(help: "密钥文件 · The key file")
    var file: String

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      KeyFacts(key: try KeyFile.read(file).verifier, path: file).show(options.output)
    }
  }
}

/// The public side of a key, as `keygen` and `key show` print it.
struct KeyFacts {
  let key: VerifierKey
  let path: String

  func show(_ output: Output) {
    let json: JSON = ["file": JSON(path), "reference": JSON(key.reference.text), "vkey": JSON(key.text)]
    output.show(json) { output.line(key.text) }
  }
}
