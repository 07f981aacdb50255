import Exact
import Tendering
import Testing

/// A tender open from 100 to 1000, lot L1 with parts main (1000 bytes), three of five custodians.
private func counter(isCancelled: Bool = false, isClosed: Bool = false) throws -> Bidding {
  Bidding(
    tender: try some(Tender.ID("T")), notice: fingerprint(1), opens: Instant(seconds: 100),
    deadline: Instant(seconds: 1000), threshold: Threshold(needed: 3, custodians: 5),
    parts: [
      OfferedPart(lot: try some(Lot.ID("L1")), part: try some(Part.ID("main")), bytesMax: 1000, isPublic: false),
      OfferedPart(lot: try some(Lot.ID("L2")), part: try some(Part.ID("price")), bytesMax: 1000, isPublic: false),
    ], isCancelled: isCancelled, isClosed: isClosed)
}

/// One fault of an incoming bid; combined, the earlier one in the list must win.
private struct Incoming {
  var lot = "L1"
  var part = "main"
  var signer = "a"
  var notice = 1
  var threshold = Threshold(needed: 3, custodians: 5)
  var bytes = 1000
  var payload = Bidding.Payload.complete(at: Instant(seconds: 999))
  var received: Int64 = 999
  var isRegistered = true
  var isSeqUsed = false
  var last: Int? = 1
  var isCancelled = false
  var isClosed = false

  func submit() throws {
    try counter(isCancelled: isCancelled, isClosed: isClosed).accept(
      Bidding.IncomingBid(
        notice: fingerprint(notice), lot: try some(Lot.ID(lot)), part: try some(Part.ID(part)), bidder: try key("a"),
        signer: try key(signer), seq: 2, threshold: threshold, payloadBytes: bytes),
      past: Bidding.Past(isRegistered: isRegistered, lastSeq: last, isSeqUsed: isSeqUsed), payload: payload,
      receivedAt: Instant(seconds: received))
  }
}

@Suite struct `Taking a bid` {
  private static let faults: [(@Sendable (inout Incoming) -> Void, BidRefusal)] = [
    ({ $0.signer = "b" }, .signedByAnother), ({ $0.isCancelled = true }, .cancelled),
    ({ $0.lot = "L9" }, .lotNotOffered), ({ $0.part = "price" }, .partNotOffered),
    ({ $0.received = 1000 }, .late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1000))),
    ({ $0.isClosed = true }, .closed), ({ $0.isRegistered = false }, .notRegistered), ({ $0.notice = 2 }, .wrongNotice),
    (
      { $0.threshold = Threshold(needed: 2, custodians: 5) },
      .wrongThreshold(
        expected: Threshold(needed: 3, custodians: 5), given: Threshold(needed: 2, custodians: 5))
    ),
    ({ $0.bytes = 1001 }, .payloadTooLarge(max: 1000, given: 1001)), ({ $0.payload = .missing }, .payloadMissing),
    ({ $0.isSeqUsed = true }, .seqUsed(seq: 2)), ({ $0.last = 2 }, .seqNotRising(last: 2, given: 2)),
  ]

  @Test func `a bid in order is taken`() throws { try Incoming().submit() }

  @Test func `each fault alone has its refusal, and of two the earlier wins`() throws {
    for (i, first) in Self.faults.enumerated() {
      var bid = Incoming()
      first.0(&bid)
      #expect(throws: first.1) { try bid.submit() }
      for second in Self.faults[(i + 1)...] {
        var both = bid
        second.0(&both)
        // Two faults of one field are one fault.
        if case .partNotOffered = second.1, case .lotNotOffered = first.1 { continue }
        #expect(throws: first.1, "\(first.1) before \(second.1)") { try both.submit() }
      }
    }
  }

  static let arrivals: [(received: Int64, BidRefusal?)] = [
    (99, .notOpenYet(opens: Instant(seconds: 100), received: Instant(seconds: 99))), (100, nil), (999, nil),
    (1000, .late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1000))),
    (1001, .late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1001))),
  ]
  @Test(arguments: arrivals)
  func `a bid is in time from the opening hour to strictly before the deadline`(
    received: Int64, refusal: BidRefusal?
  ) throws {
    var bid = Incoming()
    bid.received = received
    do {
      try bid.submit()
      #expect(refusal == nil)
    } catch let error as BidRefusal { #expect(error == refusal) }
  }

  @Test func `a payload whose last byte comes at the deadline makes the bid late`() {
    var bid = Incoming()
    bid.payload = .complete(at: Instant(seconds: 1000))
    #expect(throws: BidRefusal.late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1000))) {
      try bid.submit()
    }
  }

  @Test func `a payload of other bytes is told from one that never came`() {
    var bid = Incoming()
    bid.payload = .differs
    #expect(throws: BidRefusal.payloadDiffers) { try bid.submit() }
  }

  @Test func `clocks too far apart judge nothing`() throws {
    try Bidding.checkClocks(differenceMilliseconds: -500)
    #expect(throws: BidRefusal.clockUnsure(differenceMilliseconds: 501)) {
      try Bidding.checkClocks(differenceMilliseconds: 501)
    }
    #expect(throws: BidRefusal.clockUnsure(differenceMilliseconds: .min)) {
      try Bidding.checkClocks(differenceMilliseconds: .min)
    }
  }
}

