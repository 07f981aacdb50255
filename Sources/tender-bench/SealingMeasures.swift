import Canon
import Notes
import Sealing

/// What a bidder's and a custodian's program do with one bid of 16 KiB: five custodians, three of whom open.
struct SealingMeasures {
  static let threshold = 3
  static let custodians = 5
  static let contentBytes = 16 * 1024

  private let key: SigningKey
  private let identities = (0..<Self.custodians).map { _ in AgeIdentity() }
  private let subject: BidSubject
  private let document: [UInt8]
  private let attachment: [UInt8]

  init() throws {
    key = try SigningKey(name: "91411600MA0000015H")
    subject = BidSubject(
      tender: "rehearsal.bench", notice: Digest(of: "notice"), lot: "L1", part: "main",
      bidder: key.verifier.reference, seq: 1)
    var members = subject.fields.map { JSON.Member($0.name, .string($0.value)) }
    members.append(JSON.Member("format", "tender-offer/v1"))
    members.append(JSON.Member("offer", ["price": ["currency": "CNY", "total": "198000.00"]]))
    document = JSON.object(members).canonicalBytes()
    var random = SystemRandomNumberGenerator()
    attachment = (0..<(Self.contentBytes - document.count)).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  private struct Sealed {
    let note: SignedNote
    let envelope: SealedEnvelope
    let payload: [UInt8]
  }

  /// All of it: a fresh secret, archive, payload file, share files, note, signature.
  private func sealOne() throws -> Sealed {
    let secret = BidSecret()
    let (payload, file) = try PayloadSealer.seal(
      document: document, attachments: [ArchiveInput(name: "a1.pdf", content: .bytes(attachment))], subject: subject,
      secret: secret, bytesMax: 1 << 20)
    let envelope = try SealedEnvelope(
      head: subject.head(
        threshold: Self.threshold, custodians: Self.custodians, payloadBytes: payload.byteCount,
        payload: payload.sha256),
      secret: secret, recipients: identities.map(\.recipient))
    return Sealed(note: key.sign(envelope.note.text), envelope: envelope, payload: file)
  }

  func seal() throws -> Figure {
    say("seal")
    let milliseconds = try Statistics.milliseconds(rounds: 3, count: 1_000) { _ in _ = try sealOne() }
    return figure("seal", milliseconds, operations: 3_000, below: 1)
  }

  /// One custodian's share of one bid: decrypted, held against its commitment.
  func share() throws -> Figure {
    say("share")
    let bids = try (0..<200).map { _ in try sealOne().envelope }
    let milliseconds = try Statistics.milliseconds(rounds: 3, count: 2_000) { turn in
      _ = try bids[turn % bids.count].share(turn % Self.custodians + 1, openedBy: identities[turn % Self.custodians])
    }
    return figure("share", milliseconds, operations: 6_000, below: 0.4)
  }

  /// Three shares combined, every share file made again and compared, the payload decrypted and read.
  func open() throws -> Figure {
    say("open")
    let recipients = identities.map(\.recipient)
    let bids = try (0..<200).map { _ in
      let sealed = try sealOne()
      return (sealed, try (1...Self.threshold).map { try sealed.envelope.share($0, openedBy: identities[$0 - 1]) })
    }
    let milliseconds = try Statistics.milliseconds(rounds: 3, count: 1_000) { turn in
      let (sealed, shares) = bids[turn % bids.count]
      _ = try sealed.envelope.opened(by: shares, recipients: recipients).openPayload(sealed.payload)
    }
    return figure("open", milliseconds, operations: 3_000, below: 1.2)
  }

  private func figure(_ measure: String, _ milliseconds: Double, operations: Int, below bound: Double) -> Figure {
    var figure = Figure(measure)
    figure.add("n", Self.custodians)
    figure.add("t", Self.threshold)
    figure.add("payload_bytes", Self.contentBytes)
    figure.add("value", milliseconds, places: 3)
    figure.add("unit", "ms")
    figure.add("operations", operations)
    figure.add("rounds", 3)
    figure.goal(below: bound, milliseconds)
    return figure
  }
}
