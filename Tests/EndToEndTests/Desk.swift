import Canon
import Foundation
import Notes
import Testing

/// A tender that takes bids for as long as the tests run, in an office of its own; suites that use it run in turn.
enum Desk {
  private static let opened = Task { try await open() }

  static func tender() async throws -> StagedTender { try await opened.value }

  private static func open() async throws -> StagedTender {
    let tender = try await StagedTender.publish(.make(), id: "rehearsal.desk", bidsFor: 3_600)
    // Agencies 0 to 3 stand in its list; 4 and 5 do not.
    for agency in tender.office.agencies.prefix(4) { try await tender.register(agency) }
    return tender
  }
}

/// The suites that share one office run one after the other.
@Suite("Bad input gets a clear error and loses nothing", .serialized) struct BadInput {}

extension SignedNote {
  /// The same signature under a text that was changed after signing.
  func withText(_ change: (String) -> String) -> SignedNote {
    SignedNote(text: change(text), signatures: signatures)
  }
}

extension String {
  /// One line of a note in place of another; the first that begins with `start`.
  func replacingLine(_ start: String, with line: String?) -> String {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let at = lines.firstIndex(where: { $0.hasPrefix(start) }) else { return self }
    if let line { lines[at] = line } else { lines.remove(at: at) }
    return lines.joined(separator: "\n")
  }
}
