import Canon
import Notes

/// One score of a member's sheet: whose, of which bid, by which criterion; scalar by scalar.
private struct SignedPlace: Hashable {
  let member: [UInt8]
  let bid: [UInt8]
  let criterion: [UInt8]

  init(_ member: String, _ bid: String, _ criterion: String) {
    self.member = Array(member.utf8)
    self.bid = Array(bid.utf8)
    self.criterion = Array(criterion.utf8)
  }

  /// Nil for a change that does not name one.
  init?(_ change: JSON) {
    guard let member = change["member"]?.stringValue, let bid = change["bid"]?.stringValue,
      let criterion = change["criterion"]?.stringValue
    else { return nil }
    self.init(member, bid, criterion)
  }
}

// What the committee did for an evaluation: who sat, which sheets were signed, how ties were drawn.
extension Inspection {
  mutating func checkCommittee(_ json: JSON, lot: String, path: String, index: Int) {
    guard let text = json["committee"]?.stringValue, let id = Digest(b64: text), let held = dossier.notes[id],
      case .committee(let committee) = held.body, (held.index ?? Int.max) < index, committee.lot == lot
    else {
      report.fail(
        .evaluation, path, zh: "评审结果所指的评标委员会不在日志中",
        en: "the committee that the evaluation names does not stand before it in the log")
      return
    }
    let last = dossier.logged.last { later in
      if case .committee(let note) = later.body { note.lot == lot && (later.index ?? 0) < index } else { false }
    }
    if last?.id != id {
      report.fail(
        .evaluation, path, zh: "评审结果所指的评标委员会已被后来的替换",
        en: "the committee that the evaluation names was followed by another before it")
    }
    let members = json["members"]?.arrayValue?.compactMap(\.stringValue) ?? []
    if members != committee.members.map(\.id) {
      report.fail(
        .evaluation, path, zh: "评审结果的评委与评标委员会名单不同", en: "the evaluation's members are not the committee's")
    }
  }

  /// The published scores are those of the sheets that the members signed.
  mutating func checkSheets(_ json: JSON, lot: String, path: String, index: Int) {
    let bids = json["bids"]?.arrayValue ?? []
    let isWhole = !bids.contains { $0["sealed"] != nil }
    if !isWhole {
      report.miss(
        .scores, path, zh: "只公开中标人得分，评分表的哈希无从核对",
        en: "only the winner's scores are public: the sheets' hashes cannot be checked")
    }
    var changes: [SignedPlace: JSON] = [:]
    for change in json["changes"]?.arrayValue ?? [] {
      guard let place = SignedPlace(change), changes[place] == nil else { continue }
      changes[place] = change
    }
    var seen: Set<[UInt8]> = []
    for member in json["members"]?.arrayValue?.compactMap(\.stringValue) ?? [] {
      // That a member is named twice was named with the file's form.
      guard seen.insert(Array(member.utf8)).inserted else { continue }
      guard let text = json["sheets"]?[member]?.stringValue, let id = Digest(b64: text), let held = dossier.notes[id],
        case .scores(let note) = held.body, (held.index ?? Int.max) < index, note.lot == lot,
        note.member.utf8.elementsEqual(member.utf8)
      else {
        report.fail(
          .scores, path, zh: "评委 \(member) 的评分表不在日志中",
          en: "the sheet of member \(member) does not stand before the evaluation in the log")
        continue
      }
      // What a member signed who was replaced later is void.
      if let committee = json["committee"]?.stringValue.flatMap({ Digest(b64: $0) }),
        case .committee(let seated)? = dossier.notes[committee]?.body,
        let key = seated.members.first(where: { $0.id == member })?.key.reference, (try? held.signed.signer()) != key
      {
        report.fail(
          .scores, path, zh: "评委 \(member) 的评分表由已被替换的成员签署",
          en: "the sheet of member \(member) was signed by somebody whom the committee has replaced")
      }
      guard isWhole else { continue }
      if sheet(of: member, bids: bids, changes: changes) != note.sheet {
        report.fail(
          .scores, path, zh: "评委 \(member) 公布的分数与其签署的评分表不符",
          en: "the published scores of \(member) are not those of the sheet signed")
      }
    }
  }

  /// The hash of `{"<hex bid id>":{"c1":"52.00",…},…}` over the bids that have scores, as the member signed them: with the
  /// lawful changes, which the file names, undone.
  private func sheet(of member: String, bids: [JSON], changes: [SignedPlace: JSON]) -> Digest {
    var rows: [JSON.Member] = []
    for element in bids {
      guard let criteria = element["criteria"]?.members, let text = element["bid"]?.stringValue,
        let id = Digest(b64: text)
      else { continue }
      rows.append(
        JSON.Member(
          id.hex,
          .object(
            criteria.compactMap { one in
              let signed: JSON? = changes.isEmpty ? .none : changes[SignedPlace(member, text, one.name)]
              return (signed?["from"] ?? one.value[member]).map { .init(one.name, $0) }
            })))
    }
    return Digest(of: JSON.object(rows).canonicalBytes())
  }

  /// Ties: drawn for this lot, among the tied, and placed as drawn.
  mutating func checkTies(_ json: JSON, lot: String, path: String, index: Int) {
    var tied: [Digest: [(bid: String, order: Int)]] = [:]
    for element in json["bids"]?.arrayValue ?? [] {
      guard let tie = element["tie"], !tie.isNull, let bid = element["bid"]?.stringValue,
        let draw = tie["draw"]?.stringValue.flatMap({ Digest(b64: $0) }), let order = tie["order"]?.integerValue
      else { continue }
      tied[draw, default: []].append((bid, order))
    }
    let hidden = Set(
      (json["bids"]?.arrayValue ?? []).filter { $0["sealed"] != nil }.compactMap {
        $0["bid"]?.stringValue.flatMap { Digest(b64: $0) }?.hex
      })
    for (id, places) in tied.sorted(by: { $0.key < $1.key }) {
      guard let results = dossier.drawn[id], case .draw(let draw)? = dossier.notes[id]?.body, draw.purpose == "tie",
        draw.lot == lot, let drawnAt = drawnIndex(id), drawnAt < index
      else {
        report.fail(
          .evaluation, path, zh: "并列名次所指的抽签没有有效结果",
          en: "the draw that decides a tie has no valid result before the evaluation")
        continue
      }
      let hexes = Set(places.map { Digest(b64: $0.bid)?.hex ?? "" })
      let drawn = Set(lines(draw.list) ?? [])
      // Where the others are sealed, which of them tie is not to be seen: they are bids of the evaluation at least.
      let mayBeDrawn = hexes.union(hidden)
      if !(hexes.isSubset(of: drawn) && drawn.isSubset(of: mayBeDrawn)) {
        report.fail(
          .evaluation, path, zh: "抽签名单不是全部并列的投标", en: "the draw's list is not exactly the tied bids")
      }
      for (bid, order) in places {
        let hex = Digest(b64: bid)?.hex ?? ""
        if results.firstIndex(of: hex).map({ $0 + 1 }) != order {
          report.fail(
            .evaluation, path, zh: "并列投标 \(bid) 的次序与抽签结果不符", en: "the place of \(bid) in the tie is not the one drawn")
        }
      }
    }
  }

  private func drawnIndex(_ id: Digest) -> Int? {
    for held in dossier.logged { if case .drawn(let note) = held.body, note.draw == id { return held.index } }
    return nil
  }
}
