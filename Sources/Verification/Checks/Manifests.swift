import Notes

extension Inspection {
  /// Gathers manifests, share notes and results in the log's order, with their lists.
  mutating func gatherOpening() {
    for held in dossier.logged {
      guard let index = held.index else { continue }
      switch held.body {
      case .opening(let note):
        guard let entries = listed(note.list, .manifests, held, parse: Opening.Entry.init(parsing:)) else { continue }
        dossier.manifests.append(Manifest(id: held.id, index: index, note: note, entries: entries))
      case .shares(let note):
        guard let entries = listed(note.list, .shares, held, parse: Shares.Entry.init(parsing:)) else { continue }
        dossier.shareNotes[note.manifest, default: []].append(
          ShareNote(id: held.id, index: index, note: note, entries: entries))
      case .opened(let note):
        dossier.results[note.bid, default: []].append(LoggedResult(id: held.id, index: index, note: note))
      default: break
      }
    }
  }

  private mutating func listed<Entry>(
    _ line: ListLine, _ check: Check, _ held: HeldNote, parse: (String) throws(NoteError) -> Entry
  ) -> [Entry]? {
    // A list that failed was named by its own check.
    guard let lines = lines(line) else { return nil }
    var entries: [Entry] = []
    entries.reserveCapacity(lines.count)
    for (at, line) in lines.enumerated() {
      guard let entry = try? parse(line) else {
        report.fail(
          check, BundlePath.listPath(held.body.list?.digest ?? held.id), zh: "清单第 \(at + 1) 行格式不正确",
          en: "line \(at + 1) of the list is not in its form")
        return nil
      }
      entries.append(entry)
    }
    return entries
  }

  /// Every manifest is what anyone would write from the log before it.
  mutating func checkManifests() {
    guard let notice = dossier.notice else { return }
    let roots = dossier.log.roots(
      at: Set(dossier.manifests.map(\.note.checkpointSize).filter { (0...dossier.log.size).contains($0) }))
    var opened: [Pair: Manifest] = [:]
    for manifest in dossier.manifests {
      checkFrame(manifest, roots: roots)
      checkPairs(manifest, notice: notice, opened: opened)
      let expected = expectedEntries(manifest, notice: notice, opened: opened)
      if expected != manifest.entries {
        let at = zip(expected, manifest.entries).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let line = (at ?? min(expected.count, manifest.entries.count)) + 1
        let should = line <= expected.count ? expected[line - 1].line : "-"
        report.fail(
          .manifests, BundlePath.notePath(manifest.id), place: manifest.index,
          zh: "开封清单（manifest）第 \(line) 行与重算不符，应为「\(should)」",
          en: "line \(line) of the manifest's list does not recompute: it must be \"\(should)\"")
      }
      for pair in manifest.note.pairs { opened[Pair(lot: pair.lot, part: pair.part)] = manifest }
    }
    checkOpeningTimes()
    let count = dossier.manifests.count
    report.end(
      .manifests, zh: count == 0 ? "没有开封任何标段" : "\(count) 份开封清单（manifest）均可由日志重算",
      en: count == 0 ? "nothing was opened" : "\(count) manifests recompute from the log")
  }

  private mutating func checkFrame(_ manifest: Manifest, roots: [Int: Digest]) {
    let path = BundlePath.notePath(manifest.id)
    let note = manifest.note
    guard let (close, _) = dossier.close, let closeIndex = close.index, closeIndex < manifest.index else {
      report.fail(
        .manifests, path, place: manifest.index, zh: "截止之前就有开封清单（manifest）", en: "the manifest stands before any close")
      return
    }
    if note.notice != dossier.noticeID {
      report.fail(
        .manifests, path, place: manifest.index, zh: "开封清单（manifest）指向另一份公告", en: "the manifest names another notice")
    }
    if note.closeIndex != closeIndex {
      report.fail(
        .manifests, path, place: manifest.index, zh: "开封清单（manifest）所写的截止位置 \(note.closeIndex) 应为 \(closeIndex)",
        en: "the manifest puts the close at log entry \(note.closeIndex); it is at \(closeIndex)")
    }
    if note.checkpointSize <= closeIndex || note.checkpointSize > manifest.index {
      report.fail(
        .manifests, path, place: manifest.index, zh: "开封清单（manifest）的检查点不在截止与其自身之间",
        en: "the manifest's checkpoint does not lie between the close and itself")
    } else if roots[note.checkpointSize] != note.checkpointRoot {
      report.fail(
        .manifests, path, place: manifest.index, zh: "开封清单（manifest）的检查点根与日志不符",
        en: "the manifest's checkpoint is not the log's root at \(note.checkpointSize)")
    }
  }

  private mutating func checkPairs(_ manifest: Manifest, notice: Notice, opened: [Pair: Manifest]) {
    let path = BundlePath.notePath(manifest.id)
    var lots: Set<String> = []
    var last = -1
    for open in manifest.note.pairs {
      let pair = Pair(lot: open.lot, part: open.part)
      guard let place = notice.parts.firstIndex(where: { $0.lot == pair.lot && $0.part == pair.part }) else {
        report.fail(
          .manifests, path, place: manifest.index, zh: "公告没有标段 \(pair.lot) 的 \(pair.part) 部分",
          en: "the notice has no lot \(pair.lot), part \(pair.part)")
        continue
      }
      if place <= last {
        report.fail(
          .manifests, path, place: manifest.index, zh: "开封的部分没有按公告的次序",
          en: "the opened parts are not in the notice's order")
      }
      last = max(last, place)
      if !lots.insert(pair.lot).inserted {
        report.fail(
          .manifests, path, place: manifest.index, zh: "一次开封了标段 \(pair.lot) 的两个部分",
          en: "two parts of lot \(pair.lot) are opened by one manifest")
      }
      if opened[pair] != nil {
        report.fail(
          .manifests, path, place: manifest.index, zh: "标段 \(pair.lot) 的 \(pair.part) 部分被第二次开封",
          en: "lot \(pair.lot), part \(pair.part) is opened a second time")
      }
      let bidders = dossier.complete[pair.lot]?.count ?? 0
      if bidders < notice.minimum {
        report.fail(
          .manifests, path, place: manifest.index, zh: "标段 \(pair.lot) 只有 \(bidders) 个完整投标，少于 \(notice.minimum)，不得开封",
          en: "lot \(pair.lot) has \(bidders) complete bidders, fewer than \(notice.minimum): it must never be opened")
      }
      for earlier in notice.parts(of: pair.lot).prefix(while: { $0.part != pair.part }) {
        checkEarlier(Pair(lot: pair.lot, part: earlier.part), before: manifest, opened: opened)
      }
    }
  }

