import Exact
import Tendering

/// Where the log stands, as a page shows it.
public struct LogFacts: Sendable {
  public let origin: String
  public let vkey: String
  public let size: Int
  /// Base64.
  public let root: String

  public init(origin: String, vkey: String, size: Int, root: String) {
    self.origin = origin
    self.vkey = vkey
    self.size = size
    self.root = root
  }
}

/// What everybody may know of a tender.
public struct TenderFacts: Sendable {
  public struct Lot: Sendable {
    public let number: Int
    public let title: String
    public let ceiling: Price
    public let state: Tendering.Lot.State
    public let outcome: Outcome?

    /// What a lot came to.
    public enum Outcome: Sendable {
      case awarded(agency: String, price: Price)
      /// With the reason that the notice gives.
      case failed(reason: String)
    }

    public init(number: Int, title: String, ceiling: Price, state: Tendering.Lot.State, outcome: Outcome? = nil) {
      self.number = number
      self.title = title
      self.ceiling = ceiling
      self.state = state
      self.outcome = outcome
    }
  }

  /// A file of the bundle that people read.
  public struct Paper: Sendable {
    /// As in `documents/opening-record.L1.pdf`.
    public let path: String
    public let bytes: Int
    /// Hexadecimal.
    public let sha256: String

    public init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  public let id: String
  public let title: String
  public let state: Tender.State
  /// Nil while a lot goes on.
  public let end: Tender.End?
  public let opensAt, deadlineAt, closedAt: Instant?
  public let threshold, custodians, minimum: Int
  public let lots: [Lot]
  public let papers: [Paper]
  /// The earlier tender whose failed lots this one takes up.
  public let follows: String?
  /// A framework agreement has documents of another name.
  public let isFramework: Bool

  public init(
    id: String, title: String, state: Tender.State, opensAt: Instant?, deadlineAt: Instant?, closedAt: Instant?,
    threshold: Int, custodians: Int, minimum: Int, lots: [Lot], papers: [Paper] = [], end: Tender.End? = nil,
    follows: String? = nil, isFramework: Bool = false
  ) {
    self.isFramework = isFramework
    self.end = end
    self.follows = follows
    self.id = id
    self.title = title
    self.state = state
    self.opensAt = opensAt
    self.deadlineAt = deadlineAt
    self.closedAt = closedAt
    self.threshold = threshold
    self.custodians = custodians
    self.minimum = minimum
    self.lots = lots
    self.papers = papers
  }
}
