import Documents
import Exact
import Notes
import Postgres
import Store
import Tendering
import Transparency
import Trusteeship

/// A stored paper as somebody fetches it.
public struct PaperFile: Sendable {
  /// The facts in RFC 8785 form.
  public let json: [UInt8]
  public let pdf: [UInt8]
}

extension Office {
  /// The log's head as a paper shows it: the last one signed.
  func checkpointOnPaper() async throws -> PaperCheckpoint {
    if publisher.checkpoint == nil { await publisher.publish() }
    if let bytes = publisher.checkpoint {
      let signed = try Checkpoint(parsing: try SignedNote(parsing: bytes).text)
      return PaperCheckpoint(origin: signed.origin, size: signed.size, root: signed.root.b64)
    }
    let head = try await database.read { tx in try tx.logHead() }
    return PaperCheckpoint(origin: logKey.name, size: head.size, root: head.root.b64)
  }
}

extension Moment {
  /// As papers print it.
  var onPaper: PaperMoment { PaperMoment(unixSeconds: Int64(seconds)) }
}

extension CalendarDay {
  var onPaper: PaperDate { PaperDate(year: year, month: month, day: day) }
}

extension Term {
  var onPaper: PaperTerm { PaperTerm(from: begins.onPaper, to: ends.onPaper) }
}

extension Batch {
  var term: Term { Term(begins: termBegins, ends: termEnds) }
}

extension PaperParty {
  /// An organisation as the key that acts for it was added.
  init(_ actor: ActorRow, contact: PaperContact? = nil) {
    self.init(
      name: actor.organisation.isEmpty ? actor.name : actor.organisation,
      creditCode: actor.creditCode?.text ?? "（未登记）", contact: contact)
  }
}
