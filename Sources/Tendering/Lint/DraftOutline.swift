import Canon
import Exact

/// A tender's draft as far as its content can be judged: texts, lots, schemes, and the legal officer's notes.
///
/// Reads the same JSON as the daemon takes, leaves people and times alone, and keeps a scheme's faults beside it, so that
/// one look names all that is wrong.
///
///     {"id":"zk-2026","profile":"G1","reviewed":true,"discloseAll":false,
///      "qualification":["持有专利代理机构执业许可证"],"consortium":false,
///      "framework":{"placesMax":3,"months":24,"callOff":"direct"} (under profile F, and nowhere else),
///      "service":{"requirement":"…","standard":"…",…},
///      "lots":[{"id":"L1","budget":"300000.00","ceiling":"260000.00","sme":"reserved","scheme":{…}}],
///      "legalNotes":[{"rule":"R-009","at":"qualification[0]","note":"…"}]}
public struct DraftOutline: Sendable {
  /// Whether a lot is set aside for small and medium firms (专门面向中小企业).
  public enum SmallFirms: String, Hashable, Sendable, CaseIterable {
    case reserved
    case open
  }

  public struct DraftedLot: Sendable {
    public let id: Lot.ID
    public let budget: Price
    public let ceiling: Price
    /// The bid security that the lot asks for; zero is none.
    public let bidSecurity: Price
    /// nil when the draft does not say.
    public let smallFirms: SmallFirms?
    public let scheme: Result<Scheme, SchemeRefusal>
    /// The names of the scheme's criteria, also of one that does not hold together.
    public let criteria: [String]
  }

  /// The legal officer's written ground for one finding.
  public struct LegalNote: Hashable, Sendable {
    /// Such as `R-009`.
    public let rule: String
    /// The place as the finding gives it.
    public let at: String
    public let note: String
  }

  public let id: Tender.ID
  public let profile: Profile
  public let minimum: Int?
  public let isReviewed: Bool
  public let discloseAll: Bool
  public let qualification: [String]
  /// Whether consortia are accepted; nil when the draft does not say.
  public let consortium: Bool?
  /// What the documents of a framework agreement fix; nil when the draft says nothing.
  public let framework: FrameworkTerms?
  public let requirement: String
  public let standard: String
  public let lots: [DraftedLot]
  public let notes: [LegalNote]

  public static let qualificationMax = 50
  public static let notesMax = 200
  public static let noteBytesMax = 2000

  /// - Throws: what cannot be read at all; a scheme that does not hold together is a finding, not a refusal.
  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(json)
    id = try form.identifier("id")
    profile = try form.word("profile")
    minimum = form.has("minimum") ? try form.integer("minimum") : nil
    isReviewed = form.has("reviewed") ? try form.bool("reviewed") : false
    discloseAll = form.has("discloseAll") ? try form.bool("discloseAll") : false
    qualification = try Self.qualification(form)
    consortium = form.has("consortium") ? try form.bool("consortium") : nil
    framework =
      form.has("framework") ? try FrameworkTerms(try form.object("framework", only: FrameworkTerms.keys)) : nil
    let service = try form.object("service")
    requirement = try service.text("requirement")
    standard = try service.text("standard")
    var lots: [DraftedLot] = []
    for lot in try form.objects("lots", max: 400) { lots.append(try DraftedLot(lot)) }
    guard !lots.isEmpty else { throw .missing(field: "lots") }
    self.lots = lots
    notes = try Self.notes(form)
  }

  /// The conditions that a bidder must meet, one sentence each; none when the draft has no list.
  public static func qualification(_ form: FormReader) throws(FormRefusal) -> [String] {
    guard form.has("qualification") else { return [] }
    let texts = try form.texts("qualification", max: qualificationMax)
    for (index, text) in texts.enumerated() {
      guard !text.isEmpty else { throw .wrong(field: "qualification[\(index)]") }
      guard text.utf8.count <= 1000 else { throw .tooLong(field: "qualification[\(index)]", max: 1000) }
    }
    return texts
  }

  public static func notes(_ form: FormReader) throws(FormRefusal) -> [LegalNote] {
    guard form.has("legalNotes") else { return [] }
    var notes: [LegalNote] = []
    for note in try form.objects("legalNotes", max: notesMax, only: ["rule", "at", "note"]) {
      notes.append(
        LegalNote(
          rule: try note.text("rule", max: 10), at: try note.text("at", max: 200),
          note: try note.text("note", max: noteBytesMax)))
    }
    return notes
  }

  /// The bid security of a draft's lot, zero where it says nothing.
  public static func bidSecurity(_ lot: FormReader) throws(FormRefusal) -> Price {
    lot.has("bidSecurity") ? try lot.price("bidSecurity") : .zero
  }

  /// How a draft's lot says it, or nil.
  public static func smallFirms(_ lot: FormReader) throws(FormRefusal) -> SmallFirms? {
    lot.has("sme") ? try lot.word("sme") : nil
  }
}

extension DraftOutline.DraftedLot {
  init(_ form: FormReader) throws(FormRefusal) {
    id = try form.identifier("id")
    budget = try form.price("budget")
    ceiling = try form.price("ceiling")
    bidSecurity = try DraftOutline.bidSecurity(form)
    smallFirms = try DraftOutline.smallFirms(form)
    let json = try form.value("scheme")
    do { scheme = .success(try Scheme(json: json)) } catch { scheme = .failure(error) }
    criteria = (json["criteria"]?.arrayValue ?? []).prefix(Scheme.criteriaMax).map { $0["name"]?.stringValue ?? "" }
  }
}
