import Canon
import Exact
import Notes
import Tendering

// What the open data says of the tender as a whole: its times, what the documents fix, questions, changes, draws.
extension Inspection {
  mutating func checkDataTender(_ compiled: JSON, _ view: OpenDataView, terms: JSON?, lots: [Lot.State]) {
    let told = compiled["tender"] ?? .object([])
    mustTell(told["id"], JSON(dossier.tender), "项目编号", "the tender's id")
    let state: Tender.State = view.isCancelled && view.closedAt == nil ? .cancelled : .closed
    let status = Tender.end(state: state, lots: lots)?.rawValue ?? "active"
    mustTell(told["status"], JSON(status), "项目状态", "the tender's status is \(status)")
    checkDataTimes(told, view)
    if let terms { checkDataTerms(compiled, told, terms) }
    checkDataEnquiries(told, view)
    checkDataAmendments(told, view)
    checkDataDraws(told, view)
  }

  private mutating func checkDataTimes(_ told: JSON, _ view: OpenDataView) {
    let (deadline, closed) = (Self.dateTime(view.deadline), view.closedAt.map { Self.dateTime($0) })
    let opens = dossier.notice.map { Self.dateTime($0.opens) }
    mustTell(told["tenderPeriod"]?["startDate"], opens, "投标开始时间", "when bids are taken from")
    mustTell(told["tenderPeriod"]?["endDate"], deadline, "投标截止时间", "the deadline")
    mustTell(told["bidOpening"]?["date"], deadline, "开标时间", "when bids are to be opened")
    mustTell(told["awardPeriod"]?["startDate"], closed, "截止记录时间", "when bids were closed")
    let close = (told["milestones"]?.arrayValue ?? []).first { says($0["id"], "bids-close") }
    mustTell(close?["dueDate"], deadline, "投标截止时间", "the deadline among the milestones")
    mustTell(close?["dateMet"], closed, "截止记录时间", "the close among the milestones")
  }

  /// What the tender documents in force fix.
  private mutating func checkDataTerms(_ compiled: JSON, _ told: JSON, _ terms: JSON) {
    let service = terms["service"]
    if let title = terms["title"]?.stringValue {
      mustTell(told["title"], Self.told(title), "项目名称", "the tender's title")
    }
    if let service {
      let requirement = service["requirement"]?.stringValue
      mustTell(told["description"], Self.told(requirement), "采购需求", "what is bought")
      let days = service["termDays"]?.integerValue.map { JSON($0) }
      mustTell(told["contractPeriod"]?["durationInDays"], days, "服务期限", "how long the service lasts")
    }
    let lots = terms["lots"]?.arrayValue ?? []
    let (ceilings, budgets) = (lots.map { $0["ceiling"] }, lots.map { $0["budget"] })
    mustTell(told["value"], Self.told(yuan: Self.sum(ceilings)), "最高限价合计", "the sum of the ceilings")
    mustTell(
      compiled["planning"]?["budget"]?["amount"], Self.told(yuan: Self.sum(budgets)), "预算合计", "the sum of the budgets")
    let most = lots.compactMap { $0["scheme"]?["maxLotsWon"]?.integerValue }.min().map { JSON($0) }
    mustTell(told["lotDetails"]?["maximumLotsAwardedPerSupplier"], most, "兼投不兼中", "how many lots one bidder may win")
    checkDataRequirements(told, terms, lots)
  }

  /// Nil where one is missing, and where there is more than a price holds.
  private static func sum(_ prices: [JSON?]) -> String? {
    var sum = Price.zero
    for price in prices {
      guard let price = price?.stringValue.flatMap({ Price($0) }), let next = try? sum.adding(price) else { return nil }
      sum = next
    }
    return prices.isEmpty ? nil : sum.description
  }

