import Durable
import Messages
import Notes
import Operations
import Transparency
import Witness

extension Wiring {
  /// The other daemons and the witnesses that the settings name, and the way to them.
  ///
  /// - Throws: `Halt` for an address or a policy that cannot be used.
  static func neighbours(_ settings: Settings, _ key: SigningKey) throws -> Neighbours {
    let seconds = settings.number(.neighbourSeconds)
    let client = NotaryClient(seconds: seconds)
    let peers = try settings.text(.logPeers).split(separator: " ").map { word in
      let prefix = try address(String(word), SettingKey.logPeers.name)
      return Neighbours.Peer(name: prefix) { try await client.checkpoint(at: prefix + "/log/checkpoint") }
    }
    let path = settings.text(.logPolicy)
    guard !path.isEmpty else { return Neighbours(peers: peers, patience: .seconds(seconds)) }
    let policy = try policy(path, key)
    let witnesses = try policy.witnesses.compactMap { witness -> Neighbours.Witness? in
      guard let url = witness.url else { return nil }
      let prefix = try address(url, path)
      return Neighbours.Witness(
        key: witness.key, head: { try await client.checkpoint(of: key.name, from: prefix) },
        add: { try await client.add($0, to: prefix) })
    }
    return Neighbours(peers: peers, witnesses: witnesses, policy: policy, patience: .seconds(seconds))
  }

  private static func address(_ text: String, _ source: String) throws -> String {
    guard let prefix = NotaryClient.prefix(text) else {
      throw Halt(
        .usage, zh: "\(source) 里的地址“\(text)”不对，应形如 http://主机:端口。",
        en: "“\(text)” in \(source) is no address; write http://host:port")
    }
    return prefix
  }

  /// The policy in the file, for this log alone. The `log` line may be left out: this daemon knows its own key.
  private static func policy(_ path: String, _ key: SigningKey) throws -> Policy {
    let bytes: [UInt8]?
    do throws(FileFault) { bytes = try DurableFile(path).read(limit: Policy.bytesMax) } catch {
      throw Halt(.localFile, zh: "\(error.zh)。", en: error.en)
    }
    guard let bytes else {
      throw Halt(.localFile, zh: "没有见证策略文件 \(path)。", en: "there is no policy file \(path)")
    }
    let policy = try parse(bytes, path, key)
    guard policy.logs.map(\.key) == [key.verifier] else {
      throw Halt(
        .usage, zh: "\(path) 的 log 行不是本日志的公钥 \(key.verifier.text)。",
        en: "the log line of \(path) is not this log's key, \(key.verifier.text)")
    }
    // What is stated to others must be readable for them, and agree with the keys that are stated.
    guard String(validating: policy.statement, as: UTF8.self) != nil,
      (try? Trust(policy: policy, vkeys: VKeys(stated(policy)))) != nil
    else {
      throw Halt(
        .usage, zh: "\(path) 不能公布：见证人的名称不是 UTF-8，或与本日志同一把密钥。",
        en: "\(path) cannot be stated to others: a witness's name is not UTF-8, or its key is the log's")
    }
    return policy
  }

  private static func parse(_ bytes: [UInt8], _ path: String, _ key: SigningKey) throws -> Policy {
    do throws(PolicyFault) {
      let policy = try Policy(parsing: bytes)
      guard policy.logs.isEmpty else { return policy }
      return try Policy(parsing: Array("log \(key.verifier.text)\n".utf8) + bytes)
    } catch {
      throw Halt(.usage, zh: "\(path)：\(error.wording.zh)", en: "\(path): \(error.wording.en)")
    }
  }

  private static func stated(_ policy: Policy) -> [VKeys.Entry] {
    policy.logs.map { VKeys.Entry(role: .log, key: $0.key) }
      + policy.witnesses.map { VKeys.Entry(role: .witness, key: $0.key) }
  }
}
