/// Why a paper was not printed. Every case comes from outside: the facts were accepted before.
public enum PressFailure: Error, Hashable, Sendable {
  /// A tool, folder or file that the press needs is not there.
  case missing(what: String, path: String)
  /// bubblewrap could not build the sandbox; nothing is printed without it.
  case sandboxRefused(String)
  case factsTooLarge(bytes: Int, bytesMax: Int)
  case pdfTooLarge(bytesMax: Int)
  case timedOut(seconds: Double)
  /// The renderer gave up: the first line of what it said.
  case renderer(kind: String, line: String)
  /// The process could not be started or spoken to.
  case process(String)
  case cancelled
}

extension PressFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let what, let path): "\(what) is not at \(path); install it or correct the setting"
    case .sandboxRefused(let line): "the sandbox was refused, so no paper is printed: \(line)"
    case .factsTooLarge(let bytes, let bytesMax): "the facts have \(bytes) bytes, more than \(bytesMax)"
    case .pdfTooLarge(let bytesMax): "the PDF has more than \(bytesMax) bytes"
    case .timedOut(let seconds): "the paper was not ready after \(seconds) seconds"
    case .renderer(let kind, let line): "\(kind) could not be laid out: \(line)"
    case .process(let line): "the renderer could not be run: \(line)"
    case .cancelled: "printing was cancelled"
    }
  }
}
