import Documents
import Logging
import Notes
import OpenData
import Operations
import Postgres
import Store

/// The office put together from settings and database.
enum Wiring {
  /// - Parameter adoptHead: signs the log that the database holds although the head file is missing.
  /// - Throws: `Halt` when the database, the key and the head do not belong together.
  static func office(
    _ database: Database, _ settings: Settings, adoptHead: Bool = false, logger: Logger
  ) async throws -> Office {
    let instance = try await Archive.instance(database, settings)
    let key = try LogKeyFile.read(settings.text(.logKeyFile))
    guard key.name.utf8.elementsEqual(instance.origin.utf8) else {
      throw Halt(
        .refused, zh: "日志私钥属于 \(key.name)，而数据库名为 \(instance.origin)。",
        en: "the log's key is \(key.name)'s, the database is \(instance.origin)")
    }
    let publisher = LogPublisher(
      database: database, key: key, headFile: settings.text(.logHeadFile), neighbours: try neighbours(settings, key),
      now: moment, logger: logger)
    do {
      try await publisher.start(adopt: adoptHead)
    } catch let fault as PublishFault {
      await publisher.close()
      throw Halt(.refused, zh: "日志不能继续签署：\(fault.zh)", en: "the log cannot be signed: \(fault.en)")
    }
    var limits = Limits()
    limits.tickSeconds = settings.number(.tickSeconds)
    limits.attachedBytesMax = settings.number(.attachedBytesMax)
    limits.clockSkewMillisecondsMax = settings.number(.skewMilliseconds)
    limits.streamsMax = settings.number(.streamsMax)
    limits.checkedBytesMax = settings.number(.checkedBytesMax)
    limits.checksFolder = settings.text(.checksFolder)
    return Office(
      database: database, instance: instance, logKey: key, press: PaperPress(settings: press(settings)),
      publisher: publisher,
      desk: try BidDesk(settings.databaseConfiguration(.database), database: database, logger: logger),
      limits: limits, openData: openData(settings, origin: instance.origin), buyer: buyer(settings),
      clock: Clock(now: moment, random: randomBytes), logger: logger)
  }

  private static func openData(_ settings: Settings, origin: String) -> DataPublisher {
    let address = settings.text(.openDataAddress)
    return .bureau(
      origin: origin, address: address.isEmpty ? nil : address, ocidPrefix: settings.text(.openDataPrefix))
  }

  private static func buyer(_ settings: Settings) -> Bureau {
    let address = settings.text(.bureauAddress)
    return Bureau(
      address: address.isEmpty ? nil : address, contact: settings.text(.bureauContact),
      phone: settings.text(.bureauPhone))
  }

  private static func press(_ settings: Settings) -> PressSettings {
    let templates = settings.text(.pressTemplates)
    return PressSettings(
      python: settings.text(.pressPython), fonts: settings.text(.pressFonts),
      templates: templates.isEmpty ? PressSettings.ownTemplates : templates, bwrap: settings.text(.pressSandbox),
      secondsMax: Double(settings.number(.pressSeconds)))
  }

  /// From the kernel.
  @Sendable private static func randomBytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
