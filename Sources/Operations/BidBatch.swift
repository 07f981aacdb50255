import Notes
import Postgres
import Store
import Synchronization
import Tendering

/// The verdicts over one batch of notes, and its writing.
///
/// Notes are judged in the order of the batch, each seeing what those before it changed: a bidder may register and bid
/// in one breath.
struct BidBatch: ~Copyable {
  private var biddings: [String: Bidding] = [:]
  private var registered: Set<BidderPlace> = []
  private var last: [BidPlace: LastBidNote] = [:]
  private var payloads: [Digest: PayloadRow] = [:]
  private var known: [Digest: Moment] = [:]
  private var accepted: [NewBidNote] = []
  private var registrations: [(register: Register, sender: String, id: Digest)] = []

  private struct BidderPlace: Hashable {
    let tender: String
    let bidder: String
  }

  /// - Parameters:
  ///   - offered: what each notice offers, remembered from batch to batch.
  ///   - keys: of bidders whose registration is remembered.
  static func decide(
    _ notes: [IncomingNote], offered: OfferedParts, keys: BidderKeys, in tx: borrowing Transaction
  ) throws -> [Result<BidAnswer, any Error>] {
    var batch = BidBatch()
    try batch.load(notes, offered: offered, keys: keys, in: tx)
    var answers: [Result<BidAnswer, any Error>] = []
    answers.reserveCapacity(notes.count)
    for note in notes {
      do {
        answers.append(.success(try batch.judge(note)))
      } catch {
        answers.append(.failure(error))
      }
    }
    try tx.insert(batch.accepted)
    for registration in batch.registrations {
      try tx.insertBidder(registration.register, actor: registration.sender, note: registration.id)
    }
    return answers
  }

  /// One round trip for the whole batch, whatever its size, and one more when a note may have come before.
  private mutating func load(
    _ notes: [IncomingNote], offered: OfferedParts, keys: BidderKeys, in tx: borrowing Transaction
  ) throws {
    var places: Set<BidPlace> = []
    var bidders: Set<BidderPlace> = []
    var wanted: Set<Digest> = []
    for note in notes {
      switch note.body {
      case .register(let register):
        bidders.insert(BidderPlace(tender: register.tender, bidder: register.bidder.text))
      case .bid(let bid):
        places.insert(bid.place)
        bidders.insert(BidderPlace(tender: bid.tender, bidder: bid.head.bidder.text))
        if note.attached == nil { wanted.insert(bid.head.payload) }
      case .withdraw(let withdraw):
        places.insert(withdraw.place)
        bidders.insert(BidderPlace(tender: withdraw.tender, bidder: withdraw.bidder.text))
      default: break
      }
    }
    var earliest: [String: Moment] = [:]
    for note in notes {
      let before = earliest[note.body.tender] ?? note.receivedAt
      earliest[note.body.tender] = min(before, note.receivedAt)
    }
    // A registration never changes, so one that was read once is not asked for again.
    registered = bidders.filter { keys.isRemembered($0.bidder, in: $0.tender) }
    let facts = try tx.bidFacts(
      senders: Set(notes.map { "\($0.body.tender) \($0.sender)" }), tenders: earliest, places: Array(places),
      bidders: bidders.subtracting(registered).map { ($0.tender, $0.bidder) }, payloads: Array(wanted))
    last = facts.last
    payloads = facts.payloads
    for row in facts.bidders { registered.insert(BidderPlace(tender: row.tender, bidder: row.bidder)) }
    for row in facts.tenders { biddings[row.id] = try Self.bidding(row, offered: offered, in: tx) }
    var candidates: [Digest] = []
    for note in notes where mayBeKnown(note) { candidates.append(note.id) }
    known = try tx.knownBidNotes(candidates)
  }

  /// Whether a note can have been taken before: then its place has a note of its seq or a later one, and its bidder is
  /// registered.
  private func mayBeKnown(_ note: IncomingNote) -> Bool {
    switch note.body {
    case .register(let register):
      registered.contains(BidderPlace(tender: register.tender, bidder: register.bidder.text))
    case .bid(let bid): last[bid.place].map { $0.seq >= bid.head.seq } ?? false
    case .withdraw(let withdraw): last[withdraw.place].map { $0.seq >= withdraw.seq } ?? false
    default: false
    }
  }

  /// What the rules need to know of a tender; nil for a draft, of which nobody outside knows.
  private static func bidding(
    _ row: TenderBiddenFor, offered: OfferedParts, in tx: borrowing Transaction
  ) throws -> Bidding? {
    guard let id = Tender.ID(row.id), let digest = row.notice, let notice = Fingerprint(digest.bytes),
      let opens = row.opensAt, let deadline = row.deadlineAt
    else { return nil }
    return Bidding(
      tender: id, notice: notice, opens: opens.instant, deadline: deadline.instant,
      threshold: Threshold(needed: row.threshold, custodians: row.custodians),
      parts: try offered.parts(of: row.id, notice: digest, in: tx), isCancelled: row.state == .cancelled,
      isClosed: row.state == .closed)
  }

