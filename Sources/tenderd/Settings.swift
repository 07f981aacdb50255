import ArgumentParser
import Canon
import Configuration
import Foundation
import Postgres

/// Every setting with its value and where that came from.
struct Settings: Sendable {
  struct Value: Sendable {
    let text: String
    let source: String
  }

  private let values: [String: Value]

  func value(_ key: SettingKey) -> Value { values[key.name] ?? Value(text: key.standard, source: "default") }
  func text(_ key: SettingKey) -> String { value(key).text }

  /// A number setting; its value was checked when it was read.
  func number(_ key: SettingKey) -> Int { Int(text(key)) ?? Int(key.standard) ?? 0 }

  /// Reads flags, then the environment (TENDERD_…), then the file; the first that names a key decides.
  ///
  /// - Parameters:
  ///   - flags: `name=value` each.
  ///   - file: a JSON file, nested as the names are; nil for none.
  /// - Throws: `Halt` for a name that is no setting's and a value that is not of its kind.
  static func load(
    flags: [String], environment: [String: String] = ProcessInfo.processInfo.environment, file: String?
  ) async throws -> Settings {
    let flagValues = try parse(flags)
    try checkEnvironmentNames(environment)
    var sources: [(name: String, provider: any ConfigProvider)] = [
      ("flag", InMemoryProvider(name: "flag", values: flagValues)),
      (
        "environment",
        EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: ["tenderd"])
      ),
    ]
    if let file {
      try checkFileNames(file)
      let place = ConfigReader(
        provider: InMemoryProvider(values: ["filePath": ConfigValue(.string(file), isSecret: false)]))
      do {
        sources.append((file, try await FileProvider<JSONSnapshot>(config: place)))
      } catch {
        throw Halt(.localFile, zh: "读不了配置文件 \(file)：\(error)", en: "cannot read the settings in \(file): \(error)")
      }
    }
    var values: [String: Value] = [:]
    for key in SettingKey.all {
      for source in sources {
        guard let text = try read(key, from: source.provider, named: source.name) else { continue }
        if let fault = key.fault(of: text) {
          throw Halt(
            .usage, zh: "设置 \(key.name)（来自 \(source.name)）的值不对。",
            en: "the setting \(key.name), from \(source.name), is not right: \(fault)")
        }
        values[key.name] = Value(text: text, source: source.name)
        break
      }
    }
    return Settings(values: values)
  }

  private static func read(
    _ key: SettingKey, from provider: any ConfigProvider, named source: String
  ) throws -> String? {
    let type: ConfigType = if case .number = key.kind { .int } else { .string }
    let name = AbsoluteConfigKey(key.name.split(separator: ".").map(String.init))
    do {
      guard let found = try provider.value(forKey: name, type: type).value else { return nil }
      switch found.content {
      case .string(let text): return text
      case .int(let number): return String(number)
      default: return "?"
      }
    } catch {
      throw Halt(
        .usage, zh: "设置 \(key.name)（来自 \(source)）的值不对。",
        en: "the setting \(key.name), from \(source), is not a \(type.rawValue)")
    }
  }

  private static func parse(_ flags: [String]) throws -> [AbsoluteConfigKey: ConfigValue] {
    var values: [AbsoluteConfigKey: ConfigValue] = [:]
    for flag in flags {
      let parts = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let key = SettingKey.all.first(where: { $0.name == parts[0] }) else {
        throw unknown(String(parts[0]), in: "--set")
      }
      let text = String(parts[1])
      let content: ConfigContent =
        if case .number = key.kind, let number = Int(text) { .int(number) } else { .string(text) }
      values[AbsoluteConfigKey(key.name.split(separator: ".").map(String.init))] = ConfigValue(
        content, isSecret: key.isSecret)
    }
    return values
  }

  private static func checkEnvironmentNames(_ environment: [String: String]) throws {
    let known = Set(SettingKey.all.map(\.environmentName) + ["TENDERD_CONFIG"])
    for name in environment.keys.sorted() where name.hasPrefix("TENDERD_") && !known.contains(name) {
      throw unknown(name, in: "environment")
    }
  }

  /// The file's own provider would pass over a misspelt name.
  private static func checkFileNames(_ file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Halt(.localFile, zh: "没有配置文件 \(file)。", en: "there is no file \(file)")
    }
    let json: JSON
    do throws(JSONError) {
      json = try JSON.parse(Array(data))
    } catch {
      throw Halt(.localFile, zh: "\(file) 不是 JSON：\(error.code)", en: "\(file) is not JSON: \(error)")
    }
    func check(_ value: JSON, _ path: String) throws {
      if let members = value.members {
        for member in members { try check(member.value, path.isEmpty ? member.name : path + "." + member.name) }
      } else if !SettingKey.all.contains(where: { $0.name == path }) {
        throw unknown(path, in: file)
      }
    }
    try check(json, "")
  }

  private static func unknown(_ name: String, in source: String) -> Halt {
    Halt(
      .usage, zh: "没有名为 \(name) 的设置（\(source)）。用 tenderd print-config 可以看到全部。",
      en: "there is no setting \(name) (\(source)); tenderd print-config shows them all")
  }
}

extension SettingKey {
  /// `listen.connectionsMax` → `TENDERD_LISTEN_CONNECTIONS_MAX`.
  var environmentName: String {
    var name = "TENDERD_"
    for letter in self.name {
      if letter.isUppercase { name += "_" }
      name += letter == "." ? "_" : letter.uppercased()
    }
    return name
  }
}

/// The options of every command.
struct CommonOptions: ParsableArguments {
  @Option(help: "配置文件（JSON），也可用 TENDERD_CONFIG / A JSON file of settings; TENDERD_CONFIG too.")
  var config: String?

  @Option(name: .customLong("set"), help: "一项设置，例如 listen.port=8081 / One setting, as listen.port=8081; repeatable.")
  var flags: [String] = []

  @Option(help: "数据库结构目录 / The folder of migrations; the same as --set migrations=….")
  var migrations: String?

  func settings() async throws -> Settings {
    let file = config ?? ProcessInfo.processInfo.environment["TENDERD_CONFIG"]
    return try await Settings.load(flags: flags + (migrations.map { ["migrations=\($0)"] } ?? []), file: file)
  }
}

extension Settings {
  func databaseConfiguration(_ key: SettingKey) -> DatabaseConfiguration {
    var configuration = DatabaseConfiguration(conninfo: text(key))
    configuration.connectionsMax = number(.databaseConnectionsMax)
    configuration.statementTimeout = .seconds(number(.statementSeconds))
    configuration.applicationName = "tenderd"
    return configuration
  }
}
