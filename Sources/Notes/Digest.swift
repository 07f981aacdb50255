import Crypto

/// A SHA-256 value: 32 bytes. Note ids, leaf hashes, roots, hashes of files and lists.
public struct Digest: Hashable, Sendable, Comparable {
  public let bytes: [UInt8]

  /// Nil unless there are exactly 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
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
    bytes = Array(hasher.finalize())
  }

  /// The SHA-256 of a text's UTF-8.
  public init(of text: String) { self.init(of: Array(text.utf8)) }

  /// What a running hash has come to.
  public init(_ digest: SHA256Digest) { bytes = Array(digest) }

  public var b64: String { Base64.encode(bytes) }
  public var hex: String { Hex.encode(bytes) }

  public static func < (a: Digest, b: Digest) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
