import struct Crypto.SHA256
import Notes

/// A file's length and SHA-256, in constant memory.
func hash(_ path: String, in bundle: any BundleSource) throws(BundleFault) -> (bytes: Int, digest: Notes.Digest) {
  var hasher = SHA256()
  var count = 0
  try bundle.stream(path) { piece in
    hasher.update(bufferPointer: piece)
    count += piece.count
    return true
  }
  return (count, Digest(hasher.finalize()))
}
