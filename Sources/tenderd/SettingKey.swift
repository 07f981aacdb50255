import OpenData
import Operations

/// One thing that can be set: its name, what it means, and what it is when nobody says.
struct SettingKey: Sendable {
  enum Kind: Sendable {
    case text
    case number(ClosedRange<Int>)
    case choice([String])
    /// An http or https address without a slash at the end, or nothing.
    case address
    /// What an ocid begins with.
    case prefix
    /// Words for a line of a paper, or nothing where that is allowed.
    case line(mayBeEmpty: Bool)
  }

  /// As in the file (`{"listen":{"port":8080}}`), in `--set listen.port=8080`, and with TENDERD_LISTEN_PORT.
  let name: String
  let kind: Kind
  let standard: String
  let unit: String
  let meaning: String
  /// Never printed.
  let isSecret: Bool

  private init(
    _ name: String, _ kind: Kind, _ standard: String, unit: String = "", isSecret: Bool = false, _ meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.unit = unit
    self.isSecret = isSecret
    self.meaning = meaning
  }

  static let mode = SettingKey(
    "mode", .choice(["real", "rehearsal"]), "real",
    "which kind of database this daemon may serve; the other kind is refused")
  static let migrations = SettingKey(
    "migrations", .text, "sql/migrations", unit: "folder", "the schema's steps that belong to this program")
  static let listenHost = SettingKey("listen.host", .text, "127.0.0.1", "the address to listen at")
  static let listenPort = SettingKey("listen.port", .number(0...65_535), "8080", "the TCP port; 0 takes a free one")
  static let connectionsMax = SettingKey(
    "listen.connectionsMax", .number(1...100_000), "1024", "open connections at most; more wait in the kernel's queue")
  static let requestsMax = SettingKey(
    "listen.requestsMax", .number(1...100_000), "512", "requests in hand at most; more are answered 503")
  static let idleSeconds = SettingKey(
    "listen.idleSeconds", .number(1...3_600), "30", unit: "s", "silence after which a connection is closed")
  static let bodySeconds = SettingKey(
    "listen.bodySeconds", .number(1...3_600), "60", unit: "s", "time for a request's body to arrive")
  static let stallSeconds = SettingKey(
    "listen.stallSeconds", .number(1...3_600), "20", unit: "s",
    "a reader who takes nothing of a long answer for so long is cut off")
  static let streamsMax = SettingKey(
    "listen.streamsMax", .number(0...100_000), "64", "readers of the feed that wait at once, streams and long polls")
  static let proxies = SettingKey(
    "listen.proxies", .text, "", unit: "addresses",
    "the addresses of your reverse proxies, separated by blanks; from them alone X-Forwarded-For is believed")
  static let database = SettingKey(
    "database.conninfo", .text, "dbname=tender user=tender_app", isSecret: true,
    "how the daemon reaches PostgreSQL, in libpq's words")
  static let ownerDatabase = SettingKey(
    "database.ownerConninfo", .text, "dbname=tender user=tender_owner", isSecret: true,
    "how `migrate` reaches it: as the owner of the schema")
  static let databaseConnectionsMax = SettingKey(
    "database.connectionsMax", .number(2...200), "8", "connections of the pool, each with a thread")
  static let databaseWaitSeconds = SettingKey(
    "database.waitSeconds", .number(0...86_400), "60", unit: "s", "how long to wait for PostgreSQL at the start")
  static let statementSeconds = SettingKey(
    "database.statementSeconds", .number(1...3_600), "30", unit: "s", "the server's limit for one statement")
  static let logKeyFile = SettingKey(
    "log.keyFile", .text, "tender-log.key", unit: "file",
    "the log's private key, mode 0600; lost: no head can be signed ever again under this name")
  static let logHeadFile = SettingKey(
    "log.headFile", .text, "tender-log.head", unit: "file",
    "the last signed head; outside the database, so that an old dump cannot fork the log; one for all daemons of a "
      + "machine")
  static let logPeers = SettingKey(
    "log.peers", .text, "", unit: "addresses",
    "the other daemons of this log, as http://host:port, separated by blanks; asked how far the log is before this one "
      + "signs")
  static let logPolicy = SettingKey(
    "log.policyFile", .text, "", unit: "file",
    "a c2sp tlog-policy: the witnesses with their addresses, and the quorum that is stated to everybody; empty: none")
  static let neighbourSeconds = SettingKey(
    "log.neighbourSeconds", .number(1...120), "10", unit: "s", "how long a witness or another daemon has to answer")
  static let tickSeconds = SettingKey(
    "tickSeconds", .number(1...3_600), "10", unit: "s", "time between ticks while a tender is open")
  static let skewMilliseconds = SettingKey(
    "clock.skewMillisecondsMax", .number(1...60_000), "500", unit: "ms",
    "how far this machine's clock may be from PostgreSQL's before bids are refused")
  static let attachedBytesMax = SettingKey(
    "bids.attachedBytesMax", .number(0...1_000_000), "65536", unit: "bytes",
    "a payload up to this size may travel with its note")
  static let pressPython = SettingKey(
    "press.python", .text, ".venv/bin/python", unit: "file", "the python that has typst, which sets the papers")
  static let pressFonts = SettingKey("press.fonts", .text, "fonts", unit: "folder", "the only fonts that papers use")
  static let pressTemplates = SettingKey(
    "press.templates", .text, "", unit: "folder", "the papers' templates; empty: those of this build")
  static let pressSandbox = SettingKey(
    "press.bwrap", .text, "/usr/bin/bwrap", unit: "file", "bubblewrap, in which papers are set")
  static let pressSeconds = SettingKey(
    "press.secondsMax", .number(1...300), "15", unit: "s",
    "for one paper, start of its process included; four times as much for what strangers ask for")
  static let bureauAddress = SettingKey(
    "bureau.address", .line(mayBeEmpty: true), "",
    "the buyer's postal address, as notices, contracts and open data give it; empty: they leave it out")
  static let bureauContact = SettingKey(
    "bureau.contact", .line(mayBeEmpty: false), Bureau.standardContact,
    "whom or which section at the buyer to ask, as notices and open data name it")
  static let bureauPhone = SettingKey(
    "bureau.phone", .line(mayBeEmpty: false), Bureau.standardPhone,
    "the telephone there; the default is nobody's")
  static let openDataAddress = SettingKey(
    "openData.address", .address, "", unit: "address",
    "where the public reaches this daemon, as open data names it; empty: https:// and the log's name without /log")
  static let openDataPrefix = SettingKey(
    "openData.ocidPrefix", .prefix, DataPublisher.placeholderPrefix,
    "what each ocid begins with: the bureau's own, once registered; the default stands for none")
  static let checkedBytesMax = SettingKey(
    "checks.bytesMax", .number(0...1_000_000_000_000), "1073741824", unit: "bytes",
    "bundles of finished tenders up to this size are checked for the public page")
  static let checksFolder = SettingKey(
    "checks.folder", .text, "/tmp", unit: "folder", "where such a bundle lies while it is checked")
  static let shutdownSeconds = SettingKey(
    "shutdownSeconds", .number(1...600), "20", unit: "s", "what is in flight has this long to end after SIGTERM")
  static let logLevel = SettingKey(
    "logLevel", .choice(["trace", "debug", "info", "notice", "warning", "error", "critical"]), "info",
    "how much is written to standard error; ids and codes, never contents")

