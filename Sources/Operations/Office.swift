import Canon
import Documents
import Logging
import Notes
import OpenData
import Postgres
import Store
import Tendering

/// What every deed needs.
public struct Office: Sendable {
  public let database: Database
  public let instance: Instance
  /// Signs acknowledgements, closes, results of openings and lists of papers; named as the log.
  public let logKey: SigningKey
  public let press: PaperPress
  public let publisher: LogPublisher
  public let desk: BidDesk
  public let limits: Limits
  /// Who publishes the open data, and under which names.
  public let openData: DataPublisher
  /// What papers and open data say of the buyer.
  public let buyer: Bureau
  public let clock: Clock
  public let logger: Logger
  /// What has arrived and is not answered yet.
  public let arrivals: Arrivals
  /// This daemon among those that serve the database.
  public let presence: Presence
  let trees: BatchTrees
  let openDataShelf: OpenDataShelf
  public let checks: BundleChecks
  /// Prints what strangers ask for.
  let documents: DocumentDesk

  public init(
    database: Database, instance: Instance, logKey: SigningKey, press: PaperPress, publisher: LogPublisher,
    desk: BidDesk, limits: Limits, openData: DataPublisher? = nil, buyer: Bureau = Bureau(),
    clock: Clock, logger: Logger, checks: BundleChecks = BundleChecks()
  ) {
    self.database = database
    self.instance = instance
    self.logKey = logKey
    self.press = press
    self.publisher = publisher
    self.desk = desk
    self.limits = limits
    self.openData = openData ?? .bureau(origin: instance.origin)
    self.buyer = buyer
    self.clock = clock
    self.logger = logger
    arrivals = Arrivals(clock: clock.now)
    presence = Presence(id: clock.random(16))
    trees = BatchTrees()
    openDataShelf = OpenDataShelf()
    self.checks = checks
    documents = DocumentDesk(press: press.aside(), now: clock.now, logger: logger)
  }

  public var now: Moment { clock.now() }
}

/// Time and chance, from outside.
public struct Clock: Sendable {
  public let now: @Sendable () -> Moment
  /// That many fresh random bytes.
  public let random: @Sendable (Int) -> [UInt8]

  public init(now: @escaping @Sendable () -> Moment, random: @escaping @Sendable (Int) -> [UInt8]) {
    self.now = now
    self.random = random
  }
}

/// Bounds and periods of a running office.
public struct Limits: Sendable {
  /// Seconds between ticks while a tender is open.
  public var tickSeconds = 10
  /// A payload up to this many bytes may travel in one request with its note.
  public var attachedBytesMax = 64 * 1024
  /// A piece of an upload; also the size of a row.
  public var pieceBytesMax = 1024 * 1024
  /// How far the daemon's clock may be from PostgreSQL's before bids are refused, in milliseconds.
  public var clockSkewMillisecondsMax = 500
  /// Readers of the feed who wait at the same time: open streams and long polls.
  public var streamsMax = 64
  /// A stream that has nothing to tell says so this often, so that both sides notice when the other has gone.
  public var heartbeat: Duration = .seconds(10)
  /// Bundles longer than this are not checked for the public page, but by whoever takes them.
  public var checkedBytesMax = 1 << 30
  /// How long who asks for a check waits for it before being told to come again.
  public var checkPatience: Duration = .seconds(2)
  /// Where a bundle lies while it is checked.
  public var checksFolder = "/tmp"

  public init() {}
}
