import Canon
import Documents
import Notes
import Store
import Tendering
import Verification

/// What is written beside an archive's files: index, activity record, the words of the README.
enum ArchivePaper {
  /// A row of a CSV file (RFC 4180); every field quoted, so that no program takes one for a formula's beginning by chance.
  static func csvLine(_ fields: [String]) -> String {
    fields.map { "\"" + $0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" }
      .joined(separator: ",") + "\r\n"
  }

  /// Spreadsheets take a CSV file for UTF-8 only behind this mark.
  static let mark = "\u{FEFF}"

  static func words(_ seconds: Int?) -> String {
    seconds.map { PaperMoment(unixSeconds: Int64($0)).shown } ?? ""
  }

  static func index(_ entries: [ArchiveEntry], files: [String: ArchivedFile]) -> (json: JSON, csv: String) {
    var rows: [JSON] = []
    var csv = mark + csvLine(["序号", "案卷（标段）", "题名", "种类", "文件", "格式", "字节数", "SHA-256", "公开范围", "形成时间"])
    for (place, entry) in entries.enumerated() {
      guard let file = files[entry.path] else { continue }
      let format = ArchiveEntry.format(of: entry.path).flatMap { ArchiveEntry.formats[$0] } ?? ""
      rows.append([
        "number": JSON(place + 1), "lot": JSON(entry.lot), "title": JSON(entry.title), "kind": JSON(entry.kind),
        "path": JSON(entry.path), "format": JSON(format), "bytes": JSON(file.bytes), "sha256": JSON(file.digest.hex),
        "access": JSON(entry.access), "made": entry.made.map { JSON($0) } ?? .null,
      ])
      csv += csvLine([
        "\(place + 1)", entry.lot, entry.title, entry.kind, entry.path, format, "\(file.bytes)", file.digest.hex,
        entry.access == "public" ? "公开" : "限制", words(entry.made),
      ])
    }
    return (["files": .array(rows)], csv)
  }

  static func activity(_ rows: [ActivityRow]) -> (json: JSON, csv: String) {
    var csv = mark + csvLine(["序号", "时间", "办理人（密钥）", "事项", "对象", "结果", "说明", "网络地址"])
    var lines: [JSON] = []
    for (place, row) in rows.enumerated() {
      lines.append([
        "number": JSON(place + 1), "at": JSON(row.at.seconds), "actor": JSON(row.actor), "deed": JSON(row.deed),
        "subject": JSON(row.subject), "outcome": JSON(row.outcome), "detail": JSON(row.detail),
        "address": JSON(row.address),
      ])
      csv += csvLine([
        "\(place + 1)", words(row.at.seconds), row.actor, row.deed, row.subject, row.outcome, row.detail,
        row.address ?? "",
      ])
    }
    return (["activities": .array(lines)], csv)
  }

  static func readme(_ tender: TenderRow, _ keep: ArchiveKeeping, exported: Int) -> String {
    """
    采购档案（电子）：\(tender.title)
    项目编号：\(tender.id)
    导出时间：\(words(exported))
    采购结束：\(words(keep.ended))；保存期限：自结束之日起不少于 \(keep.years) 年，至 \(keep.until)
    （\(keep.rule) \(keep.source)）。档案门类的保管期限（永久、30 年、10 年）由单位档案部门核定（待核实）。

    本文件夹不依赖任何专用软件即可阅读：全部是 UTF-8 文本、JSON、CSV、PDF 和公开格式的密文（age）。

      manifest.json      全部文件的长度和 SHA-256、保存期限及其依据；manifest.note 是日志密钥对它的签名
      index.json/.csv    卷内目录：每个文件的题名、所属标段（一个标段一卷，空的属于整个项目）、格式、摘要、公开范围
      activity.json/.csv 采购活动记录：何时、何人、对何事、结果
      checks.json        归档时四性检测（真实性、完整性、可用性、安全性）的结果
      bundle/            公开包（监督部门版本）：日志、签名记录、密文、评审结果、文书。可用 tender verify bundle 逐项核验
      notes/             未列入公开包的签名记录
      papers/            不公开的文书（JSON 与 PDF）
      payloads/          未列入公开包的投标密文，包括从未开启的标段
      identities/        已开启投标的解密密钥，文件名是投标编号。从未开启的投标没有密钥，任何人都打不开
      facts/             数据库中属于本项目的各表，每行一个 JSON（字节串写作 \\x 加十六进制，时间为 ISO 8601）

    读一份已开启的投标：在 facts/bid_note.jsonl 中按投标编号（note_id）找到密文（payload_sha256），然后
      age -d -i identities/<投标编号>.txt bundle/payloads/<密文>.age | tar -xvf -
    （密文也可能在 payloads/ 中。）压缩包里 bid.json 是报价、人员和承诺，其余是附件。

    离线再做一遍四性检测：tender archive check 本文件夹 --trust 您的信任文件夹
    只核对摘要：用任何 SHA-256 工具按 manifest.json 的 files 逐一比较。

    English: the archive of one tender. manifest.json lists every file; index.csv is the table of contents, activity.csv
    the activity record; `tender archive check` makes the four checks again, offline.

    """
  }
}

/// For how long an archive is kept, and why.
///
/// - Source: R-121.
struct ArchiveKeeping {
  /// When the procurement ended, Unix seconds.
  let ended: Int
  let years: Int
  /// The last day.
  let until: CalendarDay
  let rule: String
  let source: String
  let level: String

  /// nil where no rule speaks.
  init?(ended: Int, rules: RuleBook = .current) {
    guard let rule = rules.rule(.recordRetention), case .years(let years) = rule.value else { return nil }
    let day = CalendarDay(Instant(seconds: Int64(ended)))
    // A leap day ends on the first of March.
    guard
      let until = CalendarDay(year: day.year + years, month: day.month, day: day.day)
        ?? CalendarDay(year: day.year + years, month: 3, day: 1)
    else { return nil }
    (self.ended, self.years, self.until) = (ended, years, until)
    (self.rule, source, level) = (rule.id, rule.source, rule.level.rawValue)
  }

  var json: JSON {
    [
      "ended": JSON(ended), "years": JSON(years), "until": JSON(until.description), "rule": JSON(rule),
      "source": JSON(source), "level": JSON(level),
      "class": ["zh": "永久、30 年或 10 年，由单位档案部门核定（待核实）", "rule": "R-124", "source": "ARCH §38–41; ARC103"],
    ]
  }
}
