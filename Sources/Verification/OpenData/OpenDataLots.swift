import Canon
import Notes
import Tendering

// What the open data says of each lot: what the documents fix, what has come of it, and every figure that the public
// evaluation shows.
extension Inspection {
  mutating func checkDataLots(_ compiled: JSON, _ view: OpenDataView, terms: JSON?, awards: DataAwards) {
    let lots = items(compiled["tender"]?["lots"], "标段", "a lot")
    let things = (compiled["tender"]?["items"]?.arrayValue ?? []).compactMap { $0["relatedLot"]?.stringValue }
    let due = Set(view.lots.map(\.id))
    for id in due.symmetricDifference(lots.keys).sorted() {
      dataDisagrees("标段 \(id)", "lot \(id), which only one of the two has")
    }
    if !things.isEmpty, things.sorted() != due.sorted() {
      dataDisagrees("采购标的", "what is bought is not one thing for each lot")
    }
    let fixed = terms?["lots"]?.arrayValue ?? []
    for lot in view.lots {
      guard let told = lots[lot.id] else { continue }
      let status = status(of: lot, awards)
      mustTell(told["status"], JSON(status), "标段 \(lot.id) 状态", "the status of lot \(lot.id): \(status)")
      if let fixed = fixed.first(where: { says($0["id"], lot.id) }) { checkDataLot(told, lot.id, fixed) }
      mustTell(
        told["bidOpening"]?["date"], lot.openedAt.map { Self.dateTime($0) }, "标段 \(lot.id) 开标时间",
        "when lot \(lot.id) was opened")
      checkDataFailure(told, lot)
      checkDataEvaluation(told["evaluation"], lot, view)
    }
  }

  /// A code of the standard's list `tenderStatus`.
  private func status(of lot: DataLot, _ awards: DataAwards) -> String {
    switch lot.state {
    case .failed: "unsuccessful"
    case .cancelled: "cancelled"
    // The first stage of a framework agreement ends with the selection. An award that the data calls void leaves the
    // lot where it was: no note says so before the next award.
    case .awarded where lot.selections > 0 || !awards.isVoid(lot.id): "complete"
    default: lot.selections > 0 ? "complete" : "active"
    }
  }

  /// Title, ceiling and the criteria's points, as the tender documents fix them.
  private mutating func checkDataLot(_ told: JSON, _ id: String, _ fixed: JSON) {
    mustTell(told["title"], Self.told(fixed["title"]?.stringValue), "标段 \(id) 名称", "the title of lot \(id)")
    mustTell(
      told["value"], Self.told(yuan: fixed["ceiling"]?.stringValue), "标段 \(id) 最高限价", "the ceiling of lot \(id)")
    guard let scheme = fixed["scheme"] else { return }
    let criteria = told["awardCriteria"]?["criteria"]?.arrayValue ?? []
    let judged = scheme["criteria"]?.arrayValue ?? []
    var points = judged.map { Self.told(figure: $0["max"]) }
    if let price = scheme["price"] {
      points.append(Self.told(figure: says(price["formula"], "fixed") ? scheme["ceiling"] : price["max"]))
    }
    let isSame =
      criteria.map { $0["numbers"]?.arrayValue?.first?["number"] } == points
      && zip(criteria, judged).allSatisfy { $0["name"] == Self.told($1["name"]?.stringValue) }
    if !isSame { dataDisagrees("标段 \(id) 评审因素", "the criteria of lot \(id) and their points") }
  }

  private mutating func checkDataFailure(_ told: JSON, _ lot: DataLot) {
    let said = told["failure"]
    mustTell(said?["ground"], lot.failure.map { JSON($0.ground) }, "标段 \(lot.id) 废标事由", "why lot \(lot.id) failed")
    guard let failure = lot.failure, let reason = said?["description"]?.stringValue else { return }
    if Digest(of: reason) != failure.reason {
      dataDisagrees("标段 \(lot.id) 废标理由", "the reason of lot \(lot.id) is not the one that the officer signed")
    }
  }

