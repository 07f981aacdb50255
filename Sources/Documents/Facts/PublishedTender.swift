import Canon
import Exact
import Messages
import Tendering

/// What everybody can read of a published tender, as its notice and documents are printed from it: the tender documents in
/// force as data (`documents/terms.json`), the signed notice, and what has amended and clarified them since. Nothing else
/// goes in, so whoever has the same data prints the same bytes.
public struct PublishedTender: Sendable {
  /// One that bidders seal to.
  public struct Keyholder: Sendable, Hashable, Fact {
    /// From 1.
    public var index: Int
    /// An age recipient.
    public var recipient: String
    /// The id of the custodian's signed statement, base64.
    public var statement: String

    public init(index: Int, recipient: String, statement: String) {
      (self.index, self.recipient, self.statement) = (index, recipient, statement)
    }

    var json: JSON {
      object(["index": JSON(index), "recipient": .string(recipient), "statement": .string(statement)])
    }
  }

  /// A lot's part, as the notice offers it.
  public struct Part: Sendable, Hashable, Fact {
    public var lot, part: String
    public var bytesMax: Int
    public var isPublic: Bool

    public init(lot: String, part: String, bytesMax: Int, isPublic: Bool) {
      (self.lot, self.part, self.bytesMax, self.isPublic) = (lot, part, bytesMax, isPublic)
    }

    var json: JSON {
      object([
        "part": .string(part), "size": .string(AmountWording.bytes(bytesMax)), "public": .bool(isPublic),
      ])
    }
  }

  /// An amendment that is in force.
  public struct Amended: Sendable, Fact {
    public var seq: Int
    public var madeAt: PaperMoment
    public var reason: String
    public var changes: [AmendedItem]
    /// Equal where the deadline stays.
    public var deadlineBefore, deadlineAfter: PaperMoment
    /// The id of the `tender-amend/v1` note, base64.
    public var note: String

    public init(
      seq: Int, madeAt: PaperMoment, reason: String, changes: [AmendedItem], deadlineBefore: PaperMoment,
      deadlineAfter: PaperMoment, note: String
    ) {
      self.seq = seq
      self.madeAt = madeAt
      self.reason = reason
      self.changes = changes
      self.deadlineBefore = deadlineBefore
      self.deadlineAfter = deadlineAfter
      self.note = note
    }

    var json: JSON {
      object([
        "seq": JSON(seq), "madeAt": madeAt.json, "reason": .string(reason), "changes": changes.fact,
        "deadlineBefore": deadlineBefore.json, "deadlineAfter": deadlineAfter.json, "note": .string(note),
      ])
    }
  }

  /// Answers that were given to all. Who asked does not stand in them.
  public struct Clarified: Sendable, Fact {
    public var seq: Int
    public var madeAt: PaperMoment
    public var answers: [AnsweredQuestion]
    /// The id of the `tender-clarification/v1` note, base64.
    public var note: String

    public init(seq: Int, madeAt: PaperMoment, answers: [AnsweredQuestion], note: String) {
      (self.seq, self.madeAt, self.answers, self.note) = (seq, madeAt, answers, note)
    }

    var json: JSON {
      object(["seq": JSON(seq), "madeAt": madeAt.json, "answers": answers.fact, "note": .string(note)])
    }
  }

  public var frame: PaperFrame
  public var buyer: PaperParty
  /// Where the public reaches the daemon.
  public var platform: String
  /// `documents/terms.json` in force, and its SHA-256, base64.
  public var terms: JSON
  public var termsSHA256: String
  /// The id of the `tender-notice/v1` note, base64.
  public var notice: String
  public var publishedAt, opens: PaperMoment
  /// In force, and as the notice had it.
  public var deadline, firstDeadline: PaperMoment
  /// Names of the parks by their ids.
  public var parks: [String: String]
  public var parts: [Part]
  public var holders: [Keyholder]
  public var amendments: [Amended]
  public var clarifications: [Clarified]

  public init(
    frame: PaperFrame, buyer: PaperParty, platform: String, terms: JSON, termsSHA256: String, notice: String,
    publishedAt: PaperMoment, opens: PaperMoment, deadline: PaperMoment, firstDeadline: PaperMoment,
    parks: [String: String], parts: [Part], holders: [Keyholder], amendments: [Amended] = [],
    clarifications: [Clarified] = []
  ) {
    self.frame = frame
    self.buyer = buyer
    self.platform = platform
    self.terms = terms
    self.termsSHA256 = termsSHA256
    self.notice = notice
    self.publishedAt = publishedAt
    self.opens = opens
    self.deadline = deadline
    self.firstDeadline = firstDeadline
    self.parks = parks
    self.parts = parts
    self.holders = holders
    self.amendments = amendments
    self.clarifications = clarifications
  }
}

