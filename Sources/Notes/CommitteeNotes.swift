/// The lot's committee: members m1 … mk in this order, with keys made for this tender and named `<tender>.m<k>`; who
/// takes a vacant seat has its id. Signed by an officer.
public struct CommitteeNote: NoteBody, Hashable {
  public static let type = "tender-committee/v1"

  public struct Member: Hashable, Sendable {
    public var id: String
    public var key: VerifierKey
    public init(id: String, key: VerifierKey) {
      self.id = id
      self.key = key
    }
  }

  public var tender: String
  public var lot: String
  /// The draw that chose them; nil when appointed.
  public var draw: Digest?
  public var members: [Member]

  public init(tender: String, lot: String, draw: Digest?, members: [Member]) {
    self.tender = tender
    self.lot = lot
    self.draw = draw
    self.members = members
  }

  public var lines: [String] {
    ["tender \(tender)", "lot \(lot)", "draw \(draw?.b64 ?? "appointed")"]
      + members.map { "member \($0.id) \($0.key.text)" }
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    lot = try reader.inner.id("lot")
    let word = try reader.inner.field("draw")
    draw = word == "appointed" ? nil : try reader.inner.digest(in: word, "draw")
    members = []
    repeat {
      let words = try reader.inner.words("member", 2)
      let member = Member(
        id: try reader.inner.id(in: words[0], "member"), key: try VerifierKey(parsing: words[1]))
      guard member.id == "m\(members.count + 1)", member.key.algorithm == .ed25519,
        member.key.name == "\(tender).\(member.id)",
        !members.contains(where: { $0.key.publicKey == member.key.publicKey })
      else { throw reader.inner.fault("member") }
      members.append(member)
    } while !reader.inner.isAtEnd
  }
}

/// One member's score sheet, by hash. Signed by the member.
public struct ScoresNote: NoteBody, Hashable {
  public static let type = "tender-scores/v1"
  public var tender: String
  public var lot: String
  public var member: String
  public var sheet: Digest

  public init(tender: String, lot: String, member: String, sheet: Digest) {
    self.tender = tender
    self.lot = lot
    self.member = member
    self.sheet = sheet
  }

  public var lines: [String] {
    ["tender \(tender)", "lot \(lot)", "member \(member)", "sheet \(sheet.b64)"]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    lot = try reader.inner.id("lot")
    member = try reader.inner.id("member")
    sheet = try reader.inner.digest("sheet")
  }
}

/// A draw announced: who commits to secrets, what is drawn from. Signed by an officer.
public struct Draw: NoteBody, Hashable {
  public static let type = "tender-draw/v1"

  public struct Commit: Hashable, Sendable {
    public var party: String
    public var digest: Digest
    public init(party: String, digest: Digest) {
      self.party = party
      self.digest = digest
    }
  }

  public var tender: String
  public var lot: String
  /// `experts` or `tie`.
  public var purpose: String
  public var take: Int
  public var commits: [Commit]
  public var list: ListLine

  public init(tender: String, lot: String, purpose: String, take: Int, commits: [Commit], list: ListLine) {
    self.tender = tender
    self.lot = lot
    self.purpose = purpose
    self.take = take
    self.commits = commits
    self.list = list
  }

  public var lines: [String] {
    ["tender \(tender)", "lot \(lot)", "purpose \(purpose)", "take \(take)"]
      + commits.map { "commit \($0.party) \($0.digest.b64)" } + [list.line]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    lot = try reader.inner.id("lot")
    purpose = String(try reader.inner.field("purpose"))
    guard purpose == "experts" || purpose == "tie" else { throw reader.inner.fault("purpose") }
    take = try reader.inner.number("take", in: 1...1_000_000)
    commits = []
    while reader.inner.nextIs("commit") {
      let words = try reader.inner.words("commit", 2)
      let party = String(words[0])
      guard KeyReference.isKeyName(party), !commits.contains(where: { $0.party == party }) else {
        throw reader.inner.fault("commit")
      }
      commits.append(Commit(party: party, digest: try reader.inner.digest(in: words[1], "commit")))
    }
    guard commits.count >= 2 else { throw reader.inner.fault("commit") }
    list = try ListLine(reading: &reader.inner)
    guard list.lines >= take else { throw reader.inner.fault("list") }
  }
}

