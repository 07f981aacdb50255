import Sealing

extension AgeError {
  /// What a person reads on one line, Chinese first, with what to do next where something can be done.
  var wording: String {
    switch self {
    case .notARecipient:
      "收件人不是有效的 age1… 公钥。 This is not an age1… recipient: copy the whole key, in lower case."
    case .recipientNotCanonical:
      "收件人公钥不是规范编码，已拒绝。 The recipient is not a canonical X25519 coordinate: ask for another key."
    case .recipientOfLowOrder:
      "收件人公钥为低阶点，已拒绝。 The recipient is a point of low order: ask for another key."
    case .postQuantumKey:
      "不支持后量子密钥。 Post-quantum keys are not supported here: use the age program, or an X25519 key."
    case .pluginKey:
      "不支持插件密钥。 Plugin keys are not supported here: use the age program, or an X25519 key."
    case .notAnIdentity:
      "身份不是有效的 AGE-SECRET-KEY-1…。 This is not an AGE-SECRET-KEY-1… identity."
    case .keyFileLine(let line):
      "密钥文件第 \(line) 行不是密钥。 Line \(line) of the key file is not a key."
    case .noKeys:
      "密钥文件中没有密钥。 The key file holds no key."
    case .keyFileTooLong(let bytesMax):
      "密钥文件超过 \(bytesMax) 字节。 The key file has more than \(bytesMax) bytes."
    case .recipientCount(let count):
      "收件人数量 \(count) 不可用。 A file cannot be encrypted to \(count) recipients."
    case .notAnAgeFile:
      "输入不是 age 文件。 The input is not an age file."
    case .versionUnsupported:
      "不支持此版本的 age 文件。 This is an age file of an unsupported version."
    case .armored:
      "不支持文本封装的 age 文件。 Armoured age files are not supported here: turn it into a binary one first."
    case .headerMalformed(let line):
      "age 文件头第 \(line) 行有误。 Line \(line) of the age header is malformed."
    case .headerTruncated:
      "age 文件在文件头内中断。 The age file ends inside its header: fetch it again."
    case .headerTooLong(let bytesMax):
      "age 文件头超过 \(bytesMax) 字节。 The age header has more than \(bytesMax) bytes."
    case .stanzaMalformed:
      "age 文件头的 X25519 段有误。 An X25519 stanza of the age header is malformed."
    case .shareOfLowOrder:
      "age 文件头的临时公钥为低阶点，已拒绝。 A share in the age header is a point of low order."
    case .scryptStanzaMalformed:
      "age 文件头的口令段有误。 The passphrase stanza of the age header is malformed or not alone."
    case .workFactorTooHigh(let given, let max):
      "口令段的工作量 \(given) 超过 \(max)。 The passphrase stanza's work factor \(given) is above \(max)."
    case .notOneStanza:
      "age 文件应只有一个收件段。 The age file must have exactly one stanza, of the type that is asked for."
    case .noMatch:
      "所给身份均不能打开此文件。 None of the identities opens this file."
    case .passphraseFile:
      "此文件由口令加密，此处不支持。 This file is encrypted with a passphrase, which is not supported here."
    case .postQuantumFile:
      "此文件用于后量子密钥，此处不支持。 This file is for post-quantum keys, which are not supported here."
    case .headerMACWrong:
      "age 文件头校验失败，文件已被改动。 The age header does not authenticate: the file was altered."
    case .payload(let chunk):
      "第 \(chunk) 块校验失败，文件被改动或不完整。 Chunk \(chunk) does not authenticate: the file was altered or cut short."
    case .payloadTooLong(let bytesMax):
      "内容超过 \(bytesMax) 字节。 The content has more than \(bytesMax) bytes."
    }
  }
}
