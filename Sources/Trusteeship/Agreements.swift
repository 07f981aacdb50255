import Canon
import Exact
import Tendering

/// What an award settled, as the papers after it need it.
public struct AwardFacts: Hashable, Sendable {
  public let tender: Tender.ID
  public let lot: Lot.ID
  /// The park that the lot stands for.
  public let park: HostPark.ID
  public let winner: CreditCode
  public let price: Price
  /// When the award notice (中标通知书) went out.
  public let noticedAt: Instant

  public init(
    tender: Tender.ID, lot: Lot.ID, park: HostPark.ID, winner: CreditCode, price: Price, noticedAt: Instant
  ) {
    self.tender = tender
    self.lot = lot
    self.park = park
    self.winner = winner
    self.price = price
    self.noticedAt = noticedAt
  }
}

/// The one-page service contract bureau–agency (政府采购服务合同).
public struct ServiceContract: Hashable, Sendable {
  public let award: AwardFacts
  public let agency: CreditCode
  public let price: Price
  public let term: Term

  /// - Parameters:
  ///   - award: nil while the lot is not awarded.
  ///   - now: when it is drawn up.
  /// - Throws: `lotNotAwarded`, `notTheWinner`, `existsAlready`, `priceDiffers`, `termReversed`, `termOutsideBatch`,
  ///   `tooLate`.
  /// - Source: R-105 (GPL §46): within thirty days, no change of substance.
  public init(
    _ award: AwardFacts?, agency: CreditCode, price: Price, term: Term, batch: Batch, exists: Bool, at now: Instant,
    pace: Pace, rules: RuleBook = .current
  ) throws(AgreementRefusal) {
    guard let award else { throw .lotNotAwarded }
    guard award.winner == agency else { throw .notTheWinner }
    guard !exists else { throw .existsAlready }
    guard award.price == price else { throw .priceDiffers }
    guard !term.isReversed else { throw .termReversed }
    guard term.lies(within: batch) else { throw .termOutsideBatch }
    let until = Self.signBy(award.noticedAt, pace: pace, rules: rules)
    // A rehearsal's day of no length sets no limit.
    guard now < until || pace == .rehearsal(secondsPerDay: 0) else { throw .tooLate(until: until) }
    self.award = award
    self.agency = agency
    self.price = price
    self.term = term
  }

  /// The last day to sign what a notice of award or selection leads to: the thirtieth after the notice's, and the first
  /// worked day after that one where it is none.
  ///
  ///     noticed on Thursday 2026-11-05: the thirtieth day is a Saturday, so until Monday 2026-12-07
  ///
  /// - Source: R-105 (GPL §46, TBL §46); Civil Code article 203.
  public static func lastDay(
    noticedOn day: CalendarDay, rules: RuleBook = .current, calendar: WorkingCalendar = .china
  ) -> CalendarDay {
    guard let period = rules.rule(.contractWithin)?.value.period else { return day }
    return calendar.lastDay(of: period, after: day)
  }

  /// The instant before which the contract is signed: the end of the last day. A rehearsal counts plain days of its own
  /// length.
  public static func signBy(_ noticedAt: Instant, pace: Pace, rules: RuleBook = .current) -> Instant {
    switch pace {
    case .real: lastDay(noticedOn: CalendarDay(noticedAt), rules: rules).adding(days: 1).begins
    case .rehearsal: noticedAt.adding(seconds: pace.seconds(days: rules.count(.contractWithin)))
    }
  }
}

/// The agreement park–agency (托管协议): office, staff, coordination (S34).
public struct ParkAgreement: Hashable, Sendable {
  public let park: HostPark.ID
  public let lot: Lot.ID
  public let agency: CreditCode
  public let office: ParkApplication.Office
  /// People of the agency on site.
  public let staffOnSite: Int
  public let term: Term

  /// - Throws: `form`, then the rest in the order of `AgreementRefusal`.
  public init(
    json: JSON, award: AwardFacts?, batch: Batch, isParkConfirmed: Bool, hasServiceContract: Bool, exists: Bool
  ) throws(AgreementRefusal) {
    do {
      let form = try FormReader(json, only: ["park", "agency", "office", "staffOnSite", "term"])
      park = try form.identifier("park")
      agency = try form.creditCode("agency")
      let room = try form.object("office", only: ["place", "isFree"])
      office = ParkApplication.Office(place: try room.text("place", max: 600), isFree: try room.bool("isFree"))
      staffOnSite = try form.integer("staffOnSite", in: 1...1000)
      term = try Term(try form.object("term", only: ["begins", "ends"]))
    } catch {
      throw .form(error)
    }
    guard let award else { throw .lotNotAwarded }
    guard award.winner == agency else { throw .notTheWinner }
    guard isParkConfirmed else { throw .parkNotConfirmed }
    guard award.park == park else { throw .otherPark }
    guard !exists else { throw .existsAlready }
    guard !term.isReversed else { throw .termReversed }
    guard term.lies(within: batch) else { throw .termOutsideBatch }
    guard hasServiceContract else { throw .serviceContractMissing }
    guard office.isFree else { throw .officeNotFree }
    lot = award.lot
  }

  public var json: JSON {
    [
      "park": JSON(park.text), "agency": JSON(agency.text),
      "office": ["place": JSON(office.place), "isFree": JSON(office.isFree)], "staffOnSite": JSON(staffOnSite),
      "term": term.json,
    ]
  }
}
