import Canon
import Exact
import HTTPTypes
import Messages
import Notes
import Operations
import Pages
import Tendering
import Transparency

/// The public pages, in Chinese at the root and in English below `/en`.
func addPageRoutes(to table: inout RouteTable, office: Office) {
  let pages = Result { try PageSet() }
  for language in Language.allCases {
    let prefix = language == .zh ? "" : "/en"
    table.open(
      .get, prefix.isEmpty ? "/" : prefix,
      .init("frontPage.\(language)", zh: "公开首页", en: "The public's first page", gives: .file(.html))
    ) { _ in
      // Read before the tenders: what is shown of them was so at this moment or came after it.
      let view = try OfficeView(office)
      let tenders = try await office.listTenders()["tenders"]?.arrayValue ?? []
      let page = FrontPage(
        tenders: try await facts(of: tenders, office), log: view.log, isRehearsal: view.isRehearsal,
        madeAt: view.now, language: language)
      return reply(try pages.get().html(page))
    }
    table.open(
      .get, prefix + "/tenders/{id}",
      .init(
        "tenderPage.\(language)", zh: "项目的公开页", en: "A tender's public page", gives: .file(.html),
        refuses: [.tender])
    ) { request in
      let id: String = try request.parameter("id")
      let view = try OfficeView(office)
      let shown = try await office.showTender(id)
      guard let state = shown["state"]?.stringValue, state != Tender.State.draft.rawValue else {
        throw TenderRefusal.tenderUnknown
      }
      let tender = try tenderFacts(
        shown, papers: papers(try await office.listNamedFiles(id)),
        awards: try await office.publicAwards(of: id))
      let page = TenderPage(
        tender, log: view.log, isRehearsal: view.isRehearsal, madeAt: view.now, language: language)
      return reply(try pages.get().html(page))
    }
    table.open(
      .get, prefix + "/tenders/{id}/verify",
      .init(
        "verifyPage.\(language)", zh: "项目的核验页", en: "A tender's verification page", gives: .file(.html),
        refuses: [.tender])
    ) { request in
      let id: String = try request.parameter("id")
      let view = try OfficeView(office)
      let check = try checkFacts(try await office.verification(of: id))
      let page = VerifyPage(
        try tenderFacts(try await office.showTender(id), papers: [], awards: [:]), check: check, log: view.log,
        isRehearsal: view.isRehearsal, madeAt: view.now, language: language)
      return reply(try pages.get().html(page))
    }
  }
  // The same list as data.
  table.open(
    .get, "/api/tenders/{id}/verification",
    .init(
      "showVerification", zh: "本系统对公开包的核验", en: "What this daemon found in its own public bundle",
      gives: .json(.verification), refuses: [.tender])
  ) { request in
    .json(try await office.verification(of: request.parameter("id")))
  }
  table.open(
    .get, "/style.css", .init("style", zh: "页面样式", en: "The pages' style sheet", gives: .file(.css))
  ) { _ in .text(try pages.get().style, .css, keep: .revalidated) }
}

