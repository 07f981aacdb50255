import Notes

/// What a bidder holds in its hand after handing in a note, once it has been checked.
public enum Receipt: Sendable {
  /// The log key's promise that the note is taken.
  case acknowledged(Acknowledgement)
  /// The log key's word that the note came late.
  case late(LateNote)
  /// The proof that the note stands in the log.
  case logged(LoggedNote)

  /// The tender of the note that it is for.
  public var tender: String {
    switch self {
    case .acknowledged(let ack): ack.tender
    case .late(let late): late.tender
    case .logged(let logged): logged.tender
    }
  }

  /// A stable name for machines.
  public var kind: String {
    switch self {
    case .acknowledged: Acknowledgement.type
    case .late: LateNote.type
    case .logged: LogProof.type
    }
  }
}

/// Where a note stands, proved.
public struct LoggedNote: Sendable {
  public let tender: String
  public let note: Digest
  /// The tick that took it in, as the log has it.
  public let tick: TickText
  /// 0…65535.
  public let slot: Int
  /// Of the tick, in the log.
  public let index: Int
  public let checkpoint: TrustedCheckpoint
}

/// What the `extra` of a receipt holds: the way from a note up to the batch root, and the tick that names the root.
public struct TickProof: Sendable {
  public var nonce: Digest
  public var slot: Int
  /// 16 hashes from the leaf up.
  public var path: [Digest]
  /// The tick entry's bytes.
  public var tick: [UInt8]

  /// - Returns: nil unless the slot is 0…65535 and the path has 16 hashes.
  public init?(nonce: Digest, slot: Int, path: [Digest], tick: [UInt8]) {
    guard (0..<BatchTree.slots).contains(slot), path.count == BatchTree.depth else { return nil }
    self.nonce = nonce
    self.slot = slot
    self.path = path
    self.tick = tick
  }

  /// The note in this slot of a batch, with the entry that the batch's root went into; nil when the slot is empty.
  public init?(_ batch: BatchTree, slot: Int, tick: [UInt8]) {
    guard let path = batch.path(slot: slot) else { return nil }
    self.init(nonce: batch.nonce(slot: slot), slot: slot, path: path, tick: tick)
  }

  /// nonce (32) || slot (2, big endian) || 16 hashes || tick.
  public var bytes: [UInt8] {
    nonce.bytes + [UInt8(slot >> 8 & 0xFF), UInt8(slot & 0xFF)] + Tile.bytes(of: path) + tick
  }

  /// Nil unless there are 546 bytes and a tick no longer than an entry.
  public init?(parsing bytes: [UInt8]) {
    guard bytes.count > 546, bytes.count <= 546 + Tile.entryBytesMax, let nonce = Digest(bytes: bytes[..<32]) else {
      return nil
    }
    let path = stride(from: 34, to: 546, by: 32).compactMap { Digest(bytes: bytes[$0..<($0 + 32)]) }
    self.init(nonce: nonce, slot: Int(bytes[32]) << 8 | Int(bytes[33]), path: path, tick: Array(bytes[546...]))
  }
}

extension Receipt {
  /// The bytes of a receipt, to give to the bidder.
  ///
  /// - Parameters:
  ///   - proof: the note's place in its tick.
  ///   - index: the tick's, in the log.
  ///   - path: the tick's inclusion proof in the checkpoint's tree.
  public static func bytes(_ proof: TickProof, index: Int, path: [Digest], checkpoint: SignedNote) -> [UInt8] {
    LogProof(extra: proof.bytes, index: index, path: path, checkpoint: checkpoint).bytes
  }

  /// Holds the receipt's times against the deadline that was in force, which whoever has the notice knows.
  ///
  /// - Throws: `ackNotInTime`, `wronglyLate`, `otherDeadline`: each is evidence against whoever signed the receipt.
  public func judge(deadline: Int) throws(ReceiptFault) {
    switch self {
    case .acknowledged(let ack):
      guard ack.received < deadline else { throw .ackNotInTime(deadline: deadline, received: ack.received) }
    case .late(let late):
      guard late.received >= deadline else { throw .wronglyLate(deadline: deadline, received: late.received) }
      guard late.deadline == deadline else { throw .otherDeadline(deadline: deadline, stated: late.deadline) }
    case .logged: break
    }
  }

  /// Checks a receipt of any kind for a note, with trust files and nothing else.
  ///
  /// The times in it are not judged: which deadline was in force is known only to who has the notice; see `judge`.
  ///
  /// - Throws: the first fault that applies.
  public static func verify(
    _ bytes: [UInt8], note: SignedNote, trust: Trust
  ) throws(ReceiptFault) -> Receipt {
    guard bytes.count <= LogProof.bytesMax else { throw .tooLarge }
    let tender = try checked(note, trust)
    guard !bytes.starts(with: "\(LogProof.type)\n".utf8) else {
      return .logged(try logged(bytes, note.id, tender, trust))
    }
    let signed: SignedNote
    let any: AnyNote
    do {
      signed = try SignedNote(parsing: bytes)
      any = try AnyNote(parsing: signed.text)
    } catch { throw .malformed(error) }
    let receipt: Receipt
    let said: (tender: String, note: Digest)
    switch any {
    case .ack(let ack):
      receipt = .acknowledged(ack)
      said = (ack.tender, ack.note)
    case .late(let late):
      receipt = .late(late)
      said = (late.tender, late.note)
    default: throw .notAReceipt(signed.type)
    }
    do { try trust.verify(signed, by: [.log]) } catch { throw .notByTheLog(error) }
    guard said.note == note.id else { throw .otherNote }
    guard said.tender.utf8.elementsEqual(tender.utf8) else { throw .otherTender }
    if case .late(let late) = receipt, late.received < late.deadline { throw .notLate }
    return receipt
  }

