import Canon
import Notes

extension NoteError: Worded {
  public var wording: Wording {
    switch self {
    case .tooLarge(let bytes, let limit):
      Wording(zh: "签名文件有 \(bytes) 字节，上限是 \(limit)。", en: "The note has \(bytes) bytes; \(limit) is the limit.")
    case .notUTF8:
      Wording(zh: "签名文件不是 UTF-8 文本。", en: "The note is not UTF-8 text.")
    case .badText:
      Wording(
        zh: "签名文件不完整：正文末尾要有换行，正文和签名之间要空一行，不得有控制字符。",
        en: "The note is not whole: its text ends with a newline, a blank line stands before the signatures, and no "
          + "control characters are allowed.")
    case .badSignatureLine:
      Wording(zh: "签名行的写法不对。", en: "A signature line is malformed.")
    case .signatureCount(let count):
      Wording(zh: "应恰好有一个签名，这里有 \(count) 个。", en: "Exactly one signature is expected; here are \(count).")
    case .badKey(let fault):
      Wording(zh: "密钥不能用：\(fault.words.zh)。", en: "The key cannot be used: \(fault.words.en).")
    case .unknownType(let type):
      Wording(zh: "不认识的签名文件类型“\(type)”。", en: "“\(type)” is no known type of note.")
    case .malformed(let type, let line, let expected):
      line > 0
        ? Wording(zh: "\(type) 第 \(line) 行不对，应为 \(expected)。", en: "\(type), line \(line): \(expected) is expected.")
        : Wording(zh: "\(type) 的内容不对，应为 \(expected)。", en: "\(type): \(expected) is expected.")
    case .wrongSigner(let expected, let found):
      Wording(
        zh: "签名的密钥是 \(found)，应由 \(expected) 签。", en: "Signed by \(found); \(expected) must sign it.")
    case .badSignature(let signer):
      Wording(
        zh: "\(signer) 的签名不成立：文件被改动过，或不是这把密钥签的。",
        en: "The signature of \(signer) does not hold: the note was changed, or another key signed it.")
    case .listDiffers:
      Wording(
        zh: "清单的行数、字节数或摘要与签名文件里写的不同。",
        en: "The list's lines, bytes or hash are not those that the note names.")
    }
  }
}

extension NoteError.KeyFault {
  fileprivate var words: Wording {
    switch self {
    case .form: Wording(zh: "写法不对", en: "it is malformed")
    case .name: Wording(zh: "名字里有不允许的字符", en: "its name has characters that are not allowed")
    case .id: Wording(zh: "编号与名字和公钥不符", en: "its id is not that of its name and public key")
    case .point: Wording(zh: "公钥是无效或不安全的点", en: "its public key is an invalid or unsafe point")
    }
  }
}

extension JSONError: Worded {
  public var wording: Wording {
    switch self {
    case .byteOrderMark:
      Wording(
        zh: "JSON 以字节顺序标记（BOM）开头，请另存为不带 BOM 的 UTF-8。",
        en: "The JSON begins with a byte order mark; save it as UTF-8 without one.")
    case .notUTF8(let at):
      Wording(
        zh: "JSON 在第 \(at) 字节处不是 UTF-8，请另存为 UTF-8。",
        en: "The JSON is not UTF-8 at byte \(at); save it as UTF-8.")
    case .tooDeep(let at, let limit):
      Wording(
        zh: "JSON 在第 \(at) 字节处嵌套超过 \(limit) 层。", en: "The JSON nests deeper than \(limit) levels at byte \(at).")
    case .tooManyValues(let at, let limit):
      Wording(
        zh: "JSON 到第 \(at) 字节处已超过 \(limit) 个值。", en: "The JSON has more than \(limit) values, up to byte \(at).")
    case .textTooLong(let at, let limit):
      Wording(
        zh: "JSON 在第 \(at) 字节处有一段文字或数字超过 \(limit) 字节。",
        en: "The JSON has a text or number of more than \(limit) bytes, at byte \(at).")
    case .nameTwice(let name, let at):
      Wording(
        zh: "JSON 在第 \(at) 字节处重复了名称“\(name)”。",
        en: "The JSON has the name “\(name)” twice in one object, at byte \(at).")
    case .loneSurrogate(let at):
      Wording(
        zh: "JSON 在第 \(at) 字节处的 \\u 转义不成对。", en: "The JSON has an unpaired surrogate escape at byte \(at).")
    case .nullCharacter(let at):
      Wording(
        zh: "JSON 在第 \(at) 字节处有空字符（\\u0000），请删去。",
        en: "The JSON has a null character (\\u0000) at byte \(at); remove it.")
    case .unexpected(let at):
      Wording(zh: "JSON 在第 \(at) 字节处写法不对。", en: "The JSON is malformed at byte \(at).")
    case .endsEarly:
      Wording(zh: "JSON 没有写完。", en: "The JSON ends too early.")
    }
  }
}
