import Notes

/// One file of the log as it is served: up to 256 hashes of one level, or up to 256 entries.
///
/// Level 0 holds leaf hashes; a hash of level L stands for a full tile of level L − 1, that is for 256^L leaves.
/// - Source: c2sp.org/tlog-tiles.
public struct Tile: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// Hashes of this level, 0…63.
    case hashes(level: Int)
    /// The entries that the leaf hashes of the level 0 tile with the same index and width belong to.
    case entries
  }

  public let content: Content
  /// From 0, along the level.
  public let index: Int
  /// 1…256; below 256 the tile is partial.
  public let width: Int

  public static let widthMax = 256
  /// More than any log has; what lies above is refused before it is counted with.
  public static let indexMax = 999_999_999_999_999

  /// - Throws: `outOfRange` for a level, index or width that no tile has.
  public init(_ content: Content, index: Int, width: Int = Tile.widthMax) throws(TreeFault) {
    if case .hashes(let level) = content, !(0...63).contains(level) { throw .outOfRange }
    guard (0...Tile.indexMax).contains(index), (1...Tile.widthMax).contains(width) else { throw .outOfRange }
    self.init(known: content, index, width)
  }

  private init(known content: Content, _ index: Int, _ width: Int) {
    self.content = content
    self.index = index
    self.width = width
  }

  public var isFull: Bool { width == Tile.widthMax }

  /// The level of a tile of hashes; a bundle of entries goes with level 0.
  public var level: Int {
    switch content {
    case .hashes(let level): level
    case .entries: 0
    }
  }

  /// Which hashes of its level, or which entries, it holds.
  public var range: Range<Int> {
    let start = index * Tile.widthMax
    return start..<(start + width)
  }

  /// `tile/0/x001/x234/067.p/8`, below the log's address.
  public var path: String {
    var digits = Tile.threeDigits(index % 1000)
    var rest = index / 1000
    while rest > 0 {
      digits = "x\(Tile.threeDigits(rest % 1000))/\(digits)"
      rest /= 1000
    }
    let kind =
      switch content {
      case .hashes(let level): "\(level)"
      case .entries: "entries"
      }
    return "tile/\(kind)/\(digits)" + (isFull ? "" : ".p/\(width)")
  }

  /// Nil unless `path` is the one path of a tile.
  public init?(path: some StringProtocol) {
    let parts = Array(path.utf8).split(separator: 0x2F, omittingEmptySubsequences: false)
    // Six groups of three digits are more than any log has; longer numbers are no path.
    guard (3...9).contains(parts.count), parts[0].elementsEqual("tile".utf8) else { return nil }
    let content: Content
    if parts[1].elementsEqual("entries".utf8) {
      content = .entries
    } else {
      guard let level = decimal(String(decoding: parts[1], as: UTF8.self)), level <= 63 else { return nil }
      content = .hashes(level: level)
    }
    var groups = parts[2...]
    var width = Tile.widthMax
    if groups.count >= 2, groups[groups.endIndex - 2].suffix(2).elementsEqual(".p".utf8) {
      guard let given = decimal(String(decoding: groups.removeLast(), as: UTF8.self)), (1...255).contains(given) else {
        return nil
      }
      width = given
      groups[groups.endIndex - 1] = groups[groups.endIndex - 1].dropLast(2)
    }
    guard groups.count <= 5 else { return nil }
    var index = 0
    for (at, group) in groups.enumerated() {
      let isLast = at == groups.count - 1
      guard isLast || group.first == 0x78 else { return nil }
      let digits = isLast ? group : group.dropFirst()
      guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      for digit in digits { index = index * 10 + Int(digit - 0x30) }
    }
    self.init(known: content, index, width)
    guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
  }

  private static func threeDigits(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }

  /// How many hashes a level has in a log of `size` entries.
  static func count(level: Int, size: Int) -> Int { level < 8 ? size >> (8 * level) : 0 }

  /// The tiles of a log of `new` entries that a log of `old` entries did not have, or had narrower: first the bundle
  /// of entries, then the hashes, level by level from the left.
  ///
  ///     from 255 to 257: entries/000, entries/001.p/1, 0/000, 0/001.p/1, 1/000.p/1
  ///
  /// - Throws: `outOfRange` unless 0 <= old <= new, and when there are more than `arisingMax`.
  public static func arising(from old: Int, to new: Int) throws(TreeFault) -> [Tile] {
    guard old >= 0, old <= new else { throw .outOfRange }
    var spans: [(content: Content, before: Int, after: Int)] = [(.entries, old, new)]
    var level = 0
    while count(level: level, size: new) > 0 {
      spans.append((.hashes(level: level), count(level: level, size: old), count(level: level, size: new)))
      level += 1
    }
    spans.removeAll { $0.before == $0.after }
    let total = spans.reduce(0) { $0 + $1.after / widthMax - $1.before / widthMax + ($1.after % widthMax).signum() }
    guard total <= arisingMax else { throw .outOfRange }
    var tiles: [Tile] = []
    tiles.reserveCapacity(total)
    for (content, before, after) in spans {
      for index in (before / widthMax)..<(after / widthMax) { tiles.append(Tile(known: content, index, widthMax)) }
      if after % widthMax > 0 { tiles.append(Tile(known: content, after / widthMax, after % widthMax)) }
    }
    return tiles
  }

  /// The most tiles that arise at once, those of 500 million entries: an entry a second for sixteen years. Whoever is told
  /// of a larger log, by a server that need not tell the truth, does not fill its memory with their names.
  public static let arisingMax = 1 << 22

  /// The tile with this index in a log of `size` entries, as wide as it is there; nil when the log has none.
  public static func standing(_ content: Content, index: Int, size: Int) -> Tile? {
    guard index >= 0, size >= 0 else { return nil }
    let level = if case .hashes(let level) = content { level } else { 0 }
    guard level >= 0 else { return nil }
    let width = count(level: level, size: size) - min(index, Int.max / widthMax) * widthMax
    guard width > 0 else { return nil }
    return Tile(known: content, index, min(width, widthMax))
  }

  /// Where a complete subtree stands in a log of `size` entries: its tile, and which of its hashes make it up.
  ///
  /// - Throws: `outOfRange` when the log has no such node.
  public static func holding(_ node: TreeNode, size: Int) throws(TreeFault) -> (tile: Tile, hashes: Range<Int>) {
    guard (0..<56).contains(node.level), node.index >= 0, size >= 0, node.index < size >> node.level else {
      throw .outOfRange
    }
    let below = node.level % 8
    let start = node.index << below
    guard let tile = standing(.hashes(level: node.level / 8), index: start / widthMax, size: size) else {
      throw .outOfRange
    }
    let first = start % widthMax
    return (tile, first..<(first + 1 << below))
  }
}

