/// An earlier tender that a new one takes up (重新招标): its lots of the same parks came to nothing.
///
/// - Source.
public struct FollowedTender: Hashable, Sendable {
  public struct EarlierLot: Hashable, Sendable {
    public let id: String
    public let park: String
    public let state: Lot.State

    public init(id: String, park: String, state: Lot.State) { (self.id, self.park, self.state) = (id, park, state) }
  }

  public let id: String
  public let batch: String
  public let lots: [EarlierLot]

  public init(id: String, batch: String, lots: [EarlierLot]) { (self.id, self.batch, self.lots) = (id, batch, lots) }

  /// Which lot each park's new lot takes up; parks that the earlier tender had no lot for are not among them.
  ///
  /// - Parameters:
  ///   - batch: the new tender's.
  ///   - parks: of the new tender's lots.
  /// - Returns: by park, never empty.
  /// - Throws: `followedOtherBatch`; `followedNotEnded` when no lot is taken up, or one that has not failed and was not
  ///   cancelled.
  public func takenUp(in batch: String, parks: [String]) throws(TenderRefusal) -> [String: EarlierLot] {
    guard self.batch.utf8.elementsEqual(batch.utf8) else { throw .followedOtherBatch }
    var found: [String: EarlierLot] = [:]
    for park in parks {
      guard let lot = lots.first(where: { $0.park.utf8.elementsEqual(park.utf8) }) else { continue }
      guard lot.state.isFinal else { throw .followedNotEnded }
      found[park] = lot
    }
    guard !found.isEmpty else { throw .followedNotEnded }
    return found
  }
}
