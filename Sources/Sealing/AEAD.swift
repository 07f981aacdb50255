import Crypto
import FoundationEssentials

/// ChaCha20-Poly1305 on plain byte arrays. The only file of the room that handles `Data`, which swift-crypto returns.
enum AEAD {
  static let tagBytes = 16
  private static let zeroNonce = [UInt8](repeating: 0, count: 12)

  /// Ciphertext and tag under the all-zero nonce: for keys that are used once.
  static func seal(_ plaintext: [UInt8], key: SymmetricKey) -> [UInt8]? {
    guard let nonce = try? ChaChaPoly.Nonce(data: zeroNonce),
      let box = try? ChaChaPoly.seal(plaintext, using: key, nonce: nonce)
    else { return nil }
    return Array(box.combined.dropFirst(12))
  }

  /// The plaintext of ciphertext and tag under the all-zero nonce; nil when they do not authenticate.
  static func open(_ sealed: [UInt8], key: SymmetricKey) -> [UInt8]? {
    guard sealed.count >= tagBytes, let box = try? ChaChaPoly.SealedBox(combined: zeroNonce + sealed),
      let plaintext = try? ChaChaPoly.open(box, using: key)
    else { return nil }
    return Array(plaintext)
  }

  /// Puts ciphertext and tag of a chunk into `room`, which has exactly the space for them.
  static func seal(
    chunk: UnsafeRawBufferPointer, key: SymmetricKey, nonce: [UInt8], into room: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard room.count == chunk.count + tagBytes, let nonce = try? ChaChaPoly.Nonce(data: nonce),
      let box = try? ChaChaPoly.seal(chunk, using: key, nonce: nonce)
    else { return false }
    box.combined.withUnsafeBytes { room.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0.dropFirst(12))) }
    return true
  }

  /// Replaces `out` by the plaintext of a chunk; false, and `out` empty, when it does not authenticate.
  ///
  /// - Parameter combined: twelve bytes of nonce, ciphertext, tag: the layout that is copied only once.
  static func open(combined: UnsafeRawBufferPointer, key: SymmetricKey, into out: inout [UInt8]) -> Bool {
    out.removeAll(keepingCapacity: true)
    guard let box = try? ChaChaPoly.SealedBox(combined: combined),
      let plaintext = try? ChaChaPoly.open(box, using: key)
    else { return false }
    plaintext.withUnsafeBytes { out.append(contentsOf: $0) }
    return true
  }
}
