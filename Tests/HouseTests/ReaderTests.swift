import TestSupport
import Testing

/// For whom transactions read. Deeds for people read for those people; what reads as one of the daemon's own offices is
/// named here with what it needs it for.
@Suite struct `Readers` {
  static let narrow: [String: [String: String]] = [
    "notary": [
      "BidDesk.swift": "takes notes of the sealed period, and looks up registered keys",
      "Tick.swift": "puts what waits into a tick",
      "CloseTender.swift": "the closing tick, the close and the reveal",
      "FetchReceipt.swift": "the batch's tree, of which a receipt tells one path",
    ],
    "secretary": [
      "ScoreBids.swift": "an objective item has one true value, whoever signed first",
      "ReviewBids.swift": "how many have signed, and whether a newcomer's finding overturns their sheets",
      "ExplainScores.swift": "whether all have signed, and which scores lie far from the others'",
      "EvaluateLot.swift": "whose sheet is missing",
      "FailLot.swift": "how many bids the sheets rank, once all have signed",
      "ArgueCompetition.swift": "how many sheets are missing before it is known who is ranked",
    ],
    "storekeeper": [
      "UploadPayload.swift": "lends payload files to deeds that found them readable",
      "Bundle.swift": "how long the opened public payloads are",
    ],
    "auditor": ["Audit/Audit.swift": "the audit", "Archive/ArchiveTender.swift": "an ended tender's whole record"],
  ]

  @Test func `see bids before the close, or sheets before all have signed, in the files that say why and no other`()
    throws
  {
    for (reader, reasons) in Self.narrow {
      var found: Set<String> = []
      for file in try SourceFile.all() where !["Store", "tender-bench"].contains(file.room) {
        if try matches(#"\bas: \.\#(reader)\b"#, in: file.code).isEmpty { continue }
        found.insert(String(file.path.drop { $0 != "/" }.dropFirst()))
      }
      #expect(found == Set(reasons.keys), "\(reader)")
    }
  }

  /// Deeds that only tell somebody something. Where one looks at more than its asker may see, it says so in place, with
  /// `reading(as:)` around that look alone.
  static let telling = [
    "AskQuestion.swift": "listQuestions", "ListNotices.swift": "listNotices", "ReadBids.swift": "listBids",
    "ReadPapers.swift": "listPapers", "ReadTender.swift": "showTender", "ShowCommittee.swift": "showCommittee",
    "ShowSignals.swift": "showSignals", "OpeningConditions.swift": "openingConditions", "Feed.swift": "feed",
    "CheckBundle.swift": "verification", "ReadOpenData.swift": "openDataRecord",
    "Remedies/ReadRemedies.swift": "listRemedies", "Remedies/DueList.swift": "listDue",
  ]

  @Test func `are whoever asks, in every deed that only tells`() throws {
    let files = try SourceFile.all(of: ["Operations"])
    for (name, deed) in Self.telling {
      let file = try #require(files.first { $0.path == "Operations/\(name)" }, "\(name)")
      #expect(file.code.contains("func \(deed)"), "\(name)")
      let readers = try matches(#"database\.read\(as: (\.\w+)"#, in: file.code)
      #expect(!readers.isEmpty && readers.allSatisfy { [".actor", ".asking", ".everybody"].contains($0) }, "\(name)")
    }
  }

  @Test func `are named by the archive, and made of nothing else`() throws {
    for file in try SourceFile.all() where !["Store", "Postgres"].contains(file.room) {
      #expect(try matches(#"(\bReader\("|tender\.reader|set_config)"#, in: file.code) == [], "\(file.path)")
    }
  }
}
