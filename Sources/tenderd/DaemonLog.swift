import Glibc
import Logging

/// The daemon's log, on standard error.
enum DaemonLog {
  static func logger(_ settings: Settings) -> Logger {
    var logger = Logger(label: "tenderd") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Logger.Level(rawValue: settings.text(.logLevel)) ?? .info
    return logger
  }
}
