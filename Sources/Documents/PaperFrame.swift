import Canon

/// What stands on every paper: what it belongs to, when it was made, and what it can be verified against.
public struct PaperFrame: Sendable, Hashable {
  /// The paper's own number, such as 周市监采〔2026〕1号 or an id of the system.
  public var number: String
  /// The project's name as in the tender document.
  public var project: String
  public var subject: PaperSubject
  public var madeAt: PaperMoment
  public var checkpoint: PaperCheckpoint
  /// True puts 演练 on every page.
  public var isRehearsal: Bool

  public init(
    number: String, project: String, subject: PaperSubject, madeAt: PaperMoment, checkpoint: PaperCheckpoint,
    isRehearsal: Bool
  ) {
    self.number = number
    self.project = project
    self.subject = subject
    self.madeAt = madeAt
    self.checkpoint = checkpoint
    self.isRehearsal = isRehearsal
  }

  var members: [JSON.Member] {
    Documents.members([
      "number": .string(number), "project": .string(project), "madeAt": madeAt.json, "checkpoint": checkpoint.json,
      "rehearsal": .bool(isRehearsal),
    ]) + subject.members
  }
}

/// What a paper belongs to: a tender or one lot of it, or, outside any tender, a batch of the programme.
public enum PaperSubject: Sendable, Hashable {
  case lot(tender: String, lot: String, lotName: String)
  case tender(tender: String)
  case batch(programme: String, batch: String)

  var members: [JSON.Member] {
    switch self {
    case .lot(let tender, let lot, let lotName):
      Documents.members(["tender": .string(tender), "lot": .string(lot), "lotName": .string(lotName)])
    case .tender(let tender): Documents.members(["tender": .string(tender)])
    case .batch(let programme, let batch):
      Documents.members(["programme": .string(programme), "batch": .string(batch)])
    }
  }
}

/// The log's head at the moment the paper was made.
public struct PaperCheckpoint: Sendable, Hashable, Fact {
  /// The log's name.
  public var origin: String
  /// How many entries the log had.
  public var size: Int
  /// The root hash, base64.
  public var root: String

  public init(origin: String, size: Int, root: String) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  var json: JSON { object(["origin": .string(origin), "size": JSON(size), "root": .string(root)]) }
}
