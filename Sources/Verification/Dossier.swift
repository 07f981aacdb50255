import Canon
import Notes
import Sealing
import Transparency

/// A note of the tender that is checked, as it was found.
struct HeldNote: Sendable {
  var id: Digest
  var signed: SignedNote
  var body: AnyNote
  /// Where it stands in the log; nil for statements and the notes of the reveal.
  var index: Int?
}

/// A tick of the tender's period.
struct PeriodTick: Sendable {
  var index: Int
  var number: Int
  var time: Int
  var root: Digest
}

/// One lot's part.
struct Pair: Hashable, Sendable {
  var lot: String
  var part: String
}

/// A bid of the reveal.
struct RevealedBid: Sendable {
  var id: Digest
  var tick: Int
  var slot: Int
  var note: BidNote
  var pair: Pair { Pair(lot: note.head.lot, part: note.head.part) }
}

/// A manifest with its list.
struct Manifest: Sendable {
  var id: Digest
  var index: Int
  var note: Opening
  var entries: [Opening.Entry]

  /// The bids that it opens, in order.
  var bids: [Digest] {
    entries.compactMap { if case .bid(let id, _, _) = $0 { id } else { nil } }
  }
}

/// One custodian's shares for a manifest.
struct ShareNote: Sendable {
  var id: Digest
  var index: Int
  var note: Shares
  var entries: [Shares.Entry]
}

/// What the log and the notes have been found to say about the tender.
struct Dossier: Sendable {
  var tender = ""
  /// Path to length, for every regular file of the bundle.
  var files: [String: Int] = [:]
  /// The keys that count: those of the trust folder, or the bundle's own.
  var trust: Trust?
  /// What the bundle itself states.
  var ownTrust: Trust?
  var log = LogReading()
  /// The tender's notes by id: logged ones, statements, and those of the reveal.
  var notes: [Digest: HeldNote] = [:]
  /// The lines of each list, by its hash.
  var lists: [Digest: [String]] = [:]

  var noticeID: Digest?
  var notice: Notice?
  var statements: [CustodianStatement] = []
  /// Who signed statement i.
  var custodians: [KeyReference] = []
  /// After all amendments.
  var deadline = 0
  var terms: Digest?
  var reveal: RevealText?
  /// The keys that the reveal's register notes bring.
  var registered: [KeyReference: VerifierKey] = [:]
  var bids: [Digest: RevealedBid] = [:]
  /// The bids in force of a pair, by tick and slot.
  var inForce: [Pair: [RevealedBid]] = [:]
  /// Bidders with a bid in force for every part of the lot.
  var complete: [String: Set<KeyReference>] = [:]

  var manifests: [Manifest] = []
  var shareNotes: [Digest: [ShareNote]] = [:]
  /// Results of a bid in the log's order.
  var results: [Digest: [LoggedResult]] = [:]
  /// Which file line decides a path, after all notes.
  var named: [String: NamedFile] = [:]
  /// The hash of every file version that a note named.
  var everNamed: Set<Digest> = []
  /// The file that the notice's `terms` hash.
  var termsPath: String?
  /// What was read out of a bid, as its result signed it: from the opening record, or from the payload if it is public.
  var readOut: [Digest: ReadOut] = [:]
  var evaluations: [String: HeldEvaluation] = [:]
  /// Whole evaluations by lot, where a supervisor's bundle has them and every seal opened.
  var unsealed: [String: JSON] = [:]
  var failedLots: Set<String> = []
  /// The results of draws that hold, by the draw's id.
  var drawn: [Digest: [String]] = [:]

  /// The tender's notes of the log in its order.
  var logged: [HeldNote] = []
}

/// One `tender-opened`.
struct LoggedResult: Sendable {
  var id: Digest
  var index: Int
  var note: Opened
}

/// One `tender-secret`.
struct LoggedSecret: Sendable {
  var id: Digest
  var index: Int
  var secret: BidSecret
}

/// What of a bid's particulars later checks compare.
struct ReadOut: Sendable {
  /// Nil where no price was read out.
  var price: String?
  /// The price in words; nil where there are none, or more than any price has.
  var inWords: String?
  var name: String?
  var termDays: Int?
  /// Whether name or price is longer than what is kept of it.
  var isCut: Bool
  /// Nil where the payload is not public.
  var offer: PublicOffer?

  init(_ particulars: JSON, offer: PublicOffer? = nil) {
    self.offer = offer
    // By value, as the opening record has it: a bidder may have written 365.0.
    termDays = particulars["termDays"].flatMap { try? JSON.parse($0.canonicalBytes()) }?.integerValue
    // It is kept for every bid, and a bidder may write anything: what is longer than any price is none.
    price = particulars["price"]?.stringValue.flatMap { $0.utf8.count <= 100 ? $0 : nil }
    inWords = particulars["priceInWords"]?.stringValue.flatMap { $0.utf8.count <= 400 ? $0 : nil }
    name = particulars["name"]?.stringValue.flatMap { $0.utf8.count <= 400 ? $0 : nil }
    isCut =
      (name == nil && particulars["name"]?.stringValue != nil)
      || (price == nil && particulars["price"]?.stringValue != nil)
  }
}

/// What a path is bound to, and by which note.
struct NamedFile: Sendable {
  var line: FileLine
  var by: HeldNote
  /// Where the log named a file of this path first.
  var firstIndex: Int?
}
