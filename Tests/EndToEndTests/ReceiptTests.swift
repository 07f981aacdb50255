import Canon
import Foundation
import Notes
import TestSupport
import Testing

/// The protocol's example receipts, spoilt, at the command that checks them.
@Suite struct `A receipt that does not hold` {
  static let vectors = Repository.path("Tests/vectors/protocol")

  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let code: String
    /// The part of the reason that names what is wrong.
    let reason: String
    let file: String
    let spoil: @Sendable (String) throws -> String

    init(
      _ what: String, _ code: String, _ reason: String = "", file: String = "bid-gamma-1-price-1.tlog-proof",
      _ spoil: @escaping @Sendable (String) throws -> String
    ) {
      testDescription = what
      self.code = code
      self.reason = reason
      self.file = file
      self.spoil = spoil
    }
  }

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: vectors + "/receipts/" + name, encoding: .utf8)
  }

  private static func line(_ start: String, of text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).first { $0.hasPrefix(start) }.map(String.init) ?? ""
  }

  static let faults: [Fault] = [
    Fault("with the extra of another's receipt", "receipt.notInLog") { text in
      let other = line("extra ", of: try Self.text("bid-alpha-1-technical-2.tlog-proof"))
      return text.replacingOccurrences(of: line("extra ", of: text), with: other)
    },
    Fault("without extra", "receipt.badExtra") { text in
      text.replacingOccurrences(of: line("extra ", of: text) + "\n", with: "")
    },
    Fault("of another origin", "receipt.checkpoint", "checkpoint.unknownOrigin") { text in
      let parts = text.components(separatedBy: "\n\n")
      let head = parts[1].split(separator: "\n", omittingEmptySubsequences: false)
      let other = (["another/log"] + head.dropFirst()).joined(separator: "\n")
      return ([parts[0], other] + parts.dropFirst(2)).joined(separator: "\n\n")
    },
    Fault("with too few cosignatures", "receipt.checkpoint", "checkpoint.quorumNotMet") { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let signatures = lines.filter { $0.hasPrefix("— ") }
      return lines.filter { $0 != signatures[1] }.joined(separator: "\n")
    },
    Fault("not signed by the log", "receipt.checkpoint", "checkpoint.notSigned") { text in
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let signatures = lines.filter { $0.hasPrefix("— ") }
      return lines.filter { $0 != signatures[0] }.joined(separator: "\n")
    },
    Fault(
      "with an extra signature line", "receipt.notByTheLog", "Exactly one signature", file: "bid-gamma-1-price-1.ack"
    ) { text in
      text + line("— ", of: text) + "\n"
    },
    Fault("with a signature line too many under the head", "receipt.checkpoint", "checkpoint.badSignature") { text in
      // A key of the policy is said to have signed something that it has not.
      let proof = try Self.text("bid-alpha-1-technical-2.tlog-proof")
      let strange = proof.split(separator: "\n").last { $0.hasPrefix("— ") } ?? ""
      return text + strange + "\n"
    },
    Fault("late before its own deadline", "receipt.notByTheLog", file: "late-alpha-1-price-2.late") { text in
      text.replacingOccurrences(of: line("received ", of: text), with: "received 1")
    },
  ]

  @Test(arguments: faults)
  func `is named, and the command ends with 1`(fault: Fault) async throws {
    let folder = try Scratch("receipt")
    let spoilt = try fault.spoil(try Self.text(fault.file))
    #expect(try spoilt != Self.text(fault.file))
    _ = try folder.write("spoilt", Array(spoilt.utf8))
    let note = fault.file.prefix { $0 != "." } + ".note"
    let outcome = try await Program.run(
      Program.tender,
      [
        "receipt", "verify", folder.place("spoilt"), "--note", Self.vectors + "/receipts/" + note, "--trust",
        Self.vectors + "/bundle", "--json",
      ], in: folder.path, environment: Program.environment())
    #expect(outcome.exit == 1, "\(outcome)")
    #expect(outcome.code == fault.code, "\(outcome)")
    #expect(fault.reason.isEmpty || outcome.errors.contains(fault.reason), "\(outcome)")
  }
}

