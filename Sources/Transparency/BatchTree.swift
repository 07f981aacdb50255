import struct Crypto.HMAC
import struct Crypto.SHA256
import struct Crypto.SymmetricKey
import Notes

/// The notes that one tick took in for one tender, as a tree of 65,536 slots that looks the same however few they are.
///
/// Subtrees without a note are one HMAC each, so the work is 16 hashes and at most 17 HMACs a note. The tree keeps only
/// what lies above a note.
///
///     let tree = try BatchTree(master: master, tick: 7, notes: [(slot: 5735, note: id)])
///     tree.root                     // goes into the tick
///     tree.path(slot: 5735)         // goes into the bidder's receipt, with tree.nonce(slot: 5735)
public struct BatchTree: Sendable {
  /// How many levels lie above a leaf.
  public static let depth = 16
  public static let slots = 1 << depth

  public let tick: Int
  private let secrets: TickSecrets
  /// For each level, 0…16, the positions of subtrees that hold a note, rising.
  private let positions: [[Int]]
  /// The hash of each of them.
  private let hashes: [[Digest]]

  /// - Parameters:
  ///   - master: the tender's secret, 32 bytes.
  ///   - tick: the tick's number, from 1.
  ///   - notes: each in a slot of its own, in any order; none is an empty tick.
  /// - Throws: `badMaster`, `slotOutOfRange`, `slotTaken`.
  public init(
    master: [UInt8], tick: Int, notes: some Collection<(slot: Int, note: Digest)>
  ) throws(BatchFault) {
    guard master.count == 32 else { throw .badMaster }
    let secrets = TickSecrets(master: master, tick: tick)
    self.secrets = secrets
    self.tick = tick
    let sorted = notes.sorted { $0.slot < $1.slot }
    for (index, entry) in sorted.enumerated() {
      guard (0..<BatchTree.slots).contains(entry.slot) else { throw .slotOutOfRange(entry.slot) }
      guard index == 0 || sorted[index - 1].slot < entry.slot else { throw .slotTaken(entry.slot) }
    }
    var positions = [sorted.map(\.slot)]
    var hashes = [sorted.map { BatchTree.leaf(nonce: secrets.nonce(slot: $0.slot), note: $0.note) }]
    for level in 0..<BatchTree.depth {
      var upPositions: [Int] = []
      var upHashes: [Digest] = []
      upPositions.reserveCapacity(positions[level].count)
      upHashes.reserveCapacity(positions[level].count)
      var at = 0
      while at < positions[level].count {
        let position = positions[level][at]
        let hash = hashes[level][at]
        if position & 1 == 1 {
          upHashes.append(Tree.nodeHash(secrets.empty(level: level, position: position - 1), hash))
        } else if at + 1 < positions[level].count, positions[level][at + 1] == position + 1 {
          at += 1
          upHashes.append(Tree.nodeHash(hash, hashes[level][at]))
        } else {
          upHashes.append(Tree.nodeHash(hash, secrets.empty(level: level, position: position + 1)))
        }
        upPositions.append(position >> 1)
        at += 1
      }
      positions.append(upPositions)
      hashes.append(upHashes)
    }
    self.positions = positions
    self.hashes = hashes
  }

  /// The root for the tick's batch line.
  public var root: Digest { hashes[BatchTree.depth].first ?? secrets.empty(level: BatchTree.depth, position: 0) }

  /// What hides the note of a slot in its leaf.
  public func nonce(slot: Int) -> Digest { secrets.nonce(slot: slot) }

  /// The 16 hashes beside the way from a slot's leaf up to the root, or nil when no note stands in the slot.
  public func path(slot: Int) -> [Digest]? {
    guard index(of: slot, level: 0) != nil else { return nil }
    return (0..<BatchTree.depth).map { level in
      let beside = (slot >> level) ^ 1
      if let index = index(of: beside, level: level) { return hashes[level][index] }
      return secrets.empty(level: level, position: beside)
    }
  }

  private func index(of position: Int, level: Int) -> Int? {
    let sorted = positions[level]
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low] == position ? low : nil
  }

  /// SHA-256(0x00 || nonce || id(note)).
  public static func leaf(nonce: Digest, note: Digest) -> Digest {
    withUnsafeTemporaryAllocation(byteCount: 65, alignment: 8) { raw in
      raw[0] = 0
      nonce.store(in: UnsafeMutableRawBufferPointer(rebasing: raw[1...]))
      note.store(in: UnsafeMutableRawBufferPointer(rebasing: raw[33...]))
      var hasher = SHA256()
      hasher.update(bufferPointer: UnsafeRawBufferPointer(raw))
      return Digest(hasher.finalize())
    }
  }

  /// The root that a note's nonce, slot and path lead to, or nil for a slot or a path of another length than 16.
  public static func root(note: Digest, nonce: Digest, slot: Int, path: some Collection<Digest>) -> Digest? {
    guard (0..<slots).contains(slot), path.count == depth else { return nil }
    var hash = leaf(nonce: nonce, note: note)
    var position = slot
    for beside in path {
      hash = position & 1 == 1 ? Tree.nodeHash(beside, hash) : Tree.nodeHash(hash, beside)
      position >>= 1
    }
    return hash
  }
}

