import Notes

extension Inspection {
  /// The registers and bids of the reveal, before anything is said about them.
  mutating func gatherBids() {
    for entry in dossier.reveal?.entries ?? [] {
      switch dossier.notes[entry.note]?.body {
      case .register(let note): dossier.registered[note.bidder] = note.key
      case .bid(let note):
        dossier.bids[entry.note] = RevealedBid(id: entry.note, tick: entry.tick, slot: entry.slot, note: note)
      default: break
      }
    }
  }

  /// Every note in the reveal is one that the daemon had to accept; who has a bid in force follows.
  mutating func checkBids() {
    guard let notice = dossier.notice, let reveal = dossier.reveal else { return }
    var times: [Int: Int] = [:]
    for tick in dossier.log.ticks { times[tick.number] = tick.time }
    var registeredIn: [KeyReference: Int] = [:]
    for entry in reveal.entries {
      guard case .register(let note) = dossier.notes[entry.note]?.body else { continue }
      if registeredIn[note.bidder] != nil {
        report.fail(
          .bids, BundlePath.notePath(entry.note), zh: "投标人 \(note.bidder) 登记了两次",
          en: "\(note.bidder) is registered twice")
      }
      registeredIn[note.bidder] = min(entry.tick, registeredIn[note.bidder] ?? Int.max)
    }
    var parts: [Pair: Notice.Part] = [:]
    for part in notice.parts { parts[Pair(lot: part.lot, part: part.part)] = part }
    var steps: [Place: [Step]] = [:]
    for entry in reveal.entries {
      guard let held = dossier.notes[entry.note] else { continue }
      let path = BundlePath.notePath(entry.note)
      let place: Place
      switch held.body {
      case .register: continue
      case .bid(let note):
        checkForm(note.head, notice: notice, parts: parts, path: path)
        place = Place(pair: Pair(lot: note.head.lot, part: note.head.part), bidder: note.head.bidder)
        steps[place, default: []].append(
          Step(id: entry.note, tick: entry.tick, slot: entry.slot, seq: note.head.seq, withdraws: nil))
      case .withdraw(let note):
        place = Place(pair: Pair(lot: note.lot, part: note.part), bidder: note.bidder)
        if parts[place.pair] == nil { unknownPair(place.pair, path) }
        steps[place, default: []].append(
          Step(id: entry.note, tick: entry.tick, slot: entry.slot, seq: note.seq, withdraws: note.bid))
      default:
        report.fail(
          .bids, path, zh: "开封清单中有不属于投标的记录", en: "the reveal holds a note that is no register, bid or withdrawal")
        continue
      }
      if let time = times[entry.tick], time < notice.opens {
        report.fail(.bids, path, zh: "投标在开始接收之前已入批次", en: "the note is in a tick before bids are taken")
      }
      if let tick = registeredIn[place.bidder], tick > entry.tick {
        report.fail(.bids, path, zh: "投标人在此投标之后才登记", en: "the bidder registered in a later tick than this note")
      } else if registeredIn[place.bidder] == nil {
        report.fail(.bids, path, zh: "投标人 \(place.bidder) 没有登记", en: "\(place.bidder) is not registered")
      }
    }
    settle(steps, notice: notice)
    let inForce = dossier.inForce.values.reduce(0) { $0 + $1.count }
    report.end(
      .bids, zh: "\(registeredIn.count) 个投标人的 \(dossier.bids.count) 份投标均有效，其中 \(inForce) 份截止时有效",
      en:
        "the \(dossier.bids.count) bids of \(registeredIn.count) bidders are valid; \(inForce) are in force at the close"
    )
  }

  private struct Place: Hashable {
    var pair: Pair
    var bidder: KeyReference
  }

  private struct Step {
    var id: Digest
    var tick: Int
    var slot: Int
    var seq: Int
    /// The bid that a withdrawal names; nil for a bid.
    var withdraws: Digest?
  }

  private mutating func unknownPair(_ pair: Pair, _ path: String) {
    report.fail(
      .bids, path, zh: "公告没有标段 \(pair.lot) 的 \(pair.part) 部分",
      en: "the notice has no lot \(pair.lot), part \(pair.part)")
  }

  private mutating func checkForm(_ head: BidNote.Head, notice: Notice, parts: [Pair: Notice.Part], path: String) {
    if head.notice != dossier.noticeID {
      report.fail(.bids, path, zh: "投标指向另一份公告", en: "the bid names another notice")
    }
    if head.threshold != notice.threshold || head.custodians != notice.custodians.count {
      report.fail(.bids, path, zh: "投标的门限与公告不同", en: "the bid's threshold is not the notice's")
    }
    let pair = Pair(lot: head.lot, part: head.part)
    guard let part = parts[pair] else { return unknownPair(pair, path) }
    if head.payloadBytes > part.bytesMax {
      report.fail(
        .bids, path, zh: "投标文件 \(head.payloadBytes) 字节，超过公告上限 \(part.bytesMax)",
        en: "the payload has \(head.payloadBytes) bytes; the notice allows \(part.bytesMax)")
    }
  }

  /// Goes through each bidder's bids and withdrawals of a pair in the order of seq.
  private mutating func settle(_ steps: [Place: [Step]], notice: Notice) {
    for (place, unsorted) in steps.sorted(by: { first($0.value) < first($1.value) }) {
      let steps = unsorted.sorted { ($0.seq, $0.tick, $0.slot) < ($1.seq, $1.tick, $1.slot) }
      var standing: Step?
      for (at, step) in steps.enumerated() {
        let path = BundlePath.notePath(step.id)
        if at > 0 {
          if steps[at - 1].seq == step.seq {
            report.fail(.bids, path, zh: "投标序号 \(step.seq) 用了两次", en: "the seq \(step.seq) is used twice")
          } else if steps[at - 1].tick > step.tick {
            report.fail(.bids, path, zh: "投标序号没有随时点递增", en: "the seq does not rise with the ticks")
          }
        }
        if let named = step.withdraws {
          if standing?.id != named {
            report.fail(
              .bids, path, zh: "撤回所指的不是其前一份有效投标", en: "the withdrawal does not name the bid in force directly before it"
            )
          }
          standing = nil
        } else {
          standing = step
        }
      }
      if let standing, let bid = dossier.bids[standing.id] { dossier.inForce[place.pair, default: []].append(bid) }
    }
    for pair in dossier.inForce.keys {
      dossier.inForce[pair]?.sort { ($0.tick, $0.slot) < ($1.tick, $1.slot) }
    }
    for lot in notice.lots {
      var bidders: Set<KeyReference>?
      for part in notice.parts(of: lot) {
        let here = Set((dossier.inForce[Pair(lot: lot, part: part.part)] ?? []).map(\.note.head.bidder))
        bidders = bidders.map { $0.intersection(here) } ?? here
      }
      dossier.complete[lot] = bidders ?? []
    }
  }

  private func first(_ steps: [Step]) -> (Int, Int) {
    steps.map { ($0.tick, $0.slot) }.min { $0 < $1 } ?? (0, 0)
  }
}
