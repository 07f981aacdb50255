import Canon
import Notes
import Tendering

// What the open data says of contracts, and which files it lists: each contract as its public paper has it, signed by
// its parties, with the park agreement and the filings that are public, and no other.
extension Inspection {
  /// A public paper of two parties, as it stood before it was signed.
  private struct DataPaper {
    var path: String
    var json: JSON
    var number: String
    /// Whether its number is a framework agreement's, which promises no amount.
    var isFramework: Bool
    var lot: String
  }

  mutating func checkDataContracts(_ compiled: JSON, _ view: OpenDataView, _ awards: DataAwards) {
    var papers: [String: DataPaper] = [:]
    for paper in dataPapers(view) { papers[paper.number] = paper }
    let contracts = items(compiled["contracts"], "合同", "a contract")
    let known = (compiled["awards"]?.arrayValue ?? []).compactMap { award in
      award["id"]?.stringValue.map { ($0, award) }
    }
    let byID = Dictionary(known, uniquingKeysWith: { first, _ in first })
    let filings = dataFilings(view)
    for (number, told) in contracts.sorted(by: { $0.key < $1.key }) {
      guard let paper = papers.removeValue(forKey: number) else {
        dataDisagrees("合同 \(number)", "contract \(number) is no signed paper of the bundle")
        continue
      }
      guard let award = told["awardID"]?.stringValue.flatMap({ byID[$0] }),
        award["relatedLots"] == JSON.array([JSON(paper.lot)])
      else {
        dataDisagrees("合同 \(number)", "contract \(number) belongs to no award of lot \(paper.lot)")
        continue
      }
      checkDataContract(told, paper, award: award, view)
      if !paper.isFramework { checkDataSteps(told, paper, filings[paper.lot] ?? [:], view) }
    }
    for paper in papers.values.sorted(by: { $0.number < $1.number }) where !paper.isFramework {
      dataDisagrees("合同 \(paper.number)", "contract \(paper.number) is missing")
    }
  }

  /// The contracts of buyer and agencies: their files are named when all have signed.
  private mutating func dataPapers(_ view: OpenDataView) -> [DataPaper] {
    var papers: [DataPaper] = []
    for path in view.versions.keys.sorted() {
      // By what the paper says it is: a lot may be called like a paper.
      guard path.contains("service-contract") || path.contains("framework-agreement"), path.hasSuffix(".json"),
        !path.hasSuffix("-signed.json"), let paper = file(path, of: view),
        let kind = paper["kind"]?.stringValue, ["service-contract", "framework-agreement"].contains(kind),
        let number = paper["number"]?.stringValue, let lot = paper["lot"]?.stringValue
      else { continue }
      let isFramework = kind == "framework-agreement"
      papers.append(DataPaper(path: path, json: paper, number: number, isFramework: isFramework, lot: lot))
    }
    return papers
  }

  /// The extracts of filed contracts by lot, each by its contract.
  private mutating func dataFilings(_ view: OpenDataView) -> [String: [String: JSON]] {
    var filings: [String: [String: JSON]] = [:]
    for path in view.versions.keys.sorted() {
      guard let contract = Self.contract(ofFiling: path), let extract = file(path, of: view),
        says(extract["format"], Self.extractFormat), let lot = extract["lot"]?.stringValue
      else { continue }
      filings[lot, default: [:]][contract] = extract
    }
    return filings
  }

  private mutating func checkDataContract(_ told: JSON, _ paper: DataPaper, award: JSON, _ view: OpenDataView) {
    let (number, facts) = (paper.number, paper.json)
    if !paper.isFramework {
      mustTell(
        told["value"], Self.told(yuan: facts["price"]?["yuan"]?.stringValue), "合同 \(number) 金额",
        "the amount of contract \(number)")
      let payments = (told["milestones"]?.arrayValue ?? []).map { $0["description"]?.stringValue ?? "" }
      let due = (facts["payments"]?.arrayValue ?? []).map { $0["yuan"]?.stringValue ?? "" }
      if payments.count != due.count || !zip(payments, due).allSatisfy({ $0.contains("\($1) 元") }) {
        dataDisagrees("合同 \(number) 付款", "the payments of contract \(number)")
      }
    }
    let from = facts["term"]?["from"]?.stringValue.flatMap { CalendarDay(onPaper: $0) }
    let to = facts["term"]?["to"]?.stringValue.flatMap { CalendarDay(onPaper: $0) }
    mustTell(
      told["period"]?["startDate"], from.map { Self.dateTime(Int($0.begins.seconds)) }, "合同 \(number) 期限",
      "the first day of contract \(number)")
    mustTell(
      told["period"]?["endDate"], to.map { Self.dateTime(Int($0.adding(days: 1).begins.seconds) - 1) },
      "合同 \(number) 期限", "the last day of contract \(number)")
    let parties = [facts["buyer"], facts["agency"]].map { $0?["creditCode"]?.stringValue ?? "" }
    let signatories = told["signatories"]?.arrayValue ?? []
    let isTheirs =
      signatories.count == parties.count && zip(signatories, parties).allSatisfy { Self.isPartyID($0["id"], of: $1) }
      && award["suppliers"]?.arrayValue?.first?["id"] == signatories.last?["id"]
    if !isTheirs { dataDisagrees("合同 \(number) 签订方", "who signed contract \(number)") }
    if !isSigned(paper, view) { dataDisagrees("合同 \(number)", "contract \(number) lacks a signature of its parties") }
  }

