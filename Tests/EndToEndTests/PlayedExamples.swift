import Canon
import Foundation
import TestSupport
import Testing

extension ExamplePlay {
  /// Holds every exchange of a watched play against the interface, and the examples that are this play's own against what
  /// passed; with `TENDER_RENEW_EXAMPLES=1` writes those first that no longer are what passes.
  func hold(_ daemon: Daemon) async throws {
    let document = try await daemon.send("GET", "/openapi.json")
    let interface = InterfaceCheck(try JSON.parse(document.body))
    let exchanges = try #require(daemon.relay).exchanges
    #expect(exchanges.count > 100)
    var passed: [String: [Exchange]] = [:]
    for exchange in exchanges {
      for fault in interface.faults(of: exchange) {
        Issue.record("\(fault) \(String(decoding: exchange.body.prefix(200), as: UTF8.self))")
      }
      guard (200..<300).contains(exchange.status), exchange.method != "HEAD",
        let operation = interface.operation(exchange.method, exchange.target)
      else { continue }
      passed[operation.name, default: []].append(exchange)
    }
    let isRenewing = ProcessInfo.processInfo.environment["TENDER_RENEW_EXAMPLES"] == "1"
    var missing: Set<String> = []
    for (_, _, operation) in interface.operations {
      let name = operation.name
      guard let choice = choice(for: name) else { continue }
      guard let fresh = choice.pick(of: passed[name] ?? []).flatMap(ExampleFile.json) else {
        if operation.tellsJSON { missing.insert(name) }
        continue
      }
      func isKept() -> Bool { ExampleFile.read(name).map(ExampleFile.normalised) == ExampleFile.normalised(fresh) }
      if isRenewing, !isKept() { try ExampleFile.write(fresh, as: name) }
      #expect(isKept(), "\(name): \(renewal)")
      let kept = ExampleFile.read(name)
      for fault in kept.flatMap(ExampleFile.exchange).map(interface.faults) ?? [] { Issue.record("kept: \(fault)") }
    }
    #expect(missing == [], "nobody asked for these in this play")
  }
}
