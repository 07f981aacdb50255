import ArgumentParser
import Sealing

/// `tender age`: binary age v1 files for X25519 keys, interchangeable with the `age` program.
struct AgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "age",
    abstract: "生成密钥、加密、解密 age 文件 / Make keys, encrypt and decrypt age files.",
    subcommands: [AgeKeygen.self, AgeEncrypt.self, AgeDecrypt.self])
}

struct AgeKeygen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keygen", abstract: "生成一个新的 age 身份 / Make a fresh age identity.")

  @Option(name: [.customShort("o"), .customLong("output")], help: "写入新文件，权限 0600 / A new file, mode 0600.")
  var output: String?

  func run() async throws {
    let identity = AgeIdentity()
    let recipient = identity.recipient.text
    let file = "# created: \(AgeFiles.utcNow())\n# public key: \(recipient)\n\(identity.text)\n"
    try AgeFiles.reporting {
      try AgeFiles.write(Array(file.utf8), toNewFile: output)
    }
    AgeFiles.say("Public key: \(recipient)")
  }
}

struct AgeEncrypt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "encrypt", abstract: "加密标准输入到标准输出 / Encrypt standard input to standard output.")

  @Option(name: [.customShort("r"), .customLong("recipient")], help: "收件人 age1… / A recipient, age1….")
  var recipients: [String] = []

  @Option(
    name: [.customShort("R"), .customLong("recipients-file")], help: "收件人文件 / A file of recipients, one a line.")
  var recipientFiles: [String] = []

  func validate() throws {
    if recipients.isEmpty && recipientFiles.isEmpty {
      throw ValidationError("请用 -r 或 -R 指定收件人。 Name a recipient with -r or -R.")
    }
  }

  func run() async throws {
    try AgeFiles.reporting(refusal: 2) {
      var all: [AgeRecipient] = []
      for text in recipients { all.append(try AgeRecipient(parsing: text)) }
      for path in recipientFiles {
        all += try AgeKeyFile.recipients(in: AgeFiles.read(path, bytesMax: AgeKeyFile.bytesMax))
      }
      var encryptor = try AgeEncryptor(to: all)
      var chunk: [UInt8] = []
      var isAtEnd = false
      while !isAtEnd {
        isAtEnd = try encryptor.feed(upTo: AgeFiles.blockBytes) { try AgeFiles.fill($0, fromDescriptor: 0) } == 0
        if isAtEnd { encryptor.end() }
        while encryptor.nextBatch(into: &chunk, workers: AgeFiles.workers) {
          try AgeFiles.write(chunk, toDescriptor: 1)
        }
      }
    }
  }
}

struct AgeDecrypt: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decrypt", abstract: "解密标准输入到标准输出 / Decrypt standard input to standard output.")

  @Option(name: [.customShort("i"), .customLong("identity")], help: "身份文件 / An identity file.")
  var identityFiles: [String] = []

  func validate() throws {
    if identityFiles.isEmpty {
      throw ValidationError("请用 -i 指定身份文件。 Name an identity file with -i.")
    }
  }

  func run() async throws {
    try AgeFiles.reporting(refusal: 1) {
      var identities: [AgeIdentity] = []
      for path in identityFiles {
        identities += try AgeKeyFile.identities(in: AgeFiles.read(path, bytesMax: AgeKeyFile.bytesMax))
      }
      var decryptor = AgeDecryptor(identities: identities)
      var chunk: [UInt8] = []
      var isAtEnd = false
      while !isAtEnd {
        isAtEnd = try decryptor.feed(upTo: AgeFiles.blockBytes) { try AgeFiles.fill($0, fromDescriptor: 0) } == 0
        if isAtEnd { decryptor.end() }
        while try decryptor.next(into: &chunk) { try AgeFiles.write(chunk, toDescriptor: 1) }
      }
    }
  }
}
