import Crypto
import Notes
import TestSupport
import Testing

@testable import Sealing

/// One file of the public suite.
struct AgeVector: CustomTestStringConvertible, Sendable {
  let name: String
  let expect: String
  let payload: String?
  let identities: [String]
  let file: [UInt8]

  var testDescription: String { name }

  init(_ name: String) throws {
    self.name = name
    let bytes = try Vectors.bytes("age/\(name)")
    var lines: [String] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end != rest.startIndex {
      lines.append(String(decoding: rest[..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    func values(_ key: String) -> [String] {
      lines.filter { $0.hasPrefix(key + ": ") }.map { String($0.dropFirst(key.count + 2)) }
    }
    expect = values("expect").first ?? ""
    payload = values("payload").first
    identities = values("identity")
    let body = Array(rest.dropFirst())
    file = values("compressed") == ["zlib"] ? try Inflate.zlib(body) : body
  }

  static let all: [AgeVector] = {
    do {
      return try Vectors.names(in: "age").filter { $0 != "README.md" }.map { try AgeVector($0) }
    } catch {
      Issue.record("the vectors cannot be read: \(error)")
      return []
    }
  }()
}

@Suite struct `The public age vectors` {
  /// The suite's word for how decryption ended, and the SHA-256 of what was released.
  private func outcome(of vector: AgeVector, feeding blockBytes: Int) throws -> (String, String) {
    // Some vectors name no identity because nothing gets that far.
    let identities =
      try vector.identities.isEmpty
      ? [AgeIdentity()] : vector.identities.map { try AgeIdentity(parsing: $0) }
    var decryptor = AgeDecryptor(identities: identities)
    var released = SHA256()
    var chunk: [UInt8] = []
    func digest() -> String { Digest(released.finalize()).hex }
    do {
      for start in stride(from: 0, to: vector.file.count, by: blockBytes) {
        decryptor.feed(Array(vector.file[start..<min(start + blockBytes, vector.file.count)]))
        while try decryptor.next(into: &chunk) { released.update(data: chunk) }
      }
      decryptor.end()
      while try decryptor.next(into: &chunk) { released.update(data: chunk) }
    } catch {
      #expect(chunk.isEmpty, "a refusal leaves no plaintext behind")
      #expect(throws: error) { _ = try decryptor.next(into: &chunk) }
      let word =
        switch error.stage {
        case .key, .header: "header failure"
        case .match: "no match"
        case .mac: "HMAC failure"
        case .payload: "payload failure"
        }
      return (word, digest())
    }
    return ("success", digest())
  }

  @Test func `are all there`() {
    #expect(AgeVector.all.count == 40)
    #expect(Set(AgeVector.all.map(\.expect)) == ["success", "no match", "header failure", "payload failure"])
  }

  @Test(arguments: AgeVector.all)
  func `end as expected and release exactly the authentic part`(vector: AgeVector) throws {
    let sizes = vector.file.count < 2_000 ? [1, 7, 100, 1 << 20] : [65_551, 65_552, 65_553, 1 << 20]
    for size in sizes {
      let (word, released) = try outcome(of: vector, feeding: size)
      #expect(word == vector.expect, "fed by \(size)")
      if let payload = vector.payload { #expect(released == payload, "fed by \(size)") }
    }
  }
}
