import Exact

extension CollusionSignal {
  /// Every signal among the bids of one lot, deemed ones first, then by kind and bids.
  ///
  /// - Parameters:
  ///   - issued: hashes of files that the buyer handed out; to have them in common says nothing.
  ///   - issuedTexts: the buyer's own words; who quotes them does not quote another bidder.
  public static func all(
    among bids: [BidFacts], issued: Set<Fingerprint> = [], issuedTexts: [String] = [], rules: RuleBook = .current
  ) -> [CollusionSignal] {
    let sorted = bids.sorted { $0.bid < $1.bid }
    var found = people(sorted) + files(sorted, issued: issued) + prices(sorted, rules: rules)
    found += circumstances(sorted, rules: rules)
    found += texts(sorted, issued: issuedTexts, rules: rules)
    return found.sorted { first, second in
      let order = Kind.allCases
      let (a, b) = (order.firstIndex(of: first.kind) ?? 0, order.firstIndex(of: second.kind) ?? 0)
      if a != b { return a < b }
      if first.bids != second.bids { return first.bids.lexicographicallyPrecedes(second.bids) }
      return first.evidence.utf8.lexicographicallyPrecedes(second.evidence.utf8)
    }
  }

  /// The bids that share a value, once for each value that two or more bids have.
  private static func shared(
    _ kind: Kind, _ bids: [BidFacts], _ values: (BidFacts) -> Set<String>
  ) -> [CollusionSignal] {
    var holders: [String: [Bid.ID]] = [:]
    for bid in bids {
      for value in values(bid) where value.utf8.contains(where: { $0 > 0x20 }) {
        holders[value, default: []].append(bid.bid)
      }
    }
    return holders.filter { $0.value.count > 1 }.map { CollusionSignal(kind: kind, bids: $0.value, evidence: $0.key) }
  }

  private static func people(_ bids: [BidFacts]) -> [CollusionSignal] {
    let kinds: [(Kind, BidFacts.Person.Part)] = [
      (.sameLead, .lead), (.sameContact, .contact), (.sameHandler, .handler), (.sameAttorney, .attorney),
    ]
    return kinds.flatMap { kind, part in
      // A number tells people apart; without one a name is all there is.
      shared(kind, bids) { bid in Set(bid.people.filter { $0.part == part }.map { $0.number ?? $0.name }) }
    }
  }

  private static func files(_ bids: [BidFacts], issued: Set<Fingerprint>) -> [CollusionSignal] {
    let same = shared(.sameFile, bids) { bid in
      Set(bid.files.map(\.sha256).filter { !issued.contains($0) }.map(\.base64))
    }
    let metadata = shared(.sameMetadata, bids) { bid in
      var values: Set<String> = []
      for file in bid.files where !issued.contains(file.sha256) {
        for (name, value) in [
          ("author", file.author), ("lastSavedBy", file.lastSavedBy), ("createdAt", file.createdAt),
        ] {
          if let value, !value.isEmpty { values.insert("\(name) \(value)") }
        }
      }
      return values
    }
    // One bidder's name in another's words: files of several bidders were mixed up.
    var mixed: [CollusionSignal] = []
    for bid in bids {
      for other in bids where other.bid != bid.bid && other.name.unicodeScalars.count >= 4 {
        if bid.texts.contains(where: { Shingles.contains($0, other.name) }) {
          mixed.append(CollusionSignal(kind: .filesMixed, bids: [bid.bid, other.bid], evidence: other.name))
        }
      }
    }
    return same + metadata + mixed
  }

  private static func circumstances(_ bids: [BidFacts], rules: RuleBook) -> [CollusionSignal] {
    var found = shared(.sameAddress, bids, \.addresses)
    found += shared(.sameSecurityAccount, bids) { Set([$0.securityAccount].compactMap { $0 }) }
    let apart = Int64(rules.count(.uploadsApart)) * 60
    // Together only from one address: on the last day many hand in within minutes.
    for (index, first) in bids.enumerated() {
      for second in bids[(index + 1)...] {
        guard let a = first.receivedAt, let b = second.receivedAt, !first.addresses.isDisjoint(with: second.addresses)
        else { continue }
        let seconds = abs(a.seconds - b.seconds)
        if seconds <= apart {
          found.append(
            CollusionSignal(kind: .handedInTogether, bids: [first.bid, second.bid], evidence: "\(seconds) s"))
        }
      }
    }
    return found
  }

  private static func texts(_ bids: [BidFacts], issued: [String], rules: RuleBook) -> [CollusionSignal] {
    let common = Shingles(issued)
    let own = bids.map { Shingles($0.texts).without(common) }
    let (alike, similar) = (rules.share(.alikeTextShare), rules.share(.similarTextShare))
    var found: [CollusionSignal] = []
    for index in bids.indices {
      for other in bids.indices where other > index {
        let (part, whole) = own[index].overlap(with: own[other])
        guard whole >= Shingles.comparedMin, Ratio(Int64(part)) >= similar.ratio * Ratio(Int64(whole)) else { continue }
        let isAlike = Ratio(Int64(part)) >= alike.ratio * Ratio(Int64(whole))
        found.append(
          CollusionSignal(
            kind: isAlike ? .filesAlike : .textSimilar, bids: [bids[index].bid, bids[other].bid],
            evidence: "\(part)/\(whole)"))
      }
    }
    return found
  }
}