  /// The tender of a note that a tick can hold, its signature checked as far as the signer's key is known.
  private static func checked(_ note: SignedNote, _ trust: Trust) throws(ReceiptFault) -> String {
    do {
      let body = try AnyNote(parsing: note.text)
      let signer = try note.signer()
      let bidder: KeyReference
      var key = trust.entry(for: signer)
      switch body {
      case .register(let register):
        bidder = register.bidder
        guard key == nil || key?.key == register.key else { throw ReceiptFault.otherKey(signer.text) }
        key = VKeys.Entry(role: key?.role ?? .bidder, key: register.key)
      case .bid(let bid): bidder = bid.head.bidder
      case .withdraw(let withdraw): bidder = withdraw.bidder
      default: throw ReceiptFault.notInTicks(note.type)
      }
      guard signer == bidder else { throw NoteError.wrongSigner(expected: bidder.text, found: signer.text) }
      if let key {
        guard key.role == .bidder else {
          throw NoteError.wrongSigner(expected: Role.bidder.rawValue, found: key.role.rawValue)
        }
        try note.verify(by: key.key)
      }
      return body.tender
    } catch let fault as ReceiptFault {
      throw fault
    } catch let error as NoteError {
      throw .badNote(error)
    } catch {
      throw .badNote(.badText)
    }
  }

  private static func logged(
    _ bytes: [UInt8], _ note: Digest, _ tender: String, _ trust: Trust
  ) throws(ReceiptFault) -> LoggedNote {
    let proof: LogProof
    do { proof = try LogProof(parsing: bytes) } catch { throw .proof(error) }
    guard let place = proof.extra.flatMap({ TickProof(parsing: $0) }) else { throw .badExtra }
    guard let text = String(validating: place.tick, as: UTF8.self) else { throw .badTick(.notUTF8) }
    let tick: TickText
    do { tick = try TickText(parsing: text) } catch { throw .badTick(error) }
    let trusted: TrustedCheckpoint
    do { trusted = try trust.policy.verify(proof.checkpoint) } catch { throw .checkpoint(error) }
    let head = trusted.checkpoint
    guard
      Tree.includes(
        Tree.leafHash(place.tick), at: proof.index, size: head.size, root: head.root, path: proof.path)
    else { throw .notInLog }
    guard let batch = tick.batches.first(where: { $0.tender.utf8.elementsEqual(tender.utf8) }) else {
      throw .noBatch(tender)
    }
    guard BatchTree.root(note: note, nonce: place.nonce, slot: place.slot, path: place.path) == batch.root else {
      throw .notInBatch
    }
    return LoggedNote(
      tender: tender, note: note, tick: tick, slot: place.slot, index: proof.index, checkpoint: trusted)
  }
}

/// Why a receipt proves nothing. The first that applies.
public enum ReceiptFault: Error, Hashable, Sendable {
  case tooLarge
  /// The note is of a type that gets no receipt.
  case notInTicks(String)
  /// The note itself is malformed, or not signed by its bidder.
  case badNote(NoteError)
  /// The registered key is not the one that is pinned under its name.
  case otherKey(String)
  /// Neither a proof nor a note.
  case malformed(NoteError)
  /// A note, and none that is a receipt.
  case notAReceipt(String)
  /// The promise is not signed by a pinned log key.
  case notByTheLog(NoteError)
  /// The receipt is for another note.
  case otherNote
  case otherTender
  /// It says that the note came late, and names a time before the deadline.
  case notLate
  /// A promise for a note received when it was late already.
  case ackNotInTime(deadline: Int, received: Int)
  /// It turns away a note that came before the deadline in force.
  case wronglyLate(deadline: Int, received: Int)
  /// It names another deadline than the one in force.
  case otherDeadline(deadline: Int, stated: Int)
  case proof(LogProofFault)
  /// The proof's `extra` is not nonce, slot, path and tick.
  case badExtra
  /// The entry in `extra` is no tick.
  case badTick(NoteError)
  case checkpoint(CheckpointFault)
  /// The proof does not lead from the tick to the checkpoint.
  case notInLog
  /// The tick has no batch line of the note's tender.
  case noBatch(String)
  /// Nonce, slot and path do not lead from the note to the batch line.
  case notInBatch

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .tooLarge: "receipt.tooLarge"
    case .notInTicks: "receipt.notInTicks"
    case .badNote: "receipt.badNote"
    case .otherKey: "receipt.otherKey"
    case .malformed: "receipt.malformed"
    case .notAReceipt: "receipt.notAReceipt"
    case .notByTheLog: "receipt.notByTheLog"
    case .otherNote: "receipt.otherNote"
    case .otherTender: "receipt.otherTender"
    case .notLate: "receipt.notLate"
    case .ackNotInTime: "receipt.ackNotInTime"
    case .wronglyLate: "receipt.wronglyLate"
    case .otherDeadline: "receipt.otherDeadline"
    case .proof: "receipt.proof"
    case .badExtra: "receipt.badExtra"
    case .badTick: "receipt.badTick"
    case .checkpoint: "receipt.checkpoint"
    case .notInLog: "receipt.notInLog"
    case .noBatch: "receipt.noBatch"
    case .notInBatch: "receipt.notInBatch"
    }
  }
}
