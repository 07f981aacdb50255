import Canon
import HTTPTypes
import NIOHTTP1
import Notes
import Operations
import Server
import Tendering
import Testing

@Suite("Every route and every role") struct RouteTests {
  /// A target for a route: ids that nobody has.
  static func target(_ route: Route) -> String {
    if route.path == "/" { return "/" }
    return route.path.split(separator: "/").map { part -> String in
      if part == "**" { return "none" }
      return part.hasPrefix("{") ? "none" + part.drop { $0 != "}" }.dropFirst() : String(part)
    }.reduce("") { $0 + "/" + $1 }
  }

  @Test func `a route serves the roles of its deeds and nobody else`() async throws {
    try await Harness.run { harness in
      let routes = RouteTable(of: harness.office).routes
      #expect(routes.count > 15)
      for route in routes {
        let target = Self.target(route)
        let body: [UInt8]? = [.post, .put].contains(route.method) ? Array("{}".utf8) : nil
        let method = HTTPMethod(rawValue: route.method.rawValue)
        let name = "\(method.rawValue) \(route.path)"
        let unsigned = try await harness.send(method, target, body: body)
        switch route.access {
        case .open, .openOrKnown: #expect(unsigned.status != 401, "\(name)")
        case .deeds, .anyActor, .newcomer:
          #expect(unsigned.status == 401, "\(name)")
          #expect(method == .HEAD || unsigned.code == "auth.required", "\(name)")
        }
        for (role, key) in harness.people {
          let answer = try await harness.send(method, target, as: key, body: body)
          #expect(answer.status != 500, "\(name) as \(role): \(answer.text)")
          switch route.access {
          case .open, .openOrKnown, .anyActor: #expect(answer.status != 401, "\(name) as \(role)")
          case .newcomer: #expect(answer.code == "auth.unknownKey", "\(name) as \(role)")
          case .deeds(let deeds):
            let may = deeds.contains { $0.roles.contains(role) }
            if may {
              #expect(answer.status != 401, "\(name) as \(role)")
              #expect(answer.code != "access.roleMayNot", "\(name) as \(role)")
            } else {
              #expect(answer.status == 403, "\(name) as \(role)")
            }
          }
        }
      }
    }
  }

  @Test func `no two routes stand at one place`() async throws {
    try await Harness.run { harness in
      let places = RouteTable(of: harness.office).routes.map { route in
        let path = route.path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }
        return "\(route.method.rawValue) /\(path.joined(separator: "/"))"
      }
      #expect(Set(places).count == places.count)
    }
  }
}
