import Canon
import Tendering

/// 开标记录表: who was there, and what every bid in force turned out to be, in the log's order.
public struct OpeningRecordFacts: PaperFacts {
  static let kind = PaperKind.openingRecord

  public var frame: PaperFrame
  public var buyer: PaperParty
  public var ceiling: PaperMoney
  public var deadline: PaperMoment
  /// From the first manifest of this lot to the last result.
  public var openedFrom, openedTo: PaperMoment
  public var place: String
  public var host, recorder: OpeningOfficial
  public var supervisor: OpeningOfficial?
  /// The `tender-opening/v1` note, base64 id.
  public var manifest: String
  /// How many custodians must act.
  public var threshold: Int
  public var custodians: [OpeningCustodian]
  public var results: [OpeningResult]
  /// Bids that were not read out: late, withdrawn, incomplete. Replaced ones need not stand here.
  public var notRead: [UnreadBid]
  public var objections: [OpeningObjection]
  /// Who attended, in the order of arrival.
  public var attendants: [OpeningAttendant]
  public var signing: PaperSigning
  /// The law that the words go by.
  public var law: PaperLaw

  public init(
    frame: PaperFrame, buyer: PaperParty, ceiling: PaperMoney, deadline: PaperMoment, openedFrom: PaperMoment,
    openedTo: PaperMoment, place: String, host: OpeningOfficial, recorder: OpeningOfficial,
    supervisor: OpeningOfficial? = nil, manifest: String, threshold: Int, custodians: [OpeningCustodian],
    results: [OpeningResult], notRead: [UnreadBid] = [], objections: [OpeningObjection] = [],
    attendants: [OpeningAttendant] = [], signing: PaperSigning, law: PaperLaw = .procurement
  ) {
    self.frame = frame
    self.buyer = buyer
    self.ceiling = ceiling
    self.deadline = deadline
    self.openedFrom = openedFrom
    self.openedTo = openedTo
    self.place = place
    self.host = host
    self.recorder = recorder
    self.supervisor = supervisor
    self.manifest = manifest
    self.threshold = threshold
    self.custodians = custodians
    self.results = results
    self.notRead = notRead
    self.objections = objections
    self.attendants = attendants
    self.signing = signing
    self.law = law
  }

  var body: [JSON.Member] {
    members([
      "buyer": buyer.json, "ceiling": ceiling.json, "deadline": deadline.json, "openedFrom": openedFrom.json,
      "openedTo": openedTo.json, "place": .string(place), "host": host.json, "recorder": recorder.json,
      "supervisor": supervisor.fact, "manifest": .string(manifest), "threshold": JSON(threshold),
      "custodians": custodians.fact, "results": results.fact,
      "particulars": .array(
        results.compactMap { result in
          if case .opened(let particulars) = result.outcome { particulars } else { nil }
        }),
      "notRead": notRead.fact, "objections": objections.fact,
      "attendants": attendants.fact, "signing": signing.json, "law": law.fact,
    ])
  }
}

/// A person with an office at the opening.
public struct OpeningOfficial: Sendable, Hashable, Fact {
  public var name: String
  /// The key with which the person acts, when it has one.
  public var key: String?

  public init(name: String, key: String? = nil) {
    self.name = name
    self.key = key
  }

  var json: JSON { object(["name": .string(name), "key": key.fact]) }
}

/// A custodian and whether its shares were used.
public struct OpeningCustodian: Sendable, Hashable, Fact {
  public var index: Int
  public var key: String
  public var hasActed: Bool

  public init(index: Int, key: String, hasActed: Bool) {
    self.index = index
    self.key = key
    self.hasActed = hasActed
  }

  var json: JSON { object(["index": JSON(index), "key": .string(key), "acted": .bool(hasActed)]) }
}

/// What became of one bid in force.
public struct OpeningResult: Sendable, Fact {
  public enum Outcome: Sendable {
    /// The particulars read out: exactly the object whose hash stands in `tender-opened/v1`.
    case opened(particulars: JSON)
    /// The protocol's reason: envelope, age, archive, padding or bid.
    case malformed(reason: String)
    case unopenable
  }

  /// The bid's id, base64.
  public var bid: String
  /// `<key name>+<8 hex>`
  public var bidder: String
  public var outcome: Outcome
  /// Other announced items and remarks.
  public var remark: String?

  public init(bid: String, bidder: String, outcome: Outcome, remark: String? = nil) {
    self.bid = bid
    self.bidder = bidder
    self.outcome = outcome
    self.remark = remark
  }

  var json: JSON {
    let (result, reason, treatment): (String, String?, Recovery.Treatment?) =
      switch outcome {
      case .opened: ("opened", nil, Bid.OpeningResult.opened.treatment)
      case .malformed(let reason):
        ("malformed", reason, Bid.OpeningResult.malformed(Bid.MalformedReason(rawValue: reason) ?? .bid).treatment)
      case .unopenable: ("unopenable", nil, Bid.OpeningResult.unopenable.treatment)
      }
    return object([
      "bid": .string(bid), "bidder": .string(bidder), "result": .string(result), "reason": reason.fact,
      "treatment": treatment.map(\.rawValue).fact, "remark": remark.fact,
    ])
  }
}

/// A bid that was not read out, and why.
public struct UnreadBid: Sendable, Hashable, Fact {
  public var bidder, reason: String

  public init(bidder: String, reason: String) {
    self.bidder = bidder
    self.reason = reason
  }

  var json: JSON { object(["bidder": .string(bidder), "reason": .string(reason)]) }
}

/// An objection or a request for recusal on the spot, with the answer given on the spot.
public struct OpeningObjection: Sendable, Hashable, Fact {
  public var by, text, answer: String

  public init(by: String, text: String, answer: String) {
    self.by = by
    self.text = text
    self.answer = answer
  }

  var json: JSON { object(["by": .string(by), "text": .string(text), "answer": .string(answer)]) }
}

/// Somebody who attended the opening, in its role.
public struct OpeningAttendant: Sendable, Hashable, Fact {
  /// As the archive spells it: officer, custodian, agency, park, supervisor.
  public var role: String
  public var name, key: String

  public init(role: String, name: String, key: String) {
    self.role = role
    self.name = name
    self.key = key
  }

  var json: JSON { object(["role": .string(role), "name": .string(name), "key": .string(key)]) }
}
