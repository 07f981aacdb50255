import Durable

/// Why no new head is signed. The daemon goes on serving what was published, and its entries wait for a signature.
public enum PublishFault: Error, Hashable, Sendable {
  /// The file with the last signed head is not there although the log has entries.
  case headFileMissing(path: String)
  /// It holds no head of this log, signed by the log's key; `reason` is a code.
  case headFileUnreadable(path: String, reason: String)
  case file(FileFault)
  /// The database's log is shorter than what was signed: a restored dump, most likely.
  case databaseBehind(signed: Int, stored: Int)
  /// The database's log does not begin with what was signed.
  case forked(size: Int)
  /// A published head in the database is not signed by the log's key; `reason` is a code.
  case publishedUnreadable(size: Int, reason: String)
  /// Another daemon or a witness holds a head that the database's log is too short for.
  case behindNeighbour(name: String, signed: Int, stored: Int)
  /// It holds a head that the database's log does not begin with.
  case forkedFromNeighbour(name: String, size: Int)
  /// None of the other daemons and witnesses that the settings name could be asked.
  case noNeighbour(asked: Int)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .headFileMissing: "log.headFileMissing"
    case .headFileUnreadable: "log.headFileUnreadable"
    case .file: "log.headFile"
    case .databaseBehind: "log.databaseBehind"
    case .forked: "log.forked"
    case .publishedUnreadable: "log.publishedUnreadable"
    case .behindNeighbour: "log.behindNeighbour"
    case .forkedFromNeighbour: "log.forkedFromNeighbour"
    case .noNeighbour: "log.noNeighbour"
    }
  }

  public var zh: String {
    switch self {
    case .headFileMissing(let path):
      "记录最后一次签署的文件 \(path) 不在。请找回它；确已永远遗失时，才加 --adopt-head 启动一次（承认数据库现状）。"
    case .headFileUnreadable(let path, let reason): "文件 \(path) 里不是本日志签署过的日志头（\(reason)）。"
    case .file(let fault): fault.zh + "。"
    case .databaseBehind(let signed, let stored):
      "数据库里有 \(stored) 条，而已签署 \(signed) 条：数据库是从旧备份恢复的。继续签署会使日志分叉。"
    case .forked(let size): "数据库的前 \(size) 条不是签署过的那些。"
    case .publishedUnreadable(let size, let reason): "数据库里公布的日志头（\(size) 条）不是本日志签署的（\(reason)）。"
    case .behindNeighbour(let name, let signed, let stored):
      "\(name) 持有已签署的 \(signed) 条的日志头，而数据库只有 \(stored) 条：数据库是旧的。继续签署会使日志分叉。"
    case .forkedFromNeighbour(let name, let size): "数据库的前 \(size) 条不是 \(name) 持有的日志头所签署的那些。"
    case .noNeighbour(let asked):
      "设置中的 \(asked) 个其他服务和见证人都联系不上，不能确认最新的日志头，因此暂不签署；会继续尝试。"
    }
  }

  public var en: String {
    switch self {
    case .headFileMissing(let path):
      "the file with the last signed head is missing: \(path). Bring it back; only when it is lost for good, start once "
        + "with --adopt-head, which signs whatever the database holds."
    case .headFileUnreadable(let path, let reason): "the file \(path) holds no signed head of this log (\(reason))."
    case .file(let fault): fault.en + "."
    case .databaseBehind(let signed, let stored):
      "the database holds \(stored) entries but \(signed) were signed: it was restored from an older copy. Signing on "
        + "would fork the log."
    case .forked(let size): "the database's first \(size) entries are not those that were signed."
    case .publishedUnreadable(let size, let reason):
      "the published head of \(size) entries in the database is not signed by this log (\(reason))."
    case .behindNeighbour(let name, let signed, let stored):
      "\(name) holds a signed head of \(signed) entries and the database has \(stored): it is an older copy. Signing on "
        + "would fork the log."
    case .forkedFromNeighbour(let name, let size):
      "the database's first \(size) entries are not those of the signed head that \(name) holds."
    case .noNeighbour(let asked):
      "none of the \(asked) other daemons and witnesses in the settings can be reached, so the newest head is not "
        + "known and nothing is signed; it is tried again and again."
    }
  }
}