  private mutating func checkDataEvaluation(_ told: JSON?, _ lot: DataLot, _ view: OpenDataView) {
    guard lot.evaluations > 0 else {
      if told != nil { dataDisagrees("标段 \(lot.id) 评审", "an evaluation of lot \(lot.id), which had none") }
      return
    }
    guard let told else {
      dataDisagrees("标段 \(lot.id) 评审", "it does not tell of the evaluation of lot \(lot.id)")
      return
    }
    // What is told then is of another version than the one here.
    guard let file = lot.evaluation else { return }
    mustTell(
      told["disclosure"], file["scheme"]?["disclosure"], "标段 \(lot.id) 公开范围", "how much of lot \(lot.id) is disclosed")
    mustTell(told["failed"], file["failed"], "标段 \(lot.id) 评审废标", "whether the evaluation of lot \(lot.id) failed")
    let committees = view.committees[lot.id] ?? []
    if let id = told["committee"]?["id"], !(id.stringValue.map { committees.contains($0) } ?? false) {
      dataDisagrees("标段 \(lot.id) 评标委员会", "the committee of lot \(lot.id)")
    }
    checkDataResults(told, lot, file)
  }

  private mutating func checkDataResults(_ told: JSON, _ lot: DataLot, _ file: JSON) {
    var open: [String: JSON] = [:]
    var sealed: Set<String> = []
    for element in file["bids"]?.arrayValue ?? [] {
      guard let bid = element["bid"]?.stringValue.flatMap({ Digest(b64: $0) }) else { continue }
      if element["sealed"] == nil { open[bid.hex] = element } else { sealed.insert(bid.hex) }
    }
    let results = items(told["results"], "标段 \(lot.id) 评审结果", "a result of lot \(lot.id)")
    let members = file["members"]?.arrayValue?.compactMap(\.stringValue) ?? []
    let criteria = (file["scheme"]?["criteria"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    for id in Set(open.keys).union(results.keys).sorted() {
      guard let said = results[id], let element = open[id] else {
        // Shown by an earlier form of the file and sealed since, for an award to another: a record forgets nothing.
        if results[id] != nil, sealed.contains(id), lot.evaluations > 1 { continue }
        dataDisagrees("投标 \(id) 评审结果", "the result of bid \(id), which only one of the two has")
        continue
      }
      let due = Self.result(element, members: members, criteria: criteria)
      if let wrong = Self.resultNames.first(where: { said[$0] != due[$0] }) {
        dataDisagrees("投标 \(id) 得分名次（\(wrong)）", "rank or points of bid \(id): \(wrong)")
      }
    }
  }

  private static let resultNames = [
    "status", "rank", "points", "correctedPrice", "evaluatedPrice", "pricePoints", "criteria", "rejection", "draw",
  ]

  /// An element of the evaluation as the open data has it.
  private static func result(_ element: JSON, members: [String], criteria: [String]) -> JSON {
    var due: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) {
      if let value, !value.isNull { due.append(.init(name, value)) }
    }
    let price = element["price"]
    add("status", element["state"])
    add("rank", element["rank"])
    add("points", told(figure: element["total"]))
    add("correctedPrice", told(yuan: price?["corrected"]?.stringValue))
    add("evaluatedPrice", told(yuan: price?["evaluated"]?.stringValue))
    add("pricePoints", told(figure: price?["points"]))
    let figures = criteria.compactMap { id -> JSON? in
      guard let said = element["criteria"]?[id] else { return .none }
      var one: [JSON.Member] = [.init("id", JSON(id))]
      if let points = told(figure: said["points"]) { one.append(.init("points", points)) }
      let scores = members.compactMap { told(figure: said[$0]) }
      if !scores.isEmpty { one.append(.init("scores", .array(scores))) }
      return .object(one)
    }
    if !figures.isEmpty { add("criteria", .array(figures)) }
    if let why = element["invalid"] {
      let words = [("stage", "stage"), ("ground", "ground"), ("description", "reason")]
      add(
        "rejection",
        .object(words.compactMap { name, own in told(why[own]?.stringValue).map { JSON.Member(name, $0) } }))
    }
    if let tie = element["tie"], let draw = tie["draw"]?.stringValue.flatMap({ Digest(b64: $0) }) {
      add("draw", ["id": JSON(draw.hex), "order": tie["order"] ?? .null])
    }
    return .object(due)
  }
}
