/// What the audit derives again and compares.
public enum AuditCheck: String, Sendable, CaseIterable {
  case log, tiles, head, checkpoints, ticks, batches, notes, lists, preparation, notice, changes, close, bids, payloads,
    manifests
  case shares, results, draws, scores, evaluations, awards, performance, remedies, files, papers

  /// What holds when nothing is found.
  public var wording: (zh: String, en: String) {
    switch self {
    case .log: ("每条日志的叶哈希、全树的根与日志头一致", "each entry's leaf hash and the whole tree's root are those of the head")
    case .tiles: ("日志各层节点由条目重算一致", "the nodes of the log's tiles follow from its entries")
    case .head: ("已签署的日志头由日志机构签名，且是现有日志的前段", "the signed head is the log key's and a beginning of the log")
    case .checkpoints:
      (
        "公布过的每个日志头由日志机构签署、根由条目重算一致，见证联署成立",
        "every published head is signed and its root is that of its entries; cosignatures hold"
      )
    case .ticks:
      (
        "时点编号连续、时间不倒退，每个开放的项目各有一行",
        "ticks are numbered without gap, time never goes back, each open tender has its line"
      )
    case .batches: ("各时点的批次根由记录重算一致", "every batch root follows from the notes that its tick holds")
    case .notes: ("每份记录的编号、类型、签署人和签名相符", "each note's id, type, signer and signature hold")
    case .lists: ("记录所引的清单齐全一致", "every list that a note names is there and is that list")
    case .preparation:
      (
        "草稿由所记的人编制、由他人审查；正式项目发布时准备文件齐全",
        "drafts have their writers and other reviewers; a real notice was prepared as the rules ask"
      )
    case .notice: ("项目的期限、门限、标段与公告一致", "the tenders are as their notices say")
    case .changes: ("更正、澄清和终止与其记录相符", "amendments, answers and cancellations are as their notes say")
    case .close: ("截止记录所写与开封清单、时点一致", "each close names its reveal and its ticks")
    case .bids: ("投标、撤回的内容、序号与所在时点相符", "bids and withdrawals are as their notes say, their seqs rising")
    case .payloads: ("投标文件的分块合成其哈希", "the pieces of each payload make up its hash")
    case .manifests: ("开标清单由开封清单和日志重算一致", "each manifest follows from the reveal and the log")
    case .shares: ("密钥分片与投标时的承诺相符", "every share meets its commitment")
    case .results: ("开启结果与其记录相符", "the results of the opening are as their notes say")
    case .draws: ("抽取与其公告、随机数和结果相符", "each draw is as its notes say and comes out the same again")
    case .scores: ("评分表与评委签署的哈希相符", "every score sheet is the one its member signed")
    case .evaluations: ("评审结果由评分表重算至末位一致", "each evaluation is worked out again to the last decimal")
    case .awards: ("定标按名次，价格与评审结果相符", "each award follows the rank order of its evaluation")
    case .performance:
      ("服务合同的不良记录和验收符合规则，追加不超过限额", "failures and acceptances of service contracts are as the rules have them")
    case .remedies: ("询问、质疑、异议、投诉的期限和处理符合规则", "remedies were due and ended as the rules say")
    case .files: ("公开文件与日志中的清单相符", "the public files are those that the log names")
    case .papers: ("文书与其哈希、签署相符", "the papers are those that are hashed and signed")
    }
  }
}

/// Something that does not follow.
public struct AuditFault: Hashable, Sendable {
  /// The note, entry, file or row it is about; ids only.
  public let subject: String
  public let zh: String
  public let en: String
}

/// What an audit found, one line for each check.
public struct AuditReport: Sendable {
  public struct Line: Sendable {
    /// The check's name; `sql/<name>` for an invariant that is a query.
    public let name: String
    public let zh: String
    public let en: String
    /// How many things were looked at; nil for a query.
    public let count: Int?
    /// The first of them; empty when the check holds.
    public let faults: [AuditFault]
    /// How many there are.
    public let faultCount: Int

    public var isOk: Bool { faultCount == 0 }
  }

  public let lines: [Line]
  public var isClean: Bool { lines.allSatisfy(\.isOk) }

  /// More faults of one check are counted, not kept.
  public static let faultsMax = 20
}

/// A report in the making.
struct AuditFindings {
  private var counts: [AuditCheck: Int] = [:]
  private var faults: [AuditCheck: [AuditFault]] = [:]
  private var faultCounts: [AuditCheck: Int] = [:]
  private var queries: [AuditReport.Line] = []

  mutating func looked(at check: AuditCheck, _ count: Int = 1) { counts[check, default: 0] += count }

  mutating func fault(_ check: AuditCheck, _ subject: String, zh: String, en: String) {
    faultCounts[check, default: 0] += 1
    guard faults[check, default: []].count < AuditReport.faultsMax else { return }
    faults[check, default: []].append(AuditFault(subject: subject, zh: zh, en: en))
  }

  /// A fault unless it holds.
  mutating func require(
    _ holds: Bool, _ check: AuditCheck, _ subject: @autoclosure () -> String, zh: @autoclosure () -> String,
    en: @autoclosure () -> String
  ) {
    if !holds { fault(check, subject(), zh: zh(), en: en()) }
  }

  mutating func add(query: String, zh: String, en: String, rows: [String]) {
    queries.append(
      AuditReport.Line(
        name: "sql/\(query)", zh: zh, en: en, count: nil,
        faults: rows.map { AuditFault(subject: $0, zh: "不符", en: "breaks the rule") }, faultCount: rows.count))
  }

  var report: AuditReport {
    AuditReport(
      lines: AuditCheck.allCases.map { check in
        AuditReport.Line(
          name: check.rawValue, zh: check.wording.zh, en: check.wording.en, count: counts[check] ?? 0,
          faults: faults[check] ?? [], faultCount: faultCounts[check] ?? 0)
      } + queries)
  }
}
