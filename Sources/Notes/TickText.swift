/// A tick: one entry every T seconds while a tender is open. Plain text, no signature.
public struct TickText: Hashable, Sendable {
  public static let type = "tender-tick/v1"
  /// No more tenders are open at once, so that a tick is no longer than an entry may be.
  public static let tendersMax = 500

  public struct Batch: Hashable, Sendable {
    public var tender: String
    public var root: Digest
    public init(tender: String, root: Digest) {
      self.tender = tender
      self.root = root
    }
  }

  public var number: Int
  public var time: Int
  /// Sorted bytewise by tender id.
  public var batches: [Batch]

  public init(number: Int, time: Int, batches: [Batch]) {
    self.number = number
    self.time = time
    self.batches = batches.sorted { $0.tender.utf8.lexicographicallyPrecedes($1.tender.utf8) }
  }

  public var text: String {
    ([Self.type, "tick \(number)", "time \(time)"] + batches.map { "batch \($0.tender) \($0.root.b64)" })
      .joined(separator: "\n") + "\n"
  }

  public init(parsing text: String) throws(NoteError) {
    var reader = Lines(text, type: Self.type)
    guard try reader.line("type").utf8.elementsEqual(Self.type.utf8) else { throw .unknownType(Self.type) }
    number = try reader.number("tick", in: 1...999_999_999_999_999)
    time = try reader.number("time")
    batches = []
    while !reader.isAtEnd {
      let words = try reader.words("batch", 2)
      let batch = Batch(
        tender: try reader.id(in: words[0], "batch"), root: try reader.digest(in: words[1], "batch"))
      if let last = batches.last, !last.tender.utf8.lexicographicallyPrecedes(batch.tender.utf8) {
        throw reader.fault("bytewise order")
      }
      guard batches.count < Self.tendersMax else { throw reader.fault("at most \(Self.tendersMax) tenders") }
      batches.append(batch)
    }
    guard !batches.isEmpty else { throw reader.fault("batch") }
    guard self.text.isByteForByte(text) else { throw reader.fault("canonical form") }
  }
}

/// What the ticks of one tender held, public after the close. Plain text, named by the close.
public struct RevealText: Hashable, Sendable {
  public static let type = "tender-reveal/v1"

  public struct Entry: Hashable, Sendable {
    public var tick: Int
    public var slot: Int
    public var note: Digest
    public init(tick: Int, slot: Int, note: Digest) {
      self.tick = tick
      self.slot = slot
      self.note = note
    }
  }

  public var tender: String
  /// 32 bytes.
  public var master: [UInt8]
  /// By tick, then slot.
  public var entries: [Entry]

  public init(tender: String, master: [UInt8], entries: [Entry]) {
    self.tender = tender
    self.master = master
    self.entries = entries.sorted { ($0.tick, $0.slot) < ($1.tick, $1.slot) }
  }

  /// The `<n> <slot> <id>` lines: the number in the close's `reveal` line.
  public var lineCount: Int { entries.count }

  public var text: String {
    var out = "\(Self.type)\ntender \(tender)\nmaster \(Base64.encode(master))\n"
    for entry in entries { out += "\(entry.tick) \(entry.slot) \(entry.note.b64)\n" }
    return out
  }

  public init(parsing text: String) throws(NoteError) {
    var reader = Lines(text, type: Self.type)
    guard try reader.line("type").utf8.elementsEqual(Self.type.utf8) else { throw .unknownType(Self.type) }
    tender = try reader.id("tender")
    master = try reader.digest("master").bytes
    entries = []
    var notes: Set<Digest> = []
    while !reader.isAtEnd {
      let words = try reader.line("entry").split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3 else { throw reader.fault("entry") }
      let entry = Entry(
        tick: try reader.number(in: words[0], "entry", 1...999_999_999_999_999),
        slot: try reader.number(in: words[1], "entry", 0...65_535), note: try reader.digest(in: words[2], "entry"))
      if let last = entries.last, (last.tick, last.slot) >= (entry.tick, entry.slot) {
        throw reader.fault("order by tick and slot")
      }
      guard notes.insert(entry.note).inserted else { throw reader.fault("each note once") }
      entries.append(entry)
    }
    guard self.text.isByteForByte(text) else { throw reader.fault("canonical form") }
  }
}
