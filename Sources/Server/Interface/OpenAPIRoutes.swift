import Canon
import HTTPTypes
import Operations
import Synchronization

/// The description of all routes, this one too. It is added last.
func addOpenAPIRoutes(to table: inout RouteTable) {
  let document = LazyBytes()
  table.open(
    .get, "/openapi.json",
    .init(
      "openAPI", zh: "接口说明（OpenAPI 3.1）", en: "This document",
      gives: .json(
        .elsewhere(
          "https://spec.openapis.org/oas/3.1/schema/2022-10-07", has: ["openapi", "info", "paths"],
          zh: "本文件自身，形式见 OpenAPI 3.1 的架构",
          en: "the document itself, in the form that the schema of OpenAPI 3.1 says")))
  ) { _ in .bytes(document.bytes, .json, keep: .revalidated) }
  let routes = table.routes
  document.fill { OpenAPIDocument(routes, examples: Examples.all).json.canonicalBytes() }
}

/// Bytes that are made when somebody first asks for them.
private final class LazyBytes: Sendable {
  private struct State {
    var make: (@Sendable () -> [UInt8])?
    var bytes: [UInt8] = []
  }

  private let state = Mutex(State())

  func fill(_ make: @escaping @Sendable () -> [UInt8]) { state.withLock { $0.make = make } }

  var bytes: [UInt8] {
    state.withLock { state in
      if let make = state.make {
        state.bytes = make()
        state.make = nil
      }
      return state.bytes
    }
  }
}
