import Notes
import Transparency

extension Inspection {
  /// Public draws: committed to before, revealed after, and drawn as anyone can draw again.
  mutating func checkDraws() {
    var draws: [Digest: (note: Draw, index: Int, ids: [String])] = [:]
    var ended: Set<Digest> = []
    var roles: [String: Set<Role>] = [:]
    for entry in dossier.trust?.vkeys.entries ?? [] { roles[entry.key.name, default: []].insert(entry.role) }
    for held in dossier.logged {
      let path = BundlePath.notePath(held.id)
      switch held.body {
      case .draw(let note):
        guard let ids = lines(note.list) else { continue }
        if !ids.allSatisfy(isID) || Set(ids).count != ids.count {
          report.fail(.draws, path, zh: "抽签名单有重复或不合格的编号", en: "the draw's list has an id twice, or one that is none")
        }
        checkContributors(note, among: ids, path, roles: roles)
        checkNamesNobody(note.purpose, ids, at: held.index ?? 0, path)
        draws[held.id] = (note, held.index ?? 0, ids)
      case .drawn(let note):
        guard let draw = draws[note.draw] else {
          report.fail(.draws, path, zh: "抽签结果之前没有它所指的抽签公告", en: "no draw that the result names stands before it")
          continue
        }
        if !ended.insert(note.draw).inserted {
          report.fail(.draws, path, zh: "同一抽签有第二个结果", en: "a second end of one draw")
        }
        if judge(note, draw.note, draw.ids, path) { dossier.drawn[note.draw] = note.results }
      case .void(let note):
        if draws[note.draw] == nil {
          report.fail(.draws, path, zh: "作废的抽签并不存在", en: "a draw is voided that does not exist")
        } else if !ended.insert(note.draw).inserted {
          report.fail(.draws, path, zh: "同一抽签有第二个结果", en: "a second end of one draw")
        }
      default: continue
      }
    }
    checkDrawnOnce()
    report.end(
      .draws, zh: "\(dossier.drawn.count) 次抽签可以重抽一致", en: "\(dossier.drawn.count) draws come out the same again")
  }

  /// The officer, and at least one whom the officer does not command: a supervisor, or in a tie a bidder whose own bid
  /// is in the list. Any other bidder may be anybody's friend.
  private mutating func checkContributors(
    _ note: Draw, among ids: [String], _ path: String, roles: [String: Set<Role>]
  ) {
    let drawn = note.purpose == "tie" ? ids.compactMap { id in Digest(hex: id).flatMap { dossier.bids[$0] } } : []
    let tied = Set(drawn.map(\.note.head.bidder.name))
    let parties = note.commits.map(\.party)
    let officers = Set(parties.filter { roles[$0]?.contains(.officer) ?? false })
    let independent = Set(parties.filter { tied.contains($0) || roles[$0]?.contains(.supervisor) ?? false })
    // Parties go by their keys' names: one that is both stands for one of the two.
    if officers.isEmpty || independent.isEmpty || officers.union(independent).count < 2 {
      report.fail(
        .draws, path, zh: "抽签的参与方缺少经办人，或缺少不受其领导的一方",
        en: "the draw's contributors lack the officer, or anybody whom the officer does not command")
    }
  }

  /// Before the close nobody may know of any bid, and so none can tie.
  private mutating func checkNamesNobody(_ purpose: String, _ ids: [String], at index: Int, _ path: String) {
    guard index < dossier.close?.0.index ?? Int.max else { return }
    if purpose == "tie" || ids.contains(where: { id in Digest(hex: id).map { dossier.bids[$0] != nil } ?? false }) {
      report.fail(.draws, path, zh: "截止之前的抽签名单列有投标", en: "a draw's list names bids before the close")
    }
  }

  private mutating func judge(_ drawn: Drawn, _ draw: Draw, _ ids: [String], _ path: String) -> Bool {
    guard drawn.secrets.map(\.party) == draw.commits.map(\.party) else {
      report.fail(
        .draws, path, zh: "抽签结果的参与方与公告不同", en: "the draw's secrets are not those of its commitments, in order")
      return false
    }
    for (secret, commit) in zip(drawn.secrets, draw.commits) where Digest(of: secret.bytes) != commit.digest {
      report.fail(
        .draws, path, zh: "\(secret.party) 的随机数与其承诺不符", en: "the secret of \(secret.party) is not what it committed to")
      return false
    }
    let order = Drawn.order(draw: drawn.draw, secrets: drawn.secrets.map(\.bytes), ids: ids)
    guard drawn.results == Array(order.prefix(draw.take)) else {
      report.fail(.draws, path, zh: "抽签结果与重抽不符", en: "drawing again gives another result")
      return false
    }
    return true
  }

  /// Committees: drawn by a draw of their lot, or appointed.
  mutating func checkCommittees() {
    guard let notice = dossier.notice else { return }
    var draws: [Digest: Draw] = [:]
    var drawnBefore: Set<Digest> = []
    var count = 0
    var pinned: [[UInt8]: Role] = [:]
    for entry in dossier.trust?.vkeys.entries ?? [] { pinned[entry.key.publicKey] = entry.role }
    for held in dossier.logged {
      switch held.body {
      case .draw(let note): draws[held.id] = note
      case .drawn(let note): drawnBefore.insert(note.draw)
      case .committee(let note):
        count += 1
        checkCommittee(note, held, notice: notice, draws: draws.filter { drawnBefore.contains($0.key) }, pinned: pinned)
      default: continue
      }
    }
    report.end(.committees, zh: "\(count) 个评标委员会有据可查", en: "\(count) committees are in order")
  }

  private mutating func checkCommittee(
    _ note: CommitteeNote, _ held: HeldNote, notice: Notice, draws: [Digest: Draw], pinned: [[UInt8]: Role]
  ) {
    let path = BundlePath.notePath(held.id)
    if !notice.lots.contains(note.lot) {
      report.fail(.committees, path, zh: "公告没有标段 \(note.lot)", en: "the notice has no lot \(note.lot)")
    }
    for member in note.members {
      let role = pinned[member.key.publicKey] ?? dossier.trust?.entry(for: member.key.reference)?.role
      if let role {
        report.fail(
          .committees, path, zh: "评委 \(member.id) 的密钥已是 \(role.rawValue) 的密钥",
          en: "the key of member \(member.id) is pinned as \(role.rawValue)")
      }
    }
    guard let id = note.draw else { return }
    guard let draw = draws[id], dossier.drawn[id] != nil, draw.purpose == "experts",
      draw.lot == note.lot
    else {
      report.fail(
        .committees, path, zh: "评标委员会所指的抽签没有有效结果", en: "the committee's draw has no valid result for this lot")
      return
    }
    if note.members.count < draw.take {
      report.fail(
        .committees, path, zh: "评标委员会 \(note.members.count) 人，少于抽出的 \(draw.take) 人",
        en: "the committee has \(note.members.count) members; \(draw.take) were drawn")
    }
  }
}
