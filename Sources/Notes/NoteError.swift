/// Why bytes are not a note, or not one that we accept.
public enum NoteError: Error, Hashable, Sendable {
  public enum KeyFault: String, Hashable, Sendable {
    case form, name, id, point
  }

  case tooLarge(bytes: Int, limit: Int)
  case notUTF8
  /// A control character, no final newline, or no blank line before the signatures.
  case badText
  case badSignatureLine
  /// Our notes carry exactly one signature.
  case signatureCount(Int)
  case badKey(KeyFault)
  case unknownType(String)
  /// The line (from 1) that is not what the type asks for there, and the name of what was expected.
  case malformed(type: String, line: Int, expected: String)
  /// Signed by a key that this note may not be signed by.
  case wrongSigner(expected: String, found: String)
  case badSignature(String)
  /// The list's lines, bytes or hash differ from the note's `list` line.
  case listDiffers

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tooLarge: "note.tooLarge"
    case .notUTF8: "note.notUTF8"
    case .badText: "note.badText"
    case .badSignatureLine: "note.badSignatureLine"
    case .signatureCount: "note.signatureCount"
    case .badKey: "note.badKey"
    case .unknownType: "note.unknownType"
    case .malformed: "note.malformed"
    case .wrongSigner: "note.wrongSigner"
    case .badSignature: "note.badSignature"
    case .listDiffers: "note.listDiffers"
    }
  }
}
