import Canon

/// 园区确认通知 or 不予确认通知: the bureau's answer to a park that applied.
public struct ParkConfirmationFacts: PaperFacts {
  static let kind = PaperKind.parkConfirmation

  public enum Decision: Sendable, Hashable {
    case confirmed(term: PaperTerm)
    /// The reason in a sentence or two.
    case refused(reason: String)
  }

  public var frame: PaperFrame
  public var bureau: PaperParty
  public var park: PaperParty
  /// 省级, 市级, 县级, and who founded the park under which approval.
  public var level, foundingAuthority, approvalNumber: String
  /// The park's own IP department and its contact.
  public var department: String
  public var contact: PaperContact
  public var technologyFirms: Int
  public var conditions: [ConditionFinding]
  public var decision: Decision
  public var decidedAt: PaperMoment

  public init(
    frame: PaperFrame, bureau: PaperParty, park: PaperParty, level: String, foundingAuthority: String,
    approvalNumber: String, department: String, contact: PaperContact, technologyFirms: Int,
    conditions: [ConditionFinding], decision: Decision, decidedAt: PaperMoment
  ) {
    self.frame = frame
    self.bureau = bureau
    self.park = park
    self.level = level
    self.foundingAuthority = foundingAuthority
    self.approvalNumber = approvalNumber
    self.department = department
    self.contact = contact
    self.technologyFirms = technologyFirms
    self.conditions = conditions
    self.decision = decision
    self.decidedAt = decidedAt
  }

  var body: [JSON.Member] {
    let (state, term, reason): (String, PaperTerm?, String?) =
      switch decision {
      case .confirmed(let term): ("confirmed", term, nil)
      case .refused(let reason): ("refused", nil, reason)
      }
    return members([
      "bureau": bureau.json, "park": park.json, "level": .string(level),
      "foundingAuthority": .string(foundingAuthority), "approvalNumber": .string(approvalNumber),
      "department": .string(department), "contact": contact.json, "technologyFirms": JSON(technologyFirms),
      "conditions": conditions.fact, "decision": .string(state), "term": term.fact, "reason": reason.fact,
      "decidedAt": decidedAt.json,
    ])
  }
}

/// One of the five conditions of a park, and what was found.
public struct ConditionFinding: Sendable, Hashable, Fact {
  public var condition: String
  public var isMet: Bool
  public var evidence: String

  public init(condition: String, isMet: Bool, evidence: String) {
    self.condition = condition
    self.isMet = isMet
    self.evidence = evidence
  }

  var json: JSON {
    object(["condition": .string(condition), "met": .bool(isMet), "evidence": .string(evidence)])
  }
}
