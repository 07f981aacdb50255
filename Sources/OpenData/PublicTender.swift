import Canon
import Exact
import Tendering

/// What everybody may know of a published tender at one moment.
///
/// Whoever makes one takes its facts from where the public has them: the log, the bundle's files, the notice's documents.
/// In particular `PublicLot.bids` is empty until a lot's bids have been opened, and what of an evaluation is sealed stays
/// out because `PublicLot.evaluation` is the published file.
public struct PublicTender: Sendable {
  public var id: String
  public var title: String
  public var buyer: Organisation
  /// What is bought, and to which standard, in the documents' words.
  public var requirement, standard: String?
  /// How long the service lasts, and how long a bid must bind, in days.
  public var termDays, validityDays: Int?
  public var state: Tender.State
  public var opensAt, deadlineAt, closedAt: Instant?
  public var custody: Threshold
  public var amendments: [PublicAmendment] = []
  /// Questions that have been answered to all.
  public var enquiries: [PublicEnquiry] = []
  public var lots: [PublicLot] = []
  public var files: [PublicFile] = []
  public var draws: [PublicDraw] = []
  /// Where those whom it names have their seats, by their codes, as far as that is on record.
  public var addresses: [String: String] = [:]
  /// The earlier tender whose failed lots this one takes up, and the ocid that its open data goes by.
  public var follows: (tender: String, ocid: String)?

  public init(
    id: String, title: String, buyer: Organisation, requirement: String?, standard: String?, termDays: Int?,
    validityDays: Int?, state: Tender.State, opensAt: Instant?, deadlineAt: Instant?, closedAt: Instant?,
    custody: Threshold
  ) {
    self.id = id
    self.title = title
    self.buyer = buyer
    self.requirement = requirement
    self.standard = standard
    self.termDays = termDays
    self.validityDays = validityDays
    self.state = state
    self.opensAt = opensAt
    self.deadlineAt = deadlineAt
    self.closedAt = closedAt
    self.custody = custody
  }

  /// Who is named beside the buyer, one who bids for several lots as often.
  public var agencies: [Organisation] {
    lots.flatMap { lot -> [Organisation] in
      var named = lot.bids.map(\.bidder) + (lot.selection?.agencies ?? []).map(\.organisation)
      if let winner = lot.award?.winner { named.append(winner) }
      return named
    }
  }
}

/// A change of a published notice.
public struct PublicAmendment: Hashable, Sendable {
  public let seq: Int
  public let madeAt: Instant
  public let deadline: Instant?
  public let changesTerms: Bool

  public init(seq: Int, madeAt: Instant, deadline: Instant?, changesTerms: Bool) {
    self.seq = seq
    self.madeAt = madeAt
    self.deadline = deadline
    self.changesTerms = changesTerms
  }
}

/// A question about the documents with its answer, as everybody reads them. Who asked is not public.
public struct PublicEnquiry: Hashable, Sendable {
  /// Unique in the tender: `1-2` is the second answer of the first clarification.
  public let id: String
  public let question, answer: String
  public let answeredAt: Instant

  public init(id: String, question: String, answer: String, answeredAt: Instant) {
    self.id = id
    self.question = question
    self.answer = answer
    self.answeredAt = answeredAt
  }
}

/// A lot with what has come of it.
public struct PublicLot: Sendable {
  public var id: String
  public var title: String
  /// Where the service is given.
  public var park: String
  public var budget, ceiling: Price?
  /// The frozen scheme, as it stands in the tender documents.
  public var scheme: JSON
  public var state: Lot.State
  public var openedAt: Instant?
  /// Bids whose opening is complete, in the opening's order.
  public var bids: [PublicBid] = []
  public var evaluation: PublicEvaluation?
  /// The id of the committee's note, hexadecimal.
  public var committee: String?
  /// `award/<lot>.json` as published, since when, and who won.
  public var award: (file: JSON, at: Instant, winner: Organisation)?
  /// Awards before it that fell through, in their order.
  public var fallen: [(file: JSON, at: Instant, winner: Organisation)] = []
  /// Who is selected for a framework agreement; nil under other profiles.
  public var selection: PublicSelection?
  /// Why the lot failed: the ground's word, and the reason that the buyer gave.
  public var failure: (ground: String, reason: String)?
  public var contract: PublicContract?
  /// When the park agreement was published.
  public var agreedAt: Instant?
  public var filings: [PublicFiling] = []

  public init(
    id: String, title: String, park: String, budget: Price?, ceiling: Price?, scheme: JSON, state: Lot.State
  ) {
    self.id = id
    self.title = title
    self.park = park
    self.budget = budget
    self.ceiling = ceiling
    self.scheme = scheme
    self.state = state
  }
}

