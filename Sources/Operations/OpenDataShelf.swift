import Canon
import Notes
import OpenData
import Postgres
import Store
import Synchronization

/// What the open data was made of last, so that the next event of a large tender need not read all of it again: whole
/// records by the hash of the file that they stand in, opened bids by the notes that made them, and parts of the facts by
/// the very bytes that they were read from, or by those bytes' hash. All are what reading anew would give, whoever wrote meanwhile.
final class OpenDataShelf: Sendable {
  /// Bytes of files, of which the newest are kept, and of parts, which are forgotten together.
  private static let recordBytesMax = 16 << 20, partBytesMax = 8 << 20

  /// How far the opening of a tender's bids has come, by the very notes that say so: a transaction that is undone has
  /// taken others than the one after it, however many.
  struct OpeningState: Hashable {
    let tender: String
    let notes: Digest

    init(of tender: String, in tx: borrowing Transaction) throws {
      self.tender = tender
      notes = try tx.notesDigest(of: tender, types: [Opening.type, Opened.type])
    }
  }

  /// Tenders whose opened bids are kept.
  private static let tendersMax = 4

  private struct State {
    /// The newest at the end.
    var bids: [(opening: OpeningState, byLot: [String: [PublicTender.OpenedBid]])] = []
    /// The one used last at the end.
    var records: [(file: Digest, bytes: Int, record: OpenRecord)] = []
    var parts: [[UInt8]: JSON] = [:]
    var files: [Digest: JSON] = [:]
    var partBytes = 0

    /// Keeps what was read from so many bytes, unless it would fill much of the shelf alone.
    mutating func keep<Key>(_ value: JSON, as key: Key, in part: WritableKeyPath<State, [Key: JSON]>, bytes: Int) {
      guard bytes < OpenDataShelf.partBytesMax / 16 else { return }
      if partBytes + bytes > OpenDataShelf.partBytesMax {
        parts = [:]
        files = [:]
        partBytes = 0
      }
      if self[keyPath: part].updateValue(value, forKey: key) == nil { partBytes += bytes }
    }
  }

  private let state = Mutex(State())

  /// The record of this file, if it is kept.
  func record(of file: Digest) -> OpenRecord? {
    state.withLock { state in
      guard let place = state.records.lastIndex(where: { $0.file == file }) else { return nil }
      let kept = state.records.remove(at: place)
      state.records.append(kept)
      return kept.record
    }
  }

  /// - Parameter bytes: how long the file is; one that fills the shelf alone is not kept.
  func keep(_ record: OpenRecord, of file: Digest, bytes: Int) {
    guard bytes <= Self.recordBytesMax else { return }
    state.withLock { state in
      state.records.removeAll { $0.file == file }
      var left = Self.recordBytesMax - bytes
      let kept = state.records.reversed().prefix {
        left -= $0.bytes
        return left >= 0
      }
      state.records = kept.reversed() + [(file, bytes, record)]
    }
  }

  /// The opened bids by lot, if they are kept as of this state.
  func bids(in opening: OpeningState) -> [String: [PublicTender.OpenedBid]]? {
    state.withLock { $0.bids.last { $0.opening == opening }?.byLot }
  }

  func keep(_ bids: [String: [PublicTender.OpenedBid]], in opening: OpeningState) {
    state.withLock { state in
      state.bids.removeAll { $0.opening.tender == opening.tender }
      state.bids = state.bids.suffix(Self.tendersMax - 1) + [(opening, bids)]
    }
  }

  /// The JSON written in these bytes, of which most were read for the event before: a lot's scheme, a bid's particulars.
  func value(of bytes: [UInt8]) throws -> JSON {
    if let value = state.withLock({ $0.parts[bytes] }) { return value }
    let value = try JSON.parse(bytes)
    state.withLock { $0.keep(value, as: bytes, in: \.parts, bytes: bytes.count) }
    return value
  }

  /// The JSON in the file of this hash, if it is known.
  func value(of file: Digest) -> JSON? { state.withLock { $0.files[file] } }

  /// The JSON in these bytes, which are the file of this hash.
  func value(of file: Digest, in bytes: [UInt8]) throws -> JSON {
    let value = try JSON.parse(bytes)
    state.withLock { $0.keep(value, as: file, in: \.files, bytes: bytes.count) }
    return value
  }
}
