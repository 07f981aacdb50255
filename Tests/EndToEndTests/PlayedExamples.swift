import Canon
import Foundation
import TestSupport
import Testing

extension ExamplePlay {
  /// Holds every exchange of a watched play against the interface, and the examples that are this play's own against what
  /// passed while the play went on: what its tests try beside it is no example, so that the same is found whichever of them
  /// have run. With `TENDER_RENEW_EXAMPLES=1` writes those first that no longer are what passes.
  func hold(_ daemon: Daemon) async throws {
    let document = try await daemon.send("GET", "/openapi.json")
    let interface = InterfaceCheck(try JSON.parse(document.body))
    let relay = try #require(daemon.relay)
    #expect(relay.played.count > 100)
    for exchange in relay.exchanges {
      for fault in interface.faults(of: exchange) {
        Issue.record("\(fault) \(String(decoding: exchange.body.prefix(200), as: UTF8.self))")
      }
    }
    var passed: [String: [Exchange]] = [:]
    for exchange in relay.played {
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
    #expect(missing == [], "these are not asked for in this play")
    try holdRepeats(daemon, interface)
  }

  /// Whoever did not hear that something was done asked again: it was answered alike, as the interface says of the
  /// operation, whether by a key or without.
  private func holdRepeats(_ daemon: Daemon, _ interface: InterfaceCheck) throws {
    var twice: Set<String> = []
    for (first, again) in try #require(daemon.relay).askedAgain {
      let operation = try #require(interface.operation(first.method, first.target))
      let again = try #require(again, "\(operation.name) was not asked for again")
      twice.insert(operation.name)
      switch operation.json["x-idempotency"]?.stringValue {
      case "key", "note", "same":
        #expect((200..<300).contains(again.status), "\(operation.name): \(again.status)")
        // But for the time at which it was told.
        func told(_ exchange: Exchange) -> JSON? { (try? JSON.parse(exchange.body))?.removing("now") }
        let isAlike = again.body == first.body || told(again).map { $0 == told(first) } ?? false
        #expect(isAlike, "\(operation.name) is told otherwise the second time")
      default: #expect(again.status == 412 || again.status == 409 || again.status < 300, "\(operation.name)")
      }
    }
    let doing = interface.operations.filter { $0.method == "POST" }.map(\.operation)
      .filter { $0.tellsJSON && choice(for: $0.name) != nil }
    #expect(doing.map(\.name).filter { !twice.contains($0) } == [], "asked for once only")
  }
}