extension PublishedTender {
  /// What notice and documents both show.
  var members: [JSON.Member] {
    let service = terms["service"]
    let profile = profile
    let procedure = profile.procedure
    return Documents.members([
      "buyer": buyer.json, "platform": .string(platform), "profile": .string(profile.rawValue),
      "procedure": [
        "government": .bool(profile.isGovernmentProcurement), "selectsSeveral": .bool(procedure.selectsSeveral),
        "reviewer": .string(procedure.qualification.rawValue), "tooFew": .string(procedure.tooFew.rawValue),
        "remedy": .string(procedure.remedy.rawValue), "publishesCandidates": .bool(procedure.publishesCandidates),
      ],
      "notice": .string(notice), "terms": .string(termsSHA256), "publishedAt": publishedAt.json, "opens": opens.json,
      "deadline": deadline.json, "firstDeadline": firstDeadline.json,
      "deadlineMoved": .bool(deadline != firstDeadline), "service": service ?? [:],
      "qualification": terms["qualification"] ?? [], "consortium": terms["consortium"], "framework": framework,
      "budget": budget.fact, "lots": .array(lots), "fairCompetition": fairCompetition, "follows": follows,
      "amendments": amendments.fact,
    ])
  }

  /// Terms of another making than ours have no profile that we know; what is said then is said of open tenders.
  var profile: Profile { terms["profile"]?.stringValue.flatMap { Profile(rawValue: $0) } ?? .g1 }

  private var termLots: [JSON] { terms["lots"]?.arrayValue ?? [] }

  private var framework: JSON? {
    guard let framework = terms["framework"] else { return nil }
    let callOff = framework["callOff"]?.stringValue.flatMap { FrameworkTerms.CallOff(rawValue: $0) }
    return framework.setting("callOffWords", .string(callOff?.words.zh ?? ""))
  }

  /// Of all lots; absent when a sum is more than a price can hold.
  private var budget: String? {
    var sum = Price.zero
    for lot in termLots {
      guard let price = lot["budget"]?.stringValue.flatMap({ Price($0) }), let next = try? sum.adding(price) else {
        return nil
      }
      sum = next
    }
    return sum.description
  }

  private var lots: [JSON] {
    let kinds = schemeKinds
    let parts = Dictionary(grouping: parts, by: \.lot)
    return termLots.enumerated().map { place, lot in
      let id = lot["id"]?.stringValue ?? "", park = lot["park"]?.stringValue ?? ""
      return object([
        "id": .string(id), "no": JSON(place + 1), "title": lot["title"], "park": .string(parks[park] ?? park),
        "budget": lot["budget"], "ceiling": lot["ceiling"], "bidSecurity": lot["bidSecurity"],
        "smallFirms": terms["sme"]?[id], "parts": (parts[id] ?? []).fact,
        "scheme": JSON((kinds.firstIndex { $0.lots.contains(id) } ?? 0) + 1),
        "schemeSha256": terms["schemeSha256"]?[id],
      ])
    }
  }

  /// Schemes that differ in nothing but their lot's ceiling, which stands with the lot: each is told once.
  private var schemeKinds: [(scheme: JSON, lots: Set<String>, order: [String])] {
    var places: [String: Int] = [:]
    var kinds: [(scheme: JSON, lots: Set<String>, order: [String])] = []
    for lot in termLots {
      guard let scheme = lot["scheme"], let id = lot["id"]?.stringValue else { continue }
      let kind = scheme.removing("ceiling")
      let text = kind.canonicalText
      if let place = places[text] {
        kinds[place].lots.insert(id)
        kinds[place].order.append(id)
      } else {
        places[text] = kinds.count
        kinds.append((kind, [id], [id]))
      }
    }
    return kinds
  }

  var schemes: JSON {
    .array(
      schemeKinds.enumerated().map { place, kind in
        ["no": JSON(place + 1), "lots": kind.order.fact, "scheme": kind.scheme]
      })
  }

  private var fairCompetition: JSON? {
    guard let told = terms["fairCompetition"] else { return nil }
    let conclusion = told["conclusion"]?.stringValue.flatMap { FairnessReview.Conclusion(rawValue: $0) }
    let day = told["concluded"]?.stringValue.flatMap { CalendarDay($0) }
    return object([
      "conclusion": .string(conclusion?.words.zh ?? ""),
      "concluded": .string(day.map { PaperDate(year: $0.year, month: $0.month, day: $0.day).shown } ?? ""),
      "basis": told["basis"], "clause": told["clause"],
    ])
  }

  private var follows: JSON? {
    guard let follows = terms["follows"] else { return nil }
    let lots = (follows["lots"]?.members ?? []).map { lot -> JSON in ["lot": JSON(lot.name), "of": lot.value] }
    return object(["tender": follows["tender"], "lots": .array(lots)])
  }

  /// The legal numbers that were frozen with the terms, in the order of their rules.
  ///
  /// - Parameter keys: those that are shown; nil for all.
  func rules(_ keys: Set<Rule.Key>? = nil) -> JSON {
    .array(
      (terms["rules"]?.arrayValue ?? []).compactMap { row -> JSON? in
        guard let key = row["key"]?.stringValue else { return nil }
        let known = Rule.Key(rawValue: key)
        if let keys, known.map({ !keys.contains($0) }) ?? true { return nil }
        return object([
          "id": row["id"], "key": .string(key), "name": .string(known?.words.zh ?? key),
          "value": .string(Rule.Value(frozen: row["value"])?.words.zh ?? ""), "amount": row["value"]?["amount"],
          "source": .string(Citation.words(row["source"]?.stringValue ?? "").zh),
          "unconfirmed": row["unconfirmed"] ?? false,
        ])
      })
  }
}
