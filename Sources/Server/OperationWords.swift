import Messages
import Notes
import Operations

// Words for the refusals of the office itself, which Messages cannot see: they are born behind the counter.

extension InputRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .notUTF8: CounterCode.inputNotUTF8.wording
    case .notJSON(let code):
      Messages.wording(code: code)
        ?? Wording(zh: "提交的内容不是规范的 JSON（\(code)）。", en: "What was sent is not JSON as we read it (\(code)).")
    case .malformed(let field, let expected):
      Wording(zh: "“\(field)”不对，应为：\(expected)。", en: "“\(field)” is not as required; expected: \(expected).")
    case .unknownKey(let name):
      Wording(zh: "不认识“\(name)”，请检查拼写或删去。", en: "“\(name)” is unknown; check its spelling or remove it.")
    case .tooLarge(let max):
      Wording(
        zh: "提交的内容超过 \(AmountWording.bytes(max))。", en: "What was sent is larger than \(AmountWording.bytes(max)).")
    case .notFound(let what): Wording(zh: "没有这一项（\(what)）。请检查编号。", en: "There is no such \(what). Check the id.")
    case .busy: Wording(zh: "请求太多，什么也没有改变。请稍后重试。", en: "Too much at once; nothing was done. Repeat in a moment.")
    }
  }
}

extension NoteRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .listMissing: Wording(zh: "签名文件所指的清单没有一起提交。", en: "The list that the note names did not come with it.")
    case .listUnasked: Wording(zh: "这种签名文件没有清单。", en: "A note of this type has no list.")
    case .notAsDrafted: CounterCode.noteNotAsDrafted.wording
    case .signedByAnother:
      Wording(zh: "签名的密钥不是发送请求的密钥。", en: "The note is signed by somebody other than who sent it.")
    case .notTakenHere(let type):
      Wording(zh: "“\(type)”不在这里提交，或属于另一个项目。", en: "A “\(type)” is not taken here, or is of another tender.")
    case .malformed(let error): error.wording
    }
  }
}

extension ReceiptRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .waitsForTick:
      Wording(
        zh: "文件已收下，尚未列入时点，完整回执稍后才有。请过几秒再取。",
        en: "The note is taken and waits for its tick; the full receipt comes after it. Ask again in some seconds.")
    case .waitsForHead:
      Wording(
        zh: "文件已列入时点，日志的新检查点尚未签署。请过几秒再取。",
        en: "The note is in a tick that no signed head of the log covers yet. Ask again in some seconds.")
    }
  }
}

extension UploadRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .offsetDiffers(let expected, let given):
      Wording(
        zh: "已收到 \(expected) 字节，这一段却从 \(given) 开始。请重新执行，会接着传。",
        en: "\(expected) bytes have arrived and this piece begins at \(given). Run the command again; "
          + "it goes on there.")
    case .pieceSize(let max, let given):
      Wording(
        zh: "每段应为 \(max) 字节（最后一段可以少），这里是 \(given)。",
        en: "A piece has \(max) bytes, the last one may have fewer; this has \(given).")
    case .tooLarge(let max):
      Wording(
        zh: "文件超过 \(AmountWording.bytes(max))。", en: "The file is larger than \(AmountWording.bytes(max)).")
    case .hashDiffers:
      Wording(
        zh: "全部字节已到，但摘要不符：文件在上传时被改动。请重新执行。",
        en: "All bytes are here and their hash is another: the file changed while it was sent. Run the command again.")
    }
  }
}

extension OnceRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .keyMalformed:
      Wording(
        zh: "Idempotency-Key 应为带引号的 8 至 128 个可见字符。",
        en: "An Idempotency-Key is 8 to 128 visible characters in quotation marks.")
    case .keyReused:
      Wording(
        zh: "这个 Idempotency-Key 已用于另一个请求。新的请求请用新的键。",
        en: "This Idempotency-Key was used for another request. Take a new one for a new request.")
    case .inFlight:
      Wording(
        zh: "同一个 Idempotency-Key 的请求正在办理，请稍后用同一个键再问。",
        en: "The request with this Idempotency-Key is being dealt with; ask again with the same key in a moment.")
    }
  }
}

extension ConditionRefusal: Worded {
  public var wording: Wording {
    switch self {
    case .missing:
      Wording(
        zh: "修改前请先读取，并用 If-Match 写明读到的 ETag，以免覆盖别人的修改。",
        en: "Read it first and send its ETag as If-Match, so that nobody else's change is lost.")
    case .malformed:
      Wording(zh: "If-Match 应为读到的那一个 ETag。", en: "If-Match takes the one ETag that was read.")
    case .changed:
      Wording(
        zh: "您读取之后内容已被修改，什么也没有改变。请重新读取，合并后再提交。",
        en: "It was changed after you read it; nothing was done. Read it again and put the two together.")
    }
  }
}
