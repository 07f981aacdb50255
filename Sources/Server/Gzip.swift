import CZlib

/// A body in the gzip form, for clients that ask for it.
enum Gzip {
  /// Nil when zlib has no memory, or when the packed form would not be shorter.
  static func pack(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_gzip_init(&stream, 6) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    // No room for more than the body itself: what does not fit is not worth packing.
    var packed = [UInt8](repeating: 0, count: bytes.count)
    var isWhole = false
    bytes.withUnsafeBufferPointer { input in
      packed.withUnsafeMutableBufferPointer { output in
        // zlib does not write to its input; its C declaration does not say so.
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = uInt(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = uInt(output.count)
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
    }
    guard isWhole else { return nil }
    packed.removeLast(packed.count - Int(stream.total_out))
    return packed
  }

  /// Whether an `Accept-Encoding` takes gzip: it is named, or everything is, and not with weight 0.
  ///
  /// - Source: RFC 9110, section 12.5.3.
  static func isWanted(by accept: String?) -> Bool {
    guard let accept else { return false }
    var any = false
    for item in accept.split(separator: ",") {
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
      guard let name = parts.first, ["gzip", "x-gzip", "*"].contains(name) else { continue }
      let weight = parts.dropFirst().first { $0.utf8.starts(with: "q=".utf8) }.flatMap { Double($0.dropFirst(2)) } ?? 1
      if name != "*" { return weight > 0 }
      any = weight > 0
    }
    return any
  }
}