  static let all: [SettingKey] = [
    mode, migrations, listenHost, listenPort, connectionsMax, requestsMax, idleSeconds, bodySeconds,
    stallSeconds, streamsMax, proxies, database, ownerDatabase, databaseConnectionsMax, databaseWaitSeconds,
    statementSeconds,
    logKeyFile, logHeadFile, logPeers, logPolicy, neighbourSeconds, tickSeconds,
    skewMilliseconds, attachedBytesMax, pressPython, pressFonts, pressTemplates, pressSandbox, pressSeconds,
    bureauAddress, bureauContact, bureauPhone, openDataAddress, openDataPrefix, checkedBytesMax, checksFolder,
    shutdownSeconds, logLevel,
  ]

  /// Why `text` is not a value of this key, or nil when it is.
  func fault(of text: String) -> String? {
    switch kind {
    case .text: nil
    case .address:
      text.isEmpty || DataPublisher.isAddress(text) ? nil : "an address like https://tender.example.gov.cn is wanted"
    case .line(let mayBeEmpty):
      mayBeEmpty && text.isEmpty || Bureau.canSay(text)
        ? nil : "one line of at most 300 bytes is wanted, without control characters"
    case .prefix: DataPublisher.isPrefix(text) ? nil : "ocds- and six lower-case letters or digits are wanted"
    case .number(let range):
      Int(text).map(range.contains) == true
        ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound) is wanted"
    case .choice(let words): words.contains(text) ? nil : "one of \(words.joined(separator: ", ")) is wanted"
    }
  }
}
