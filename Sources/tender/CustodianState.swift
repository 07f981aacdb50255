import Canon
import Messages
import Notes

/// What a custodian has signed so far with one identity, beside the identity's file: the memory that keeps it from
/// helping to open one pair under two manifests.
struct CustodianState {
  struct Signed {
    let manifest: Digest
    let pairs: [Opening.Pair]
    let envelope: CustodianEnvelope
  }

  private let path: String
  private(set) var notice: Digest?
  private(set) var signed: [Signed] = []

  /// `<identity>.state.json`; a file that is not there is an empty memory.
  init(beside identity: String) throws(CommandFailure) {
    path = identity + ".state.json"
    guard Files.exists(path) else { return }
    let json: JSON
    do {
      json = try JSON.parse(try Files.read(path))
    } catch {
      throw Self.damaged(path)
    }
    notice = json["notice"]?.stringValue.flatMap { Digest(b64: $0) }
    for entry in json["signed"]?.arrayValue ?? [] {
      guard let manifest = entry["manifest"]?.stringValue.flatMap({ Digest(b64: $0) }),
        let note = entry["note"]?.stringValue.flatMap({ try? SignedNote(parsing: Array($0.utf8)) }),
        let tender = entry["tender"]?.stringValue, let pairs = entry["open"]?.arrayValue
      else { throw Self.damaged(path) }
      signed.append(
        Signed(
          manifest: manifest,
          pairs: pairs.map { Opening.Pair(lot: $0["lot"]?.stringValue ?? "", part: $0["part"]?.stringValue ?? "") },
          envelope: CustodianEnvelope(note: note, list: entry["list"]?.stringValue, tender: tender)))
    }
  }

  /// Forgetting would be unsafe, so a file that cannot be read stops everything.
  private static func damaged(_ path: String) -> CommandFailure {
    .localFile(
      zh: "状态文件 \(path) 读不懂；它记着您签过哪些开标清单，不能忽略。请从备份恢复。",
      en: "The state file \(path) cannot be read. It remembers which manifests you have signed and may not be ignored; "
        + "restore it from a copy.")
  }

  /// The notice must be the one that was seen first.
  mutating func know(_ notice: Digest) throws(CommandFailure) {
    if let known = self.notice, known != notice {
      throw .checkedFalse(
        zh: "公告与您以前见过的不是同一份。没有签名；请与招标人核对。",
        en: "The notice is not the one that you saw before. Nothing was signed; ask the buyer.")
    }
    self.notice = notice
  }

  func signed(_ manifest: Digest) -> Signed? { signed.first { $0.manifest == manifest } }

  /// - Throws: `refused` when one of the pairs was opened under another manifest.
  func requireFresh(_ pairs: [Opening.Pair], manifest: Digest) throws(CommandFailure) {
    for old in signed where old.manifest != manifest {
      if let pair = pairs.first(where: { old.pairs.contains($0) }) {
        throw CommandFailure(
          .refused, code: "opening.pairOpenedAlready",
          Wording(
            zh: "您已为另一份开标清单签过标段 \(pair.lot) 的 \(pair.part) 部分，不再签第二份。",
            en: "You have signed another manifest that opens part \(pair.part) of lot \(pair.lot); there is "
              + "no second."))
      }
    }
  }

  /// Remembers before anything leaves this machine.
  mutating func remember(_ entry: Signed) throws(CommandFailure) {
    signed.append(entry)
    let json: JSON = [
      "notice": JSON(notice?.b64),
      "signed": .array(
        signed.map { entry in
          [
            "manifest": JSON(entry.manifest.b64), "tender": JSON(entry.envelope.tender),
            "open": .array(entry.pairs.map { ["lot": JSON($0.lot), "part": JSON($0.part)] }),
            "note": JSON(entry.envelope.note.asText), "list": JSON(entry.envelope.list),
          ]
        }),
    ]
    try Files.write(json.canonicalBytes(), to: path, .secret)
  }
}
