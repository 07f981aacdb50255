import Canon
import Exact
import Notes
import Tendering

// What an evaluation takes from the offers and does not work out: corrections of prices, small firms' deductions, answers,
// and whether a price is above the ceiling. As far as payloads or particulars are public, each is held against them.
extension Inspection {
  /// - Parameters:
  ///   - bids: the bidder's bids in force, in the order of the lot's parts.
  ///   - scheme: nil where the file has none that can be read.
  mutating func checkOffered(
    _ element: JSON, of bids: [RevealedBid], before index: Int, scheme: Scheme?, id: String, path: String
  ) {
    let opened = openedBids(among: bids, before: index)
    checkCorrections(element, of: opened, id: id, path: path)
    checkInvalidity(element, of: opened, scheme: scheme, id: id, path: path)
    guard let scheme else { return }
    checkDeduction(element, of: opened, scheme: scheme, id: id, path: path)
    checkAnswers(element, of: opened, scheme: scheme, id: id, path: path)
  }

  /// Those whose last result before the evaluation is `opened`.
  func openedBids(among bids: [RevealedBid], before index: Int) -> [RevealedBid] {
    bids.filter { bid in
      let last = (dossier.results[bid.id] ?? []).last { $0.index < index }
      return if case .opened? = last?.note.result { true } else { false }
    }
  }

  /// What the bidder offers in a field: its first opened part that has it decides. Nil where that part, or one before
  /// it, is not public.
  private func offered(_ opened: [RevealedBid], _ has: (PublicOffer) -> Bool) -> PublicOffer? {
    for bid in opened {
      guard let offer = dossier.readOut[bid.id]?.offer else { return nil }
      if has(offer) { return offer }
    }
    return opened.isEmpty ? nil : PublicOffer(.object([]))
  }

  /// What was read out of the first opened part that has a price; nil where that cannot be told.
  private func priced(_ opened: [RevealedBid]) -> (read: ReadOut, price: Price)? {
    for bid in opened {
      guard let read = dossier.readOut[bid.id] else { return nil }
      if let text = read.price {
        guard let price = Price(text) else { return nil }
        return (read, price)
      }
      // A price without a total is the bidder's all the same.
      if read.offer?.hasPrice == true { return nil }
    }
    return nil
  }

  private func amount(inWords text: String?) -> Price? { text.flatMap { try? AmountInWords.parse($0) } }

  /// The steps from the price read to the price that counts are those that the offer's own contradictions call for.
  private mutating func checkCorrections(_ element: JSON, of opened: [RevealedBid], id: String, path: String) {
    guard let said = element["price"], said["corrected"] != nil, let read = said["read"]?.stringValue,
      let (part, price) = priced(opened), sameScalars(price.description, read)
    else { return }
    var steps: [PriceCorrection] = []
    for step in said["corrections"]?.arrayValue ?? [] {
      // What is not in its form was named by the recomputation.
      guard let rule = step["rule"]?.stringValue, let from = step["from"]?.stringValue.flatMap({ Price($0) }),
        let to = step["to"]?.stringValue.flatMap({ Price($0) })
      else { return }
      steps.append(PriceCorrection(rule: PriceCorrection.Rule(rawValue: rule), from: from, to: to))
    }
    let words = amount(inWords: part.inWords)
    let byWords = steps.filter { $0.rule == .wordsOverFigures }
    guard steps.allSatisfy({ $0.rule == .wordsOverFigures || $0.rule == .itemsOverTotal }) else {
      report.note(
        .evaluation, path, zh: "投标 \(id) 的报价按此处不知的规则更正",
        en: "the price of \(id) is corrected by a rule that is not known here")
      if byWords.contains(where: { $0.to != words }) { failCorrections(id, path: path) }
      return
    }
    if let due = part.offer?.corrections {
      if steps != due { failCorrections(id, path: path) }
      return
    }
    let called = words == price ? nil : words
    let isDue: Bool
    if let called {
      isDue = byWords.count == 1 && steps.first == PriceCorrection(rule: .wordsOverFigures, from: price, to: called)
    } else {
      isDue = byWords.isEmpty
    }
    if !isDue {
      failCorrections(id, path: path)
    } else if steps.count > byWords.count {
      report.miss(
        .evaluation, path, zh: "投标 \(id) 的分项报价在不公开的部分，按分项更正的总价无从核对",
        en: "the items of \(id) are in a part that is not public: the correction by them cannot be checked")
    }
  }

