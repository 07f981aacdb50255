import Canon
import HTTPTypes
import Operations

/// For whoever watches over the daemon: alive, and able to take something now.
func addHealthRoutes(to table: inout RouteTable, office: Office) {
  table.open(.get, "/healthz") { _ in .text("ok\n") }
  table.open(.get, "/readyz") { _ in
    let troubles = await office.troubles()
    let json: JSON = ["ready": JSON(troubles.isEmpty), "troubles": .array(troubles.map { .string($0) })]
    return .json(json, status: troubles.isEmpty ? .ok : .serviceUnavailable)
  }
}
