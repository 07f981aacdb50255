import Logging
import Notes
import Postgres
import Store
import Synchronization
import Tendering

/// A note for the sealed period as it reached the counter.
public struct IncomingNote: Sendable {
  public let note: SignedNote
  public let body: AnyNote
  public let id: Digest
  /// The payload that came along, and its hash.
  public let attached: [UInt8]?
  public let attachedDigest: Digest?
  /// When the request's last byte was read.
  public let receivedAt: Moment
  /// The signed-in agency's key, for registrations.
  public let sender: String
  /// The network address that it came from.
  public let address: String?

  public init(note: SignedNote, attached: [UInt8]?, receivedAt: Moment, sender: String) throws {
    self.note = note
    do { body = try AnyNote(parsing: note.text) } catch { throw NoteRefusal.malformed(error) }
    id = note.id
    self.attached = attached
    attachedDigest = attached.map { Digest(of: $0) }
    self.receivedAt = receivedAt
    self.sender = sender
    address = NetworkAddress.current
  }
}

/// What the counter answers to a note.
public enum BidAnswer: Sendable {
  /// Taken now.
  case taken(receivedAt: Moment)
  /// Taken before: its first acknowledgement again.
  case known(receivedAt: Moment)
}

/// Where notes of the sealed period are written down: many at once, one transaction, a verdict for each.
///
/// Every batch shares the rows of its tenders, so a close, which wants them alone, waits for what is under way; it
/// never waits for what has not arrived.
public struct BidDesk: Sendable {
  private let batcher: Batcher<IncomingNote, BidAnswer>
  private let keys: BidderKeys

  public init(_ configuration: DatabaseConfiguration, database: Database, logger: Logger) throws {
    keys = BidderKeys(database: database)
    let offered = OfferedParts()
    var configuration = configuration
    configuration.seeksByKey = true
    batcher = try Batcher(
      configuration, as: .notary, lanes: 2, limits: Self.limits, logger: logger, weigh: Self.weight
    ) { [keys] tx, notes in
      do {
        return try BidBatch.decide(notes, offered: offered, keys: keys, in: tx)
      } catch let failure as PostgresFailure where failure.constraint != nil && notes.count == 1 {
        // Two daemons met. A batch of several is undone and split by the batcher until each note stands alone.
        if let refusal = ConstraintRefusals.refusal(for: failure) { throw refusal }
        throw failure
      }
    }
  }

  /// No note is turned away for want of room: one that arrived in time and has to come again may be late then. Whoever
  /// waits here has its bytes in memory already, one note for each connection, so the bound on connections is the bound
  /// on what waits.
  private static var limits: BatchLimits {
    var limits = BatchLimits()
    limits.waitingItemsMax = .max
    limits.waitingWeightMax = .max
    return limits
  }

  private static func weight(_ note: IncomingNote) -> Int { note.note.bytes.count + (note.attached?.count ?? 0) }

  func submit(_ note: IncomingNote) async throws -> BidAnswer {
    do {
      let answer = try await batcher.submit(note)
      if case .register(let register) = note.body { keys.remember(register.key, in: register.tender) }
      return answer
    } catch is BatcherFailure {
      // The daemon is ending; nothing was done.
      throw InputRefusal.busy
    }
  }

  /// The vkey that a bidder registered for a tender.
  func key(of bidder: KeyReference, in tender: String) async throws -> VerifierKey? {
    try await keys.key(of: bidder, in: tender)
  }

  public func close() async { await batcher.close() }
}

/// Bidders' keys, read once: a registration never changes.
final class BidderKeys: Sendable {
  private struct Place: Hashable {
    let tender: String
    let bidder: String
  }
  private let database: Database
  private let known = Mutex<[Place: VerifierKey]>([:])
  /// Beyond this many the cache starts anew; it only saves a look-up.
  private static let countMax = 100_000

  init(database: Database) { self.database = database }

  func key(of bidder: KeyReference, in tender: String) async throws -> VerifierKey? {
    let place = Place(tender: tender, bidder: bidder.text)
    if let key = known.withLock({ $0[place] }) { return key }
    let row = try await database.read(as: .notary) { tx in try tx.bidders([(tender, bidder.text)]).first }
    guard let row, let key = try? VerifierKey(parsing: row.vkey) else { return nil }
    remember(key, in: tender)
    return key
  }

  /// Whether the bidder is known to be registered, by its key reference.
  func isRemembered(_ bidder: String, in tender: String) -> Bool {
    known.withLock { $0[Place(tender: tender, bidder: bidder)] != nil }
  }

  /// - Parameter key: registered for this tender, by a committed note.
  func remember(_ key: VerifierKey, in tender: String) {
    known.withLock {
      if $0.count >= Self.countMax { $0.removeAll() }
      $0[Place(tender: tender, bidder: key.reference.text)] = key
    }
  }
}
