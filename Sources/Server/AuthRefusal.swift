import Tendering

/// Why the counter does not believe that a request comes from whom it says.
///
/// The nonce is looked at last, so that nobody without the key can use up another's nonces.
public enum AuthRefusal: Refusal {
  /// The route wants a signature and there is none.
  case required
  /// A signature field that is not as we want it; `field` is the header's or the parameter's name.
  case malformed(field: String)
  case unknownKey
  case revoked
  /// Made more than a minute before or after the daemon's now.
  case stale(createdAt: Int64, nowAt: Int64)
  case bodyDiffers
  case badSignature
  case replayed

  public var code: String {
    switch self {
    case .required: "auth.required"
    case .malformed: "auth.malformed"
    case .unknownKey: "auth.unknownKey"
    case .revoked: "auth.revoked"
    case .stale: "auth.stale"
    case .bodyDiffers: "auth.bodyDiffers"
    case .badSignature: "auth.badSignature"
    case .replayed: "auth.replayed"
    }
  }
}

/// Why a request is no use before any deed sees it.
public enum RequestRefusal: Refusal {
  case noSuchPlace
  case methodNotAllowed(allowed: [String])
  case bodyTooLarge(bytesMax: Int)
  case notJSON(code: String)
  /// A path or query parameter that is missing, given twice, or not of its form.
  case parameter(name: String)
  case header(name: String)
  case tooBusy

  public var code: String {
    switch self {
    case .noSuchPlace: "request.noSuchPlace"
    case .methodNotAllowed: "request.methodNotAllowed"
    case .bodyTooLarge: "request.bodyTooLarge"
    case .notJSON: "request.notJSON"
    case .parameter: "request.parameter"
    case .header: "request.header"
    case .tooBusy: "request.tooBusy"
    }
  }
}