/// What follows from a tender's master secret for one tick.
private struct TickSecrets: Sendable {
  // Keyed once: a copy of it starts each HMAC two compressions ahead.
  private let keyed: HMAC<SHA256>
  private let tick: [UInt8]

  init(master: [UInt8], tick: Int) {
    keyed = HMAC<SHA256>(key: SymmetricKey(data: master))
    self.tick = Array("\(tick)".utf8)
  }

  /// HMAC-SHA256(master, "nonce " || n || " " || slot).
  func nonce(slot: Int) -> Digest { code("nonce ", slot, nil) }

  /// HMAC-SHA256(master, "empty " || n || " " || level || " " || pos).
  func empty(level: Int, position: Int) -> Digest { code("empty ", level, position) }

  private func code(_ word: StaticString, _ first: Int, _ second: Int?) -> Digest {
    var message: [UInt8] = []
    message.reserveCapacity(40)
    word.withUTF8Buffer { message.append(contentsOf: $0) }
    message += tick
    TickSecrets.append(first, to: &message)
    if let second { TickSecrets.append(second, to: &message) }
    var keyed = self.keyed
    keyed.update(data: message)
    return Digest(keyed.finalize())
  }

  /// A blank and the number in decimal; slots, levels and positions are below 65,536.
  private static func append(_ number: Int, to message: inout [UInt8]) {
    message.append(0x20)
    var unit = 10_000
    while unit > 1, number < unit { unit /= 10 }
    while unit > 0 {
      message.append(0x30 + UInt8(number / unit % 10))
      unit /= 10
    }
  }
}

/// Which slots of a tick are free; who draws one brings the randomness.
public struct FreeSlots: Sendable {
  private var taken: [UInt64]
  public private(set) var count: Int

  /// All slots free.
  public init() {
    taken = Array(repeating: 0, count: BatchTree.slots / 64)
    count = BatchTree.slots
  }

  /// All but these.
  ///
  /// - Throws: `slotOutOfRange`, `slotTaken`.
  public init(without slots: some Sequence<Int>) throws(BatchFault) {
    self.init()
    for slot in slots {
      guard (0..<BatchTree.slots).contains(slot) else { throw .slotOutOfRange(slot) }
      guard !isTaken(slot) else { throw .slotTaken(slot) }
      take(slot)
    }
  }

  /// A slot that was free, each as likely as any other, taken from now on; nil when none is left.
  public mutating func draw(using random: inout some RandomNumberGenerator) -> Int? {
    guard count > 0 else { return nil }
    if count > BatchTree.slots / 4 {
      // Four throws or fewer on average.
      while true {
        let slot = Int.random(in: 0..<BatchTree.slots, using: &random)
        guard isTaken(slot) else {
          take(slot)
          return slot
        }
      }
    }
    var left = Int.random(in: 0..<count, using: &random)
    for (index, word) in taken.enumerated() {
      let free = 64 - word.nonzeroBitCount
      guard left >= free else {
        for bit in 0..<64 where word >> bit & 1 == 0 {
          if left == 0 {
            take(index * 64 + bit)
            return index * 64 + bit
          }
          left -= 1
        }
        return nil
      }
      left -= free
    }
    return nil
  }

  private func isTaken(_ slot: Int) -> Bool { taken[slot >> 6] >> (slot & 63) & 1 == 1 }

  private mutating func take(_ slot: Int) {
    taken[slot >> 6] |= 1 << (slot & 63)
    count -= 1
  }
}

/// The batch roots of a whole period, computed again from what was revealed at the close.
public struct RevealRoots: Sendable {
  private let master: [UInt8]
  private let notes: [Int: [(slot: Int, note: Digest)]]

  public init(_ reveal: RevealText) {
    master = reveal.master
    var notes: [Int: [(slot: Int, note: Digest)]] = [:]
    for entry in reveal.entries { notes[entry.tick, default: []].append((entry.slot, entry.note)) }
    self.notes = notes
  }

  /// The ticks that took in at least one note, rising. All must lie in the period.
  public var ticks: [Int] { notes.keys.sorted() }

  /// The root that the tick's batch line must have.
  ///
  /// - Throws: as `BatchTree`; never for a reveal that was parsed.
  public func root(tick: Int) throws(BatchFault) -> Digest {
    try BatchTree(master: master, tick: tick, notes: notes[tick] ?? []).root
  }
}

/// Why notes make no batch.
public enum BatchFault: Error, Hashable, Sendable {
  /// Not 32 bytes.
  case badMaster
  case slotOutOfRange(Int)
  /// Two notes in one slot.
  case slotTaken(Int)

  /// A stable name for machines.
  public var code: String {
    switch self {
    case .badMaster: "batch.badMaster"
    case .slotOutOfRange: "batch.slotOutOfRange"
    case .slotTaken: "batch.slotTaken"
    }
  }
}
