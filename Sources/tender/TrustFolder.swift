import Messages
import Notes
import Tendering
import Transparency

/// The caller's own trust files: what is believed because somebody brought it, never because the daemon said so.
struct TrustFolder: Sendable {
  let folder: String
  let trust: Trust
  /// The bytes as they lie there, to be carried along.
  let policyBytes: [UInt8]
  let vkeysBytes: [UInt8]

  init(_ folder: String) throws(CommandFailure) {
    guard Files.isFolder(folder) else {
      throw .localFile(
        zh: "信任文件夹 \(folder) 不存在。里面应有 trust.policy 和 vkeys.txt。",
        en: "The trust folder \(folder) is not there. It should hold trust.policy and vkeys.txt.")
    }
    self.folder = folder
    policyBytes = try Files.read("\(folder)/\(Trust.policyFile)", limit: Policy.bytesMax)
    vkeysBytes = try Files.read("\(folder)/\(Trust.vkeysFile)", limit: VKeys.bytesMax)
    do {
      trust = try Trust(policy: policyBytes, vkeys: vkeysBytes)
    } catch {
      throw CommandFailure(
        .localFile, code: error.code,
        Wording(zh: "\(folder) 里的信任文件不能用：", en: "The trust files in \(folder) cannot be used:")
          .then(error.wording))
    }
  }

  /// Writes the two files into another folder, made when it is not there.
  func copy(to folder: String) throws(CommandFailure) {
    try Files.makeFolder(folder)
    try Files.write(policyBytes, to: "\(folder)/\(Trust.policyFile)")
    try Files.write(vkeysBytes, to: "\(folder)/\(Trust.vkeysFile)")
  }

  /// That `note` is signed by a pinned key of one of `roles`.
  ///
  /// - Parameter what: the note's name in the sentence of the failure.
  @discardableResult
  func verify(
    _ note: SignedNote, by roles: Set<Transparency.Role>, _ what: Wording
  ) throws(CommandFailure) -> VerifierKey {
    do {
      return try trust.verify(note, by: roles)
    } catch {
      throw CommandFailure(
        .checkedFalse, code: error.code,
        Wording(zh: "\(what.zh)不可信：", en: "\(what.en) cannot be trusted:").then(error.wording)
          .then(zh: "（对照 \(folder)）", en: "(checked against \(folder))"))
    }
  }

  /// That a rehearsal's id stands under a rehearsal's log, and a real one under a real log.
  func requireSameWorld(_ tender: String) throws(CommandFailure) {
    for log in trust.policy.logs {
      let isRehearsal = log.key.name.utf8.starts(with: Tender.ID.rehearsalPrefix.utf8)
      guard Rehearsal.fits(tender, isRehearsal: isRehearsal) else {
        throw CommandFailure(AccessRefusal.rehearsalDiffers(isRehearsal: isRehearsal))
      }
    }
  }
}

extension GlobalOptions {
  /// The caller's trust files.
  ///
  /// - Parameter fallback: a folder to use when none is named, such as the one that was stored beside a bid.
  func trusted(or fallback: String? = nil) throws(CommandFailure) -> TrustFolder {
    if let fallback, trust == nil, environment("TENDER_TRUST") == nil, Files.isFolder(fallback) {
      return try TrustFolder(fallback)
    }
    return try TrustFolder(try trustFolder())
  }
}