private func reply(_ html: String) -> Reply {
  Reply.text(html, .html, keep: .revalidated).with(
    .contentSecurityPolicy,
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
}

/// What every page says of the office: its clock, its log, and whether it rehearses.
private struct OfficeView {
  let now: Instant
  let isRehearsal: Bool
  let log: LogFacts

  init(_ office: Office) throws {
    let words = office.describe()
    guard let now = words["now"]?.integerValue, let isRehearsal = words["rehearsal"]?.boolValue,
      let origin = words["origin"]?.stringValue, let vkey = words["vkey"]?.stringValue
    else { throw PageMismatch(field: "instance") }
    let head = try office.logCheckpoint.map { try Checkpoint(Checkpoint.note(parsing: $0)) }
    self.now = Instant(seconds: Int64(now))
    self.isRehearsal = isRehearsal
    log = LogFacts(origin: origin, vkey: vkey, size: head?.size ?? 0, root: head?.root.b64 ?? "")
  }
}

/// The office's own description of a tender as facts; one that does not fit is a mistake of ours.
///
/// - Parameter awards: by lot.
private func tenderFacts(
  _ json: JSON, papers: [TenderFacts.Paper], awards: [String: PublicAward]
) throws -> TenderFacts {
  func text(_ json: JSON, _ name: String) throws -> String {
    guard let text = json[name]?.stringValue else { throw PageMismatch(field: name) }
    return text
  }
  func number(_ json: JSON, _ name: String) throws -> Int {
    guard let number = json[name]?.integerValue else { throw PageMismatch(field: name) }
    return number
  }
  func time(_ name: String) -> Instant? { json[name]?.integerValue.map { Instant(seconds: Int64($0)) } }
  guard let state = Tender.State(rawValue: try text(json, "state")) else { throw PageMismatch(field: "state") }
  let lots = try (json["lots"]?.arrayValue ?? []).map { lot -> TenderFacts.Lot in
    guard let state = Lot.State(rawValue: try text(lot, "state")), let ceiling = Price(try text(lot, "ceiling")) else {
      throw PageMismatch(field: "lots")
    }
    var outcome: TenderFacts.Lot.Outcome?
    if let award = awards[try text(lot, "lot")] {
      outcome = .awarded(agency: award.agency, price: award.price)
    } else if let reason = lot["failure"]?["reason"]?.stringValue {
      outcome = .failed(reason: reason)
    }
    return TenderFacts.Lot(
      number: try number(lot, "no"), title: try text(lot, "title"), ceiling: ceiling, state: state, outcome: outcome)
  }
  return TenderFacts(
    id: try text(json, "id"), title: try text(json, "title"), state: state, opensAt: time("opens"),
    deadlineAt: time("deadline"), closedAt: time("closed"), threshold: try number(json, "threshold"),
    custodians: try number(json, "custodians"), minimum: try number(json, "minimum"), lots: lots, papers: papers,
    end: json["end"]?.stringValue.flatMap { Tender.End(rawValue: $0) },
    follows: json["follows"]?["tender"]?.stringValue,
    isFramework: json["profile"]?.stringValue.flatMap { Profile(rawValue: $0) }?.procedure.selectsSeveral ?? false)
}

private func facts(of tenders: [JSON], _ office: Office) async throws -> [TenderFacts] {
  var facts: [TenderFacts] = []
  for tender in tenders {
    let awards = try await office.publicAwards(of: tender["id"]?.stringValue ?? "")
    facts.append(try tenderFacts(tender, papers: [], awards: awards))
  }
  return facts
}

/// The office's own check of a tender as facts.
private func checkFacts(_ json: JSON) throws -> CheckFacts {
  let state: CheckFacts.State
  switch json["state"]?.stringValue {
  case "notFinished": state = .notFinished
  case "waiting": state = .waiting
  case "checked": state = .checked
  case "tooLarge":
    state = .tooLarge(bytes: json["bytes"]?.integerValue ?? 0, max: json["bytesMax"]?.integerValue ?? 0)
  case "failed": state = .failed
  default: throw PageMismatch(field: "state")
  }
  return CheckFacts(
    state: state, checkedAt: json["checked"]?.integerValue.map { Instant(seconds: Int64($0)) },
    logSize: json["logSize"]?.integerValue ?? 0,
    findings: (json["findings"]?.arrayValue ?? []).map { finding in
      CheckFacts.Finding(
        check: finding["check"]?.stringValue ?? "", result: finding["result"]?.stringValue ?? "",
        words: Wording(zh: finding["zh"]?.stringValue ?? "", en: finding["en"]?.stringValue ?? ""))
    })
}

/// What of a bundle people read: the printed papers, and the results as data.
private func papers(_ files: [(path: String, sha256: Digest, bytes: Int)]) -> [TenderFacts.Paper] {
  files.filter { file in ["documents/", "evaluation/", "award/", "ocds.json"].contains { file.path.hasPrefix($0) } }
    .map { TenderFacts.Paper(path: $0.path, bytes: $0.bytes, sha256: $0.sha256.hex) }
}

/// The office described a tender in a way that the page does not know.
private struct PageMismatch: Error {
  let field: String
}
