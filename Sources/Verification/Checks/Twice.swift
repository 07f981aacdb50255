import Canon
import Notes
import Tendering

// What is done once is done once: a result signed, a lot awarded, a sheet handed in, a tie drawn. Whoever did it again could
// keep the one that pleases. Only a re-review, or an award that fell, lets something be done anew.

/// When a lot's committee was at its signed result again.
struct ReReviewTimes: Sendable {
  /// Where the decisions stand in the log.
  var starts: [Int]
  /// Where the log names an evaluation of the lot.
  var evaluations: [Int]

  /// Where the re-review began that the committee is at there; nil when it is at none.
  func running(at index: Int) -> Int? {
    guard let start = starts.last(where: { $0 < index }) else { return nil }
    return evaluations.contains { $0 > start && $0 < index } ? nil : start
  }
}

extension Inspection {
  func reReviewTimes(of lot: String) -> ReReviewTimes {
    var starts: [Int] = []
    var number = 1
    while let file = dossier.named["documents/re-review-\(number).\(lot).json"] {
      if let index = file.by.index { starts.append(index) }
      number += 1
    }
    return ReReviewTimes(
      starts: starts.sorted(), evaluations: namings(of: "evaluation/\(lot).json").map { $0.index })
  }

  /// A result that shows every figure, or none, is one file until it is reviewed again; where the winner alone is shown,
  /// the same figures may be signed with another bid's element open.
  mutating func checkNamedOnce(_ lot: String) {
    let path = "evaluation/\(lot).json"
    guard let held = dossier.evaluations[lot] else { return }
    let isFull = says(held.json["scheme"]?["disclosure"], Scheme.Disclosure.full.rawValue)
    guard isFull || held.hasFailed else { return }
    let starts = reReviewTimes(of: lot).starts
    var first: [Int: Digest] = [:]
    for naming in namings(of: path) {
      let stage = starts.count { $0 < naming.index }
      guard isFull || stage == starts.count else { continue }
      guard let other = first[stage] else {
        first[stage] = naming.digest
        continue
      }
      if other != naming.digest {
        report.fail(
          .evaluation, path, zh: "日志第 \(naming.index) 条把标段 \(lot) 的评审结果换成另一份，其间没有重新评审",
          en: "log entry \(naming.index) names another evaluation of lot \(lot) than before, with no re-review between")
      }
    }
  }

  /// An award that another follows fell, and its bid stands among those that are passed over, on a ground that lies in
  /// the bidder. Where a limit of lots may lift again, or users call whom they choose, the next may stand before it.
  mutating func checkFallen(_ over: [JSON], lot: String, path: String, evaluation: HeldEvaluation) {
    let named = namings(of: path)
    guard let last = named.last, evaluation.json["scheme"]?["maxLotsWon"]?.integerValue == nil,
      dossier.named["documents/selection.\(lot).json"] == nil
    else { return }
    let earlier = Set(named.map { $0.digest }).subtracting([last.digest]).count
    let fallen = over.count { entry in
      entry["ground"]?.stringValue.flatMap { Award.PassingOver(rawValue: $0) }?.isOfBidder ?? false
    }
    if fallen < earlier {
      report.fail(
        .award, path, zh: "标段 \(lot) 此前已有 \(earlier) 份定标，其中标人不在被越过的投标之列",
        en: "lot \(lot) was awarded \(earlier) times before, and those bids are not among the ones passed over")
    }
  }

  /// A member signs one sheet, and one more in each re-review; who takes its seat has a key of its own.
  mutating func checkSheetsOnce() {
    struct Seat: Hashable {
      var lot: String
      var member: String
      var key: KeyReference
    }
    var times: [String: ReReviewTimes] = [:]
    var signed: [Seat: (id: Digest, index: Int)] = [:]
    for held in dossier.logged {
      guard case .scores(let note) = held.body, let index = held.index, let key = try? held.signed.signer() else {
        continue
      }
      let seat = Seat(lot: note.lot, member: note.member, key: key)
      let earlier = signed[seat]
      signed[seat] = (held.id, index)
      guard let earlier, earlier.id != held.id else { continue }
      let ofLot = times[note.lot] ?? reReviewTimes(of: note.lot)
      times[note.lot] = ofLot
      if let start = ofLot.running(at: index), start > earlier.index { continue }
      report.fail(
        .scores, BundlePath.notePath(held.id), zh: "评委 \(note.member) 在标段 \(note.lot) 没有重新评审时又签了一份评分表",
        en: "member \(note.member) signed a second sheet for lot \(note.lot) outside a re-review")
    }
  }

  /// In one lot and for one purpose one draw runs at a time; a tie that came to a result is not drawn again, and another
  /// one only when a re-review made it.
  mutating func checkDrawnOnce() {
    struct Kind: Hashable {
      var lot: String
      var purpose: String
    }
    var announced: [Digest: (kind: Kind, ids: Set<String>)] = [:]
    var running: [Kind: Set<Digest>] = [:]
    var results: [Kind: [Set<String>]] = [:]
    for held in dossier.logged {
      let path = BundlePath.notePath(held.id)
      switch held.body {
      case .draw(let note):
        guard announced[held.id] == nil, let ids = lines(note.list) else { continue }
        let kind = Kind(lot: note.lot, purpose: note.purpose)
        if !(running[kind] ?? []).isEmpty {
          report.fail(
            .draws, path, zh: "标段 \(note.lot) 的上一次抽签尚无结果也未作废，又开始一次",
            en: "a draw of lot \(note.lot) begins while another for the same purpose has neither result nor void")
        }
        announced[held.id] = (kind, Set(ids))
        running[kind, default: []].insert(held.id)
        guard note.purpose == "tie", let drawn = results[kind] else { continue }
        if drawn.contains(Set(ids)) || reReviewTimes(of: note.lot).running(at: held.index ?? 0) == nil {
          report.fail(
            .draws, path, zh: "标段 \(note.lot) 的并列已有抽签结果，又抽一次",
            en: "a tie of lot \(note.lot) that was drawn is drawn again")
        }
      case .drawn(let note):
        guard let draw = announced[note.draw] else { continue }
        running[draw.kind]?.remove(note.draw)
        results[draw.kind, default: []].append(draw.ids)
      case .void(let note):
        guard let draw = announced[note.draw] else { continue }
        running[draw.kind]?.remove(note.draw)
      default: continue
      }
    }
  }
}
