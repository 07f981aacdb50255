import Canon
import HTTPTypes
import Operations

/// For whoever watches over the daemon: alive, and able to take something now.
func addHealthRoutes(to table: inout RouteTable, office: Office) {
  table.open(.get, "/healthz", .init("alive", zh: "进程存活", en: "The process lives", gives: .file(.text))) { _ in
    .text("ok\n")
  }
  let readiness: Schema = ["ready": .bool, "troubles": .list(.text), "warnings": .list(.text)]
  table.open(
    .get, "/readyz",
    .init(
      "ready", zh: "能否办理", en: "Whether it can take something now", gives: .json(readiness),
      .json(readiness, .serviceUnavailable))
  ) { _ in
    let troubles = await office.troubles()
    let json: JSON = [
      "ready": JSON(troubles.isEmpty), "troubles": .array(troubles.map { .string($0) }),
      "warnings": .array(office.warnings.map { .string($0) }),
    ]
    return .json(json, status: troubles.isEmpty ? .ok : .serviceUnavailable)
  }
}