  /// Whether everybody whom the paper names as signer has signed it in the log.
  private func isSigned(_ paper: DataPaper, _ view: OpenDataView) -> Bool {
    let pdf = view.versions[String(paper.path.dropLast("json".count)) + "pdf"]?.last
    let signers = (paper.json["signing"]?["signers"]?.arrayValue ?? []).compactMap { $0["key"]?.stringValue }
    let notes = view.versions[paper.path]?.last.flatMap { view.records[$0] } ?? []
    let signed = notes.filter { $0.pdf == pdf }.map(\.party.text)
    return !signers.isEmpty && Set(signers).isSubset(of: signed)
  }

  /// What was done under a contract, as far as it is public: the park agreement and each filing.
  private mutating func checkDataSteps(
    _ told: JSON, _ paper: DataPaper, _ extracts: [String: JSON], _ view: OpenDataView
  ) {
    let lot = paper.lot
    let steps = items(told["implementation"]?["milestones"], "履约事项", "a step of contract \(paper.number)")
    if (steps["park-agreement"] != nil) != (view.versions["documents/park-agreement.\(lot).json"] != nil) {
      dataDisagrees("标段 \(lot) 托管协议", "whether the park agreement of lot \(lot) is there")
    }
    var filings = steps.filter { $0.key.utf8.starts(with: "filing-".utf8) }
    for (contract, extract) in extracts.sorted(by: { $0.key < $1.key }) {
      let said = filings.removeValue(forKey: "filing-\(contract)")
      let numbers = (extract["filings"]?.arrayValue ?? []).compactMap { $0["number"]?.stringValue }
      let isSame =
        said?["code"] == extract["mode"]
        && numbers.allSatisfy { said?["description"]?.stringValue?.contains($0) ?? false }
      if !isSame { dataDisagrees("托管合同 \(contract) 备案", "the filing of contract \(contract)") }
    }
    for id in filings.keys.sorted() { dataDisagrees("备案 \(id)", "\(id) is no filing of lot \(lot) in the bundle") }
  }

  /// Every file that is listed is one of the bundle; those that always are to be listed are.
  mutating func checkDataDocuments(_ compiled: JSON, _ view: OpenDataView, _ awards: DataAwards) {
    var told: Set<String> = []
    let contracts = compiled["contracts"]?.arrayValue ?? []
    var places = contracts + contracts.compactMap { $0["implementation"] }
    places += compiled["awards"]?.arrayValue ?? []
    if let tender = compiled["tender"] { places.append(tender) }
    for place in places {
      for document in place["documents"]?.arrayValue ?? [] {
        let id = document["id"]?.stringValue ?? "?"
        if !told.insert(id).inserted { dataDisagrees("文件 \(id)", "the file \(id) is listed twice") }
        if document["url"]?.stringValue?.hasSuffix("/" + id) != true {
          dataDisagrees("文件 \(id) 的地址", "the address of \(id) is another file's")
        }
      }
    }
    var files = Set(view.versions.keys)
    var due: Set<String> = []
    for held in view.notes {
      switch held.body {
      case .notice, .amendment:
        files.insert(BundlePath.notePath(held.id))
        due.insert(BundlePath.notePath(held.id))
      default: continue
      }
    }
    let always = ["evaluation/", "documents/opening-record.", "documents/clarification-", "documents/cancellation"]
    for path in view.versions.keys {
      let isAlways = always.contains { path.utf8.starts(with: $0.utf8) }
      if isAlways || path == "documents/terms.json" { due.insert(path) }
    }
    for lot in view.lots where lot.awards > 0 && !awards.isVoid(lot.id) { due.insert("award/\(lot.id).json") }
    for id in told.subtracting(files).sorted() {
      dataDisagrees("文件 \(id)", "the file \(id) is none of the bundle's")
    }
    for id in due.subtracting(told).sorted() { dataDisagrees("文件 \(id)", "the file \(id) is not listed") }
  }
}
