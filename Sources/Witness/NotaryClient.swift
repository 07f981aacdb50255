import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Notes
import Transparency

/// Asks witnesses and other daemons over HTTP. Every request ends within the time that was set.
public struct NotaryClient: Sendable {
  private let time: TimeAmount

  /// One client for the process, which ends with it.
  private static let client: HTTPClient = {
    var settings = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(30)))
    settings.connectionPool.retryConnectionEstablishment = false
    settings.httpVersion = .http1Only
    return HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  }()

  /// - Parameter seconds: for a whole request.
  public init(seconds: Int) { time = .seconds(Int64(seconds)) }

  /// Nil unless an address can be asked: `http://` or `https://`, and no blanks; a slash at its end does not matter.
  public static func prefix(_ address: String) -> String? {
    var bytes = Array(address.utf8)
    while bytes.last == 0x2F { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    let scheme = ["http://", "https://"].first { text.utf8.starts(with: $0.utf8) }
    guard let scheme, bytes.count > scheme.utf8.count, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      !bytes.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
    else { return nil }
    return text
  }

  /// A checkpoint, or nil when there is none (404).
  ///
  /// - Parameter address: the whole address of the checkpoint.
  public func checkpoint(at address: String) async throws -> [UInt8]? {
    let (status, body) = try await send(HTTPClientRequest(url: address), limit: Checkpoint.bytesMax)
    switch status {
    case 200: return body
    case 404: return nil
    default: throw NotaryFault.status(status)
    }
  }

  /// The checkpoint that a witness shows of a log.
  ///
  /// - Parameter prefix: the witness's address, as `prefix` gives it.
  public func checkpoint(of origin: String, from prefix: String) async throws -> [UInt8]? {
    try await checkpoint(at: "\(prefix)/\(Digest(of: origin).hex)/checkpoint")
  }

  /// A witness's answer to an `add-checkpoint`.
  public func add(_ body: [UInt8], to prefix: String) async throws -> WitnessAnswer {
    var request = HTTPClientRequest(url: "\(prefix)/add-checkpoint")
    request.method = .POST
    request.body = .bytes(ByteBuffer(bytes: body))
    let (status, answer) = try await send(request, limit: Cosignature.answerBytesMax)
    return WitnessAnswer(status: status, body: answer)
  }

  private func send(_ request: HTTPClientRequest, limit: Int) async throws -> (Int, [UInt8]) {
    do {
      let response = try await Self.client.execute(request, timeout: time)
      let body = try await response.body.collect(upTo: limit)
      return (Int(response.status.code), Array(body.readableBytesView))
    } catch let error as HTTPClientError {
      throw NotaryFault.unreachable(error.shortDescription)
    } catch is NIOTooManyBytesError {
      throw NotaryFault.tooLong
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      throw NotaryFault.unreachable(String("\(error)".prefix(120)))
    }
  }
}

/// Why somebody could not be asked.
public enum NotaryFault: Error, Hashable, Sendable, CustomStringConvertible {
  case unreachable(String)
  case status(Int)
  /// An answer longer than any that is right.
  case tooLong

  public var description: String {
    switch self {
    case .unreachable(let reason): reason
    case .status(let status): "status \(status)"
    case .tooLong: "the answer is too long"
    }
  }
}
