import Notes
import Transparency

extension Inspection {
  /// Every note is signed by the key that its type asks for.
  mutating func checkSigners() async {
    var jobs: [(HeldNote, VerifierKey)] = []
    for held in dossier.notes.values.sorted(by: { ($0.index ?? -1, $0.id) < ($1.index ?? -1, $1.id) }) {
      switch expectedKey(of: held) {
      case .success(let key): jobs.append((held, key))
      case .failure(let fault):
        report.fail(.signers, BundlePath.notePath(held.id), zh: fault.zh, en: fault.en)
      }
    }
    let held = await parallelMap(jobs.map { SignatureJob(note: $0.0.signed, key: $0.1) }, width: width) { job in
      do {
        try job.note.verify(by: job.key)
        return true
      } catch {
        return false
      }
    }
    for (job, good) in zip(jobs, held) where !good {
      let path = BundlePath.notePath(job.0.id)
      report.fail(
        .signers, path, zh: "\(path) 的签名不成立（应由 \(job.1.reference) 签署）",
        en: "the signature of \(path) does not hold (it must be that of \(job.1.reference))")
    }
    report.end(
      .signers, zh: "\(jobs.count) 份记录均由应签之人签署",
      en: "all \(jobs.count) notes are signed by the keys that must sign them")
  }

  private struct SignatureJob: Sendable {
    var note: SignedNote
    var key: VerifierKey
  }

  private func expectedKey(of held: HeldNote) -> Result<VerifierKey, Fault> {
    let found = (try? held.signed.signer()).map(\.text) ?? "?"
    func pinned(_ reference: KeyReference?, _ role: Role) -> Result<VerifierKey, Fault> {
      guard let reference, let key = dossier.trust?.key(for: reference, role: role) else {
        return .failure(
          Fault(
            zh: "\(BundlePath.notePath(held.id)) 由 \(found) 签署，信任文件中没有这样一个 \(role.rawValue) 密钥",
            en: "\(BundlePath.notePath(held.id)) is signed by \(found), which is no pinned \(role.rawValue) key"))
      }
      return .success(key)
    }
    func bidder(_ reference: KeyReference?) -> Result<VerifierKey, Fault> {
      guard let reference, let key = dossier.registered[reference] else {
        return .failure(
          Fault(
            zh: "\(BundlePath.notePath(held.id)) 的投标人没有登记",
            en: "the bidder of \(BundlePath.notePath(held.id)) is not registered"))
      }
      return .success(key)
    }
    let signer = try? held.signed.signer()
    switch held.body {
    case .custodian: return pinned(signer, .custodian)
    case .shares(let note):
      guard (1...max(1, dossier.custodians.count)).contains(note.index), !dossier.custodians.isEmpty else {
        return .failure(Fault(zh: "没有第 \(note.index) 位保管人", en: "there is no custodian \(note.index)"))
      }
      return pinned(dossier.custodians[note.index - 1], .custodian)
    case .register(let note): return .success(note.key)
    case .bid(let note): return bidder(note.head.bidder)
    case .withdraw(let note): return bidder(note.bidder)
    case .secret(let note): return bidder(dossier.bids[note.bid]?.note.head.bidder)
    case .ack, .late, .close, .opened, .papers: return pinned(signer, .log)
    case .scores(let note):
      guard let key = memberKey(note, at: held.index ?? 0) else {
        return .failure(
          Fault(
            zh: "评分表的签署人 \(found) 不是该标段评标委员会成员", en: "the score sheet's signer \(found) is not on the lot's committee"))
      }
      return .success(key)
    case .record(let note):
      guard let key = partyKey(note.party) else {
        return .failure(
          Fault(zh: "文书的签署方 \(note.party) 不是已知的一方", en: "the paper's signer \(note.party) is no known party"))
      }
      return .success(key)
    case .notice, .amendment, .clarification, .opening, .evaluation, .award, .cancellation, .agreement, .filing,
      .committee, .draw, .drawn, .void, .fail:
      return pinned(signer, .officer)
    }
  }

  /// The member's key by the last committee of the lot before this place in the log that has it as signer.
  private func memberKey(_ note: ScoresNote, at index: Int) -> VerifierKey? {
    for held in dossier.logged.reversed() {
      guard case .committee(let committee) = held.body, (held.index ?? 0) < index, committee.lot == note.lot else {
        continue
      }
      return committee.members.first { $0.id == note.member }?.key
    }
    return nil
  }

  /// A party to a paper: anybody pinned who is no machine, a registered bidder, or a member of a committee.
  private func partyKey(_ party: KeyReference) -> VerifierKey? {
    if let key = dossier.registered[party] { return key }
    for role in [Role.officer, .park, .enterprise, .supervisor, .bidder, .custodian] {
      if let key = dossier.trust?.key(for: party, role: role) { return key }
    }
    for held in dossier.logged {
      guard case .committee(let committee) = held.body else { continue }
      if let member = committee.members.first(where: { $0.key.reference == party }) { return member.key }
    }
    return nil
  }
}
