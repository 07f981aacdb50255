/// The end of a tender's period. Signed by the log key.
public struct Close: NoteBody, Hashable {
  public static let type = "tender-close/v1"
  public var tender: String
  public var notice: Digest
  public var time: Int
  public var firstTick: Int
  public var lastTick: Int
  public var revealLines: Int
  public var revealBytes: Int
  public var reveal: Digest

  public init(
    tender: String, notice: Digest, time: Int, firstTick: Int, lastTick: Int, revealLines: Int, revealBytes: Int,
    reveal: Digest
  ) {
    self.tender = tender
    self.notice = notice
    self.time = time
    self.firstTick = firstTick
    self.lastTick = lastTick
    self.revealLines = revealLines
    self.revealBytes = revealBytes
    self.reveal = reveal
  }

  public var lines: [String] {
    [
      "tender \(tender)", "notice \(notice.b64)", "time \(time)", "ticks \(firstTick) \(lastTick)",
      "reveal \(revealLines) \(revealBytes) \(reveal.b64)",
    ]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    notice = try reader.inner.digest("notice")
    time = try reader.inner.number("time")
    let ticks = try reader.inner.words("ticks", 2)
    firstTick = try reader.inner.number(in: ticks[0], "ticks", 1...999_999_999_999_999)
    lastTick = try reader.inner.number(in: ticks[1], "ticks", 1...999_999_999_999_999)
    let words = try reader.inner.words("reveal", 3)
    revealLines = try reader.inner.number(in: words[0], "reveal")
    revealBytes = try reader.inner.number(in: words[1], "reveal")
    reveal = try reader.inner.digest(in: words[2], "reveal")
  }
}

/// The manifest: which pairs are opened, and which bids. Signed by an officer.
public struct Opening: NoteBody, Hashable {
  public static let type = "tender-opening/v1"

  public struct Pair: Hashable, Sendable {
    public var lot: String
    public var part: String
    public init(lot: String, part: String) {
      self.lot = lot
      self.part = part
    }
  }

  /// A line of the manifest's list.
  public enum Entry: Hashable, Sendable {
    case bid(Digest, tick: Int, slot: Int)
    /// Not opened, by the decision at this log index.
    case except(Digest, decision: Int)

    public var line: String {
      switch self {
      case .bid(let id, let tick, let slot): "bid \(id.b64) \(tick) \(slot)"
      case .except(let id, let decision): "except \(id.b64) \(decision)"
      }
    }

    public init(parsing line: String) throws(NoteError) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      let fault = NoteError.malformed(type: Opening.type, line: 0, expected: "list entry")
      guard words.count >= 3, let id = Digest(b64: words[1]), let third = decimal(words[2]) else { throw fault }
      switch (words[0], words.count) {
      case ("bid", 4):
        guard let slot = decimal(words[3]), slot < 65_536 else { throw fault }
        self = .bid(id, tick: third, slot: slot)
      case ("except", 3): self = .except(id, decision: third)
      default: throw fault
      }
    }
  }

  public var tender: String
  public var notice: Digest
  public var pairs: [Pair]
  public var closeIndex: Int
  public var time: Int
  public var checkpointSize: Int
  public var checkpointRoot: Digest
  public var list: ListLine

  public init(
    tender: String, notice: Digest, pairs: [Pair], closeIndex: Int, time: Int, checkpointSize: Int,
    checkpointRoot: Digest, list: ListLine
  ) {
    self.tender = tender
    self.notice = notice
    self.pairs = pairs
    self.closeIndex = closeIndex
    self.time = time
    self.checkpointSize = checkpointSize
    self.checkpointRoot = checkpointRoot
    self.list = list
  }

  public var lines: [String] {
    ["tender \(tender)", "notice \(notice.b64)"] + pairs.map { "open \($0.lot) \($0.part)" } + [
      "close \(closeIndex)", "time \(time)", "checkpoint \(checkpointSize) \(checkpointRoot.b64)", list.line,
    ]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    notice = try reader.inner.digest("notice")
    pairs = []
    repeat {
      let words = try reader.inner.words("open", 2)
      pairs.append(
        Pair(lot: try reader.inner.id(in: words[0], "open"), part: try reader.inner.id(in: words[1], "open")))
    } while reader.inner.nextIs("open")
    closeIndex = try reader.inner.number("close")
    time = try reader.inner.number("time")
    let words = try reader.inner.words("checkpoint", 2)
    checkpointSize = try reader.inner.number(in: words[0], "checkpoint")
    checkpointRoot = try reader.inner.digest(in: words[1], "checkpoint")
    list = try ListLine(reading: &reader.inner)
  }
}

