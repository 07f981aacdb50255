/// A custodian's statement: this fresh age recipient is mine, for this tender and index. Signed with its long-term key.
public struct CustodianStatement: NoteBody, Hashable {
  public static let type = "tender-custodian/v1"
  public var tender: String
  public var index: Int
  public var recipient: String

  public init(tender: String, index: Int, recipient: String) {
    self.tender = tender
    self.index = index
    self.recipient = recipient
  }

  public var lines: [String] { ["tender \(tender)", "index \(index)", "recipient \(recipient)"] }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    index = try reader.inner.number("index", in: 1...15)
    recipient = try ageRecipient(in: try reader.inner.field("recipient"), reader.inner)
  }
}

/// The tender's one notice: its times, custodians, pairs of lot and part, terms. Signed by an officer.
public struct Notice: NoteBody, Hashable {
  public static let type = "tender-notice/v1"

  public struct Custodian: Hashable, Sendable {
    public var recipient: String
    public var statement: Digest
    public init(recipient: String, statement: Digest) {
      self.recipient = recipient
      self.statement = statement
    }
  }

  public struct Part: Hashable, Sendable {
    public var lot: String
    public var part: String
    /// The most bytes a payload file may have.
    public var bytesMax: Int
    public var isPublic: Bool
    public init(lot: String, part: String, bytesMax: Int, isPublic: Bool) {
      self.lot = lot
      self.part = part
      self.bytesMax = bytesMax
      self.isPublic = isPublic
    }
  }

  public var tender: String
  /// Unix seconds.
  public var opens: Int
  public var deadline: Int
  /// Seconds, 0…3600.
  public var grace: Int
  /// Seconds, 0…31536000.
  public var recovery: Int
  /// How many custodians open; `custodians.count` is n.
  public var threshold: Int
  public var custodians: [Custodian]
  public var parts: [Part]
  public var terms: Digest
  /// A lot with fewer bidders in force is never opened, 1…400.
  public var minimum: Int

  public init(
    tender: String, opens: Int, deadline: Int, grace: Int, recovery: Int, threshold: Int, custodians: [Custodian],
    parts: [Part], terms: Digest, minimum: Int
  ) {
    self.tender = tender
    self.opens = opens
    self.deadline = deadline
    self.grace = grace
    self.recovery = recovery
    self.threshold = threshold
    self.custodians = custodians
    self.parts = parts
    self.terms = terms
    self.minimum = minimum
  }

  public var lines: [String] {
    [
      "tender \(tender)", "opens \(opens)", "deadline \(deadline)", "grace \(grace)", "recovery \(recovery)",
      "threshold \(threshold) \(custodians.count)",
    ]
      + custodians.enumerated().map { "custodian \($0 + 1) \($1.recipient) \($1.statement.b64)" }
      + parts.map { "part \($0.lot) \($0.part) \($0.bytesMax) \($0.isPublic ? "public" : "confidential")" }
      + ["terms \(terms.b64)", "minimum \(minimum)"]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    opens = try reader.inner.number("opens")
    deadline = try reader.inner.number("deadline")
    guard opens < deadline else { throw reader.inner.fault("deadline after opens") }
    grace = try reader.inner.number("grace", in: 0...3600)
    recovery = try reader.inner.number("recovery", in: 0...31_536_000)
    let (t, n) = try reader.inner.threshold()
    threshold = t
    custodians = []
    for i in 1...n {
      let words = try reader.inner.words("custodian", 3)
      guard words[0] == "\(i)" else { throw reader.inner.fault("custodian \(i)") }
      let recipient = try ageRecipient(in: words[1], reader.inner)
      guard !custodians.contains(where: { $0.recipient == recipient }) else {
        throw reader.inner.fault("another recipient")
      }
      custodians.append(Custodian(recipient: recipient, statement: try reader.inner.digest(in: words[2], "custodian")))
    }
    parts = []
    repeat {
      let words = try reader.inner.words("part", 4)
      let part = Part(
        lot: try reader.inner.id(in: words[0], "part"), part: try reader.inner.id(in: words[1], "part"),
        bytesMax: try reader.inner.number(in: words[2], "part", 1...999_999_999_999_999),
        isPublic: words[3] == "public")
      guard words[3] == "public" || words[3] == "confidential",
        !parts.contains(where: { $0.lot == part.lot && $0.part == part.part }), parts.count < 400
      else { throw reader.inner.fault("part") }
      parts.append(part)
    } while reader.inner.nextIs("part")
    terms = try reader.inner.digest("terms")
    minimum = try reader.inner.number("minimum", in: 1...400)
  }

  /// The lots, in the order of their first part.
  public var lots: [String] {
    var seen: [String] = []
    for part in parts where !seen.contains(part.lot) { seen.append(part.lot) }
    return seen
  }

  /// A lot's parts, in the order of opening.
  public func parts(of lot: String) -> [Part] { parts.filter { $0.lot == lot } }
}

/// A later deadline, other terms, or both. Signed by an officer.
public struct Amendment: NoteBody, Hashable {
  public static let type = "tender-amend/v1"
  public var tender: String
  public var notice: Digest
  public var seq: Int
  public var deadline: Int?
  public var terms: Digest?

  public init(tender: String, notice: Digest, seq: Int, deadline: Int?, terms: Digest?) {
    self.tender = tender
    self.notice = notice
    self.seq = seq
    self.deadline = deadline
    self.terms = terms
  }

  public var lines: [String] {
    ["tender \(tender)", "notice \(notice.b64)", "seq \(seq)"]
      + (deadline.map { ["deadline \($0)"] } ?? []) + (terms.map { ["terms \($0.b64)"] } ?? [])
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    notice = try reader.inner.digest("notice")
    seq = try reader.inner.number("seq", in: 1...999_999_999)
    deadline = reader.inner.nextIs("deadline") ? try reader.inner.number("deadline") : nil
    terms = reader.inner.nextIs("terms") ? try reader.inner.digest("terms") : nil
    guard deadline != nil || terms != nil else { throw reader.inner.fault("deadline or terms") }
  }
}

extension Lines {
  /// `threshold <t> <n>` with 2 <= t, n >= 2t − 1, n <= 15: whoever can block an opening could already have opened.
  mutating func threshold() throws(NoteError) -> (t: Int, n: Int) {
    let words = try words("threshold", 2)
    let t = try number(in: words[0], "threshold", 2...15)
    let n = try number(in: words[1], "threshold", 3...15)
    guard n >= 2 * t - 1 else { throw fault("threshold") }
    return (t, n)
  }
}

/// An age X25519 recipient as far as its letters go; whether it is a usable point is Sealing's to say.
func ageRecipient(in word: Substring, _ lines: Lines) throws(NoteError) -> String {
  let letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
  guard word.utf8.count == 62, word.utf8.starts(with: "age1".utf8),
    word.utf8.dropFirst(4).allSatisfy({ letters.utf8.contains($0) })
  else { throw lines.fault("recipient") }
  return String(word)
}