  /// The figures that a bid must keep to.
  private mutating func checkDataRequirements(_ told: JSON, _ terms: JSON, _ lots: [JSON]) {
    var due: [String: (least: JSON?, most: JSON?)] = [:]
    if let service = terms["service"] {
      due["validity"] = (service["validityDays"]?.integerValue.map { JSON($0) }, .none)
      due["term"] = (.none, service["termDays"]?.integerValue.map { JSON($0) })
    }
    for lot in lots {
      guard let id = lot["id"]?.stringValue, let ceiling = Self.told(figure: lot["ceiling"]) else { continue }
      due["\(id)-ceiling"] = (.none, ceiling)
    }
    let groups = (told["criteria"]?.arrayValue ?? []).flatMap { $0["requirementGroups"]?.arrayValue ?? [] }
    let requirements = items(
      .array(groups.flatMap { $0["requirements"]?.arrayValue ?? [] }), "实质性要求", "a requirement")
    for id in Set(due.keys).union(requirements.keys).sorted() {
      if terms["service"] == nil, ["validity", "term"].contains(id) { continue }
      let (said, right) = (requirements[id], due[id])
      mustTell(said?["minValue"], right?.least, "实质性要求 \(id)", "the requirement \(id)")
      mustTell(said?["maxValue"], right?.most, "实质性要求 \(id)", "the requirement \(id)")
    }
  }

  /// The questions that were answered to all: those of the clarifications' files.
  private mutating func checkDataEnquiries(_ told: JSON, _ view: OpenDataView) {
    var due: [String: JSON] = [:]
    for path in view.versions.keys.sorted() {
      guard let seq = Self.seq(ofClarification: path), let file = file(path, of: view) else { continue }
      for (place, answer) in (file["answers"]?.arrayValue ?? []).enumerated() { due["\(seq)-\(place + 1)"] = answer }
    }
    let enquiries = items(told["enquiries"], "答疑", "a question")
    for id in Set(due.keys).union(enquiries.keys).sorted() {
      let (said, right) = (enquiries[id], due[id])
      guard let said, let right else {
        dataDisagrees("答疑 \(id)", "the question \(id), which only one of the two has")
        continue
      }
      mustTell(said["description"], Self.told(right["question"]?.stringValue), "答疑 \(id)", "the question \(id)")
      mustTell(said["answer"], Self.told(right["answer"]?.stringValue), "答疑 \(id)", "the answer to question \(id)")
    }
  }

  private mutating func checkDataAmendments(_ told: JSON, _ view: OpenDataView) {
    var due: [String: Int?] = [:]
    for held in view.notes {
      if case .amendment(let note) = held.body { due.updateValue(note.deadline, forKey: "amendment-\(note.seq)") }
    }
    let amendments = items(told["amendments"], "变更", "an amendment")
    for id in Set(due.keys).union(amendments.keys).sorted() {
      guard let said = amendments[id], let right = due[id] else {
        dataDisagrees("变更 \(id)", "\(id), which only one of the two has")
        continue
      }
      guard let deadline = right, let moved = Self.dateTime(deadline).stringValue else { continue }
      if said["description"]?.stringValue?.contains(moved) != true {
        dataDisagrees("变更 \(id)", "\(id) does not tell of the deadline that it sets")
      }
    }
  }

  /// Draws with who contributed and, of a tie, in which order the bids came.
  private mutating func checkDataDraws(_ told: JSON, _ view: OpenDataView) {
    var due: [String: JSON] = [:]
    var order: [String] = []
    for held in view.notes {
      switch held.body {
      case .draw(let note):
        order.append(held.id.hex)
        due[held.id.hex] = [
          "purpose": JSON(note.purpose), "relatedLot": JSON(note.lot), "take": JSON(note.take), "status": "announced",
          "contributors": .array(note.commits.map { JSON($0.party) }),
        ]
      case .drawn(let note):
        guard let draw = due[note.draw.hex] else { continue }
        let isTie = says(draw["purpose"], "tie") && !note.results.isEmpty
        let results: JSON = .array(note.results.map { JSON($0) })
        due[note.draw.hex] = (isTie ? draw.setting("results", results) : draw).setting("status", "drawn")
      case .void(let note): due[note.draw.hex] = due[note.draw.hex]?.setting("status", "void")
      default: continue
      }
    }
    let draws = items(told["draws"], "抽签", "a draw")
    for id in order + draws.keys.filter({ due[$0] == nil }).sorted() {
      let said = draws[id]
      if (said == nil) != (due[id] == nil) {
        dataDisagrees("抽签 \(id)", "the draw \(id), which only one of the two has")
        continue
      }
      for name in ["purpose", "relatedLot", "take", "status", "contributors", "results"] {
        if said?[name] != due[id]?[name] {
          dataDisagrees("抽签 \(id)", "the draw \(id): \(name)")
          break
        }
      }
    }
  }
}
