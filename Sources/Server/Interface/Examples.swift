import Canon
import Foundation

/// Exchanges as tests had them with a running daemon, one for each operation, in `examples/<operation>.json`:
/// `{"request":{"method","target","body"},"response":{"status","type","body"}}`. The tests that made them compare them
/// with fresh ones, and hold each against the route's own description.
public enum Examples {
  public static let all: [String: JSON] = {
    guard let folder = Bundle.module.resourceURL?.appendingPathComponent("examples"),
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    else { return [:] }
    var all: [String: JSON] = [:]
    for name in names where name.hasSuffix(".json") {
      guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)),
        let json = try? JSON.parse(Array(data))
      else { continue }
      all[String(name.dropLast(5))] = json
    }
    return all
  }()
}
