import Notes

/// Which logs are trusted, and which witnesses must have seen a checkpoint before it counts.
///
/// - Source: c2sp.org/tlog-policy.
public struct Policy: Sendable {
  public struct Log: Hashable, Sendable {
    public let key: VerifierKey
    public let url: String?
  }

  public struct Witness: Hashable, Sendable {
    /// Its name in the policy only, any bytes.
    public let name: [UInt8]
    public let key: VerifierKey
    public let url: String?
  }

  /// What a name stands for; members are earlier definitions, so that nothing can contain itself.
  private enum Definition {
    case witness(Int)
    case group(threshold: Int, members: [Int])
  }

  public private(set) var logs: [Log] = []
  public private(set) var witnesses: [Witness] = []
  private var definitions: [Definition] = []
  /// Nil: no cosignature is needed.
  private var quorum: Int?
  /// The lines that mean something, without addresses, comments and needless blanks.
  private var canonical: [UInt8] = []

  /// The most bytes of a policy, and the most lines of one kind.
  public static let bytesMax = 1_000_000
  public static let linesMax = 1_000

  /// - Throws: the first line that is not as the specification has it, or `noQuorum`.
  public init(parsing bytes: [UInt8]) throws(PolicyFault) {
    guard bytes.count <= Policy.bytesMax else { throw .tooLarge }
    var names: [[UInt8]: Int] = [:]
    var members: Set<Int> = []
    var points: (logs: Set<[UInt8]>, witnesses: Set<[UInt8]>) = ([], [])
    var hasQuorum = false
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let rest = lines.popLast(), rest.isEmpty else { throw .line(lines.count + 1, .noNewline) }

    for (index, line) in lines.enumerated() {
      let number = index + 1
      guard line.allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else {
        throw .line(number, .controlCharacter)
      }
      let words = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).map(Array.init)
      guard let keyword = words.first, keyword[0] != 0x23 else { continue }

      /// The definition that a name on this line stands for.
      func defined(_ name: [UInt8]) throws(PolicyFault) -> Int {
        guard let found = names[name] else { throw .line(number, .undefinedName) }
        return found
      }
      func define(_ name: [UInt8], _ definition: Definition) throws(PolicyFault) {
        guard name != Policy.none else { throw .line(number, .reservedName) }
        guard names.updateValue(definitions.count, forKey: name) == nil else { throw .line(number, .duplicateName) }
        definitions.append(definition)
      }

      func keep(_ words: some Collection<[UInt8]>) { canonical += words.joined(separator: [0x20]) + [0x0A] }

      switch String(decoding: keyword, as: UTF8.self) {
      case "log":
        guard (2...3).contains(words.count) else { throw .line(number, .wordCount) }
        let key = try Policy.key(words[1], .ed25519, number)
        guard points.logs.insert(key.publicKey).inserted else { throw .line(number, .duplicateKey) }
        guard logs.count < Policy.linesMax else { throw .line(number, .tooMany) }
        logs.append(Log(key: key, url: words.count == 3 ? String(decoding: words[2], as: UTF8.self) : nil))
        keep(words[..<2])
      case "witness":
        guard (3...4).contains(words.count) else { throw .line(number, .wordCount) }
        let key = try Policy.key(words[2], .cosignature, number)
        guard points.witnesses.insert(key.publicKey).inserted else { throw .line(number, .duplicateKey) }
        guard witnesses.count < Policy.linesMax else { throw .line(number, .tooMany) }
        try define(words[1], .witness(witnesses.count))
        witnesses.append(
          Witness(name: words[1], key: key, url: words.count == 4 ? String(decoding: words[3], as: UTF8.self) : nil))
        keep(words[..<3])
      case "group":
        guard words.count >= 4 else { throw .line(number, .wordCount) }
        var own: [Int] = []
        for name in words[3...] {
          let member = try defined(name)
          guard members.insert(member).inserted else { throw .line(number, .memberTwice) }
          own.append(member)
        }
        let threshold: Int
        switch String(decoding: words[2], as: UTF8.self) {
        case "all": threshold = own.count
        case "any": threshold = 1
        case let text:
          guard let given = decimal(text), (1...own.count).contains(given) else { throw .line(number, .threshold) }
          threshold = given
        }
        guard definitions.count < 2 * Policy.linesMax else { throw .line(number, .tooMany) }
        try define(words[1], .group(threshold: threshold, members: own))
        keep(words)
      case "quorum":
        guard words.count == 2 else { throw .line(number, .wordCount) }
        guard !hasQuorum else { throw .line(number, .secondQuorum) }
        hasQuorum = true
        quorum = words[1] == Policy.none ? nil : try defined(words[1])
        keep(words)
      default: throw .line(number, .keyword)
      }
    }
    guard hasQuorum else { throw .noQuorum }
  }

  private static let none = Array("none".utf8)

  private static func key(
    _ word: [UInt8], _ algorithm: VerifierKey.Algorithm, _ line: Int
  ) throws(PolicyFault) -> VerifierKey {
    guard let text = String(validating: word, as: UTF8.self), let key = try? VerifierKey(parsing: text) else {
      throw .line(line, .key)
    }
    guard key.algorithm == algorithm else { throw .line(line, .keyType) }
    return key
  }

  /// Whether a policy says what it says and nothing beside it: no comment, no empty line, no address, single blanks.
  ///
  /// A bundle's policy is signed by nobody. In this form every byte of it means something, so that a changed one shows.
  public static func isPlain(_ bytes: [UInt8]) -> Bool {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let rest = lines.popLast(), rest.isEmpty, !lines.isEmpty else { return false }
    return lines.allSatisfy { line in
      let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
      guard words.allSatisfy({ !$0.isEmpty && !$0.contains(0x09) }), let keyword = words.first else { return false }
      switch String(decoding: keyword, as: UTF8.self) {
      case "log", "quorum": return words.count == 2
      case "witness": return words.count == 3
      case "group": return words.count >= 4
      default: return false
      }
    }
  }

  /// Whether a key of this policy made the signature, or would have: by its name and id.
  public func names(_ signature: NoteSignature) -> Bool {
    (logs.map(\.key) + witnesses.map(\.key)).contains { key in
      key.id == signature.keyID && key.name.utf8.elementsEqual(signature.name.utf8)
    }
  }

  /// The text of the policy that trusts one log when at least `quorum` of these witnesses cosigned.
  ///
  /// - Parameters:
  ///   - witnesses: named `w1`, `w2`, … in this order.
  ///   - quorum: 0…`witnesses.count`.
  public static func text(log: VerifierKey, witnesses: [VerifierKey] = [], quorum: Int = 0) -> String {
    var lines = ["log \(log.text)"]
    let names = witnesses.indices.map { "w\($0 + 1)" }
    lines += zip(names, witnesses).map { "witness \($0) \($1.text)" }
    if quorum == 0 {
      lines.append("quorum none")
    } else if names.count == 1 {
      lines.append("quorum w1")
    } else {
      lines.append("group witnesses \(quorum) \(names.joined(separator: " "))")
      lines.append("quorum witnesses")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The policy as it is stated to others: what it means, without the addresses of witnesses.
  public var statement: [UInt8] { canonical }

  /// False when a checkpoint needs no cosignature.
  public var asksForWitnesses: Bool { quorum != nil }

  /// Whether these witnesses (positions in `witnesses`) are enough.
  func isQuorum(_ cosigned: Set<Int>) -> Bool {
    guard let quorum else { return true }
    var met: [Bool] = []
    for definition in definitions {
      switch definition {
      case .witness(let index): met.append(cosigned.contains(index))
      case .group(let threshold, let members): met.append(members.count { met[$0] } >= threshold)
      }
    }
    return met[quorum]
  }
}

/// A checkpoint that met a policy, with who signed it.
public struct TrustedCheckpoint: Hashable, Sendable {
  public struct Cosigner: Hashable, Sendable {
    public let key: VerifierKey
    /// Unix seconds, by the witness's clock.
    public let time: Int
  }

  public let checkpoint: Checkpoint
  public let log: VerifierKey
  /// Witnesses of the policy that cosigned, in its order.
  public let cosigners: [Cosigner]
}

extension Policy {
  /// The policy's witnesses whose cosignatures stand on a checkpoint and hold, in its order.
  public func cosigners(of note: SignedNote) -> [TrustedCheckpoint.Cosigner] {
    witnesses.compactMap { witness in
      let times = note.signatures.filter {
        $0.keyID == witness.key.id && $0.name.utf8.elementsEqual(witness.key.name.utf8)
      }.compactMap { Cosignature.time(of: $0.bytes, by: witness.key, over: note.text) }
      return times.max().map { TrustedCheckpoint.Cosigner(key: witness.key, time: $0) }
    }
  }

  /// Whether a checkpoint is signed by a log of this policy and cosigned by enough of its witnesses.
  ///
  /// Signatures by keys that the policy does not name are passed over; one by a key that it names must hold.
  ///
  /// - Throws: the first fault that applies.
  /// - Source: c2sp.org/signed-note, c2sp.org/tlog-policy.
  public func verify(_ note: SignedNote) throws(CheckpointFault) -> TrustedCheckpoint {
    guard note.signatures.count <= Checkpoint.signaturesMax else { throw .tooManySignatures(note.signatures.count) }
    let checkpoint = try Checkpoint(note)
    let origin = Array(checkpoint.origin.utf8)
    guard logs.contains(where: { origin.elementsEqual($0.key.name.utf8) }) else {
      throw .unknownOrigin(checkpoint.origin)
    }
    var signer: VerifierKey?
    var times: [Int: Int] = [:]
    for signature in note.signatures {
      func isBy(_ key: VerifierKey) -> Bool {
        key.id == signature.keyID && key.name.utf8.elementsEqual(signature.name.utf8)
      }
      if let log = logs.first(where: { isBy($0.key) }) {
        guard log.key.verifies(signature.bytes, over: note.text.utf8) else {
          throw .badSignature(log.key.reference.text)
        }
        if origin.elementsEqual(log.key.name.utf8) { signer = log.key }
      } else if let index = witnesses.firstIndex(where: { isBy($0.key) }) {
        let key = witnesses[index].key
        guard let time = Cosignature.time(of: signature.bytes, by: key, over: note.text) else {
          throw .badSignature(key.reference.text)
        }
        times[index] = max(times[index] ?? 0, time)
      }
    }
    guard let signer else { throw .notSigned }
    guard isQuorum(Set(times.keys)) else { throw .quorumNotMet }
    return TrustedCheckpoint(
      checkpoint: checkpoint, log: signer,
      cosigners: times.sorted { $0.key < $1.key }.map { .init(key: witnesses[$0.key].key, time: $0.value) })
  }
}

/// Why a policy file is refused.
public enum PolicyFault: Error, Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case noNewline, controlCharacter, keyword, wordCount, key, keyType, duplicateKey, duplicateName, reservedName
    case undefinedName, memberTwice, threshold, secondQuorum, tooMany
  }

  case tooLarge
  /// The line (from 1), and what is wrong with it.
  case line(Int, Reason)
  case noQuorum

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tooLarge: "policy.tooLarge"
    case .line(_, let reason): "policy.\(reason.rawValue)"
    case .noQuorum: "policy.noQuorum"
    }
  }
}
