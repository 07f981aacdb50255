/// Files of recipients or identities: one key a line, empty lines and lines that begin with `#` aside.
public enum AgeKeyFile {
  /// Such a file is refused beyond this size; 16,000 keys fit.
  public static let bytesMax = 1 << 20

  /// - Throws: `keyFileTooLong`, `keyFileLine`, `noKeys`; `postQuantumKey` and `pluginKey` for a key of that kind.
  public static func recipients(in file: [UInt8]) throws(AgeError) -> [AgeRecipient] {
    try keys(in: file) { line throws(AgeError) in try AgeRecipient(parsing: line) }
  }

  /// - Throws: as `recipients(in:)`.
  public static func identities(in file: [UInt8]) throws(AgeError) -> [AgeIdentity] {
    try keys(in: file) { line throws(AgeError) in try AgeIdentity(parsing: line) }
  }

  private static func keys<Key>(
    in file: [UInt8], parse: (ArraySlice<UInt8>) throws(AgeError) -> Key
  ) throws(AgeError) -> [Key] {
    guard file.count <= bytesMax else { throw .keyFileTooLong(bytesMax: bytesMax) }
    var keys: [Key] = []
    var rest = file[...]
    var number = 0
    while !rest.isEmpty {
      number += 1
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      var line = rest[..<end]
      rest = rest[end...].dropFirst()
      // Editors on other systems end lines with CR LF; a key holds neither.
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      do {
        keys.append(try parse(line))
      } catch {
        switch error {
        case .postQuantumKey, .pluginKey, .recipientNotCanonical, .recipientOfLowOrder: throw error
        default: throw .keyFileLine(number)
        }
      }
    }
    guard !keys.isEmpty else { throw .noKeys }
    return keys
  }
}
