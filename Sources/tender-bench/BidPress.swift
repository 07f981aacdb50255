import Dispatch
import NIOCore
import NIOConcurrencyHelpers
import Notes
import Sealing

/// A bid as its bidder has it before it is sent.
struct SealedBid: Sendable {
  let note: [UInt8]
  let payload: [UInt8]
  let key: SigningKey
}

/// Seals bids and signs requests ahead of a round, on all cores.
struct BidPress: Sendable {
  let fixture: Fixture

  /// One bid of each of the first `count` bidders, all with this seq: own secret, own payload of exactly 16 KiB, own
  /// shares to the five custodians, own signature.
  func bids(_ count: Int, seq: Int) throws -> [SealedBid] {
    try parallel(count) { index in
      let key = fixture.people.bidders[index]
      let secret = BidSecret()
      let plaintext = [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: Fixture.payloadBytes - 200)
      let payload = try Age.encrypt(plaintext, to: [try secret.identity().recipient])
      guard payload.count == Fixture.payloadBytes else {
        throw BenchFailure("a payload of \(payload.count) bytes instead of \(Fixture.payloadBytes)")
      }
      let head = BidNote.Head(
        tender: Fixture.tender, notice: fixture.notice, lot: "L1", part: "main", bidder: key.verifier.reference,
        seq: seq, threshold: Fixture.threshold, custodians: fixture.recipients.count, payloadBytes: payload.count,
        payload: Digest(of: payload))
      let envelope = try SealedEnvelope(head: head, secret: secret, recipients: fixture.recipients)
      return SealedBid(note: key.sign(envelope.note.text).bytes, payload: payload, key: key)
    }
  }

  func registrations() throws -> [SealedBid] {
    try parallel(fixture.people.bidders.count) { index in
      let key = fixture.people.bidders[index]
      return SealedBid(
        note: key.sign(Register(tender: Fixture.tender, key: key.verifier).text).bytes, payload: [], key: key)
    }
  }

  func requests(_ bids: [SealedBid]) throws -> [ByteBuffer] { try RequestPress.requests(bids, of: Fixture.tender) }
}

/// What is handed in, as bytes for the wire.
enum RequestPress {
  /// The bytes of one request for each bid, signed now: a signature is fresh for a minute.
  static func requests(_ bids: [SealedBid], of tender: String) throws -> [ByteBuffer] {
    let path = "/api/tenders/\(tender)/bids"
    return try parallel(bids.count) { index in
      let bid = bids[index]
      let signed = SignedFields(
        method: "POST", path: path, body: [bid.note[...], bid.payload[...]], key: bid.key)
      var head = "POST \(path) HTTP/1.1\r\nHost: bench\r\nContent-Type: application/octet-stream\r\n"
      head += "Content-Length: \(bid.note.count + bid.payload.count)\r\n"
      if !bid.payload.isEmpty { head += "Tender-Note-Bytes: \(bid.note.count)\r\n" }
      for (name, value) in signed.fields { head += "\(name): \(value)\r\n" }
      head += "\r\n"
      var buffer = ByteBufferAllocator().buffer(capacity: head.utf8.count + bid.note.count + bid.payload.count)
      buffer.writeString(head)
      buffer.writeBytes(bid.note)
      buffer.writeBytes(bid.payload)
      return buffer
    }
  }
}

/// `make` of every index below `count`, in order, on as many threads as there are cores.
func parallel<Value: Sendable>(
  _ count: Int, _ make: @Sendable (Int) throws -> Value
) throws -> [Value] {
  let width = 256
  let made = NIOLockedValueBox<[Int: Result<[Value], any Error>]>([:])
  DispatchQueue.concurrentPerform(iterations: (count + width - 1) / width) { block in
    let result = Result { try (block * width..<min((block + 1) * width, count)).map(make) }
    made.withLockedValue { $0[block] = result }
  }
  var values: [Value] = []
  values.reserveCapacity(count)
  for (_, block) in made.withLockedValue({ $0 }).sorted(by: { $0.key < $1.key }) { values += try block.get() }
  return values
}