  private mutating func failCorrections(_ id: String, path: String) {
    report.fail(
      .evaluation, path, zh: "投标 \(id) 的报价更正与其报价内容不符",
      en: "the corrections of the price of \(id) are not those that its offer calls for")
  }

  /// A small or micro firm, with the other members of its consortium, has the scheme's share; nobody else has.
  private mutating func checkDeduction(
    _ element: JSON, of opened: [RevealedBid], scheme: Scheme, id: String, path: String
  ) {
    guard let said = element["price"]?["deduction"], let offer = offered(opened, { $0.hasSupplier }) else { return }
    let due = scheme.price.deduction(for: offer.size, members: offer.memberSizes)
    if !says(said, due.description) {
      report.fail(
        .evaluation, path, zh: "投标 \(id) 的小微企业价格扣除与其投标所写的企业规模不符，应为 \(due)",
        en: "the deduction of \(id) is not that of the size of firm that it offers as: it must be \(due)")
    }
  }

  /// The answers by which criteria go are the bidder's own.
  private mutating func checkAnswers(
    _ element: JSON, of opened: [RevealedBid], scheme: Scheme, id: String, path: String
  ) {
    guard let criteria = element["criteria"], let offer = offered(opened, { $0.hasAnswers }) else { return }
    for criterion in scheme.criteria {
      guard let said = criteria[criterion.id]?["answer"] else { continue }
      let own = offer.answers[criterion.id]
      let isSame = own.map { says(said, $0) } ?? said.isNull
      if !isSame {
        report.fail(
          .evaluation, path, zh: "投标 \(id) 对评审因素 \(criterion.id) 的应答与其投标文件不符",
          en: "the answer of \(id) for \(criterion.id) is not the one in its offer")
      }
    }
  }

  /// A bid is out for what is so, as far as figures tell.
  private mutating func checkInvalidity(
    _ element: JSON, of opened: [RevealedBid], scheme: Scheme?, id: String, path: String
  ) {
    guard says(element["state"], "invalid"), let ground = element["invalid"]?["ground"]?.stringValue else { return }
    if sameScalars(ground, "belowMinimum") {
      if element["criteria"] == nil {
        report.fail(
          .evaluation, path, zh: "投标 \(id) 因得分低于最低得分而无效，却没有得分",
          en: "\(id) is invalid for points below a minimum, and its points are not there")
      }
    } else if sameScalars(ground, Invalidity.Ground.overCeiling.rawValue) {
      if let scheme { checkOverCeiling(scheme.ceiling, of: opened, id: id, path: path) }
    } else if Invalidity.Ground(rawValue: ground) == nil {
      report.note(
        .evaluation, path, zh: "投标 \(id) 的无效事由“\(ground)”不在此处所知之列，请核查",
        en: "the ground \"\(ground)\" on which \(id) is invalid is none of those known here")
    }
  }

  private mutating func checkOverCeiling(_ ceiling: Price, of opened: [RevealedBid], id: String, path: String) {
    guard let (part, price) = priced(opened) else { return }
    if let due = part.offer?.corrections {
      let corrected = due.last?.to ?? price
      if corrected <= ceiling {
        report.fail(
          .evaluation, path, zh: "投标 \(id) 的报价 \(corrected) 未超过最高限价 \(ceiling)，却以超过限价为由无效",
          en: "the price \(corrected) of \(id) is not above the ceiling \(ceiling), and it is invalid for being so")
      }
    } else if (amount(inWords: part.inWords) ?? price) <= ceiling {
      // Its items, which are not public, may come to more.
      report.miss(
        .evaluation, path, zh: "投标 \(id) 读出的报价未超过最高限价 \(ceiling)，分项报价不公开，其无效事由无从核对",
        en:
          "the price read out of \(id) is not above the ceiling \(ceiling), and its items are not public: "
          + "that it is invalid for being so was not checked")
    }
  }
}