/// One custodian's shares for a manifest. Signed by the custodian.
public struct Shares: NoteBody, Hashable {
  public static let type = "tender-shares/v1"

  public enum Entry: Hashable, Sendable {
    /// 33 bytes.
    case share(Digest, [UInt8])
    case bad(Digest, reason: String)

    public var bid: Digest {
      switch self {
      case .share(let bid, _), .bad(let bid, _): bid
      }
    }

    public var line: String {
      switch self {
      case .share(let bid, let share): "share \(bid.b64) \(Base64.encode(share))"
      case .bad(let bid, let reason): "bad \(bid.b64) \(reason)"
      }
    }

    public init(parsing line: String) throws(NoteError) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      let fault = NoteError.malformed(type: Shares.type, line: 0, expected: "list entry")
      guard words.count == 3, let bid = Digest(b64: words[1]) else { throw fault }
      switch words[0] {
      case "share":
        guard let share = Base64.decode(words[2]), share.count == 33 else { throw fault }
        self = .share(bid, share)
      case "bad":
        guard ["format", "mac", "commit"].contains(words[2]) else { throw fault }
        self = .bad(bid, reason: String(words[2]))
      default: throw fault
      }
    }
  }

  public var tender: String
  public var manifest: Digest
  public var index: Int
  public var list: ListLine

  public init(tender: String, manifest: Digest, index: Int, list: ListLine) {
    self.tender = tender
    self.manifest = manifest
    self.index = index
    self.list = list
  }

  public var lines: [String] {
    ["tender \(tender)", "manifest \(manifest.b64)", "index \(index)", list.line]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    manifest = try reader.inner.digest("manifest")
    index = try reader.inner.number("index", in: 1...15)
    list = try ListLine(reading: &reader.inner)
  }
}

/// What became of one bid of a manifest. Signed by the log key.
public struct Opened: NoteBody, Hashable {
  public static let type = "tender-opened/v1"

  public enum Result: Hashable, Sendable {
    case opened(particulars: Digest)
    /// `envelope`, `age`, `archive`, `padding` or `bid`.
    case malformed(String)
    case unopenable
  }

  public var tender: String
  public var manifest: Digest
  public var bid: Digest
  public var time: Int
  public var result: Result

  public init(tender: String, manifest: Digest, bid: Digest, time: Int, result: Result) {
    self.tender = tender
    self.manifest = manifest
    self.bid = bid
    self.time = time
    self.result = result
  }

  public static let reasons = ["envelope", "age", "archive", "padding", "bid"]

  public var lines: [String] {
    let head = ["tender \(tender)", "manifest \(manifest.b64)", "bid \(bid.b64)", "time \(time)"]
    switch result {
    case .opened(let particulars): return head + ["result opened", "particulars \(particulars.b64)"]
    case .malformed(let reason): return head + ["result malformed \(reason)"]
    case .unopenable: return head + ["result unopenable"]
    }
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    manifest = try reader.inner.digest("manifest")
    bid = try reader.inner.digest("bid")
    time = try reader.inner.number("time")
    let words = try reader.inner.field("result").split(separator: " ", omittingEmptySubsequences: false)
    switch (words[0], words.count) {
    case ("opened", 1): result = .opened(particulars: try reader.inner.digest("particulars"))
    case ("unopenable", 1): result = .unopenable
    case ("malformed", 2) where Self.reasons.contains(String(words[1])): result = .malformed(String(words[1]))
    default: throw reader.inner.fault("result")
    }
  }
}
