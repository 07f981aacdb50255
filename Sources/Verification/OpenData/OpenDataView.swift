import Canon
import Exact
import Notes
import Tendering

/// The tender as its log and files told it when the open data was named last: what the open data must tell, and nothing
/// that came later.
struct OpenDataView: Sendable {
  /// Where the log names the open data.
  let index: Int
  /// The tender's notes up to there, in the log's order.
  let notes: [HeldNote]
  /// The versions of each file that these notes name, in their order.
  var versions: [String: [Notes.Digest]] = [:]
  /// Signatures of papers by the hash of their data.
  var records: [Notes.Digest: [RecordNote]] = [:]
  /// By lot, the notes that name its committee.
  var committees: [String: Set<String>] = [:]
  var deadline: Int
  /// The tender documents in force.
  var terms: Notes.Digest
  var closedAt: Int?
  var isCancelled = false
  /// In the notice's order.
  var lots: [DataLot] = []
}

/// A lot with what had come of it.
struct DataLot: Sendable {
  let id: String
  /// Where it had come to: `failed`, `cancelled`, `awarded` (unless the award fell, which no note says), or any other.
  var state = Lot.State.closed
  var failure: FailNote?
  var bids: [DataBid] = []
  /// The time of the manifest that opened the first of them.
  var openedAt: Int?
  /// How many versions of each there had been, and the file where it is still that one.
  var evaluations = 0, awards = 0, selections = 0
  var evaluation, award, selection: JSON?
}

/// A bidder's bids for the parts of a lot that were open, with what was read out of them.
struct DataBid: Sendable {
  enum Result: Sendable { case opened, malformed, unopenable }

  /// Of the bid for the first part.
  let id: Notes.Digest
  let bidder: KeyReference
  let result: Result
  let price: ReadFact<Price>
  let name: ReadFact<String>
  let termDays: ReadFact<Int>
}

/// What was read out of a bid.
enum ReadFact<Value: Sendable>: Sendable {
  case said(Value)
  case nothing
  /// Not to be told from this bundle.
  case unseen

  /// - Parameter read: of each opened part in turn; nil where it is not here.
  init(_ read: [ReadOut?], _ take: (ReadOut) -> Value?) {
    for one in read {
      guard let one else {
        self = .unseen
        return
      }
      if let value = take(one) {
        self = .said(value)
        return
      }
    }
    self = .nothing
  }
}

extension Inspection {
  mutating func openDataView(at index: Int, notice: Notes.Notice) -> OpenDataView {
    var view = OpenDataView(
      index: index, notes: dossier.logged.filter { ($0.index ?? Int.max) <= index }, deadline: notice.deadline,
      terms: notice.terms)
    var failures: [String: FailNote] = [:]
    for held in view.notes {
      switch held.body {
      case .amendment(let note):
        view.deadline = note.deadline ?? view.deadline
        view.terms = note.terms ?? view.terms
      case .close(let note): view.closedAt = note.time
      case .cancellation: view.isCancelled = true
      case .fail(let note): failures[note.lot] = note
      case .record(let note): view.records[note.json, default: []].append(note)
      case .committee(let note): view.committees[note.lot, default: []].insert(held.id.hex)
      default: break
      }
      guard let note = FileNoteView(held.body), let lines = lines(note.list), let files = try? FileLine.list(lines)
      else { continue }
      for file in files { view.versions[file.path, default: []].append(file.digest) }
    }
    let bids = openedBids(upTo: index, notice: notice)
    for id in notice.lots { view.lots.append(lot(id, view, failure: failures[id], bids: bids[id])) }
    return view
  }

  private mutating func lot(
    _ id: String, _ view: OpenDataView, failure: FailNote?, bids: (bids: [DataBid], openedAt: Int)?
  ) -> DataLot {
    var lot = DataLot(id: id)
    lot.bids = bids?.bids ?? []
    lot.openedAt = bids?.openedAt
    let (evaluation, award) = ("evaluation/\(id).json", "award/\(id).json")
    let selection = "documents/selection.\(id).json"
    lot.evaluations = view.versions[evaluation]?.count ?? 0
    lot.awards = view.versions[award]?.count ?? 0
    lot.selections = view.versions[selection]?.count ?? 0
    lot.evaluation = file(evaluation, of: view)
    lot.award = file(award, of: view)
    lot.selection = file(selection, of: view)
    lot.failure = failure
    if let failure {
      lot.state = sameScalars(failure.ground, Lot.FailureGround.cancelled.rawValue) ? .cancelled : .failed
    } else if view.isCancelled {
      lot.state = .cancelled
    } else if lot.awards > 0 {
      lot.state = .awarded
    }
    return lot
  }

  /// A file as it was named then; nil where there was none, or where it is another by now.
  mutating func file(_ path: String, of view: OpenDataView) -> JSON? {
    guard let then = view.versions[path]?.last, dossier.named[path]?.line.digest == then, dossier.files[path] != nil
    else { return .none }
    return json(path, .openData)?.value
  }

