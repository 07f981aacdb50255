// OperationsTests: the deeds on a real PostgreSQL, with a clock that stands until a test moves it.
//
//   Scene           an office with its people, one published tender, and what bidders, custodians and members do by hand
//   SceneOutcome    the steps from the close to the award
//   SceneDaemons    more daemons, tenders and bidders, and the bundle that a stranger gets
//   DeadlineTests   what had arrived is in, and nothing else; DaemonsTests the same with several daemons, their ticks and
//                   clocks; ReceiptTests full receipts and large ticks
//   BiddingTests    the path of a bid; UploadTests its payload; OpeningTests manifests, shares, results;
//   OutcomeTests    reviews, scores, evaluation, award
//   RemedyTests challenges and the like, what they hold up and lead to
//   TwoAtOnceTests  two who take the same step at once; LotLimitTests lots of which one bidder may win so many
//   SightOfRowsTests    who sees which rows of guarded tables, when
//   PilotTests      parks and registers, in PilotOffice
//   AuditTests      the audit finds what was tampered with, each check once
import Operations
import Tendering

/// The code of what a deed refuses; "" when it does not, the failure's words when it is none of the rules'.
func refusal(_ deed: () async throws -> Void) async -> String {
  do {
    try await deed()
    return ""
  } catch {
    guard case .refused(let refusal) = DeedFault(error) else { return "\(error)" }
    return refusal.code
  }
}
