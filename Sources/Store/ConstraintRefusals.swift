import Postgres
import Tendering
import Trusteeship

/// Which refusal a named constraint means. The names are an interface of sql/migrations: renaming one there without
/// this table makes a refusal into a failure.
public enum ConstraintRefusals {
  /// The refusal that a refused row means, or nil when no rule of ours has that name.
  public static func refusal(for failure: PostgresFailure) -> (any Refusal)? {
    guard let constraint = failure.constraint else { return nil }
    switch constraint {
    case "bid_note_seq_once": return BidRefusal.seqUsed(seq: 0)
    case "bidder_once": return BidRefusal.registeredAlready
    case "tender_person_one_function": return DatabaseRefusal.onePersonOneFunction
    case "opening_pair_once", "opening_bid_pkey": return OpeningRefusal.pairOpenedAlready
    case "share_note_once": return OpeningRefusal.sharesGivenAlready
    default: break
    }
    // Whatever else a constraint of ours refuses is said by its name: nothing was stored, and nobody needs to guess.
    return DatabaseRefusal.constraint(constraint)
  }
}

/// The database refused a row that the rules had let through, or that no rule looks at.
public enum DatabaseRefusal: Refusal {
  /// Somebody else did the same a moment earlier, or the same was done before.
  case constraint(String)
  case onePersonOneFunction

  public var code: String {
    switch self {
    case .constraint: "database.constraint"
    case .onePersonOneFunction: "database.onePersonOneFunction"
    }
  }
}