  /// The tender documents that were in force; nil where they are not at hand, or not in this program's form.
  mutating func terms(of view: OpenDataView) -> JSON? {
    let files = dossier.named.values.filter { $0.line.digest == view.terms && $0.line.path.hasSuffix(".json") }
    for file in files where dossier.files[file.line.path] != nil && (file.by.index ?? Int.max) <= view.index {
      guard let terms = json(file.line.path, .openData)?.value, says(terms["format"], "tender-terms/v1"),
        says(terms["tender"], dossier.tender), terms["lots"]?.arrayValue != nil
      else { continue }
      return terms
    }
    return .none
  }

  /// By lot. The bids of a manifest are told of together, when the last of them has its result.
  private func openedBids(
    upTo index: Int, notice: Notes.Notice
  ) -> [String: (bids: [DataBid], openedAt: Int)] {
    var places: [Pair: Int] = [:]
    for (place, part) in notice.parts.enumerated() { places[Pair(lot: part.lot, part: part.part)] = place }
    let complete = dossier.manifests.filter { manifest in
      manifest.index <= index
        && manifest.bids.allSatisfy { dossier.results[$0]?.first.map { $0.index <= index } ?? false }
    }
    typealias Opened = (place: Int, time: Int, bid: RevealedBid)
    var opened: [String: [KeyReference: [Opened]]] = [:]
    for manifest in complete {
      for id in manifest.bids {
        guard let bid = dossier.bids[id], let place = places[bid.pair] else { continue }
        opened[bid.pair.lot, default: [:]][bid.note.head.bidder, default: []].append((place, manifest.note.time, bid))
      }
    }
    return opened.mapValues { bidders in
      let all = bidders.mapValues { $0.sorted { $0.place < $1.place } }
      let first = all.values.compactMap(\.first).min { ($0.place, $0.time) < ($1.place, $1.time) }
      let bids = all.compactMap { bidder, parts in dataBid(parts.map { $0.bid }, of: bidder, upTo: index) }
      return (bids.sorted { $0.id < $1.id }, first?.time ?? 0)
    }
  }

  private func dataBid(_ parts: [RevealedBid], of bidder: KeyReference, upTo index: Int) -> DataBid? {
    guard let first = parts.first else { return nil }
    var result = DataBid.Result.opened
    var read: [ReadOut?] = []
    for part in parts {
      switch dossier.results[part.id]?.last(where: { $0.index <= index })?.note.result {
      case .opened?: read.append(dossier.readOut[part.id])
      case .malformed?: if case .opened = result { result = .malformed }
      case .unopenable?: if case .opened = result { result = .unopenable }
      case nil: continue
      }
    }
    // What was cut is there, and nobody kept it to compare.
    let whole = read.map { one -> ReadOut? in one.flatMap { $0.isCut ? nil : $0 } }
    return DataBid(
      id: first.id, bidder: bidder, result: result, price: ReadFact(whole) { $0.price.flatMap { Price($0) } },
      name: ReadFact(whole) { $0.name }, termDays: ReadFact(read) { $0.termDays })
  }
}

// What the open data is compared by.
extension Inspection {
  static let openDataPath = "ocds.json"

  mutating func dataDisagrees(_ zh: String, _ en: String) {
    report.fail(
      .openData, Self.openDataPath, zh: "开放数据的\(zh)与公开文件不符", en: "the open data disagrees with the bundle: \(en)")
  }

  /// Names what is not said as it must be, is said needlessly, or is not said.
  mutating func mustTell(_ said: JSON?, _ due: JSON?, _ zh: String, _ en: String) {
    if said != due { dataDisagrees(zh, en) }
  }

  /// A text as it is told: one that is absent or blank is not.
  static func told(_ text: String?) -> JSON? {
    guard let text, text.utf8.contains(where: { $0 > 0x20 }) else { return .none }
    return JSON.string(text)
  }

  /// An amount as it is told: one that readers of JSON could not take exactly is not.
  static func told(yuan: String?) -> JSON? {
    guard let amount = yuan.flatMap({ JSON(decimal: $0) }) else { return .none }
    return ["amount": amount, "currency": "CNY"]
  }

  /// A figure as it is told.
  static func told(figure: JSON?) -> JSON? { figure?.stringValue.flatMap { JSON(decimal: $0) } }

  /// RFC 3339 in China's time: `2026-11-25T21:00:00+08:00`.
  static func dateTime(_ seconds: Int) -> JSON {
    let day = CalendarDay(Instant(seconds: Int64(seconds)))
    let second = seconds - Int(day.begins.seconds)
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return .string("\(day)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))+08:00")
  }

  /// Whether an organisation's id, `<scheme>-<code>`, is that of this code; which scheme is the publisher's to say.
  static func isPartyID(_ id: JSON?, of code: String) -> Bool {
    id?.stringValue.map { text in
      let bytes = Array(text.utf8)
      return bytes.count > code.utf8.count + 1 && bytes.suffix(code.utf8.count + 1).elementsEqual("-\(code)".utf8)
    } ?? false
  }

  /// A list's items by their ids; an item without one, or with one that is there already, is false.
  mutating func items(_ list: JSON?, _ zh: String, _ en: String) -> [String: JSON] {
    var items: [String: JSON] = [:]
    for item in list?.arrayValue ?? [] {
      guard let id = item["id"]?.stringValue, items.updateValue(item, forKey: id) == nil else {
        dataDisagrees("\(zh)编号缺失或重复", "\(en) without an id, or with one that is there twice")
        continue
      }
    }
    return items
  }
}
