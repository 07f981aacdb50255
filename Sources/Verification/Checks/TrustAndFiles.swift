import Notes
import Transparency

extension Inspection {
  /// Lists the folder; false when it cannot be listed or is no bundle at all.
  mutating func listFiles() -> Bool {
    let files: [BundleFile]
    let empty: [String]
    do {
      files = try bundle.files()
      empty = try bundle.emptyFolders()
    } catch {
      report.fail(.files, zh: error.zh, en: error.en)
      return false
    }
    for file in files.sorted(by: { $0.path < $1.path }) {
      if !file.isRegular {
        report.fail(.files, file.path, zh: "\(file.path) 不是普通文件", en: "\(file.path) is no regular file")
      } else if BundlePath(file.path) == .foreign {
        report.fail(.files, file.path, zh: "公开包中不应有 \(file.path)", en: "\(file.path) is no file of a public bundle")
      } else {
        dossier.files[file.path] = file.bytes
      }
    }
    // A folder of the bundle's own may have nothing in it; of any other somebody made a place.
    for path in empty.sorted() where !BundlePath.isFolder(path) {
      report.fail(
        .files, path + "/", zh: "公开包中不应有空目录 \(path)", en: "the empty folder \(path) is none of a public bundle")
    }
    for path in [Trust.policyFile, Trust.vkeysFile, "checkpoint", "tender.txt"] where dossier.files[path] == nil {
      report.fail(.files, path, zh: "缺少文件 \(path)", en: "the file \(path) is missing")
    }
    readTender()
    report.end(
      .files, zh: "公开包共 \(dossier.files.count) 个文件，没有多余的文件",
      en: "the bundle's \(dossier.files.count) files are all of its list")
    return dossier.files["checkpoint"] != nil && !dossier.tender.isEmpty
  }

  private mutating func readTender() {
    guard dossier.files["tender.txt"] != nil, let bytes = read("tender.txt", limit: 100, .files) else { return }
    // By bytes: a carriage return before the newline is one Character with it.
    guard bytes.last == 0x0A, let id = String(validating: bytes.dropLast(), as: UTF8.self), isID(id) else {
      report.fail(
        .files, "tender.txt", zh: "tender.txt 不是一个项目编号加换行", en: "tender.txt is not a tender's id and a newline")
      return
    }
    dossier.tender = id
  }

  /// Settles whose keys count; false when there are none.
  mutating func settleTrust() -> Bool {
    let own = trustFiles(of: bundle, name: "")
    if let trust {
      dossier.trust = trustFiles(of: trust, name: "--trust ")
    } else {
      dossier.trust = own
      warnOfOwnKeys(own)
    }
    dossier.ownTrust = own
    report.end(.trust, zh: "信任文件格式正确、彼此一致", en: "the trust files are in order and agree with each other")
    return dossier.trust != nil
  }

  private mutating func trustFiles(of source: any BundleSource, name: String) -> Trust? {
    do {
      let policy = try source.read(Trust.policyFile, limit: Policy.bytesMax)
      let vkeys = try source.read(Trust.vkeysFile, limit: VKeys.bytesMax)
      do {
        let trust = try Trust(policy: policy, vkeys: vkeys)
        // What a bundle says beside its policy nobody has signed: a name in a comment would pass for the daemon's word.
        if name.isEmpty, !Policy.isPlain(policy) {
          report.fail(
            .trust, Trust.policyFile, zh: "公开包的 trust.policy 含有注释、空行、地址或多余空白，这些内容无人签署",
            en: "the bundle's trust.policy has comments, empty lines, addresses or needless blanks, which nobody signed"
          )
        }
        return trust
      } catch {
        var file = Trust.vkeysFile
        if case .policy = error { file = Trust.policyFile }
        report.fail(
          .trust, name + file, zh: "信任文件 \(name)\(file) 不正确（\(error.code)）",
          en: "the trust file \(name)\(file) is not in order (\(error.code))")
      }
    } catch {
      report.fail(.trust, name, zh: name + error.zh, en: name + error.en)
    }
    return nil
  }

  /// The first line of a report without trust files: whoever made the bundle also made these keys.
  private mutating func warnOfOwnKeys(_ own: Trust?) {
    let entries = own?.vkeys.entries.filter { $0.role != .bidder } ?? []
    let marks = entries.map { "\($0.role.rawValue) \($0.key.reference) SHA256:\(Digest(of: $0.key.publicKey).hex)" }
    report.lead(
      Finding(
        .trust, .note,
        zh: "未给 --trust：密钥取自公开包自身，只能证明它前后一致，请向发布单位核对指纹：" + marks.joined(separator: "；"),
        en:
          "no --trust: the keys come from the bundle itself, which vouches only for itself; compare the fingerprints: "
          + marks.joined(separator: "; "), isMissing: true))
  }

