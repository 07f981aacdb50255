import Tendering

/// Why one of a tender's own documents is not printed for whoever asks.
public enum DocumentRefusal: Refusal {
  /// A tender has its notice and its documents, and no other kind.
  case kindUnknown
  /// Too many ask at this moment; nothing is wrong with the document.
  case busy
  /// It could not be laid out within the bounds of time and size; it is tried again later. The data stays.
  case notPrintable

  public var code: String {
    switch self {
    case .kindUnknown: "document.kindUnknown"
    case .busy: "document.busy"
    case .notPrintable: "document.notPrintable"
    }
  }
}
