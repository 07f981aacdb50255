/// Any typed note, told apart by its first line.
public enum AnyNote: Sendable {
  case custodian(CustodianStatement)
  case notice(Notice)
  case amendment(Amendment)
  case clarification(ClarificationNote)
  case register(Register)
  case bid(BidNote)
  case withdraw(Withdraw)
  case secret(SecretNote)
  case ack(Acknowledgement)
  case late(LateNote)
  case close(Close)
  case opening(Opening)
  case shares(Shares)
  case opened(Opened)
  case evaluation(EvaluationNote)
  case award(AwardNote)
  case cancellation(CancellationNote)
  case agreement(AgreementNote)
  case filing(FilingNote)
  case papers(PapersNote)
  case committee(CommitteeNote)
  case scores(ScoresNote)
  case draw(Draw)
  case drawn(Drawn)
  case void(VoidNote)
  case fail(FailNote)
  case record(RecordNote)

  /// - Throws: `unknownType` when the first line is no type of ours, otherwise as the type's own parser.
  public init(parsing text: String) throws(NoteError) {
    let type = text.utf8.firstIndex(of: 0x0A).map { String(text[..<$0]) } ?? text
    switch type {
    case CustodianStatement.type: self = .custodian(try CustodianStatement(parsing: text))
    case Notice.type: self = .notice(try Notice(parsing: text))
    case Amendment.type: self = .amendment(try Amendment(parsing: text))
    case ClarificationNote.type: self = .clarification(try ClarificationNote(parsing: text))
    case Register.type: self = .register(try Register(parsing: text))
    case BidNote.type: self = .bid(try BidNote(parsing: text))
    case Withdraw.type: self = .withdraw(try Withdraw(parsing: text))
    case SecretNote.type: self = .secret(try SecretNote(parsing: text))
    case Acknowledgement.type: self = .ack(try Acknowledgement(parsing: text))
    case LateNote.type: self = .late(try LateNote(parsing: text))
    case Close.type: self = .close(try Close(parsing: text))
    case Opening.type: self = .opening(try Opening(parsing: text))
    case Shares.type: self = .shares(try Shares(parsing: text))
    case Opened.type: self = .opened(try Opened(parsing: text))
    case EvaluationNote.type: self = .evaluation(try EvaluationNote(parsing: text))
    case AwardNote.type: self = .award(try AwardNote(parsing: text))
    case CancellationNote.type: self = .cancellation(try CancellationNote(parsing: text))
    case AgreementNote.type: self = .agreement(try AgreementNote(parsing: text))
    case FilingNote.type: self = .filing(try FilingNote(parsing: text))
    case PapersNote.type: self = .papers(try PapersNote(parsing: text))
    case CommitteeNote.type: self = .committee(try CommitteeNote(parsing: text))
    case ScoresNote.type: self = .scores(try ScoresNote(parsing: text))
    case Draw.type: self = .draw(try Draw(parsing: text))
    case Drawn.type: self = .drawn(try Drawn(parsing: text))
    case VoidNote.type: self = .void(try VoidNote(parsing: text))
    case FailNote.type: self = .fail(try FailNote(parsing: text))
    case RecordNote.type: self = .record(try RecordNote(parsing: text))
    default: throw .unknownType(String(type.prefix(80)))
    }
  }

  public var body: any NoteBody {
    switch self {
    case .custodian(let n): n
    case .notice(let n): n
    case .amendment(let n): n
    case .clarification(let n): n
    case .register(let n): n
    case .bid(let n): n
    case .withdraw(let n): n
    case .secret(let n): n
    case .ack(let n): n
    case .late(let n): n
    case .close(let n): n
    case .opening(let n): n
    case .shares(let n): n
    case .opened(let n): n
    case .evaluation(let n): n
    case .award(let n): n
    case .cancellation(let n): n
    case .agreement(let n): n
    case .filing(let n): n
    case .papers(let n): n
    case .committee(let n): n
    case .scores(let n): n
    case .draw(let n): n
    case .drawn(let n): n
    case .void(let n): n
    case .fail(let n): n
    case .record(let n): n
    }
  }

  public var tender: String { body.tender }

  /// The `list` line of a note that goes with a list file.
  public var list: ListLine? {
    switch self {
    case .opening(let n): n.list
    case .shares(let n): n.list
    case .draw(let n): n.list
    case .evaluation(let n): n.list
    case .award(let n): n.list
    case .cancellation(let n): n.list
    case .agreement(let n): n.list
    case .filing(let n): n.list
    case .papers(let n): n.list
    case .clarification(let n): n.list
    default: nil
    }
  }

  /// The types of the notes that may have one.
  public static let typesWithList: Set<String> = [
    Opening.type, Shares.type, Draw.type, EvaluationNote.type, AwardNote.type, CancellationNote.type,
    AgreementNote.type, FilingNote.type, PapersNote.type, ClarificationNote.type,
  ]

  /// Whether a note of this type is an entry of the log of its own; the others go in by tick or by name only.
  public var isLogged: Bool {
    switch self {
    case .custodian, .register, .bid, .withdraw, .ack, .late: false
    default: true
    }
  }
}
