import Canon
import Tendering

/// How files and lots were told in the release before. Of a large tender an event changes little: what has not changed is
/// told by the very same values, which nobody need compare or print again.
struct Told: Sendable {
  private struct Lot: Sendable {
    let lot: PublicLot
    let sections: PublicLot.Sections
  }

  private struct File: Hashable {
    let file: PublicFile
    let title: String
  }

  private var publisher: DataPublisher?
  private var lots: [String: Lot] = [:]
  private var files: [File: JSON] = [:]

  init() {}

  /// Of this tender, taking from `before` what is told in the same words.
  init(_ tender: PublicTender, by publisher: DataPublisher, before: Told) {
    self.publisher = publisher
    let before = before.publisher == publisher ? before : Told()
    for lot in tender.lots {
      let known = before.lots[lot.id].flatMap { $0.lot.isTold(as: lot) ? $0.sections : nil }
      lots[lot.id] = Lot(lot: lot, sections: known ?? lot.sections)
    }
    for file in tender.files {
      let key = File(file: file, title: title(of: file))
      files[key] = before.files[key] ?? file.json(title: key.title, tender: tender.id, publisher).inCanonicalOrder
    }
  }

  func sections(of lot: PublicLot) -> PublicLot.Sections { lots[lot.id]?.sections ?? lot.sections }

  /// Nil for a file of another tender.
  func json(of file: PublicFile) -> JSON? { files[File(file: file, title: title(of: file))] }

  func lot(_ id: String) -> PublicLot? { lots[id]?.lot }

  private func title(of file: PublicFile) -> String {
    file.title(in: file.lot.flatMap { lots[$0]?.lot.title })
  }
}

extension PublicLot {
  /// What is told of a lot by itself.
  struct Sections: Sendable {
    let lot: JSON
    let item: JSON
    let statistics: [JSON]
    let bids: [JSON]
  }

  var sections: Sections {
    Sections(
      lot: json.inCanonicalOrder, item: item.inCanonicalOrder, statistics: bidStatistics.map(\.inCanonicalOrder),
      bids: bids.map { json(of: $0).inCanonicalOrder })
  }

  /// Whether `sections` of both are surely the same. Files are compared by where they lie in memory: one that was read
  /// anew counts as another, which costs time and nothing else.
  func isTold(as other: PublicLot) -> Bool {
    func isSame(_ one: JSON?, _ other: JSON?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return one.isSame(as: other)
    }
    return id == other.id && title == other.title && park == other.park && budget == other.budget
      && ceiling == other.ceiling && isSame(scheme, other.scheme) && state == other.state
      && openedAt == other.openedAt && bids.count == other.bids.count
      && zip(bids, other.bids).allSatisfy { $0.result == $1.result && $0.pending.isSame(as: $1.pending) }
      && isSame(evaluation?.file, other.evaluation?.file) && evaluation?.at == other.evaluation?.at
      && committee == other.committee && (selection == nil) == (other.selection == nil)
      && failure?.ground == other.failure?.ground && failure?.reason == other.failure?.reason
  }
}