  /// A later part waits for every result of the earlier ones, and for the end of their recovery windows.
  private mutating func checkEarlier(_ pair: Pair, before manifest: Manifest, opened: [Pair: Manifest]) {
    let path = BundlePath.notePath(manifest.id)
    guard let earlier = opened[pair] else {
      report.fail(
        .manifests, path, place: manifest.index, zh: "标段 \(pair.lot) 先行的 \(pair.part) 部分尚未开封",
        en: "the earlier part \(pair.part) of lot \(pair.lot) was not opened before")
      return
    }
    for bid in earlier.bids where dossier.bids[bid]?.pair == pair {
      let results = (dossier.results[bid] ?? []).filter { $0.index < manifest.index }
      guard let result = results.last else {
        report.fail(
          .manifests, path, place: manifest.index, zh: "先行部分的投标 \(bid.b64) 还没有结果",
          en: "the bid \(bid.b64) of the earlier part has no result yet")
        continue
      }
      guard case .unopenable = result.note.result, let first = firstUnopenable(results) else { continue }
      if manifest.note.time <= first + (dossier.notice?.recovery ?? 0) {
        report.fail(
          .manifests, path, place: manifest.index, zh: "先行部分的投标 \(bid.b64) 仍在补救期内",
          en: "the recovery window of bid \(bid.b64) of the earlier part is not over")
      }
    }
  }

  func firstUnopenable(_ results: [LoggedResult]) -> Int? {
    results.first { if case .unopenable = $0.note.result { true } else { false } }?.note.time
  }

  private func expectedEntries(
    _ manifest: Manifest, notice: Notice, opened: [Pair: Manifest]
  ) -> [Opening.Entry] {
    var entries: [(RevealedBid, Opening.Entry)] = []
    let rejects = dossier.firstRejects
    for open in manifest.note.pairs {
      let pair = Pair(lot: open.lot, part: open.part)
      let earlier = notice.parts(of: pair.lot).prefix { $0.part != pair.part }.map {
        Pair(lot: pair.lot, part: $0.part)
      }
      let decisions = earlier.map { part in
        (dossier.inForce[part] ?? []).reduce(into: [KeyReference: Int]()) { found, bid in
          found[bid.note.head.bidder] = decision(
            on: bid.id, before: manifest.index, rejects: rejects, wasOpened: opened[part] != nil)
        }
      }
      for bid in dossier.inForce[pair] ?? [] {
        let bidder = bid.note.head.bidder
        if dossier.complete[pair.lot]?.contains(bidder) != true {
          entries.append((bid, .except(bid.id, decision: manifest.note.closeIndex)))
        } else if let decision = decisions.lazy.compactMap({ $0[bidder] }).first {
          entries.append((bid, .except(bid.id, decision: decision)))
        } else {
          entries.append((bid, .bid(bid.id, tick: bid.tick, slot: bid.slot)))
        }
      }
    }
    return entries.sorted { ($0.0.tick, $0.0.slot) < ($1.0.tick, $1.0.slot) }.map(\.1)
  }

  /// Where the log took a bid of an earlier part out: its last result when not `opened`, or the first rejection.
  private func decision(
    on bid: Digest, before index: Int, rejects: [Digest: [Int]], wasOpened: Bool
  ) -> Int? {
    guard wasOpened, let last = (dossier.results[bid] ?? []).last(where: { $0.index < index }) else { return nil }
    if case .opened = last.note.result { return rejects[bid]?.first { $0 < index } }
    return last.index
  }

  /// Over manifests and results together time never goes back, and none is before the close's.
  private mutating func checkOpeningTimes() {
    guard let (_, close) = dossier.close else { return }
    var last = close.time
    for held in dossier.logged {
      let time: Int
      switch held.body {
      case .opening(let note): time = note.time
      case .opened(let note): time = note.time
      default: continue
      }
      if time < last {
        let path = BundlePath.notePath(held.id)
        if case .opening = held.body {
          report.fail(
            .manifests, path, place: held.index, zh: "开封清单（manifest）的时间早于先前的记录",
            en: "the manifest's time is before that of what precedes it")
        } else {
          report.fail(
            .results, path, place: held.index, zh: "开封结果的时间早于先前的记录",
            en: "the result's time is before that of what precedes it")
        }
      }
      last = max(last, time)
    }
  }
}

extension Dossier {
  /// Where evaluations rejected a bid, in the log's order.
  var firstRejects: [Digest: [Int]] {
    var rejects: [Digest: [Int]] = [:]
    for held in logged {
      guard case .evaluation(let note) = held.body, let index = held.index else { continue }
      for bid in note.rejects { rejects[bid, default: []].append(index) }
    }
    return rejects
  }
}
