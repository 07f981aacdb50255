import Canon
import NIOHTTP1
import Server
import Tendering
import Testing

@Suite struct `Pages of lists at the counter` {
  static let lists: [(path: String, role: Role?)] = [
    ("/api/tenders", nil), ("/api/agencies", nil), ("/api/awards", .officer),
  ]

  @Test func `a page is asked for by a number of rows from 1 on, and behind a row of the list`() async throws {
    try await Harness.run { harness in
      for (path, role) in Self.lists {
        func ask(_ query: String) async throws -> String {
          let answer: Answer
          if let role {
            answer = try await harness.send(.GET, path + query, as: role)
          } else {
            answer = try await harness.send(.GET, path + query)
          }
          return "\(answer.status) \(answer.code ?? "-")"
        }
        for query in ["", "?limit=1", "?limit=999999999999999"] {
          let told = try await ask(query)
          #expect(told == "200 -", "\(path)\(query)")
        }
        for query in ["?limit=0", "?limit=x", "?limit=-1", "?limit=1&limit=2", "?after=%FF"] {
          let told = try await ask(query)
          #expect(told == "400 request.parameter", "\(path)\(query)")
        }
        let told = try await ask("?after=none")
        #expect(told == "422 input.malformed", "\(path)")
      }
    }
  }
}
