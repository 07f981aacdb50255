/// Why somebody may not do or see something at all.
public enum AccessRefusal: Refusal {
  case unknownActor
  /// A document names somebody who is not registered.
  case personUnknown(key: String)
  case revoked
  /// The request's signature, its age or its digest does not hold.
  case notAuthenticated
  case replayed
  case roleMayNot(role: Role, deed: Deed)
  /// Somebody else's bid, park, contract or seat.
  case notOwn
  /// Two duties that one person may not hold in one tender.
  case dutiesClash(held: Duty, asked: Duty)
  case dutyNotAssigned(Duty)
  case dutyAssignedAlready(Duty)
  /// Shown only from a later step on.
  case notYet
  case rehearsalDiffers(isRehearsal: Bool)

  public var code: String {
    switch self {
    case .unknownActor: "access.unknownActor"
    case .personUnknown: "access.personUnknown"
    case .revoked: "access.revoked"
    case .notAuthenticated: "access.notAuthenticated"
    case .replayed: "access.replayed"
    case .roleMayNot: "access.roleMayNot"
    case .notOwn: "access.notOwn"
    case .dutiesClash: "access.dutiesClash"
    case .dutyNotAssigned: "access.dutyNotAssigned"
    case .dutyAssignedAlready: "access.dutyAssignedAlready"
    case .notYet: "access.notYet"
    case .rehearsalDiffers: "access.rehearsalDiffers"
    }
  }
}
