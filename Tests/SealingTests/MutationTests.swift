import Notes
import Testing

@testable import Sealing

@Suite struct `Mutated inputs` {
  let bid = BidBuilder()

  /// The archive's own verdict on a plaintext that is given in pieces of this size.
  private func verdict(_ plaintext: [UInt8], by size: Int) -> EnvelopeFault? {
    var reader = ArchiveReader()
    for start in stride(from: 0, to: plaintext.count, by: size) {
      let piece = Array(plaintext[start..<min(start + size, plaintext.count)])
      var fault: ArchiveFault?
      piece.withUnsafeBytes { bytes in
        do throws(ArchiveReader.Stop<Never>) { try reader.take(bytes) { _ in } } catch {
          if case .fault(let found) = error { fault = found }
        }
      }
      if let fault { return .archive(fault) }
    }
    do { try reader.finish() } catch { return error }
    return nil
  }

  @Test func `an archive has one verdict, however it is cut, and never a trap`() {
    let seed: UInt64 = 20_260_702
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    var raw = RawArchive()
    raw.add("bid.json", bid.document())
    raw.add("a.pdf", random.bytes(700))
    raw.add("b", [])
    let good = raw.padded
    var reasons: Set<String> = []
    for round in 0..<600 {
      var plaintext = good
      for _ in 0...Int(random.next() % 3) {
        // Mostly where headers are; sometimes anywhere, sometimes another length.
        let reach = round % 4 == 0 ? plaintext.count : 2_560
        plaintext[Int(random.next() % UInt64(reach))] = UInt8(truncatingIfNeeded: random.next())
      }
      if round % 7 == 0 { plaintext.removeLast(Int(random.next() % UInt64(plaintext.count))) }
      let whole = verdict(plaintext, by: plaintext.count + 1)
      #expect(verdict(plaintext, by: 1 + Int(random.next() % 1_000)) == whole)
      reasons.insert(whole?.code ?? "none")
    }
    #expect(reasons.count > 5, "\(reasons)")
  }

  @Test func `a share file has one byte string only`() throws {
    let seed: UInt64 = 3
    print("seed \(seed)")
    var random = SeededRandom(seed: seed)
    let sealed = try bid.envelope(payload: []).sealed
    let good = sealed.shares[0].file
    var faults: Set<ShareFault> = []
    for _ in 0..<300 {
      var file = good
      let place = Int(random.next() % UInt64(file.count))
      switch random.next() % 3 {
      case 0: file[place] ^= UInt8(1 + random.next() % 255)
      case 1: file.remove(at: place)
      default: file.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
      }
      if file == good { continue }
      do {
        _ = try sealed.with { $0[0].file = file }.share(1, openedBy: bid.custodians[0])
        Issue.record("opened with \(Hex.encode(file))")
      } catch { faults.insert(error) }
    }
    #expect(faults == [.format, .mac])
  }
}
