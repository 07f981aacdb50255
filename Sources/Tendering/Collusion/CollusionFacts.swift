import Exact

/// What is known of one bid of a lot after the opening, for comparing it with the others of the lot.
///
/// Facts come from opened bids, from the archive and from what bidders name; the client collects no hardware ids, so
/// none are here. Nothing in it decides anything by itself.
public struct BidFacts: Hashable, Sendable {
  /// One attachment and what its file says of itself.
  public struct File: Hashable, Sendable {
    public let member: String
    public let sha256: Fingerprint
    /// Metadata as written, nil where the file has none.
    public let author: String?
    public let lastSavedBy: String?
    public let createdAt: String?

    public init(
      member: String, sha256: Fingerprint, author: String? = nil, lastSavedBy: String? = nil, createdAt: String? = nil
    ) {
      self.member = member
      self.sha256 = sha256
      self.author = author
      self.lastSavedBy = lastSavedBy
      self.createdAt = createdAt
    }
  }

  public struct Person: Hashable, Sendable {
    public enum Part: String, Hashable, Sendable, CaseIterable {
      /// 项目负责人
      case lead
      case attorney
      /// 联系人
      case contact
      /// Who handled the bidding (办理投标事宜).
      case handler
    }

    public let part: Part
    public let name: String
    /// A certificate, identity or telephone number; who shares it is one person, whatever the name.
    public let number: String?

    public init(part: Part, name: String, number: String? = nil) {
      self.part = part
      self.name = name
      self.number = number
    }
  }

  public let bid: Bid.ID
  public let bidder: PartyKey
  /// The supplier's own name, looked for in others' texts.
  public let name: String
  public let total: Price?
  /// The price table's lines, by their name.
  public let unitPrices: [String: Price]
  public let files: [File]
  /// The bid's own words, one text for each document.
  public let texts: [String]
  public let people: [Person]
  /// From which addresses it was handed in.
  public let addresses: Set<String>
  public let receivedAt: Instant?
  /// From which account security was paid; none where none is asked for.
  public let securityAccount: String?

  public init(
    bid: Bid.ID, bidder: PartyKey, name: String, total: Price? = nil, unitPrices: [String: Price] = [:],
    files: [File] = [], texts: [String] = [], people: [Person] = [], addresses: Set<String> = [],
    receivedAt: Instant? = nil, securityAccount: String? = nil
  ) {
    self.bid = bid
    self.bidder = bidder
    self.name = name
    self.total = total
    self.unitPrices = unitPrices
    self.files = files
    self.texts = texts
    self.people = people
    self.addresses = addresses
    self.receivedAt = receivedAt
    self.securityAccount = securityAccount
  }
}

/// Something that two or more bids have in common, shown to the committee with its evidence for a decision by people.
///
/// - Source: ministry order 87 article 37; TBR §40; R-080.
public struct CollusionSignal: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    // Facts that the law deems collusion, once people have found them true.
    case sameHandler, sameLead, sameContact, filesAlike, unitPricesRegular, filesMixed, sameSecurityAccount
    // Facts that only support a finding.
    case sameAttorney, sameFile, sameMetadata, textSimilar, totalsRegular, sameAddress, handedInTogether

    public var weight: Weight {
      switch self {
      case .sameHandler, .sameLead, .sameContact, .filesAlike, .unitPricesRegular, .filesMixed, .sameSecurityAccount:
        .deemed
      case .sameAttorney, .sameFile, .sameMetadata, .textSimilar, .totalsRegular, .sameAddress, .handedInTogether:
        .supporting
      }
    }
  }

  public enum Weight: String, Hashable, Sendable, CaseIterable {
    /// The law deems it collusion (视为串通); the committee still has to find that the fact is so.
    case deemed
    /// A clue with innocent explanations, such as a shared office or a public service point.
    case supporting
  }

  public let kind: Kind
  /// In the order of their ids, two at least.
  public let bids: [Bid.ID]
  /// What they share, as it stands in the bids: a name, a file, a share, a step between prices.
  public let evidence: String

  public init(kind: Kind, bids: [Bid.ID], evidence: String) {
    self.kind = kind
    self.bids = bids.sorted()
    self.evidence = evidence
  }

  public var weight: Weight { kind.weight }
}
