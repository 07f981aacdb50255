import Tendering
import Testing

@Suite struct `What an opening waits for` {
  private func missing(
    isClosed: Bool = true, state: Lot.State = .closed, parts: Int = 1, opened: Int = 0, bidders: Int = 3,
    isRecoveryRunning: Bool = false, isReviewed: Bool = true
  ) -> [OpeningCondition] {
    OpeningCondition.all(
      isClosed: isClosed, state: state, parts: parts, opened: opened, bidders: bidders, minimum: 3,
      isRecoveryRunning: isRecoveryRunning, isReviewed: isReviewed
    ).filter { !$0.holds }.map(\.condition)
  }

  @Test func `is told condition by condition, and nothing of bids before the close`() {
    #expect(missing() == [])
    #expect(missing(isClosed: false, state: .open, bidders: 0) == [.closed])
    #expect(missing(bidders: 2) == [.enoughBidders])
    #expect(missing(state: .failed, opened: 1, bidders: 2) == [.lotStands, .partLeft, .enoughBidders])
    #expect(
      missing(state: .conformity, parts: 2, opened: 1, isRecoveryRunning: true, isReviewed: false)
        == [.recoveryOver, .earlierPartReviewed])
  }
}