/// Receipts from the daemon, as a bidder gets them.
@Suite(.serialized) struct `Full receipts for bidders` {
  private static let staged = Task { try await StagedOffice.make() }

  @Test func `come with the submission when one waits, later by fetching, and hold offline`() async throws {
    let office = try await Self.staged.value
    let tender = try await StagedTender.publish(office, id: "rehearsal.receipts", bidsFor: 3_600)
    let agency = office.agencies[0]
    let bid = try await tender.seal(agency)
    let submitted = try await office.tender(agency, "bid", "submit", bid.folder, "--wait")
    #expect(submitted.exit == 0, "\(submitted)")
    let receipt = bid.folder + "/bid.receipt"
    #expect(
      submitted.json?["receipt"]?.stringValue == String(decoding: try office.folder.bytes(receipt), as: UTF8.self))
    let verified = try await office.tender(
      nil, "receipt", "verify", receipt, "--note", bid.folder + "/bid.note", "--tender", "\(tender.id)/tender")
    #expect(verified.exit == 0 && verified.json?["kind"]?.stringValue == "c2sp.org/tlog-proof@v1", "\(verified)")
    // The registration's own receipt is fetched later; what is there already is left as it is.
    let listed = try await office.tender(agency, "receipt", "list", tender.id)
    let states = listed.json?["receipts"]?.arrayValue?.map { $0["state"]?.stringValue }
    #expect(states == ["logged", "logged"], "\(listed)")
    for _ in 1...2 {
      let fetched = try await office.tender(agency, "receipt", "fetch", tender.id, "--out", "huizhi")
      #expect(fetched.exit == 0, "\(fetched)")
      let stored = fetched.json?["stored"]?.arrayValue ?? []
      #expect(stored.count == 2)
      for row in stored {
        let file = try #require(row["receipt"]?.stringValue)
        let note = String(file.dropLast("receipt".count)) + "note"
        let held = try await office.tender(nil, "receipt", "verify", file, "--note", note)
        #expect(held.exit == 0, "\(held)")
      }
    }
    // Nobody else is told of it.
    let stranger = try await office.daemon.send(
      "GET", "/api/tenders/\(tender.id)/receipts/\(bid.id.hex)", as: office.agencies[1].key)
    #expect(stranger.status == 404 && stranger.code == "input.notFound", "\(stranger)")
  }

  @Test func `of two daemons on one database each takes bids, and one tick a second and one close come of it`()
    async throws
  {
    let office = try await Self.staged.value
    let twin = try await office.daemon.twin()
    let tender = try await StagedTender.publish(
      office, id: "rehearsal.twins", bidsFor: office.secondsForBids(2.5, atLeast: 14))
    var notes: [String] = []
    for (agency, server) in zip(office.agencies, [office.daemon.server, twin.server, twin.server]) {
      let bid = try await tender.seal(agency)
      let outcome = try await office.tender(agency, "bid", "submit", bid.folder, "--wait", "--server", server)
      #expect(outcome.exit == 0, "\(outcome)")
      notes.append(bid.folder)
    }
    try await tender.untilClosed(at: twin)
    for folder in notes {
      let held = try await office.tender(
        nil, "receipt", "verify", folder + "/bid.receipt", "--note", folder + "/bid.note", "--tender",
        "\(tender.id)/tender")
      #expect(held.exit == 0, "\(held)")
    }
    let late = try await office.count(
      """
      select extract(epoch from max(closed_at - deadline_at))::bigint from tender where tender_id = 'rehearsal.twins'
      """)
    #expect(late <= 1, "the close is not after the grace")
    let twice = try await office.count("select count(*) - count(distinct at) from tick where tick_no < 10")
    #expect(twice == 0, "two ticks in one second")
    try await office.must(nil, "export", tender.id, "--out", "twins-bundle")
    let verified = try await office.tender(nil, "verify", "twins-bundle")
    #expect(verified.exit == 0, "\(verified)")
    let audited = try await office.daemon.command("audit", "--checks", Repository.path("sql/checks"))
    #expect(audited.exit == 0, "\(audited)")
    twin.stop()
  }
}
