import Crypto
import Notes

/// A member of a bid's archive.
public struct ArchiveMember: Hashable, Sendable {
  /// `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`
  public let name: String
  public let byteCount: Int
  public let sha256: Notes.Digest
}

/// What an archive gives out as it is read. Nothing of it is sure before the whole payload was judged.
public enum ArchiveEvent {
  case member(name: String, byteCount: Int)
  case data(UnsafeRawBufferPointer)
  case memberEnd
}

/// Reads a padded archive from pieces of any size, in constant memory.
struct ArchiveReader: Sendable {
  private enum Place: Sendable {
    case header
    case data(left: Int)
    case filling(left: Int)
    case afterMembers
  }

  private(set) var members: [ArchiveMember] = []
  /// Where the first block of zeros begins, once it was read.
  private var end: Int?
  private var place = Place.header
  private var block: [UInt8] = []
  private var names: Set<[UInt8]> = []
  private var current: ArchiveHeader?
  private var hasher = SHA256()
  private var byteCount = 0
  private var nonZeroBehind = false

  /// The archive's length L: its blocks and 1024.
  var archiveBytes: Int? { end.map { $0 + 2 * ArchiveHeader.blockBytes } }

  /// - Throws: an archive fault; the reader must not be used further then.
  mutating func take<Failure: Error>(
    _ piece: UnsafeRawBufferPointer, deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Stop<Failure>) {
    var rest = piece[...]
    while !rest.isEmpty {
      switch place {
      case .header:
        let part = rest.prefix(ArchiveHeader.blockBytes - block.count)
        block.append(contentsOf: part)
        advance(&rest, part.count)
        if block.count == ArchiveHeader.blockBytes { try readHeader(deliver) }
      case .data(let left):
        let part = UnsafeRawBufferPointer(rebasing: rest.prefix(left))
        hasher.update(bufferPointer: part)
        do { try deliver(.data(part)) } catch { throw .failure(error) }
        advance(&rest, part.count)
        if part.count == left { try endData(deliver) } else { place = .data(left: left - part.count) }
      case .filling(let left):
        let part = rest.prefix(left)
        guard part.allSatisfy({ $0 == 0 }) else { throw .fault(.dataPadding(member: members.count)) }
        advance(&rest, part.count)
        place = part.count == left ? .header : .filling(left: left - part.count)
      case .afterMembers:
        if !nonZeroBehind { nonZeroBehind = !isZero(UnsafeRawBufferPointer(rebasing: rest)) }
        advance(&rest, rest.count)
      }
    }
  }

  /// A fault of the archive, or the caller's own failure while it took an event.
  enum Stop<Failure: Error>: Error {
    case fault(ArchiveFault)
    case failure(Failure)
  }

  /// Judges the end. The archive's own faults come before those of the padding.
  func finish() throws(EnvelopeFault) {
    guard let archiveBytes else { throw .archive(.cutShort) }
    guard byteCount == Padding.padded(archiveBytes), !nonZeroBehind else { throw .padding }
  }

  private mutating func advance(_ rest: inout Slice<UnsafeRawBufferPointer>, _ count: Int) {
    rest = rest.dropFirst(count)
    byteCount += count
  }

  private mutating func readHeader<Failure: Error>(
    _ deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Stop<Failure>) {
    defer { block.removeAll(keepingCapacity: true) }
    let number = members.count + 1
    if block.allSatisfy({ $0 == 0 }) {
      guard !members.isEmpty else { throw .fault(.noMembers) }
      end = byteCount - ArchiveHeader.blockBytes
      place = .afterMembers
      return
    }
    let header: ArchiveHeader
    do { header = try ArchiveHeader(parsing: block, member: number) } catch { throw .fault(error) }
    guard number <= ArchiveHeader.membersMax else { throw .fault(.tooManyMembers) }
    guard names.insert(ArchiveHeader.folded(header.name)).inserted else { throw .fault(.nameTwice(member: number)) }
    current = header
    hasher = SHA256()
    do {
      try deliver(.member(name: String(decoding: header.name, as: UTF8.self), byteCount: header.size))
    } catch { throw .failure(error) }
    if header.size == 0 { try endData(deliver) } else { place = .data(left: header.size) }
  }

  private mutating func endData<Failure: Error>(
    _ deliver: (ArchiveEvent) throws(Failure) -> Void
  ) throws(Stop<Failure>) {
    guard let header = current else { return }
    members.append(
      ArchiveMember(
        name: String(decoding: header.name, as: UTF8.self), byteCount: header.size,
        sha256: Notes.Digest(hasher.finalize())))
    current = nil
    do { try deliver(.memberEnd) } catch { throw .failure(error) }
    let filling = ArchiveHeader.filling(header.size)
    place = filling == 0 ? .header : .filling(left: filling)
  }
}

/// Whether all bytes are zero, eight at a time: padding may be megabytes.
private func isZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
  var offset = 0
  var bits: UInt64 = 0
  while offset + 8 <= bytes.count {
    bits |= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    offset += 8
  }
  while offset < bytes.count {
    bits |= UInt64(bytes[offset])
    offset += 1
  }
  return bits == 0
}
