import HTTPTypes
import Tendering

extension StandingRefusal: AnsweredRefusal {
  var status: HTTPResponse.Status {
    switch self {
    case .form, .periodReversed, .codeMissing, .licenceMissing, .queriedLater, .reasonMissing: .unprocessableContent
    case .entryUnknown: .notFound
    case .revokedAlready, .barredAtDeadline, .licenceNotValid, .personInTwoBids, .memberInTwoBids,
      .consortiumNotAccepted:
      .conflict
    }
  }

  static let everyCase: [Self] =
    [
      .periodReversed(field: "entries[0].to"), .codeMissing(field: "entries[0].creditCode"),
      .licenceMissing(field: "entries[0].licence"), .queriedLater, .entryUnknown, .revokedAlready, .reasonMissing,
      .barredAtDeadline(list: .debarment, entry: 1), .licenceNotValid(entry: 2),
      .personInTwoBids(certificate: "4100000001"), .memberInTwoBids(code: "91411600MA0000015H"), .consortiumNotAccepted,
    ] + FormRefusal.everyCase.map(Self.form)
}

extension ProblemFamily {
  public static let standing = ProblemFamily(StandingRefusal.self)
}
