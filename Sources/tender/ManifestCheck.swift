import Messages
import Notes

/// What a manifest must say, worked out from a verified bundle alone.
struct ManifestCheck {
  private let bundle: OpeningBundle
  private let close: (index: Int, note: Close)
  private var bids: [(id: Digest, tick: Int, slot: Int, head: BidNote.Head)] = []
  private var inForce: Set<Digest> = []

  init(_ bundle: OpeningBundle) throws(CommandFailure) {
    self.bundle = bundle
    let closes = bundle.logged.compactMap { entry -> (Int, Close)? in
      if case .close(let close) = entry.body { (entry.index, close) } else { nil }
    }
    guard let close = closes.first else { throw CommandFailure(.refused, zh: "投标尚未截止。", en: "Bidding has not closed.") }
    self.close = close
    let reveal: RevealText
    do {
      reveal = try RevealText(parsing: try Files.text("\(bundle.folder)/reveal.txt", limit: 64 << 20))
    } catch let error as NoteError {
      throw CommandFailure(error, as: .checkedFalse)
    } catch let error as CommandFailure {
      throw error
    } catch {
      throw .mistake(zh: "\(error)", en: "\(error)")
    }
    var last: [String: (seq: Int, bid: Digest?)] = [:]
    for entry in reveal.entries {
      let note = try bundle.note(entry.note)
      guard let body = try? AnyNote(parsing: note.text) else { continue }
      switch body {
      case .bid(let bid):
        let head = bid.head
        bids.append((entry.note, entry.tick, entry.slot, head))
        let place = "\(head.lot) \(head.part) \(head.bidder)"
        if head.seq > last[place]?.seq ?? 0 { last[place] = (head.seq, entry.note) }
      case .withdraw(let withdraw):
        let place = "\(withdraw.lot) \(withdraw.part) \(withdraw.bidder)"
        if withdraw.seq > last[place]?.seq ?? 0 { last[place] = (withdraw.seq, nil) }
      default: break
      }
    }
    inForce = Set(last.values.compactMap(\.bid))
  }

  /// - Throws: `checkedFalse` naming the first line that differs.
  func check(_ opening: Opening, list: [String]) throws(CommandFailure) {
    guard opening.tender == bundle.tender, opening.notice == bundle.noticeID, opening.closeIndex == close.index else {
      throw .checkedFalse(
        zh: "开标清单草稿指向另一项目、公告或截止。没有签名。", en: "The draft names another tender, notice or close. Nothing was signed.")
    }
    for pair in opening.pairs {
      let complete = completeBidders(of: pair.lot).count
      guard complete >= bundle.notice.minimum else {
        throw .checkedFalse(
          zh: "标段 \(pair.lot) 只有 \(complete) 家完整投标，不足 \(bundle.notice.minimum)，不能开标。没有签名。",
          en: "Lot \(pair.lot) has \(complete) complete bidders, fewer than \(bundle.notice.minimum). "
            + "Nothing was signed.")
      }
    }
    let expected = expectedLines(opening.pairs)
    guard expected.count == list.count, zip(expected, list).allSatisfy({ $0.utf8.elementsEqual($1.utf8) }) else {
      let at = zip(expected, list).enumerated().first { !$0.element.0.utf8.elementsEqual($0.element.1.utf8) }?.offset
      let line = (at ?? min(expected.count, list.count)) + 1
      throw .checkedFalse(
        zh: "开标清单草稿第 \(line) 行与从公开记录重算的不同。没有签名。",
        en: "Line \(line) of the draft's list does not recompute from the public record. Nothing was signed.")
    }
  }

  private func completeBidders(of lot: String) -> Set<KeyReference> {
    var bidders: Set<KeyReference>?
    for part in bundle.notice.parts(of: lot) {
      let here = Set(
        bids.filter { inForce.contains($0.id) && $0.head.lot == lot && $0.head.part == part.part }.map(\.head.bidder))
      bidders = bidders?.intersection(here) ?? here
    }
    return bidders ?? []
  }

  private func expectedLines(_ pairs: [Opening.Pair]) -> [String] {
    var lines: [(tick: Int, slot: Int, entry: Opening.Entry)] = []
    for pair in pairs {
      let complete = completeBidders(of: pair.lot)
      let earlier = bundle.notice.parts(of: pair.lot).prefix { $0.part != pair.part }
      for bid in bids where inForce.contains(bid.id) && bid.head.lot == pair.lot && bid.head.part == pair.part {
        var taken: Int? = complete.contains(bid.head.bidder) ? nil : close.index
        for part in earlier where taken == nil {
          taken = decision(against: bid.head.bidder, lot: pair.lot, part: part.part)
        }
        let entry: Opening.Entry =
          if let taken { .except(bid.id, decision: taken) } else { .bid(bid.id, tick: bid.tick, slot: bid.slot) }
        lines.append((bid.tick, bid.slot, entry))
      }
    }
    return lines.sorted { ($0.tick, $0.slot) < ($1.tick, $1.slot) }.map(\.entry.line)
  }

  /// Where the log took the bidder's earlier part out: its last result when that is not `opened`, or its rejection.
  private func decision(against bidder: KeyReference, lot: String, part: String) -> Int? {
    let bid = bids.first {
      inForce.contains($0.id) && $0.head.bidder == bidder && $0.head.lot == lot && $0.head.part == part
    }
    guard let bid else { return nil }
    var last: (index: Int, isOpened: Bool)?
    var rejected: Int?
    for entry in bundle.logged {
      switch entry.body {
      case .opened(let note) where note.bid == bid.id:
        if case .opened = note.result { last = (entry.index, true) } else { last = (entry.index, false) }
      case .evaluation(let note) where note.rejects.contains(bid.id):
        if rejected == nil { rejected = entry.index }
      default: break
      }
    }
    guard let last else { return nil }
    return last.isOpened ? rejected : last.index
  }
}
