import Glibc

/// The two streams, byte for byte: what is data goes out, what is said to a person goes to the other.
enum Terminal {
  enum Stream: Int32 {
    case out = 1
    case err = 2
  }

  /// Writes all of it. A reader that has gone away ends the program as it ends any other: by SIGPIPE.
  static func write(_ text: String, to stream: Stream) { write(Array(text.utf8), to: stream) }

  static func write(_ bytes: [UInt8], to stream: Stream) {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Glibc.write(stream.rawValue, buffer.baseAddress?.advanced(by: done), buffer.count - done)
        if count >= 0 {
          done += count
        } else if errno == EPIPE {
          // The networking library ignores the signal for the whole process; this stream must not.
          signal(SIGPIPE, SIG_DFL)
          raise(SIGPIPE)
          exit(141)
        } else if errno != EINTR {
          // A full disk behind `>`: what was asked for is not there.
          exit(stream == .out ? Exit.code(of: .localFile) : 70)
        }
      }
    }
  }

  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// The terminal's columns, 80 when unknown.
  static var columns: Int {
    var size = winsize()
    guard ioctl(Stream.err.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// `text` without what could move a terminal's cursor or turn its writing round: other people's words are shown too.
  static func clean(_ text: String, keepingLines: Bool = false) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0A where keepingLines: out.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: out.append("\u{FFFD}")
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// How many columns `text` takes: two for East Asian wide characters, none for marks that combine.
  static func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + width($1) } }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
