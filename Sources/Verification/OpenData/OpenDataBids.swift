import Canon
import Exact
import Notes
import Tendering

// What the open data says of who bid: every bid that was opened and no other, with what was read out and what the
// public evaluation says of it, counted; and the organisations in their roles.
extension Inspection {
  mutating func checkDataBids(_ compiled: JSON, _ view: OpenDataView) {
    var told = items(compiled["bids"]?["details"], "投标", "a bid")
    var statistics = items(compiled["bids"]?["statistics"], "投标统计", "a statistic")
    for lot in view.lots {
      var states: [String: String] = [:]
      for element in lot.evaluation?["bids"]?.arrayValue ?? [] {
        if let bid = element["bid"]?.stringValue { states[bid] = element["state"]?.stringValue }
      }
      var valid = 0
      for bid in lot.bids {
        let status = status(of: bid, in: lot, state: states[bid.id.b64])
        if status == "valid" { valid += 1 }
        guard let said = told.removeValue(forKey: bid.id.hex) else {
          dataDisagrees("标段 \(lot.id) 投标", "bid \(bid.id.hex) of lot \(lot.id) is missing")
          continue
        }
        checkDataBid(said, bid, lot: lot.id, status: status)
      }
      checkDataStatistics(&statistics, lot, valid: valid)
    }
    for id in told.keys.sorted() { dataDisagrees("投标 \(id)", "bid \(id) was not opened") }
    for id in statistics.keys.sorted() { dataDisagrees("投标统计 \(id)", "the statistic \(id) counts nothing public") }
  }

  /// A code of the list `bidStatus`; nil where what was evaluated then is not at hand.
  private func status(of bid: DataBid, in lot: DataLot, state: String?) -> String? {
    switch bid.result {
    case .malformed: return "disqualified"
    // A share, or the bidder's own secret, may open it until its lot is evaluated.
    case .unopenable: return lot.evaluations > 0 ? "withdrawn" : "pending"
    case .opened: break
    }
    if lot.evaluations > 0, lot.evaluation == nil { return nil }
    return switch state {
    case "ranked": "valid"
    case "invalid", "malformed": "disqualified"
    default: "pending"
    }
  }

  private mutating func checkDataBid(_ said: JSON, _ bid: DataBid, lot: String, status: String?) {
    let (id, name) = (bid.id.hex, "投标 \(bid.id.hex)")
    if let status { mustTell(said["status"], JSON(status), "\(name) 状态", "the status of bid \(id): \(status)") }
    mustTell(said["relatedLots"], [JSON(lot)], "\(name) 标段", "the lot of bid \(id)")
    let tenderers = said["tenderers"]?.arrayValue ?? []
    if tenderers.count != 1 || !Self.isPartyID(tenderers[0]["id"], of: bid.bidder.name) {
      dataDisagrees("\(name) 投标人", "the bidder of bid \(id)")
    } else if case .said(let called) = bid.name {
      mustTell(tenderers[0]["name"], Self.told(called), "\(name) 投标人名称", "the name of the bidder of bid \(id)")
    }
    switch bid.price {
    case .said(let price): checkDataPrice(said, price, of: id)
    case .nothing: mustTell(said["value"], .none, "\(name) 报价", "a price of bid \(id), of which none was read out")
    case .unseen: break
    }
    let answers = (said["requirementResponses"]?.arrayValue ?? []).filter { says($0["requirement"]?["id"], "term") }
    switch bid.termDays {
    case .said(let days):
      if answers.count != 1 || answers[0]["value"] != JSON(days) {
        dataDisagrees("\(name) 服务期限", "the days of service of bid \(id)")
      }
    case .nothing:
      if !answers.isEmpty { dataDisagrees("\(name) 服务期限", "days of service of bid \(id), which offers none") }
    case .unseen: break
    }
  }

  private mutating func checkDataPrice(_ said: JSON, _ price: Price, of bid: String) {
    mustTell(
      said["value"], Self.told(yuan: price.description), "投标 \(bid) 报价", "the price of bid \(bid), which is \(price)")
  }

