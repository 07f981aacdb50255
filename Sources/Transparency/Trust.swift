import Notes

/// What a pinned key may sign as.
public enum Role: String, Hashable, Sendable, CaseIterable {
  case log, officer, custodian, bidder, witness, park, enterprise, supervisor
}

/// The pinned keys: the file `vkeys.txt`, one `<role> <vkey>` a line, sorted bytewise.
public struct VKeys: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    public let role: Role
    public let key: VerifierKey

    public init(role: Role, key: VerifierKey) {
      self.role = role
      self.key = key
    }

    var line: String { "\(role.rawValue) \(key.text)" }
  }

  /// In the file's order.
  public let entries: [Entry]

  public static let bytesMax = 16_000_000

  /// - Throws: `vkeys` at the first line (of the sorted file) whose key is of the wrong type or already there.
  public init(_ entries: some Sequence<Entry>) throws(TrustFault) {
    let lines = entries.map { ($0, Array($0.line.utf8)) }.sorted { $0.1.lexicographicallyPrecedes($1.1) }
    try self.init(sorted: lines.map(\.0))
  }

  private init(sorted entries: [Entry]) throws(TrustFault) {
    var points: Set<[UInt8]> = []
    var references: Set<KeyReference> = []
    for (index, entry) in entries.enumerated() {
      guard entry.key.algorithm == (entry.role == .witness ? .cosignature : .ed25519) else {
        throw .vkeys(line: index + 1, .keyType)
      }
      guard points.insert(entry.key.publicKey).inserted else { throw .vkeys(line: index + 1, .duplicateKey) }
      // A reference stands for one key for ever.
      guard references.insert(entry.key.reference).inserted else { throw .vkeys(line: index + 1, .duplicateReference) }
    }
    self.entries = entries
  }

  /// - Throws: `vkeys` at the first line that is not as it should be.
  public init(parsing bytes: [UInt8]) throws(TrustFault) {
    guard bytes.count <= VKeys.bytesMax else { throw .vkeysTooLarge }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard let rest = lines.popLast(), rest.isEmpty else { throw .vkeys(line: lines.count + 1, .noNewline) }
    var entries: [Entry] = []
    for (index, line) in lines.enumerated() {
      guard let text = String(validating: line, as: UTF8.self), let blank = text.utf8.firstIndex(of: 0x20) else {
        throw .vkeys(line: index + 1, .form)
      }
      guard let role = Role(rawValue: String(text[..<blank])) else { throw .vkeys(line: index + 1, .role) }
      guard let key = try? VerifierKey(parsing: text[text.utf8.index(after: blank)...]) else {
        throw .vkeys(line: index + 1, .key)
      }
      let entry = Entry(role: role, key: key)
      guard entry.line.utf8.elementsEqual(line) else { throw .vkeys(line: index + 1, .form) }
      guard index == 0 || lines[index - 1].lexicographicallyPrecedes(line) else {
        throw .vkeys(line: index + 1, .order)
      }
      entries.append(entry)
    }
    try self.init(sorted: entries)
  }

  public var text: String { entries.map { $0.line + "\n" }.joined() }
}

/// Whom one trusts: `trust.policy` and `vkeys.txt` together, checked against each other.
public struct Trust: Sendable {
  public let policy: Policy
  public let vkeys: VKeys
  private let places: [KeyReference: Int]

  /// The names of the two files in a trust folder or a bundle.
  public static let policyFile = "trust.policy"
  public static let vkeysFile = "vkeys.txt"

  /// - Parameters:
  ///   - policy: the bytes of `trust.policy`.
  ///   - vkeys: the bytes of `vkeys.txt`.
  /// - Throws: what is wrong with the first, then with the second, then between them.
  public init(policy: [UInt8], vkeys: [UInt8]) throws(TrustFault) {
    let parsed: Policy
    do { parsed = try Policy(parsing: policy) } catch { throw .policy(error) }
    try self.init(policy: parsed, vkeys: try VKeys(parsing: vkeys))
  }

  /// - Throws: `logsDiffer` or `witnessesDiffer` when the two files do not name the same ones.
  public init(policy: Policy, vkeys: VKeys) throws(TrustFault) {
    self.policy = policy
    self.vkeys = vkeys
    var places: [KeyReference: Int] = [:]
    for (index, entry) in vkeys.entries.enumerated() { places[entry.key.reference] = index }
    self.places = places
    guard Set(policy.logs.map(\.key)) == Set(keys(.log)) else { throw .logsDiffer }
    guard Set(policy.witnesses.map(\.key)) == Set(keys(.witness)) else { throw .witnessesDiffer }
  }

  /// The keys pinned with a role, in the file's order.
  public func keys(_ role: Role) -> [VerifierKey] { vkeys.entries.filter { $0.role == role }.map(\.key) }

  /// The key that a reference stands for, if it is pinned with this role.
  public func key(for reference: KeyReference, role: Role) -> VerifierKey? {
    guard let entry = entry(for: reference), entry.role == role else { return nil }
    return entry.key
  }

  /// The key that a reference stands for, with its role, if it is pinned at all.
  public func entry(for reference: KeyReference) -> VKeys.Entry? { places[reference].map { vkeys.entries[$0] } }

  /// That a note has exactly one signature, that a key pinned with one of these roles made it, and that it holds.
  ///
  /// - Throws: `wrongSigner` for a key that is not pinned so, otherwise as `SignedNote.verify`.
  @discardableResult
  public func verify(_ note: SignedNote, by roles: Set<Role>) throws(NoteError) -> VerifierKey {
    let signer = try note.signer()
    guard let entry = entry(for: signer), roles.contains(entry.role) else {
      let expected = Role.allCases.filter(roles.contains).map(\.rawValue).joined(separator: " or ")
      throw .wrongSigner(expected: expected, found: signer.text)
    }
    try note.verify(by: entry.key)
    return entry.key
  }
}

/// Why trust files are refused.
public enum TrustFault: Error, Hashable, Sendable {
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case noNewline, form, role, key, keyType, order, duplicateKey, duplicateReference
  }

  case policy(PolicyFault)
  case vkeysTooLarge
  /// The line (from 1) of `vkeys.txt`, and what is wrong with it.
  case vkeys(line: Int, Reason)
  /// The `log` lines of the two files are not the same keys.
  case logsDiffer
  case witnessesDiffer

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .policy(let fault): fault.code
    case .vkeysTooLarge: "vkeys.tooLarge"
    case .vkeys(_, let reason): "vkeys.\(reason.rawValue)"
    case .logsDiffer: "trust.logsDiffer"
    case .witnessesDiffer: "trust.witnessesDiffer"
    }
  }
}
