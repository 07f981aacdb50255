import Notes
import Postgres
import Store
import Tendering

/// Which pairs are opened next, and the manifest's list: recomputable by anyone from the reveal and the log.
struct Manifest: Sendable {
  var pairs: [Opening.Pair]
  var entries: [Opening.Entry]

  /// The state of a tender after its close, as far as a manifest depends on it.
  struct Facts: Sendable {
    var parts: [Notes.Notice.Part]
    var minimum: Int
    var closeIndex: Int
    var recoverySeconds: Int
    /// Every bid and withdrawal that a tick holds.
    var notes: [BidNoteRow]
    var opened: [(lot: String, part: String)]
    /// The last result of each bid of a manifest, with its log index.
    var results: [Digest: (result: String?, index: Int?, at: Moment?)]
    /// Bids rejected by an evaluation, with the index of the first note that says so.
    var rejected: [Digest: Int]
  }

  /// - Parameter lots: which lots to open a part of; nil for every lot that can be.
  /// - Throws: `OpeningRefusal`.
  init(_ facts: Facts, lots wanted: [String]?, at: Moment) throws(OpeningRefusal) {
    pairs = []
    var lines: [(tick: Int, slot: Int, entry: Opening.Entry)] = []
    let allInForce = Dictionary(grouping: Self.bidsInForce(facts.notes)) { $0.lot ?? "" }
    let allParts = Dictionary(grouping: facts.parts, by: \.lot)
    let allOpened = Dictionary(grouping: facts.opened, by: \.lot)
    var refusal: OpeningRefusal?
    var lots: [String] = []
    for part in facts.parts where part.lot != lots.last && !lots.contains(part.lot) { lots.append(part.lot) }
    guard wanted?.allSatisfy({ lots.contains($0) }) ?? true else { throw .pairUnknown }
    for lot in lots where wanted?.contains(lot) ?? true {
      let parts = (allParts[lot] ?? []).map(\.part)
      let (inForce, opened) = (allInForce[lot] ?? [], allOpened[lot] ?? [])
      do throws(OpeningRefusal) {
        guard let next = parts.firstIndex(where: { part in !opened.contains { $0.part == part } }) else {
          throw OpeningRefusal.pairOpenedAlready
        }
        let complete = Self.completeBidders(of: lot, parts: parts, in: inForce)
        guard complete.count >= facts.minimum else { throw OpeningRefusal.tooFewBids(needed: facts.minimum) }
        let earlier = parts[..<next]
        try Self.requireDone(earlier, lot: lot, inForce: inForce, facts: facts, at: at)
        pairs.append(Opening.Pair(lot: lot, part: parts[next]))
        for bid in inForce where bid.lot == lot && bid.part == parts[next] {
          guard let tick = bid.tick, let slot = bid.slot else { continue }
          let decision =
            complete.contains(bid.bidder)
            ? Self.decision(against: bid.bidder, lot: lot, earlier: earlier, inForce: inForce, facts: facts)
            : facts.closeIndex
          lines.append(
            (tick, slot, decision.map { .except(bid.id, decision: $0) } ?? .bid(bid.id, tick: tick, slot: slot)))
        }
      } catch {
        // Lots asked for by name must be openable; otherwise the others go on.
        if wanted != nil { throw error }
        if refusal == nil { refusal = error }
      }
    }
    guard !pairs.isEmpty else { throw refusal ?? .tooFewBids(needed: facts.minimum) }
    entries = lines.sorted { ($0.tick, $0.slot) < ($1.tick, $1.slot) }.map(\.entry)
  }

  /// The bids that the highest seq of each (lot, part, bidder) leaves.
  static func bidsInForce(_ notes: [BidNoteRow]) -> [BidNoteRow] {
    var last: [BidPlace: BidNoteRow] = [:]
    for note in notes {
      guard let lot = note.lot, let part = note.part, let seq = note.seq, note.tick != nil else { continue }
      let place = BidPlace(tender: "", lot: lot, part: part, bidder: note.bidder)
      if let before = last[place]?.seq, before > seq { continue }
      last[place] = note
    }
    return last.values.filter { $0.kind == .bid }
  }

  /// Bidders with a bid in force for every part of the lot.
  static func completeBidders(of lot: String, parts: [String], in force: [BidNoteRow]) -> Set<String> {
    var bidders: Set<String>?
    for part in parts {
      let with = Set(force.filter { $0.lot == lot && $0.part == part }.map(\.bidder))
      bidders = bidders?.intersection(with) ?? with
    }
    return bidders ?? []
  }

  /// Every opened bid of the earlier parts has a result, and no recovery window is running.
  private static func requireDone(
    _ earlier: ArraySlice<String>, lot: String, inForce: [BidNoteRow], facts: Facts, at: Moment
  ) throws(OpeningRefusal) {
    for bid in inForce where bid.lot == lot && earlier.contains(bid.part ?? "") {
      guard let standing = facts.results[bid.id] else { continue }
      guard let result = standing.result, let when = standing.at else { throw .earlierPartNotDone }
      guard result == "unopenable" else { continue }
      let until = Moment(seconds: when.seconds + facts.recoverySeconds)
      guard at > until else { throw .recoveryRunning(until: until.instant) }
    }
  }

  /// The log index of what keeps a complete bidder's later part closed, or nil.
  private static func decision(
    against bidder: String, lot: String, earlier: ArraySlice<String>, inForce: [BidNoteRow], facts: Facts
  ) -> Int? {
    for part in earlier {
      guard let bid = inForce.first(where: { $0.lot == lot && $0.part == part && $0.bidder == bidder }) else {
        continue
      }
      if let standing = facts.results[bid.id], let result = standing.result, result != "opened" {
        return standing.index
      }
      if let rejected = facts.rejected[bid.id] { return rejected }
    }
    return nil
  }
}
