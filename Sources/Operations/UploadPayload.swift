import Crypto
import Notes
import Postgres
import Store
import Tendering

/// Why a piece of a payload is not taken. What was taken before stays.
public enum UploadRefusal: Refusal {
  /// The piece does not begin where the last one ended.
  case offsetDiffers(expected: Int, given: Int)
  case pieceSize(max: Int, given: Int)
  case tooLarge(max: Int)
  /// All bytes are here and their hash is another: begin again at offset 0.
  case hashDiffers

  public var code: String {
    switch self {
    case .offsetDiffers: "upload.offsetDiffers"
    case .pieceSize: "upload.pieceSize"
    case .tooLarge: "upload.tooLarge"
    case .hashDiffers: "upload.hashDiffers"
    }
  }
}

/// How far an upload is.
public struct UploadState: Sendable {
  public let offset: Int
  public let isWhole: Bool
}

extension Office {
  /// How many bytes of this payload the caller has brought so far.
  public func uploadState(_ payload: Notes.Digest, by actor: Actor) async throws -> UploadState {
    try actor.may(.uploadPayload)
    return try await database.read(as: .actor(actor)) { tx in
      // Whoever has a file's hash may hand it in, and need not send what is there.
      if let whole = try tx.reading(as: .storekeeper, { tx in try tx.payload(payload) }) {
        return UploadState(offset: whole.bytes, isWhole: true)
      }
      let uploader = try tx.uploader(of: payload, key: actor.key.text)
      return UploadState(offset: try tx.chunksReached(payload, uploader: uploader).bytes, isWhole: false)
    }
  }

  /// Takes the next piece of a payload file; the last one is followed by a check of the whole.
  ///
  /// Pieces of 1 MiB are rows of their own, so a connection cut in mid-upload loses one piece at most, and neither
  /// side ever holds the file. Pieces that turn out to be another file stay, since nothing is deleted; the next piece
  /// then begins a further attempt at offset 0. An empty piece at the end asks for the check of the whole once more.
  ///
  /// - Parameters:
  ///   - offset: where the piece begins, in bytes; where the last one ended.
  ///   - length: of the whole file, in bytes.
  ///   - receivedAt: when the piece's last byte was read; that of the last piece is the file's.
  public func uploadPayload(
    _ payload: Notes.Digest, piece: [UInt8], offset: Int, length: Int, receivedAt: Moment, by actor: Actor
  ) async throws -> UploadState {
    try actor.may(.uploadPayload)
    guard (1...Tendering.Notice.partBytesMax).contains(length), (0...length).contains(offset),
      piece.count <= length - offset
    else { throw UploadRefusal.tooLarge(max: Tendering.Notice.partBytesMax) }
    let whole = offset + piece.count == length
    guard !piece.isEmpty || whole, piece.count <= limits.pieceBytesMax, whole || piece.count == limits.pieceBytesMax
    else { throw UploadRefusal.pieceSize(max: limits.pieceBytesMax, given: piece.count) }
    let (state, uploader) = try await take(piece, of: payload, at: offset, by: actor)
    guard whole, !state.isWhole else { return state }
    return try await sealUpload(payload, length: length, uploader: uploader, at: receivedAt, by: actor)
  }

  private func take(
    _ piece: [UInt8], of payload: Notes.Digest, at offset: Int, by actor: Actor
  ) async throws -> (state: UploadState, uploader: String) {
    do {
      return try await database.write(as: .actor(actor)) { tx in
        let uploader = try tx.uploader(of: payload, key: actor.key.text)
        if let known = try tx.reading(as: .storekeeper, { tx in try tx.payload(payload) }) {
          return (UploadState(offset: known.bytes, isWhole: true), uploader)
        }
        let reached = try tx.chunksReached(payload, uploader: uploader)
        guard reached.bytes == offset else {
          throw UploadRefusal.offsetDiffers(expected: reached.bytes, given: offset)
        }
        if !piece.isEmpty { try tx.insertChunk(payload, uploader: uploader, number: reached.chunks, bytes: piece) }
        return (UploadState(offset: offset + piece.count, isWhole: false), uploader)
      }
    } catch let failure as PostgresFailure
      where ["payload_chunk_once", "payload_chunk_before_whole"].contains(failure.constraint)
    {
      // Another request of this uploader was quicker.
      throw UploadRefusal.offsetDiffers(expected: try await uploadState(payload, by: actor).offset, given: offset)
    }
  }

  /// Hashes the pieces one by one and, if they are the file, says so; otherwise the attempt is over.
  ///
  /// Another request of the same uploader may add a piece at any moment before the file is said to be whole. The database
  /// then finds another length than was hashed, and from that word on it takes no piece more.
  private func sealUpload(
    _ payload: Notes.Digest, length: Int, uploader: String, at: Moment, by actor: Actor
  ) async throws -> UploadState {
    var hasher = SHA256()
    var (number, bytes) = (0, 0)
    while bytes < length, let piece = try await chunk(payload, uploader: uploader, number: number) {
      hasher.update(data: piece)
      number += 1
      bytes += piece.count
    }
    if bytes == length, Notes.Digest(hasher.finalize()) == payload {
      do {
        try await database.write(as: .actor(actor)) { tx in
          try tx.insertPayload(payload, uploader: uploader, bytes: length, at: at)
        }
        return UploadState(offset: length, isWhole: true)
      } catch let failure as PostgresFailure where failure.constraint == "payload_of_its_pieces" {}
    }
    try await database.write(as: .actor(actor)) { tx in
      try tx.insertPayloadAttempt(after: uploader, payload, key: actor.key.text, at: at)
    }
    throw UploadRefusal.hashDiffers
  }

  private func chunk(_ payload: Notes.Digest, uploader: String, number: Int) async throws -> [UInt8]? {
    try await database.read(as: .storekeeper) { tx in try tx.chunk(payload, uploader: uploader, number: number) }
  }

  /// A whole payload to be sent piece by piece; neither side holds it in memory.
  func lendPayload(_ payload: Notes.Digest) async throws -> LentFile {
    guard let row = try await database.read(as: .storekeeper, { tx in try tx.payload(payload) }) else {
      throw InputRefusal.notFound("payload")
    }
    return LentFile(bytes: row.bytes) { number in try await chunk(payload, uploader: row.uploader, number: number) }
  }

  /// Lends a whole payload piece by piece.
  func readPayload(
    _ payload: Notes.Digest, _ body: ([UInt8]) async throws -> Void
  ) async throws {
    guard let row = try await database.read(as: .storekeeper, { tx in try tx.payload(payload) }) else {
      throw InputRefusal.notFound("payload")
    }
    var number = 0
    while let piece = try await chunk(payload, uploader: row.uploader, number: number) {
      try await body(piece)
      number += 1
    }
  }
}

/// A file that is read piece by piece.
public struct LentFile: Sendable {
  public let bytes: Int
  /// The piece with that number, from 0; nil after the last.
  public let piece: @Sendable (Int) async throws -> [UInt8]?

  init(bytes: Int, piece: @escaping @Sendable (Int) async throws -> [UInt8]?) {
    self.bytes = bytes
    self.piece = piece
  }

  init(_ whole: [UInt8]) {
    self.init(bytes: whole.count) { $0 == 0 && !whole.isEmpty ? whole : nil }
  }
}
