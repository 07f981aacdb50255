import Postgres
import Tendering

/// The readers whom the policies of row-level security know; what each sees stands in sql/migrations beside each table.
///
/// Deeds for people read for those people. What the daemon does on its own account, or must know in whole to decide, it
/// reads as one of its own offices, each of which sees no more than its work needs; HouseTests hold which files may say so.
extension Reader {
  /// Anybody: what a stranger may see.
  public static let everybody = Reader("everybody")
  /// The daemon at work after the close: opening, deciding, printing, publishing. Of bids it sees before the close as little
  /// as a stranger, and of score sheets none before all have signed.
  public static let office = Reader("office")
  /// Counts and compares the signed sheets of a committee before all have signed.
  public static let secretary = Reader("secretary")
  /// Fetches payload files for a deed that found them readable; they are sealed.
  public static let storekeeper = Reader("storekeeper")
  /// Takes notes before the close, acknowledges them again, puts them into ticks, closes.
  public static let notary = Reader("notary")
  /// Reads everything and writes nothing down of it: the audit, and the archive of an ended tender.
  public static let auditor = Reader("auditor")

  /// Whoever holds this key. Its role, its seats and its functions the policies look up themselves.
  public static func actor(_ actor: Actor) -> Reader { Reader("actor \(actor.key.text)") }

  /// Whoever asks, signed in or not.
  public static func asking(_ actor: Actor?) -> Reader { actor.map { .actor($0) } ?? .everybody }
}
