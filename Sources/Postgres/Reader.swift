/// For whom a transaction reads and writes.
///
/// The server learns it as the setting `tender.reader`, for the length of the transaction and in the round trip that
/// first needs it; the policies of row-level security ask it. Which readers there are is the archive's to say: to this
/// room it is a text.
public struct Reader: Hashable, Sendable {
  /// The setting's value; empty for nobody.
  public let text: String

  public init(_ text: String) { self.text = text }

  /// Said by default: whoever is not named sees no row of a guarded table.
  public static let nobody = Reader("")
}

extension Statement {
  /// Until the transaction ends, or goes back to a savepoint before this.
  static let setReader = Statement("set_reader", "select set_config('tender.reader', $1, true)")
}
