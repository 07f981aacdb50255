import Canon
import HTTPTypes
import Messages
import Notes
import Operations
import Tendering
import Trusteeship

/// The problems of one closed list of refusals: each code with its status and words.
public struct ProblemFamily: Sendable {
  /// As the codes begin.
  public let name: String
  /// One of each code.
  public let problems: [Problem]

  private init(_ name: String, _ problems: [Problem]) {
    self.name = name
    self.problems = problems
  }

  init<Kind: AnsweredRefusal>(_ type: Kind.Type) {
    let problems = type.everyCase.map { Problem($0) }
    self.init(problems.first.map { String($0.code.prefix { $0 != "." }) } ?? "", problems)
  }

  public static let access = ProblemFamily(AccessRefusal.self)
  public static let agency = ProblemFamily(AgencyRefusal.self)
  public static let amendment = ProblemFamily(AmendmentRefusal.self)
  public static let agreement = ProblemFamily(AgreementRefusal.self)
  public static let auth = ProblemFamily(AuthRefusal.self)
  public static let award = ProblemFamily(AwardRefusal.self)
  public static let bid = ProblemFamily(BidRefusal.self)
  public static let committee = ProblemFamily(CommitteeRefusal.self)
  public static let condition = ProblemFamily(ConditionRefusal.self)
  public static let conduct = ProblemFamily(ConductRefusal.self)
  public static let contract = ProblemFamily(ContractRefusal.self)
  public static let document = ProblemFamily(DocumentRefusal.self)
  public static let draw = ProblemFamily(DrawRefusal.self)
  public static let enterprise = ProblemFamily(EnterpriseRefusal.self)
  public static let evaluation = ProblemFamily(EvaluationRefusal.self)
  public static let filing = ProblemFamily(FilingRefusal.self)
  public static let filingOrder = ProblemFamily(FilingOrderRefusal.self)
  public static let form = ProblemFamily(FormRefusal.self)
  public static let framework = ProblemFamily(FrameworkRefusal.self)
  public static let idempotency = ProblemFamily(OnceRefusal.self)
  public static let input = ProblemFamily(InputRefusal.self)
  public static let lint = ProblemFamily(LintRefusal.self)
  public static let lowPrice = ProblemFamily(LowPriceRefusal.self)
  public static let note = ProblemFamily(NoteRefusal.self)
  public static let notice = ProblemFamily(NoticeRefusal.self)
  public static let opening = ProblemFamily(OpeningRefusal.self)
  public static let panel = ProblemFamily(PanelRefusal.self)
  public static let park = ProblemFamily(ParkRefusal.self)
  public static let parkCondition = ProblemFamily(UnmetCondition.self)
  public static let performance = ProblemFamily(PerformanceRefusal.self)
  public static let programme = ProblemFamily(ProgrammeRefusal.self)
  public static let question = ProblemFamily(QuestionRefusal.self)
  public static let receipts = ProblemFamily(ReceiptRefusal.self)
  public static let remedy = ProblemFamily(RemedyRefusal.self)
  public static let request = ProblemFamily(RequestRefusal.self)
  public static let review = ProblemFamily(ReviewRefusal.self)
  public static let scheme = ProblemFamily(SchemeRefusal.self)
  public static let score = ProblemFamily(ScoreRefusal.self)
  public static let session = ProblemFamily(SessionRefusal.self)
  public static let signing = ProblemFamily(SigningRefusal.self)
  public static let tender = ProblemFamily(TenderRefusal.self)
  public static let upload = ProblemFamily(UploadRefusal.self)
  /// One code of `request`, for routes that have nothing to give at some of their addresses.
  public static let noSuchPlace = ProblemFamily("request", [Problem(RequestRefusal.noSuchPlace)])
  public static let tooManyStreams = ProblemFamily("request", [Problem(RequestRefusal.tooManyStreams)])
  /// What the database refused although the rules had let it through.
  public static let database = ProblemFamily("database", StoredRefusals.everyCase.map { Problem($0) })
  /// Nobody's refusal: the world broke, or we did.
  public static let server = ProblemFamily(
    "server",
    [Problem(describing: CancellationError())]
      + [DeedFault.databaseAway, .outcomeUnknown, .pressNotInstalled, .unexpected].map { Problem($0) })

  /// Every family. What is not here is not answered.
  public static let all: [ProblemFamily] = [
    access, agency, agreement, amendment, auth, award, bid, committee, competition, condition, conduct, contract,
    database, document, draw,
    enterprise, evaluation, filing, filingOrder, form, framework, idempotency, input, lint, lowPrice, note, notice,
    opening, panel,
    park, parkCondition, performance, preparation, preparationIncomplete, programme,
    question, reReview, receipts, remedy, request, review, scheme, score, server, session,
    signing,
    standing, tender, upload,
  ]
}

/// Which problems a route may answer with: its own families, and what its access, parameters and body bring along.
struct RouteProblems {
  /// One of each code, by code.
  let problems: [Problem]

  init(_ route: Route) {
    var codes: Set<String> = ["request.tooBusy", "request.bodyTooLarge", "request.bodyTooSlow"]
    let about = route.description
    if !about.pathParameters(of: route.path).isEmpty || about.parameters.contains(where: { $0.place == .query }) {
      codes.insert("request.parameter")
    }
    if about.parameters.contains(where: { $0.place == .header }) { codes.insert("request.header") }
    var families: [ProblemFamily] = about.refuses + [.server]
    switch route.access {
    case .open: break
    case .openOrKnown, .deeds, .anyActor, .newcomer:
      families += [.auth, .access]
      // The memory of nonces may be full.
      codes.insert("request.tooBusy")
    }
    switch about.takes {
    case .nothing, .bytes: break
    case .json:
      codes.insert("request.notJSON")
      families += [.form, .input]
    }
    switch about.repeats {
    case .safe: break
    case .same: families.append(.database)
    case .note: families += [.note, .input, .database]
    case .key: families += [.idempotency, .database]
    case .match: families += [.condition, .database]
    }
    var found: [String: Problem] = [:]
    for problem in ProblemFamily.request.problems where codes.contains(problem.code) { found[problem.code] = problem }
    for problem in families.flatMap(\.problems) { found[problem.code] = problem }
    problems = found.values.sorted { $0.code < $1.code }
  }
}
