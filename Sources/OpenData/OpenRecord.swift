import Canon

/// What has been published of one tender: its releases in order, and what they come to.
public struct OpenRecord: Sendable {
  public private(set) var releases: [JSON] = []
  /// With the `id`, `date` and `tag` that merging the releases gives it; nil before the first release.
  public private(set) var compiledRelease: JSON?
  /// The releases so far as they are written; they never change.
  private var written: [[UInt8]] = []
  private var printed: Printed?
  private var told = Told()

  public init() {}

  /// Reads a record package that `package` made.
  ///
  /// - Returns: nil for anything else.
  public init?(package: JSON) {
    guard let records = package["records"]?.arrayValue, records.count == 1,
      let releases = records[0]["releases"]?.arrayValue, !releases.isEmpty,
      let compiled = records[0]["compiledRelease"], compiled["date"]?.stringValue != nil
    else { return nil }
    self.releases = releases
    compiledRelease = compiled
    written = releases.map { $0.canonicalBytes() }
  }

  /// Adds a release with what has changed since the last one; none when nothing has.
  ///
  /// A release is dated by the moment, and later than the one before it if only by a millisecond, so that everybody
  /// merges them in one order.
  ///
  /// - Parameter milliseconds: the moment, since 1970.
  /// - Returns: whether a release was added.
  public mutating func add(_ tender: PublicTender, by publisher: DataPublisher, atMilliseconds milliseconds: Int64)
    -> Bool
  {
    // An ocid is for ever, whatever prefix is set later.
    let ocid = compiledRelease?["ocid"] ?? .string(publisher.ocid(of: tender.id))
    let before = compiledRelease.map { $0.removing("id").removing("date").removing("tag") }
    told = Told(tender, by: publisher, before: told)
    let next = tender.compiled(by: publisher, told).setting("ocid", ocid)
    guard let update = (before ?? .object([])).update(to: next) else { return false }
    let whole = (before ?? .object([])).merged(with: update).sharing(next)
    let last = compiledRelease?["date"]?.stringValue.flatMap { ReleaseDate($0) }
    let date = max(
      ReleaseDate(milliseconds: milliseconds),
      last.map { ReleaseDate(milliseconds: $0.milliseconds + 1) } ?? .init(milliseconds: .min)
    ).text
    let name = ocid.stringValue ?? ""
    releases.append(
      update.closed(over: whole).setting("id", .string("\(name)-\(releases.count + 1)")).setting("date", .string(date))
        .setting("tag", .array(tags(of: update, before: before).map { JSON($0) })))
    written.append(releases[releases.count - 1].canonicalBytes())
    compiledRelease = whole.setting("id", .string("\(name)-\(date)")).setting("date", .string(date))
      .setting("tag", ["compiled"])
    printed = compiledRelease.map { Printed($0, before: printed) }
    return true
  }

  /// `ocds.json`: all releases and the compiled one, in canonical form.
  public func package(of tender: String, by publisher: DataPublisher) -> [UInt8]? {
    guard let compiledRelease, let date = compiledRelease["date"], let ocid = compiledRelease["ocid"] else {
      return nil
    }
    let frame = Self.frame(publisher.recordAddress(of: tender), date: date, publisher)
      .setting("packages", .array((1...releases.count).map { JSON(publisher.releaseAddress($0, of: tender)) }))
    let record = JSON.canonicalObject([
      ("ocid", ocid.canonicalBytes()), ("releases", JSON.canonicalArray(written)),
      ("compiledRelease", printed?.bytes ?? compiledRelease.canonicalBytes()),
    ])
    return JSON.canonicalObject(
      (frame.members ?? []).map { ($0.name, $0.value.canonicalBytes()) } + [("records", JSON.canonicalArray([record]))])
  }

  /// The release package of one event.
  ///
  /// - Parameter number: from 1.
  public func releasePackage(_ number: Int, of tender: String, by publisher: DataPublisher) -> JSON? {
    guard releases.indices.contains(number - 1), let date = releases[number - 1]["date"] else { return nil }
    return Self.frame(publisher.releaseAddress(number, of: tender), date: date, publisher)
      .setting("releases", [releases[number - 1]])
  }

  private static func frame(_ address: String, date: JSON, _ publisher: DataPublisher) -> JSON {
    [
      "uri": JSON(address), "version": "1.1", "publishedDate": date, "publisher": publisher.json,
      "extensions": .array((StandardExtension.addresses + [OwnExtension.address(of: publisher)]).map { JSON($0) }),
    ]
  }
}
