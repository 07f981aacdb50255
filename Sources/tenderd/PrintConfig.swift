import ArgumentParser
import Canon

struct PrintConfig: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print-config", abstract: "列出全部设置及其来源 / Every setting, its value and where it came from.")

  @OptionGroup var common: CommonOptions
  @Flag(help: "输出 JSON / Print JSON.") var json = false

  func run() async throws {
    try await Halt.explaining {
      let settings = try await common.settings()
      if json {
        say(String(decoding: Self.json(settings).canonicalBytes(), as: UTF8.self))
      } else {
        for key in SettingKey.all { say(Self.line(key, settings)) }
      }
    }
  }

  /// What may be shown of a value: connection strings can hold a password.
  private static func shown(_ key: SettingKey, _ settings: Settings) -> String {
    key.isSecret && settings.value(key).source != "default" ? "(set, not shown)" : settings.text(key)
  }

  private static func line(_ key: SettingKey, _ settings: Settings) -> String {
    let unit = key.unit.isEmpty ? "" : " [\(key.unit)]"
    return """
      \(key.name) = \(shown(key, settings))
          from \(settings.value(key).source); default \(key.standard.isEmpty ? "(empty)" : key.standard)\(unit); \
      \(key.environmentName)
          \(key.meaning)
      """
  }

  private static func json(_ settings: Settings) -> JSON {
    .array(
      SettingKey.all.map { key in
        [
          "name": JSON(key.name), "value": JSON(shown(key, settings)), "source": JSON(settings.value(key).source),
          "default": JSON(key.standard), "unit": JSON(key.unit), "meaning": JSON(key.meaning),
          "environment": JSON(key.environmentName),
        ]
      })
  }
}