@Suite struct `Registering and withdrawing` {
  static func withdraw(
    _ named: Int, inForce: Int?, seq: Int = 3, signer: String = "a", received: Int64 = 999, isRegistered: Bool = true
  ) throws {
    try counter().accept(
      withdrawalOf: bid(named), lot: try some(Lot.ID("L1")), part: try some(Part.ID("main")), bidder: try key("a"),
      signer: try key(signer), seq: seq,
      past: Bidding.Past(isRegistered: isRegistered, lastSeq: 2, bidInForce: inForce.map { bid($0) }),
      receivedAt: Instant(seconds: received))
  }

  @Test func `the bid in force may be withdrawn before the deadline`() throws {
    try Self.withdraw(1, inForce: 1)
    #expect(throws: BidRefusal.withdrawsOther(hasBidInForce: true)) { try Self.withdraw(2, inForce: 1) }
    #expect(throws: BidRefusal.withdrawsOther(hasBidInForce: false)) { try Self.withdraw(1, inForce: nil) }
    #expect(throws: BidRefusal.seqNotRising(last: 2, given: 2)) { try Self.withdraw(2, inForce: 1, seq: 2) }
    #expect(throws: BidRefusal.signedByAnother) { try Self.withdraw(1, inForce: 1, signer: "b") }
    #expect(throws: BidRefusal.notRegistered) { try Self.withdraw(1, inForce: 1, isRegistered: false) }
    #expect(throws: BidRefusal.late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1000))) {
      try Self.withdraw(1, inForce: 1, received: 1000)
    }
  }

  @Test func `registration is open from the notice on, once`() throws {
    func register(
      _ signer: String = "a", isTaken: Bool = false, received: Int64 = 1, isCancelled: Bool = false,
      isClosed: Bool = false
    ) throws {
      try counter(isCancelled: isCancelled, isClosed: isClosed).accept(
        registrationOf: try key("a"), signer: try key(signer), isTaken: isTaken, receivedAt: Instant(seconds: received))
    }
    try register()
    #expect(throws: BidRefusal.registeredAlready) { try register(isTaken: true) }
    #expect(throws: BidRefusal.signedByAnother) { try register("b", isTaken: true) }
    #expect(throws: BidRefusal.cancelled) { try register(received: 1000, isCancelled: true) }
    #expect(throws: BidRefusal.closed) { try register(isTaken: true, isClosed: true) }
    #expect(throws: BidRefusal.late(deadline: Instant(seconds: 1000), received: Instant(seconds: 1000))) {
      try register(isTaken: true, received: 1000)
    }
  }
}
