import Canon
import NIOHTTP1
import Operations
import Postgres
import Server
import Store
import Tendering
import Testing

@Suite struct `Where somebody asks from` {
  /// What stands in the record after each header was sent with a deed.
  private func recorded(proxies: Set<String>, _ headers: [[(String, String)]]) async throws -> [String?] {
    var bounds = Counter.Bounds()
    bounds.proxies = proxies
    nonisolated(unsafe) var addresses: [String?] = []
    try await Harness.run(bounds: bounds) { harness in
      for (number, headers) in headers.enumerated() {
        let programme = Harness.programme.setting("id", JSON("p-\(number)"))
        let answer = try await harness.send(.POST, "/api/programmes", as: .officer, headers: headers, programme)
        #expect(answer.status == 201)
        addresses.append(
          try await harness.office.database.read(as: .auditor) { tx in
            try tx.activities(of: "p-\(number)").last?.address
          })
      }
    }
    return addresses
  }

  @Test func `every step is recorded with the address that it came from, and a proxy's word is a proxy's alone`()
    async throws
  {
    let name = "X-Forwarded-For"
    let headers: [[(String, String)]] = [
      [], [(name, "203.0.113.7")], [(name, "198.51.100.1, 203.0.113.7")],
      [(name, "198.51.100.1"), (name, "2001:DB8::7")],
      [(name, "203.0.113.7, 127.0.0.1")], [(name, "<script>")], [(name, "")],
    ]
    let own: String? = "127.0.0.1"
    #expect(try await recorded(proxies: [], headers) == headers.map { _ in own })
    #expect(
      try await recorded(proxies: ["127.0.0.1"], headers)
        == [own, "203.0.113.7", "203.0.113.7", "2001:db8::7", "203.0.113.7", own, own])
  }
}