  /// The checkpoint: signed by the log, cosigned as the policy asks.
  mutating func checkCheckpoint() -> Checkpoint? {
    guard let trust = dossier.trust, let bytes = read("checkpoint", limit: Checkpoint.bytesMax, .log) else {
      return nil
    }
    let note: SignedNote
    let checkpoint: Checkpoint
    do {
      note = try Checkpoint.note(parsing: bytes)
      checkpoint = try Checkpoint(note)
    } catch {
      report.fail(
        .log, "checkpoint", zh: "检查点格式不正确（\(error.code)）", en: "the checkpoint is not in its form (\(error.code))")
      return nil
    }
    // A line that is there again is one that nobody wrote: whoever counts lines would count a witness twice.
    if Set(note.signatures).count != note.signatures.count {
      report.fail(.log, "checkpoint", zh: "检查点有重复的签名行", en: "the checkpoint has a signature line twice")
    }
    // A signature that the bundle's own policy does not name can be checked by nobody, and would hide a change.
    if let own = dossier.ownTrust, let stray = note.signatures.first(where: { !own.policy.names($0) }) {
      report.fail(
        .log, "checkpoint", zh: "检查点有 \(stray.name) 的签名，而公开包的 trust.policy 没有这一方",
        en: "the checkpoint has a signature of \(stray.name), whom the bundle's trust.policy does not name")
    }
    do {
      let trusted = try trust.policy.verify(note)
      report.add(
        Finding(
          .log, .ok, zh: "检查点由 \(trusted.log.reference) 签署，\(trusted.cosigners.count) 个见证人联署",
          en:
            "the checkpoint is signed by \(trusted.log.reference) and cosigned by \(trusted.cosigners.count) witnesses")
      )
    } catch {
      report.fail(
        .log, "checkpoint", zh: "检查点不满足信任策略（\(error.code)）",
        en: "the checkpoint does not meet the trust policy (\(error.code))")
    }
    if PeriodWalk.isRehearsal(checkpoint.origin) != PeriodWalk.isRehearsal(dossier.tender) {
      report.fail(
        .log, "tender.txt", zh: "演练项目与正式日志（或相反）混在一起：\(dossier.tender)，\(checkpoint.origin)",
        en: "a rehearsal's id under a real origin or the reverse: \(dossier.tender), \(checkpoint.origin)")
    }
    dossier.log.origin = checkpoint.origin
    return checkpoint
  }

  /// The bundle's own `vkeys.txt` has exactly the reveal's bidders and the statements' custodians; the trust folder's
  /// bidders, if it has any, are those that registered.
  mutating func checkRoster() {
    if let own = dossier.ownTrust {
      let bidders = Set(own.keys(.bidder))
      let registered = Set(dossier.registered.values)
      for key in bidders.symmetricDifference(registered).map(\.reference).sorted() {
        report.fail(
          .signers, Trust.vkeysFile, zh: "vkeys.txt 的投标人与开封清单的登记不符：\(key)",
          en: "the bidders of vkeys.txt are not those of the reveal's registers: \(key)")
      }
      let custodians = Set(own.keys(.custodian).map(\.reference))
      if !dossier.custodians.isEmpty {
        for key in custodians.symmetricDifference(Set(dossier.custodians)).sorted() {
          report.fail(
            .signers, Trust.vkeysFile, zh: "vkeys.txt 的保管人与声明不符：\(key)",
            en: "the custodians of vkeys.txt are not those of the statements: \(key)")
        }
      }
    }
    noteIdleKeys()
    guard trust != nil, let given = dossier.trust, !dossier.registered.isEmpty else { return }
    if given.keys(.bidder).isEmpty {
      report.miss(
        .signers, zh: "信任文件没有投标人：投标人密钥以登记为准", en: "the trust files have no bidders: bidder keys are as registered")
      return
    }
    for (reference, key) in dossier.registered.sorted(by: { $0.key < $1.key })
    where given.key(for: reference, role: .bidder) != key {
      report.fail(
        .signers, reference.text, zh: "登记的投标人 \(reference) 不在信任文件中",
        en: "the registered bidder \(reference) is not in the trust files")
    }
  }

  /// Keys that the bundle states as an officer's, a supervisor's, a park's or a firm's and that did nothing in it.
  /// Only of bidders and custodians it is laid down who must stand there; what the others are is the bundle's own word.
  private mutating func noteIdleKeys() {
    guard let own = dossier.ownTrust else { return }
    var acted: Set<KeyReference> = []
    var drew: Set<String> = []
    for held in dossier.logged {
      if let signer = try? held.signed.signer() { acted.insert(signer) }
      if case .draw(let note) = held.body { drew.formUnion(note.commits.map(\.party)) }
    }
    let roles: [Role] = [.officer, .supervisor, .park, .enterprise]
    let idle = own.vkeys.entries.filter { entry in
      roles.contains(entry.role) && !acted.contains(entry.key.reference) && !drew.contains(entry.key.name)
    }
    guard !idle.isEmpty else { return }
    let shown = idle.prefix(Report.linesMax).map { "\($0.role.rawValue) \($0.key.reference)" }.joined(separator: "; ")
    let more = idle.count - min(idle.count, Report.linesMax)
    report.note(
      .signers, Trust.vkeysFile,
      zh: "vkeys.txt 列有 \(idle.count) 个在本项目中没有签署过任何记录的密钥，其身份仅由公开包自述：\(shown)" + (more > 0 ? "，另 \(more) 个" : ""),
      en:
        "vkeys.txt names \(idle.count) keys that have signed nothing here; whose they are is the bundle's word: \(shown)"
        + (more > 0 ? ", and \(more) more" : ""))
  }
}
