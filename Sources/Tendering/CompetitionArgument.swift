/// What a committee under the Tendering Law writes when fewer valid bids than the minimum are left (竞争性论证): that
/// competition is not evidently lacking, and why, so that the lot goes on. The chair words it for the committee; it holds when
/// a majority of all members has signed it, as common questions are decided. Without it the lot fails.
///
/// - Source: N1117 (13).
public enum CompetitionArgument {
  public static let bytesMax = 4000

  /// Where a lot stands when somebody wants to argue.
  public struct Standing: Hashable, Sendable {
    public let tooFew: ProcedureRules.TooFew
    public let state: Lot.State
    /// Findings that the conformity review still waits for, or sheets that scoring waits for.
    public let waiting: Int
    /// Bids that are valid so far.
    public let valid: Int
    public let minimum: Int
    public let isArgued: Bool

    public init(
      tooFew: ProcedureRules.TooFew, state: Lot.State, waiting: Int, valid: Int, minimum: Int, isArgued: Bool
    ) {
      self.tooFew = tooFew
      self.state = state
      self.waiting = waiting
      self.valid = valid
      self.minimum = minimum
      self.isArgued = isArgued
    }
  }

  /// - Throws: `wordsMissing`, `wordsTooLong`.
  public static func check(words: String) throws(CompetitionRefusal) {
    guard words.utf8.contains(where: { $0 > 0x20 }) else { throw .wordsMissing }
    guard words.utf8.count <= bytesMax else { throw .wordsTooLong(max: bytesMax) }
  }

  /// - Throws: `notTheChair`, `notNow`, `lawFails`, `arguedAlready`, `findingsMissing`, `nobodyLeft`, `enoughLeft`.
  public static func mayArgue(_ standing: Standing, byChair: Bool) throws(CompetitionRefusal) {
    guard byChair else { throw .notTheChair }
    guard standing.state == .conformity || standing.state == .scoring else { throw .notNow(state: standing.state) }
    guard standing.tooFew == .argued else { throw .lawFails }
    guard !standing.isArgued else { throw .arguedAlready }
    guard standing.waiting == 0 else { throw .findingsMissing(count: standing.waiting) }
    guard standing.valid > 0 else { throw .nobodyLeft }
    guard standing.valid < standing.minimum else { throw .enoughLeft(valid: standing.valid) }
  }

  /// How many of so many members make it hold.
  public static func needed(of size: Int) -> Int { size / 2 + 1 }

  public static func holds(signed: Int, of size: Int) -> Bool { size > 0 && signed >= needed(of: size) }
}
