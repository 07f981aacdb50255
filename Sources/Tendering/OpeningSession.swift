/// The opening as a session: who attends, what bidders object to on the spot, and the answers given there.
///
/// - Source: TBR §44; ministry order 87 articles 39, 40 and 42.
public enum OpeningSession {
  public static let wordsMax = 2000
  /// More of one bidder in one lot are not taken.
  public static let objectionsMax = 20

  static func check(words: String) throws(SessionRefusal) {
    guard words.utf8.contains(where: { $0 > 0x20 }) else { throw .wordsMissing }
    guard words.utf8.count <= wordsMax else { throw .wordsTooLong(max: wordsMax) }
  }

  /// - Parameters:
  ///   - isJudge: the person evaluates bids of this tender, or comes in that role.
  ///   - states: of the tender's lots; the session lasts until none is at its opening any more.
  /// - Throws: `committeeStaysAway`, `notBegun`, `over`.
  public static func attend(isJudge: Bool, isClosed: Bool, states: [Lot.State]) throws(SessionRefusal) {
    guard !isJudge else { throw .committeeStaysAway }
    guard isClosed else { throw .notBegun }
    guard states.contains(where: { [.closed, .opening, .opened].contains($0) }) else { throw .over }
  }

  /// - Parameter isRecorded: the opening record over what is opened so far is issued.
  /// - Throws: `notBegun`, `over`, `notABidder`, `tooManyObjections`, `wordsMissing`, `wordsTooLong`.
  public static func object(
    in state: Lot.State, isRecorded: Bool, isBidder: Bool, earlier: Int, words: String
  ) throws(SessionRefusal) {
    try requireRunning(state, isRecorded: isRecorded)
    guard isBidder else { throw .notABidder }
    guard earlier < objectionsMax else { throw .tooManyObjections(max: objectionsMax) }
    try check(words: words)
  }

  /// - Throws: `notBegun`, `over`, `objectionUnknown`, `answeredAlready`, `wordsMissing`, `wordsTooLong`.
  public static func answer(
    in state: Lot.State, isRecorded: Bool, isKnown: Bool, isAnswered: Bool, words: String
  ) throws(SessionRefusal) {
    try requireRunning(state, isRecorded: isRecorded)
    guard isKnown else { throw .objectionUnknown }
    guard !isAnswered else { throw .answeredAlready }
    try check(words: words)
  }

  private static func requireRunning(_ state: Lot.State, isRecorded: Bool) throws(SessionRefusal) {
    switch state {
    case .draft, .published, .open, .closed: throw .notBegun
    case .opening, .opened: if isRecorded { throw .over }
    case .qualification, .conformity, .scoring, .evaluated, .awarded, .failed, .cancelled: throw .over
    }
  }
}
