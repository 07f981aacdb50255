import Notes
import Postgres
import Store
import Tendering
import Transparency

/// Why there is no full receipt at this moment. The note itself is taken; its acknowledgement holds.
public enum ReceiptRefusal: Refusal {
  /// It waits for its tick.
  case waitsForTick
  /// It stands in a tick that no published head covers yet.
  case waitsForHead

  public var code: String {
    switch self {
    case .waitsForTick: "receipts.waitsForTick"
    case .waitsForHead: "receipts.waitsForHead"
    }
  }
}

extension Office {
  /// The full receipt of one of the caller's own notes: the proof from the note to the published head.
  ///
  /// - Returns: a c2sp.org/tlog-proof@v1.
  /// - Throws: `ReceiptRefusal` while there is none; `InputRefusal.notFound` for a note that is not the caller's.
  public func fetchReceipt(_ note: Digest, of tender: String, by actor: Actor) async throws -> [UInt8] {
    guard actor.role == .agency else { throw AccessRefusal.notOwn }
    let place = try await database.read(as: .actor(actor)) { tx -> (tick: Int, slot: Int, logIndex: Int)? in
      // Whether a note exists that is somebody else's is not told.
      guard try tx.isBidNote(note, of: tender, by: actor.key.text) else { throw InputRefusal.notFound("note") }
      return try tx.place(of: note)
    }
    guard let place else { throw ReceiptRefusal.waitsForTick }
    // One that meets the policy that we state, where there is one that goes as far.
    guard let bytes = await publisher.checkpoint(covering: place.logIndex + 1) else {
      throw ReceiptRefusal.waitsForHead
    }
    let head = try Checkpoint.note(parsing: bytes)
    let size = try Checkpoint(head).size
    guard place.logIndex < size else { throw ReceiptRefusal.waitsForHead }
    let tree = try await trees.tree(of: tender, tick: place.tick) {
      try await database.read(as: .notary) { tx in
        try BatchTree(
          master: try tx.master(of: tender), tick: place.tick, notes: try tx.tickNotes(of: tender, tick: place.tick))
      }
    }
    let (entry, path) = try await database.read { tx in
      (
        try tx.logEntries(from: place.logIndex, to: place.logIndex + 1),
        try tx.inclusionProof(of: place.logIndex, size: size)
      )
    }
    guard let tick = entry.first, let proof = TickProof(tree, slot: place.slot, tick: tick) else {
      throw PostgresFailure(.mismatch, message: "note \(note.hex) is not where the archive says it is")
    }
    return Receipt.bytes(proof, index: place.logIndex, path: path, checkpoint: head)
  }
}

/// The batch trees of the last ticks that somebody asked a receipt of: after a tick with many notes many ask at once.
actor BatchTrees {
  private struct Place: Hashable {
    let tender: String
    let tick: Int
  }

  private var trees: [Place: Task<BatchTree, any Error>] = [:]
  /// Rising by use.
  private var uses: [Place: Int] = [:]
  private var use = 0

  /// A full tree holds some 10 MB, one of a few notes some kilobytes.
  private static let countMax = 16

  /// The tree, made by `make` when it is not at hand; who asks meanwhile waits for the same one.
  func tree(
    of tender: String, tick: Int, make: @escaping @Sendable () async throws -> BatchTree
  ) async throws -> BatchTree {
    let place = Place(tender: tender, tick: tick)
    use += 1
    uses[place] = use
    if let made = trees[place] { return try await made.value }
    let making = Task { try await make() }
    trees[place] = making
    if trees.count > Self.countMax, let oldest = uses.min(by: { $0.value < $1.value })?.key {
      forget(oldest)
    }
    do {
      return try await making.value
    } catch {
      // A database that was away for a moment is not remembered.
      forget(place)
      throw error
    }
  }

  private func forget(_ place: Place) {
    trees[place] = nil
    uses[place] = nil
  }
}
