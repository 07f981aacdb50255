import Mustache

/// Escapes text for HTML, inside elements and quoted attributes, scalar by scalar.
///
///     "\u{301} onmouseover=x  →  &quot;\u{301} onmouseover&#61;x
///
/// Scalars that HTML cannot hold, and those that reorder what is read (a name could pretend to be another), become
/// U+FFFD.
struct ScalarEscaping: MustacheContentType {
  static let name = "SAFE"
  /// The first line of every template.
  static let pragma = "{{% CONTENT_TYPE:\(name)}}"

  func escapeText(_ text: String) -> String { escaped(text) }
}

/// `text` as it may stand in HTML.
func escaped(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": out.append(contentsOf: "&amp;".unicodeScalars)
    case "<": out.append(contentsOf: "&lt;".unicodeScalars)
    case ">": out.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
    case "'": out.append(contentsOf: "&#39;".unicodeScalars)
    case "`": out.append(contentsOf: "&#96;".unicodeScalars)
    case "=": out.append(contentsOf: "&#61;".unicodeScalars)
    case "\t", "\n": out.append(scalar)
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{FFFE}",
      "\u{FFFF}":
      out.append("\u{FFFD}")
    default: out.append(scalar)
    }
  }
  return String(out)
}