/// A bid that has been opened, or whose opening has failed.
public struct PublicBid: Sendable {
  public enum Result: String, Hashable, Sendable {
    case opened, malformed, unopenable
  }

  /// Of the bid for the lot's first part.
  public let id: Bid.ID
  public let bidder: Organisation
  public let result: Result
  /// As read out.
  public let price: Price?
  public let termDays: Int?
  /// The bid as it is told of as long as its state is `pending`: made once, since at each event of a tender most bids are told of
  /// in the same words, and what is the very same in memory nobody needs to compare.
  let pending: JSON

  /// - Parameter lot: that it is for.
  public init(id: Bid.ID, lot: String, bidder: Organisation, result: Result, price: Price?, termDays: Int?) {
    self.id = id
    self.bidder = bidder
    self.result = result
    self.price = price
    self.termDays = termDays
    pending =
      Self.told(
        id: id, lot: lot, bidder: bidder, price: price, termDays: termDays, status: "pending"
      ).inCanonicalOrder
  }
}

/// `evaluation/<lot>.json` as published.
public struct PublicEvaluation: Sendable {
  public let file: JSON
  public let at: Instant
  /// What it says of each bid that it does not seal.
  let elements: [Bid.ID: JSON]

  public init(file: JSON, at: Instant) {
    self.file = file
    self.at = at
    var elements: [Bid.ID: JSON] = [:]
    for element in file["bids"]?.arrayValue ?? [] where element["sealed"] == nil {
      if let bid = element["bid"]?.stringValue.flatMap({ Bid.ID(base64: $0) }) { elements[bid] = element }
    }
    self.elements = elements
  }

  var scheme: JSON? { file["scheme"] }

  /// Whether every figure is the public's.
  var disclosesAll: Bool { scheme?["disclosure"]?.stringValue == Scheme.Disclosure.full.rawValue }
}

/// The contract of buyer and agency, signed by both.
public struct PublicContract: Sendable {
  public let number: String
  /// The paper's facts.
  public let paper: JSON
  public let signedAt: Instant
  /// Records of failures of performance, in their order; withdrawn ones too.
  public var failures: [PublicFailure] = []
  /// Rounds of its acceptance, in their order; one that accepts is the last.
  public var acceptances: [PublicAcceptance] = []

  public init(number: String, paper: JSON, signedAt: Instant) {
    self.number = number
    self.paper = paper
    self.signedAt = signedAt
  }
}

/// A trustee contract on file with park and bureau: its public extract.
public struct PublicFiling: Sendable {
  public let extract: JSON
  public let filedAt: Instant

  public init(extract: JSON, filedAt: Instant) {
    self.extract = extract
    self.filedAt = filedAt
  }
}

/// A file that the log names, or a note of it.
public struct PublicFile: Hashable, Sendable {
  /// What a file is.
  public enum Kind: Hashable, Sendable {
    case notice, terms, amendment, clarification, cancellation, evaluation, award
    /// A printed paper or its facts, by the paper's kind: `opening-record`.
    case paper(String)
    /// The public extract of a filed contract.
    case filing
    case other
  }

  /// Its path in the bundle.
  public let path: String
  public let kind: Kind
  /// Nil for what concerns the whole tender.
  public let lot: String?
  public let publishedAt: Instant
  /// When it last changed, if it did.
  public let modifiedAt: Instant?

  public init(path: String, kind: Kind, lot: String?, publishedAt: Instant, modifiedAt: Instant? = nil) {
    self.path = path
    self.kind = kind
    self.lot = lot
    self.publishedAt = publishedAt
    self.modifiedAt = modifiedAt == publishedAt ? nil : modifiedAt
  }
}

/// A draw: announced, and then drawn or void.
public struct PublicDraw: Sendable {
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    case experts, tie
  }

  public enum Status: String, Hashable, Sendable, CaseIterable {
    case announced, drawn, void
  }

  /// The note's id, hexadecimal.
  public let id: String
  public let lot: String
  public let purpose: Purpose
  public let take: Int
  /// Who contributed secrets.
  public let parties: [String]
  public let announcedAt: Instant
  public let status: Status
  /// In the order drawn. Of experts none are named: the committee's members are m1 … mk.
  public let results: [String]

  public init(
    id: String, lot: String, purpose: Purpose, take: Int, parties: [String], announcedAt: Instant, status: Status,
    results: [String]
  ) {
    self.id = id
    self.lot = lot
    self.purpose = purpose
    self.take = take
    self.parties = parties
    self.announcedAt = announcedAt
    self.status = status
    self.results = purpose == .tie ? results : []
  }
}
