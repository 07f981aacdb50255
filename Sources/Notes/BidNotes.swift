/// A sealed bid for one part of one lot. Signed by the bidder.
public struct BidNote: NoteBody, Hashable {
  public static let type = "tender-bid/v1"

  public struct Share: Hashable, Sendable {
    public var commit: Digest
    /// An age file of 233 bytes to custodian i.
    public var file: [UInt8]
    public init(commit: Digest, file: [UInt8]) {
      self.commit = commit
      self.file = file
    }
  }

  /// The first nine lines: what the key shares are bound to.
  public struct Head: Hashable, Sendable {
    public var tender: String
    public var notice: Digest
    public var lot: String
    public var part: String
    public var bidder: KeyReference
    public var seq: Int
    public var threshold: Int
    public var custodians: Int
    public var payloadBytes: Int
    public var payload: Digest

    public init(
      tender: String, notice: Digest, lot: String, part: String, bidder: KeyReference, seq: Int, threshold: Int,
      custodians: Int, payloadBytes: Int, payload: Digest
    ) {
      self.tender = tender
      self.notice = notice
      self.lot = lot
      self.part = part
      self.bidder = bidder
      self.seq = seq
      self.threshold = threshold
      self.custodians = custodians
      self.payloadBytes = payloadBytes
      self.payload = payload
    }

    var lines: [String] {
      [
        "tender \(tender)", "notice \(notice.b64)", "lot \(lot)", "part \(part)", "bidder \(bidder)", "seq \(seq)",
        "threshold \(threshold) \(custodians)", "payload \(payloadBytes) \(payload.b64)",
      ]
    }

    /// The nine lines with their newlines; `ctx` is their SHA-256.
    public var text: String { ([BidNote.type] + lines).joined(separator: "\n") + "\n" }
  }

  public var head: Head
  public var shares: [Share]
  public var tender: String { head.tender }

  public init(head: Head, shares: [Share]) {
    self.head = head
    self.shares = shares
  }

  public var lines: [String] {
    head.lines + shares.enumerated().map { "share \($0 + 1) \($1.commit.b64) \(Base64.encode($1.file))" }
  }

  /// Each share line with its newline, as `recreate` must give it again.
  public var shareLines: [String] {
    shares.enumerated().map { "share \($0 + 1) \($1.commit.b64) \(Base64.encode($1.file))\n" }
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    let tender = try reader.inner.id("tender")
    let notice = try reader.inner.digest("notice")
    let lot = try reader.inner.id("lot")
    let part = try reader.inner.id("part")
    let bidder = try reader.inner.key("bidder")
    let seq = try reader.inner.number("seq", in: 1...999_999_999)
    let (t, n) = try reader.inner.threshold()
    let payload = try reader.inner.words("payload", 2)
    head = Head(
      tender: tender, notice: notice, lot: lot, part: part, bidder: bidder, seq: seq, threshold: t, custodians: n,
      payloadBytes: try reader.inner.number(in: payload[0], "payload"),
      payload: try reader.inner.digest(in: payload[1], "payload"))
    shares = []
    for i in 1...n {
      let words = try reader.inner.words("share", 3)
      guard words[0] == "\(i)", let file = Base64.decode(words[2]), file.count == 233 else {
        throw reader.inner.fault("share \(i)")
      }
      shares.append(Share(commit: try reader.inner.digest(in: words[1], "share"), file: file))
    }
  }
}

/// A bidder's key for one tender, with proof of possession. Signed by that key.
public struct Register: NoteBody, Hashable {
  public static let type = "tender-register/v1"
  public var tender: String
  public var key: VerifierKey

  public init(tender: String, key: VerifierKey) {
    self.tender = tender
    self.key = key
  }

  public var bidder: KeyReference { key.reference }
  public var lines: [String] { ["tender \(tender)", "bidder \(bidder)", "vkey \(key.text)"] }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    let bidder = try reader.inner.key("bidder")
    key = try VerifierKey(parsing: try reader.inner.field("vkey"))
    guard key.reference == bidder, key.algorithm == .ed25519 else { throw reader.inner.fault("vkey") }
  }
}

/// Takes back the bid in force. Signed by the bidder.
public struct Withdraw: NoteBody, Hashable {
  public static let type = "tender-withdraw/v1"
  public var tender: String
  public var lot: String
  public var part: String
  public var bidder: KeyReference
  public var seq: Int
  public var bid: Digest

  public init(tender: String, lot: String, part: String, bidder: KeyReference, seq: Int, bid: Digest) {
    self.tender = tender
    self.lot = lot
    self.part = part
    self.bidder = bidder
    self.seq = seq
    self.bid = bid
  }

  public var lines: [String] {
    ["tender \(tender)", "lot \(lot)", "part \(part)", "bidder \(bidder)", "seq \(seq)", "bid \(bid.b64)"]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    lot = try reader.inner.id("lot")
    part = try reader.inner.id("part")
    bidder = try reader.inner.key("bidder")
    seq = try reader.inner.number("seq", in: 1...999_999_999)
    bid = try reader.inner.digest("bid")
  }
}

/// After an `unopenable`: the bidder gives its bid's secret itself. Signed by the bidder.
public struct SecretNote: NoteBody, Hashable {
  public static let type = "tender-secret/v1"
  public var tender: String
  public var bid: Digest
  /// 32 bytes.
  public var secret: [UInt8]

  public init(tender: String, bid: Digest, secret: [UInt8]) {
    self.tender = tender
    self.bid = bid
    self.secret = secret
  }

  public var lines: [String] { ["tender \(tender)", "bid \(bid.b64)", "secret \(Base64.encode(secret))"] }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    bid = try reader.inner.digest("bid")
    secret = try reader.inner.digest("secret").bytes
  }
}

/// The promise that a note is taken; or, with the deadline, that it came late. Signed by the log key.
public struct Acknowledgement: NoteBody, Hashable {
  public static let type = "tender-ack/v1"
  public var tender: String
  public var note: Digest
  /// Unix seconds, rounded down.
  public var received: Int

  public init(tender: String, note: Digest, received: Int) {
    self.tender = tender
    self.note = note
    self.received = received
  }

  public var lines: [String] { ["tender \(tender)", "note \(note.b64)", "received \(received)"] }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    note = try reader.inner.digest("note")
    received = try reader.inner.number("received")
  }
}

public struct LateNote: NoteBody, Hashable {
  public static let type = "tender-late/v1"
  public var tender: String
  public var note: Digest
  public var received: Int
  public var deadline: Int

  public init(tender: String, note: Digest, received: Int, deadline: Int) {
    self.tender = tender
    self.note = note
    self.received = received
    self.deadline = deadline
  }

  public var lines: [String] {
    ["tender \(tender)", "note \(note.b64)", "received \(received)", "deadline \(deadline)"]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    note = try reader.inner.digest("note")
    received = try reader.inner.number("received")
    deadline = try reader.inner.number("deadline")
  }
}
