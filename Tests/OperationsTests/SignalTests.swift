import Canon
import Notes
import Operations
import Sealing
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Signals of collusion` {
  /// So many different characters that no run of them stands elsewhere.
  private func words(from start: UInt32, _ count: UInt32) -> String {
    String(String.UnicodeScalarView((start..<start + count).compactMap(Unicode.Scalar.init)))
  }

  @Test func `come from what attachments say and from where bids were handed in, once somebody has read them`()
    async throws
  {
    let scene = try await Scene.make()
    scene.clock.set(Scene.opens)
    let (plan, other) = (words(from: 0x4E00, 300), words(from: 0x6000, 300))
    // The first two have one plan and one network address; the third has the daemon's own machine in common with nobody.
    let given = [
      (price: "200000.00", text: plan, address: "203.0.113.7"),
      (price: "211000.00", text: plan + "。", address: "203.0.113.7"),
      (price: "229000.00", text: other, address: "127.0.0.1"),
    ]
    var bids: [SealedBid] = []
    for (agency, (price, text, address)) in zip(scene.agencies, given) {
      bids.append(
        try await from(address: address) {
          try await scene.register(agency)
          let file = ArchiveInput(name: "plan.txt", content: .bytes(Array(text.utf8)))
          let bid = try await scene.seal(agency, price: price, attachments: [file])
          try await scene.submit(bid, by: agency)
          return bid
        })
    }
    try await scene.close()
    scene.clock.pass(1)
    #expect(try await !scene.office.readNextBid(), "nothing is read before the opening")
    let manifest = try await scene.startOpening().id
    scene.clock.pass(1)
    try await scene.postShares(1, manifest: manifest)
    try await scene.postShares(3, manifest: manifest)
    _ = try await scene.office.qualifyBids(Scene.tender, lot: "L1", scene.passed(bids), by: scene.officer.actor)
    try await scene.formCommittee(try scene.memberKeys())

    func shown() async throws -> (unread: Int?, kinds: [String: [JSON]]) {
      let json = try await scene.office.showSignals(Scene.tender, lot: "L1", by: scene.experts[0].actor)
      let signals = json["signals"]?.arrayValue ?? []
      return (json["unread"]?.integerValue, Dictionary(grouping: signals) { $0["kind"]?.stringValue ?? "" })
    }
    let before = try await shown()
    #expect(before.unread == 3 && before.kinds["filesAlike"] == nil)
    for number in 1...3 { #expect(try await scene.office.readNextBid(), "bid \(number)") }
    #expect(try await !scene.office.readNextBid(), "each is read once")

    let after = try await shown()
    let firstTwo = JSON.array(bids.prefix(2).map(\.id.hex).sorted().map { JSON($0) })
    #expect(after.unread == 0)
    for kind in ["filesAlike", "sameAddress", "handedInTogether"] {
      #expect(after.kinds[kind]?.count == 1 && after.kinds[kind]?.first?["bids"] == firstTwo, "\(kind)")
    }
    #expect(after.kinds["sameAddress"]?.first?["evidence"] == "203.0.113.7")
    #expect(try await scene.audit() == [])
  }
}
