import Sealing

extension AgeError: Worded {
  public var wording: Wording {
    switch self {
    case .notARecipient:
      Wording(zh: "收件人不是有效的 age1… 公钥。", en: "This is not an age1… recipient: copy the whole key, in lower case.")
    case .recipientNotCanonical:
      Wording(zh: "收件人公钥不是规范编码，请换一把。", en: "The recipient is not a canonical X25519 coordinate: ask for another key.")
    case .recipientOfLowOrder:
      Wording(zh: "收件人公钥是不安全的低阶点，请换一把。", en: "The recipient is a point of low order: ask for another key.")
    case .postQuantumKey:
      Wording(
        zh: "不支持后量子密钥，请用 X25519 密钥。",
        en: "Post-quantum keys are not supported here: use the age program, or an X25519 key.")
    case .pluginKey:
      Wording(
        zh: "不支持插件密钥，请用 X25519 密钥。",
        en: "Plugin keys are not supported here: use the age program, or an X25519 key.")
    case .notAnIdentity: Wording(zh: "身份不是有效的 AGE-SECRET-KEY-1…。", en: "This is not an AGE-SECRET-KEY-1… identity.")
    case .keyFileLine(let line): Wording(zh: "密钥文件第 \(line) 行不是密钥。", en: "Line \(line) of the key file is not a key.")
    case .noKeys: Wording(zh: "密钥文件里没有密钥。", en: "The key file holds no key.")
    case .keyFileTooLong(let max): Wording(zh: "密钥文件超过 \(max) 字节。", en: "The key file has more than \(max) bytes.")
    case .passphraseUnusable:
      Wording(zh: "口令为空，或内存不足。", en: "The passphrase is empty, or there is not enough memory for it.")
    case .recipientCount(let count):
      Wording(zh: "不能加密给 \(count) 个收件人。", en: "A file cannot be encrypted to \(count) recipients.")
    case .notAnAgeFile: Wording(zh: "这不是 age 文件。", en: "This is not an age file.")
    case .versionUnsupported: Wording(zh: "不支持这个版本的 age 文件。", en: "This is an age file of an unsupported version.")
    case .armored:
      Wording(
        zh: "不支持文本封装的 age 文件，请先转成二进制。",
        en: "Armoured age files are not supported here: turn it into a binary one first.")
    case .headerMalformed(let line):
      Wording(zh: "age 文件头第 \(line) 行有误。", en: "Line \(line) of the age header is malformed.")
    case .headerTruncated:
      Wording(zh: "age 文件在文件头内中断，请重新获取。", en: "The age file ends inside its header: fetch it again.")
    case .headerTooLong(let max): Wording(zh: "age 文件头超过 \(max) 字节。", en: "The age header has more than \(max) bytes.")
    case .stanzaMalformed: Wording(zh: "age 文件头的 X25519 段有误。", en: "An X25519 stanza of the age header is malformed.")
    case .shareOfLowOrder:
      Wording(zh: "age 文件头的临时公钥是不安全的低阶点。", en: "A share in the age header is a point of low order.")
    case .scryptStanzaMalformed:
      Wording(zh: "age 文件头的口令段有误。", en: "The passphrase stanza of the age header is malformed or not alone.")
    case .workFactorTooHigh(let given, let max):
      Wording(
        zh: "口令段的工作量 \(given) 超过上限 \(max)。", en: "The passphrase stanza's work factor \(given) is above \(max).")
    case .notOneStanza:
      Wording(zh: "age 文件应恰好有一个所要求类型的收件段。", en: "The age file must have exactly one stanza, of the type asked for.")
    case .noMatch: Wording(zh: "所给的密钥或口令打不开这个文件。", en: "None of the keys given, nor the passphrase, opens this file.")
    case .passphraseFile:
      Wording(zh: "这个文件由口令加密，这里不支持。", en: "This file is encrypted with a passphrase, which is not supported here.")
    case .postQuantumFile:
      Wording(zh: "这个文件用于后量子密钥，这里不支持。", en: "This file is for post-quantum keys, which are not supported here.")
    case .headerMACWrong:
      Wording(zh: "age 文件头校验失败：文件被改动过。", en: "The age header does not authenticate: the file was altered.")
    case .payload(let chunk):
      Wording(
        zh: "第 \(chunk) 块校验失败：文件被改动或不完整。",
        en: "Chunk \(chunk) does not authenticate: the file was altered or cut short.")
    case .payloadTooLong(let max): Wording(zh: "内容超过 \(max) 字节。", en: "The content has more than \(max) bytes.")
    }
  }
}