/// A draw's secrets and its result. Signed by an officer.
public struct Drawn: NoteBody, Hashable {
  public static let type = "tender-drawn/v1"
  public var tender: String
  public var draw: Digest
  /// Party and its 32 bytes, in the order of the commits.
  public var secrets: [Secret]
  public var results: [String]

  public struct Secret: Hashable, Sendable {
    public var party: String
    public var bytes: [UInt8]
    public init(party: String, bytes: [UInt8]) {
      self.party = party
      self.bytes = bytes
    }
  }

  public init(tender: String, draw: Digest, secrets: [Secret], results: [String]) {
    self.tender = tender
    self.draw = draw
    self.secrets = secrets
    self.results = results
  }

  public var lines: [String] {
    ["tender \(tender)", "draw \(draw.b64)"] + secrets.map { "secret \($0.party) \(Base64.encode($0.bytes))" }
      + results.map { "result \($0)" }
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    draw = try reader.inner.digest("draw")
    secrets = []
    results = []
    while reader.inner.nextIs("secret") {
      let words = try reader.inner.words("secret", 2)
      secrets.append(Secret(party: String(words[0]), bytes: try reader.inner.digest(in: words[1], "secret").bytes))
    }
    while !reader.inner.isAtEnd { results.append(try reader.inner.id("result")) }
  }

  /// The ids in the order drawn: sorted by SHA-256(seed || id), seed = SHA-256("tender-draw/v1\n" || id(draw) || secrets).
  public static func order(draw: Digest, secrets: [[UInt8]], ids: [String]) -> [String] {
    let seed = Digest(of: Array("tender-draw/v1\n".utf8) + draw.bytes + secrets.flatMap { $0 }).bytes
    return ids.map { (Digest(of: seed + Array($0.utf8)), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

/// A draw that came to nothing. Signed by an officer.
public struct VoidNote: NoteBody, Hashable {
  public static let type = "tender-void/v1"
  public var tender: String
  public var draw: Digest
  public var reason: Digest

  public init(tender: String, draw: Digest, reason: Digest) {
    self.tender = tender
    self.draw = draw
    self.reason = reason
  }

  public var lines: [String] { ["tender \(tender)", "draw \(draw.b64)", "reason \(reason.b64)"] }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    draw = try reader.inner.digest("draw")
    reason = try reader.inner.digest("reason")
  }
}

/// A lot that ends without award. Signed by an officer.
public struct FailNote: NoteBody, Hashable {
  public static let type = "tender-fail/v1"
  public var tender: String
  public var lot: String
  public var ground: String
  public var reason: Digest

  public init(tender: String, lot: String, ground: String, reason: Digest) {
    self.tender = tender
    self.lot = lot
    self.ground = ground
    self.reason = reason
  }

  public var lines: [String] {
    ["tender \(tender)", "lot \(lot)", "ground \(ground)", "reason \(reason.b64)"]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    lot = try reader.inner.id("lot")
    ground = try reader.inner.id("ground")
    reason = try reader.inner.digest("reason")
  }
}

/// A party's signature on a paper, by the hashes of its facts and its PDF. Signed by `party`.
public struct RecordNote: NoteBody, Hashable {
  public static let type = "tender-record/v1"
  public var tender: String
  public var party: KeyReference
  public var kind: String
  public var number: String
  public var json: Digest
  public var pdf: Digest

  public init(tender: String, party: KeyReference, kind: String, number: String, json: Digest, pdf: Digest) {
    self.tender = tender
    self.party = party
    self.kind = kind
    self.number = number
    self.json = json
    self.pdf = pdf
  }

  public var lines: [String] {
    [
      "tender \(tender)", "party \(party)", "kind \(kind)", "number \(number)", "json \(json.b64)", "pdf \(pdf.b64)",
    ]
  }

  public init(reading reader: inout NoteLines) throws(NoteError) {
    tender = try reader.inner.id("tender")
    party = try reader.inner.key("party")
    kind = try reader.inner.id("kind")
    number = try reader.inner.id("number")
    json = try reader.inner.digest("json")
    pdf = try reader.inner.digest("pdf")
  }
}