// What stands in a tile.
extension Tile {
  /// The bytes of a tile of hashes.
  public static func bytes(of hashes: some Collection<Digest>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: hashes.count * 32) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for hash in hashes {
        hash.store(in: UnsafeMutableRawBufferPointer(rebasing: raw[count...]))
        count += 32
      }
    }
  }

  /// The hashes in the bytes of this tile.
  ///
  /// - Throws: `badTile` unless there are 32 bytes for each of its width.
  public func hashes(in bytes: [UInt8]) throws(TreeFault) -> [Digest] {
    guard bytes.count == width * 32 else { throw .badTile(path) }
    let hashes = bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: 32).compactMap {
        Digest(raw: UnsafeRawBufferPointer(rebasing: raw[$0..<($0 + 32)]))
      }
    }
    return hashes
  }

  /// The most bytes an entry may have: its length is written in two.
  public static let entryBytesMax = 65_535

  /// The bytes of a bundle: each entry after its length, two bytes, big endian.
  ///
  /// - Throws: `entryTooLarge`.
  public static func bundle(of entries: some Collection<[UInt8]>) throws(TreeFault) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
    for entry in entries {
      guard entry.count <= entryBytesMax else { throw .entryTooLarge(bytes: entry.count) }
      out.append(UInt8(entry.count >> 8))
      out.append(UInt8(entry.count & 0xFF))
      out += entry
    }
    return out
  }

  /// The entries in the bytes of this bundle, sharing its memory.
  ///
  /// - Throws: `badBundle` unless they are exactly `width` entries.
  public func entries(in bytes: [UInt8]) throws(TreeFault) -> [ArraySlice<UInt8>] {
    var entries: [ArraySlice<UInt8>] = []
    entries.reserveCapacity(width)
    var at = 0
    while at < bytes.count {
      guard entries.count < width, bytes.count - at >= 2 else { throw .badBundle(path) }
      let length = Int(bytes[at]) << 8 | Int(bytes[at + 1])
      at += 2
      guard bytes.count - at >= length else { throw .badBundle(path) }
      entries.append(bytes[at..<(at + length)])
      at += length
    }
    guard entries.count == width else { throw .badBundle(path) }
    return entries
  }
}

/// Hashes read back from the tiles of a log of `size` entries: proofs for who has only the files.
///
/// The hashes are as the tiles have them; `LogVerifier` is what checks tiles.
public struct TileHashes<Failure: Error>: HashReader {
  private let size: Int
  private let read: (Tile) throws(Failure) -> [Digest]
  private let refuse: (TreeFault) -> Failure

  /// - Parameters:
  ///   - size: entries in the log; the width of every tile asked for is as in a log of this size.
  ///   - refuse: how a node outside the log, or a tile of another width than asked for, becomes a failure.
  ///   - read: the hashes of a tile of hashes.
  public init(
    size: Int, refusing refuse: @escaping (TreeFault) -> Failure, read: @escaping (Tile) throws(Failure) -> [Digest]
  ) {
    self.size = size
    self.refuse = refuse
    self.read = read
  }

  public func hashes(at nodes: [TreeNode]) throws(Failure) -> [Digest] {
    var tiles: [Tile: [Digest]] = [:]
    var hashes: [Digest] = []
    hashes.reserveCapacity(nodes.count)
    for node in nodes {
      let place: (tile: Tile, hashes: Range<Int>)
      do { place = try Tile.holding(node, size: size) } catch { throw refuse(error) }
      var content = tiles[place.tile] ?? []
      if content.isEmpty {
        content = try read(place.tile)
        guard content.count == place.tile.width else { throw refuse(.badTile(place.tile.path)) }
        tiles[place.tile] = content
      }
      hashes.append(Tree.root(ofLeafHashes: content[place.hashes]))
    }
    return hashes
  }
}

extension TileHashes where Failure == TreeFault {
  /// From the bytes of tiles, as a folder or a server has them; nil for one that is not there.
  public init(size: Int, bytes: @escaping (Tile) -> [UInt8]?) {
    self.init(
      size: size, refusing: { $0 },
      read: { (tile) throws(TreeFault) in
        guard let bytes = bytes(tile) else { throw .missingTile(tile.path) }
        return try tile.hashes(in: bytes)
      })
  }
}