  private mutating func checkDataStatistics(_ told: inout [String: JSON], _ lot: DataLot, valid: Int) {
    let (all, valids) = (told.removeValue(forKey: "\(lot.id)-bids"), told.removeValue(forKey: "\(lot.id)-validBids"))
    let count: JSON? = lot.bids.isEmpty ? .none : JSON(lot.bids.count)
    mustTell(all.map { $0["value"] ?? .null }, count, "标段 \(lot.id) 投标数", "lot \(lot.id) has \(lot.bids.count) bids")
    // Under disclosure `winner` the other bids' states are not the public's.
    let isFull = says(lot.evaluation?["scheme"]?["disclosure"], Scheme.Disclosure.full.rawValue)
    if lot.evaluations > 0, lot.evaluation == nil { return }
    let counted: JSON? = isFull && !lot.bids.isEmpty ? JSON(valid) : .none
    mustTell(
      valids.map { $0["value"] ?? .null }, counted, "标段 \(lot.id) 有效投标数", "lot \(lot.id) has \(valid) valid bids")
  }

  /// Who bid and who won, each once with its roles; the buyer beside them.
  mutating func checkDataParties(_ compiled: JSON, _ view: OpenDataView, _ awards: DataAwards) {
    let bidders = Set(view.lots.flatMap(\.bids).map(\.bidder.name))
    var suppliers: Set<String> = []
    for lot in view.lots {
      if lot.awards > 0, !awards.isVoid(lot.id), let winner = winner(of: lot) { suppliers.insert(winner) }
      for place in places(of: lot) {
        if let key = place["bidder"]?.stringValue.flatMap({ KeyReference(parsing: $0) }) { suppliers.insert(key.name) }
      }
    }
    // Of an award or a selection that is another by now nobody can tell here whose it was.
    let isWhole = view.lots.allSatisfy { lot in
      (lot.awards == 0 || lot.award != nil) && (lot.selections == 0 || lot.selection != nil)
    }
    var left = bidders.union(suppliers)
    var codes: [String: String] = [:]
    var buyers = 0
    for (id, party) in items(compiled["parties"], "参与方", "a party").sorted(by: { $0.key < $1.key }) {
      let roles = Set(party["roles"]?.arrayValue?.compactMap(\.stringValue) ?? [])
      let code = party["identifier"]?["id"]?.stringValue ?? ""
      if !Self.isPartyID(JSON(id), of: code) { dataDisagrees("参与方 \(id)", "the code of party \(id)") }
      codes[id] = code
      guard left.remove(code) != nil else {
        if roles.contains("buyer") {
          buyers += 1
          mustTell(compiled["buyer"]?["id"], JSON(id), "采购人", "who buys")
        }
        if isWhole, !roles.isSubset(of: ["buyer", "procuringEntity"]) {
          dataDisagrees("参与方 \(id)", "party \(id) neither buys nor bid nor won")
        }
        continue
      }
      guard isWhole else { continue }
      var due: Set<String> = bidders.contains(code) ? ["tenderer"] : []
      if suppliers.contains(code) { due.insert("supplier") }
      if roles != due { dataDisagrees("参与方 \(id) 角色", "the roles of party \(id)") }
    }
    for code in left.sorted() { dataDisagrees("参与方 \(code)", "party \(code) is missing") }
    if buyers != 1 { dataDisagrees("采购人", "it has \(buyers) buyers") }
    checkDataTenderers(compiled["tender"] ?? .null, bidders, codes: codes)
  }

  /// - Parameter codes: the parties' codes by their ids.
  private mutating func checkDataTenderers(_ tender: JSON, _ bidders: Set<String>, codes: [String: String]) {
    let tenderers = items(tender["tenderers"], "投标人", "a tenderer")
    if tenderers.count != bidders.count || Set(tenderers.keys.compactMap { codes[$0] }) != bidders {
      dataDisagrees("投标人", "who bid is not who is named as tenderer")
    }
    let count: JSON? = bidders.isEmpty ? .none : JSON(bidders.count)
    mustTell(tender["numberOfTenderers"], count, "投标人数", "\(bidders.count) bidders' bids were opened")
  }

  /// The key name of whom the lot's last award goes to.
  private func winner(of lot: DataLot) -> String? {
    let id = lot.award?["bid"]?.stringValue.flatMap { Digest(b64: $0) }
    return id.flatMap { dossier.bids[$0]?.note.head.bidder.name }
  }
}
