import Canon
import Notes
import TestSupport
import Testing
import Transparency

/// What the small complete example says about itself.
enum Example {
  static func derivations() throws -> JSON { try JSON.parse(Vectors.bytes("protocol/derivations.json")) }

  static func trust() throws -> Trust {
    try Trust(
      policy: Vectors.bytes("protocol/bundle/trust.policy"), vkeys: Vectors.bytes("protocol/bundle/vkeys.txt"))
  }

  /// The private keys of everybody in the story, by the name of their key.
  static func signers() throws -> [String: SigningKey] {
    var keys: [String: SigningKey] = [:]
    for line in try Vectors.text("protocol/secrets/keys.txt").split(separator: "\n") {
      let words = line.split(separator: " ")
      let verifier = try VerifierKey(parsing: words[2])
      keys[verifier.name] = try SigningKey(name: verifier.name, seed: Base64.decode(words[1]))
    }
    return keys
  }

  static func master(_ tender: String) throws -> [UInt8] {
    let text = try Vectors.text("protocol/secrets/master-\(tender).txt")
    return try #require(Base64.decode(text.dropLast()))
  }

  /// The example's log, in the one bundle of its entries.
  static func entries() throws -> [[UInt8]] {
    let tile = try Tile(.entries, index: 0, width: 86)
    return try tile.entries(in: Vectors.bytes("protocol/bundle/\(tile.path)")).map(Array.init)
  }
}

extension JSON {
  /// A member that the example is known to have.
  func at(_ names: String...) throws -> JSON {
    var value = self
    for name in names { value = try #require(value[name], "\(name)") }
    return value
  }

  func text() throws -> String { try #require(stringValue) }
  func int() throws -> Int { try #require(integerValue) }
  func bytes() throws -> [UInt8] {
    let text = try text()
    return try #require(Hex.decode(text))
  }
  func digest() throws -> Digest {
    let bytes = try bytes()
    return try #require(Digest(bytes: bytes))
  }
  func list() throws -> [JSON] { try #require(arrayValue) }
}
