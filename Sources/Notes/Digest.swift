import Crypto

/// A SHA-256 value: 32 bytes. Note ids, leaf hashes, roots, hashes of files and lists.
///
/// The bytes lie in the value itself, so an array of digests is one flat piece of memory: proofs and tiles of the log
/// are hashed by the hundred thousand.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  // Bytes 0…7, 8…15, 16…23 and 24…31, each read big-endian, so that comparing words is comparing bytes.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Nil unless there are exactly 32 bytes.
  public init?(raw: UnsafeRawBufferPointer) {
    guard raw.count == 32 else { return nil }
    self.init(checked: raw)
  }

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    let direct = bytes.withContiguousStorageIfAvailable { Digest(checked: UnsafeRawBufferPointer($0)) }
    self = direct ?? Array(bytes).withUnsafeBytes { Digest(checked: $0) }
  }

  private init(checked raw: UnsafeRawBufferPointer) {
    words = (
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    )
  }

  /// From canonical base64.
  public init?(b64 text: some StringProtocol) {
    guard let bytes = Base64.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// From 64 lower-case hexadecimal digits.
  public init?(hex text: some StringProtocol) {
    guard let bytes = Hex.decode(text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The SHA-256 of `data`.
  public init(of data: some Sequence<UInt8>) {
    var hasher = SHA256()
    let done: Void? = data.withContiguousStorageIfAvailable { hasher.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    if done == nil { hasher.update(data: Array(data)) }
    self.init(hasher.finalize())
  }

  /// The SHA-256 of a text's UTF-8.
  public init(of text: String) { self.init(of: text.utf8) }

  /// What a running hash has come to.
  public init(_ digest: SHA256Digest) { self = digest.withUnsafeBytes { Digest(checked: $0) } }

  /// An HMAC-SHA256 as a value of the same 32 bytes.
  public init(_ code: HashedAuthenticationCode<SHA256>) { self = code.withUnsafeBytes { Digest(checked: $0) } }

  public var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      store(in: UnsafeMutableRawBufferPointer(buffer))
      count = 32
    }
  }

  /// Writes the 32 bytes at the start of `raw`.
  ///
  /// - Parameter raw: at least 32 bytes, the caller's promise.
  public func store(in raw: UnsafeMutableRawBufferPointer) {
    raw.storeBytes(of: words.0.bigEndian, toByteOffset: 0, as: UInt64.self)
    raw.storeBytes(of: words.1.bigEndian, toByteOffset: 8, as: UInt64.self)
    raw.storeBytes(of: words.2.bigEndian, toByteOffset: 16, as: UInt64.self)
    raw.storeBytes(of: words.3.bigEndian, toByteOffset: 24, as: UInt64.self)
  }

  public var b64: String { Base64.encode(bytes) }
  public var hex: String { Hex.encode(bytes) }
  public var description: String { hex }

  public static func == (a: Digest, b: Digest) -> Bool { a.words == b.words }
  public static func < (a: Digest, b: Digest) -> Bool { a.words < b.words }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}
