import Crypto

/// The 16 secret bytes that an age file's header wraps, and what is derived from them.
struct FileKey: Sendable {
  let bytes: [UInt8]

  /// nil unless there are 16 bytes.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// 16 fresh bytes.
  static func random() -> FileKey { FileKey(unchecked: randomBytes(16)) }

  private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// HMAC-SHA-256 over the header's bytes up to and including `---`.
  func headerMAC(_ header: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: header, using: headerKey))
  }

  /// Whether `mac` is that of `header`, compared in constant time.
  func authenticates(_ header: [UInt8], mac: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: header, using: headerKey)
  }

  /// The key of the payload's chunks.
  func payloadKey(nonce: [UInt8]) -> SymmetricKey { derive(salt: nonce, info: "payload") }

  private var headerKey: SymmetricKey { derive(salt: [], info: "header") }

  private func derive(salt: [UInt8], info: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: bytes), salt: salt, info: Array(info.utf8), outputByteCount: 32)
  }
}

/// Fresh bytes from the system's random source, eight at a time: each call of the source is a system call.
func randomBytes(_ count: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  var bytes: [UInt8] = []
  bytes.reserveCapacity(count + 7)
  while bytes.count < count { withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) } }
  bytes.removeLast(bytes.count - count)
  return bytes
}