  private mutating func judge(_ incoming: IncomingNote) throws -> BidAnswer {
    if let first = known[incoming.id] { return .known(receivedAt: first) }
    guard let bidding = biddings[incoming.body.tender] else { throw BidRefusal.tenderUnknown }
    let signer = try PartyKey(reading: incoming.note.signer().text)
    let new: NewBidNote
    switch incoming.body {
    case .register(let register):
      let place = BidderPlace(tender: register.tender, bidder: register.bidder.text)
      try bidding.accept(
        registrationOf: try PartyKey(reading: place.bidder), signer: signer, isTaken: registered.contains(place),
        receivedAt: incoming.receivedAt.instant)
      registered.insert(place)
      registrations.append((register, incoming.sender, incoming.id))
      new = incoming.row(.register, bidder: place.bidder)
    case .bid(let bid):
      try judge(bid, incoming, bidding: bidding, signer: signer)
      new = incoming.row(.bid, at: bid.place, seq: bid.head.seq, payload: bid.head.payload)
      last[bid.place] = LastBidNote(seq: bid.head.seq, bid: incoming.id)
    case .withdraw(let withdraw):
      try judge(withdraw, incoming, bidding: bidding, signer: signer)
      new = incoming.row(.withdraw, at: withdraw.place, seq: withdraw.seq)
      last[withdraw.place] = LastBidNote(seq: withdraw.seq, bid: nil)
    default: throw NoteRefusal.notTakenHere(incoming.note.type)
    }
    accepted.append(new)
    known[incoming.id] = incoming.receivedAt
    return .taken(receivedAt: incoming.receivedAt)
  }

  private func judge(_ bid: BidNote, _ incoming: IncomingNote, bidding: Bidding, signer: PartyKey) throws {
    let head = bid.head
    guard let notice = Fingerprint(head.notice.bytes), let lot = Lot.ID(head.lot), let part = Part.ID(head.part) else {
      throw BidRefusal.wrongNotice
    }
    try bidding.accept(
      Bidding.IncomingBid(
        notice: notice, lot: lot, part: part, bidder: try PartyKey(reading: head.bidder.text), signer: signer,
        seq: head.seq, threshold: Threshold(needed: head.threshold, custodians: head.custodians),
        payloadBytes: head.payloadBytes),
      past: past(bid.place, seq: head.seq), payload: payload(of: head, incoming),
      receivedAt: incoming.receivedAt.instant)
  }

  private func judge(_ withdraw: Withdraw, _ incoming: IncomingNote, bidding: Bidding, signer: PartyKey) throws {
    guard let named = Fingerprint(withdraw.bid.bytes), let lot = Lot.ID(withdraw.lot),
      let part = Part.ID(withdraw.part)
    else { throw BidRefusal.withdrawsOther(hasBidInForce: false) }
    try bidding.accept(
      withdrawalOf: Bid.ID(named), lot: lot, part: part, bidder: try PartyKey(reading: withdraw.bidder.text),
      signer: signer, seq: withdraw.seq, past: past(withdraw.place, seq: withdraw.seq),
      receivedAt: incoming.receivedAt.instant)
  }

  private func past(_ place: BidPlace, seq: Int) -> Bidding.Past {
    let before = last[place]
    return Bidding.Past(
      isRegistered: registered.contains(BidderPlace(tender: place.tender, bidder: place.bidder)),
      lastSeq: before?.seq, isSeqUsed: before?.seq == seq,
      bidInForce: before?.bid.flatMap { Fingerprint($0.bytes) }.map { Bid.ID($0) })
  }

  private func payload(of head: BidNote.Head, _ incoming: IncomingNote) -> Bidding.Payload {
    if let digest = incoming.attachedDigest {
      return digest == head.payload && incoming.attached?.count == head.payloadBytes
        ? .complete(at: incoming.receivedAt.instant) : .differs
    }
    guard let row = payloads[head.payload] else { return .missing }
    return row.bytes == head.payloadBytes ? .complete(at: row.wholeAt.instant) : .differs
  }
}

/// The parts that notices offer, read once: a published tender keeps its parts for ever.
final class OfferedParts: Sendable {
  private let known = Mutex<[Digest: [OfferedPart]]>([:])
  /// Beyond this many notices the memory starts anew; it only saves a look-up.
  private static let countMax = 1_000

  func parts(of tender: String, notice: Digest, in tx: borrowing Transaction) throws -> [OfferedPart] {
    if let parts = known.withLock({ $0[notice] }) { return parts }
    let parts = try tx.parts(of: tender).compactMap { part -> OfferedPart? in
      guard let lot = Lot.ID(part.lot), let name = Part.ID(part.part) else { return nil }
      return OfferedPart(lot: lot, part: name, bytesMax: part.bytesMax, isPublic: part.isPublic)
    }
    known.withLock {
      if $0.count >= Self.countMax { $0.removeAll() }
      $0[notice] = parts
    }
    return parts
  }
}

extension IncomingNote {
  fileprivate func row(_ kind: NewBidNote.Kind, bidder: String) -> NewBidNote {
    NewBidNote(
      note: note, id: id, tender: body.tender, kind: kind, bidder: bidder, lot: nil, part: nil, seq: nil, payload: nil,
      receivedAt: receivedAt, attached: nil, address: address)
  }

  fileprivate func row(_ kind: NewBidNote.Kind, at place: BidPlace, seq: Int, payload: Digest? = nil) -> NewBidNote {
    NewBidNote(
      note: note, id: id, tender: place.tender, kind: kind, bidder: place.bidder, lot: place.lot, part: place.part,
      seq: seq, payload: payload, receivedAt: receivedAt, attached: payload == nil ? nil : attached,
      address: address)
  }
}

extension BidNote {
  var place: BidPlace {
    BidPlace(tender: head.tender, lot: head.lot, part: head.part, bidder: head.bidder.text)
  }
}

extension Withdraw {
  var place: BidPlace { BidPlace(tender: tender, lot: lot, part: part, bidder: bidder.text) }
}

extension PartyKey {
  /// From text that was a key reference before; failing here is a mistake of ours, told as one.
  init(reading text: String) throws {
    guard let key = PartyKey(text) else { throw NoteRefusal.malformed(.badKey(.form)) }
    self = key
  }
}
