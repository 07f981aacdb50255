import ArgumentParser
import Glibc
import Messages
import Notes

/// The settings that every command takes; each has a variable of the environment beside it.
struct GlobalOptions: ParsableArguments {
  @Option(help: "服务器地址 · The server, such as https://tender.example (TENDER_SERVER)")
  var server: String?

  @Option(help: "您的签名密钥文件 · Your key file (TENDER_KEY)")
  var key: String?

  @Option(help: "信任文件夹：trust.policy 和 vkeys.txt · Folder of trust files (TENDER_TRUST)")
  var trust: String?

  @Flag(help: "输出 JSON · Print canonical JSON")
  var json = false

  @Option(help: "语言 zh 或 en · Language (TENDER_LANG)")
  var lang: Language?

  var language: Language { lang ?? Invocation.language }
  var output: Output { Output(json: json, language: language) }

  /// The server's address as given.
  func serverAddress() throws(CommandFailure) -> String {
    guard let text = server ?? environment("TENDER_SERVER") else {
      throw .usage(
        zh: "没有说明服务器。请加 --server 地址，或设置 TENDER_SERVER。",
        en: "No server is named. Give --server ADDRESS, or set TENDER_SERVER.")
    }
    return text
  }

  var keyPath: String? { key ?? environment("TENDER_KEY") }

  /// The caller's key.
  ///
  /// - Throws: `usage` when none is named, `localFile` when it cannot be used.
  func signingKey() throws(CommandFailure) -> SigningKey {
    guard let path = keyPath else {
      throw .usage(
        zh: "这个命令要签名，但没有说明密钥。请加 --key 文件，或设置 TENDER_KEY。",
        en: "This command signs, and no key is named. Give --key FILE, or set TENDER_KEY.")
    }
    return try KeyFile.read(path)
  }

  /// The folder of trust files.
  func trustFolder() throws(CommandFailure) -> String {
    guard let path = trust ?? environment("TENDER_TRUST") else {
      throw .usage(
        zh: "没有说明信任文件夹（trust.policy 和 vkeys.txt）。请加 --trust 文件夹，或设置 TENDER_TRUST。",
        en: "No trust folder (trust.policy and vkeys.txt) is named. Give --trust DIR, or set TENDER_TRUST.")
    }
    return path
  }

  /// A connection that signs with the caller's key when one is named.
  func connection() throws(CommandFailure) -> Connection {
    Connection(server: try ServerAddress(try serverAddress()), key: keyPath == nil ? nil : try signingKey())
  }

  /// A connection for what everybody may read; no key file is opened.
  func publicConnection() throws(CommandFailure) -> Connection {
    Connection(server: try ServerAddress(try serverAddress()), key: nil)
  }

  /// A connection for commands that nobody may use without a key.
  func signedConnection() throws(CommandFailure) -> Connection {
    Connection(server: try ServerAddress(try serverAddress()), key: try signingKey())
  }
}

/// A lot of a tender, as commands about one are told.
struct LotPlace: ParsableArguments {
  @Argument(help: "项目编号 · The tender's id")
  var tender: String

  @Option(help: "标段 · The lot")
  var lot: String

  /// `/api/tenders/<tender>/lots/<lot>`
  var path: String {
    get throws(CommandFailure) {
      try requireID(tender)
      try requireID(lot)
      return "/api/tenders/\(tender)/lots/\(lot)"
    }
  }
}

extension Language: ExpressibleByArgument {}

/// A variable's value, nil when it is not set or empty.
func environment(_ name: String) -> String? {
  guard let value = getenv(name) else { return nil }
  let text = String(cString: value)
  return text.isEmpty ? nil : text
}

/// What is known before the arguments are parsed, so that wrong usage is said in the right language too.
enum Invocation {
  static var language: Language {
    let words = CommandLine.arguments
    for (i, word) in words.enumerated() {
      if word == "--lang", i + 1 < words.count, let language = Language(rawValue: words[i + 1]) { return language }
      if word.utf8.starts(with: "--lang=".utf8), let language = Language(rawValue: String(word.dropFirst(7))) {
        return language
      }
    }
    return environment("TENDER_LANG").flatMap { Language(rawValue: $0) } ?? .zh
  }

  static var json: Bool { CommandLine.arguments.contains("--json") }
}
