import ArgumentParser
import Documents
import Glibc
import Logging
import Messages
import Notes
import Operations
import Postgres
import Server
import ServiceLifecycle
import Store
import UnixSignals

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(abstract: "运行服务 / Run the service.")

  @OptionGroup var common: CommonOptions
  @Flag(
    help: "日志头文件确已遗失时，承认数据库现状，只用一次 / Sign what the database holds although the head file is lost; once, on purpose.")
  var adoptHead = false

  func run() async throws {
    try await Halt.explaining {
      let settings = try await common.settings()
      let logger = DaemonLog.logger(settings)
      let database = try await Archive.open(settings, logger: logger)
      do {
        try await serve(database, settings, logger)
      } catch {
        await database.close()
        throw error
      }
      await database.close()
    }
  }

  private func serve(_ database: Database, _ settings: Settings, _ logger: Logger) async throws {
    try await Archive.checkSchema(database, settings)
    let office = try await Wiring.office(database, settings, adoptHead: adoptHead, logger: logger)
    try await office.join()
    let counter = Counter(RouteTable(of: office), office: office, bounds: settings.bounds, logger: logger)
    let host = settings.text(.listenHost)
    let mode = office.instance.rehearsal ? "rehearsal" : "real"
    // Services are asked to stop from the last to the first. Readers who wait for the log are let go, so that the counter
    // need not wait for them; then the counter, whose requests still need the others.
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(service: Loop("log") { await office.publisher.run() }),
        .init(service: Loop("ticks") { try await office.runTicks() }),
        .init(service: Loop("checks") { await office.runChecks() }),
        .init(service: Loop("reading") { await office.runReading() }),
        .init(service: Loop("press") { await office.press.stayReady() }),
        .init(service: Loop("forgetting") { await office.runForgetting() }),
        .init(
          service: Listener {
            try await counter.serve(host: host, port: settings.number(.listenPort)) { port in
              logger.notice("listening", metadata: ["host": "\(host)", "port": "\(port)", "mode": "\(mode)"])
              say("tenderd \(mode) \(office.instance.origin) http://\(host):\(port)")
            }
          }),
        .init(service: Loop("streams") { await office.runStreams() }),
      ],
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = .seconds(settings.number(.shutdownSeconds))
    configuration.maximumCancellationDuration = .seconds(5)
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch let fault as ListenFault {
      throw Halt(.localFile, zh: fault.wording.zh, en: fault.wording.en)
    }
    await office.desk.close()
    await office.leave()
    await office.publisher.close()
    logger.notice("stopped")
  }
}

extension Settings {
  var bounds: Counter.Bounds {
    var bounds = Counter.Bounds()
    bounds.requestsMax = number(.requestsMax)
    bounds.connectionsMax = number(.connectionsMax)
    bounds.idle = .seconds(number(.idleSeconds))
    bounds.bodyTime = .seconds(number(.bodySeconds))
    bounds.stall = .seconds(number(.stallSeconds))
    bounds.proxies = Set(text(.proxies).split(separator: " ").map(String.init))
    return bounds
  }
}

/// A run loop of the office as a service: it is cancelled when the group shuts down.
private struct Loop: Service, CustomStringConvertible {
  let description: String
  private let body: @Sendable () async throws -> Void

  init(_ name: String, _ body: @escaping @Sendable () async throws -> Void) {
    description = name
    self.body = body
  }

  func run() async throws { try await cancelWhenGracefulShutdown { try await body() } }
}

/// The counter as a service: it sees the shutdown itself and lets what is in flight end.
private struct Listener: Service, CustomStringConvertible {
  let body: @Sendable () async throws -> Void
  var description: String { "counter" }

  func run() async throws { try await body() }
}
