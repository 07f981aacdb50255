import Logging
import Notes
import Postgres
import Store
import Tendering

/// What a submission comes to: an acknowledgement, signed by the log key.
public struct BidReceipt: Sendable {
  public let ack: SignedNote
  /// False when the note had been taken before.
  public let isNew: Bool
}

/// A note that came too late, with the signed word that it did.
public struct LateRefusal: Refusal {
  public let refusal: BidRefusal
  public let late: [UInt8]

  public var code: String { refusal.code }
}

extension Office {
  /// Takes a registration, a bid or a withdrawal for the sealed period.
  ///
  /// The same note again gets its first acknowledgement again, after the deadline too. Ed25519 signs the same text the
  /// same way each time, so the first acknowledgement need not be stored.
  ///
  /// While it is in hand no daemon closes a tender whose deadline lies after its arrival, up to the end of the grace. A
  /// database that goes away in the middle is waited for: what has arrived in time and had to come again might be late.
  ///
  /// - Parameters:
  ///   - noteBytes: the signed note.
  ///   - attached: the payload file, when it came in the same request.
  ///   - receivedAt: when the request's last byte was read, before any queue.
  /// - Throws: `BidRefusal`, `LateRefusal`, `NoteRefusal`; `InputRefusal.busy` when the daemon is ending.
  public func submitBid(
    _ noteBytes: [UInt8], attached: [UInt8]?, tender: String, receivedAt: Moment, by actor: Actor
  ) async throws -> BidReceipt {
    let arrival = arrivals.hold(receivedAt)
    defer { arrivals.settle(arrival) }
    let incoming: IncomingNote
    do {
      incoming = try IncomingNote(
        note: try SignedNote(parsing: noteBytes), attached: attached, receivedAt: receivedAt, sender: actor.key.text)
    } catch let error as NoteError {
      throw NoteRefusal.malformed(error)
    }
    guard incoming.body.tender == tender else { throw NoteRefusal.notTakenHere(incoming.note.type) }
    try actor.may(incoming.deed)
    guard let id = Tender.ID(tender), Rehearsal.fits(id.text, isRehearsal: instance.rehearsal) else {
      throw BidRefusal.rehearsalDiffers(isRehearsal: instance.rehearsal)
    }
    // Two clocks that differ cannot judge a deadline.
    guard isClockSure else { throw BidRefusal.clockUnsure(differenceMilliseconds: clockDifferenceMilliseconds) }
    do {
      switch try await submitPatiently(incoming, sender: actor) {
      case .taken(let at): return BidReceipt(ack: acknowledge(incoming, at: at), isNew: true)
      case .known(let at): return BidReceipt(ack: acknowledge(incoming, at: at), isNew: false)
      }
    } catch let refusal as BidRefusal {
      guard case .late(let deadline, let received) = refusal else { throw refusal }
      let late = LateNote(
        tender: tender, note: incoming.id, received: Int(received.seconds), deadline: Int(deadline.seconds))
      throw LateRefusal(refusal: refusal, late: logKey.sign(late.text).bytes)
    }
  }

  /// Once more when the connection broke under it: the same note again changes nothing, and a broken connection is made
  /// anew for some seconds.
  private func submitPatiently(_ incoming: IncomingNote, sender: Actor) async throws -> BidAnswer {
    do {
      try await verify(incoming, sender: sender)
      return try await desk.submit(incoming)
    } catch let failure as PostgresFailure where [.connectionLost, .outcomeUnknown].contains(failure.kind) {
      logger.info("a submission goes on after a broken connection", metadata: ["reason": "\(failure)"])
      try await verify(incoming, sender: sender)
      return try await desk.submit(incoming)
    }
  }

  private func acknowledge(_ incoming: IncomingNote, at: Moment) -> SignedNote {
    logKey.sign(Acknowledgement(tender: incoming.body.tender, note: incoming.id, received: at.seconds).text)
  }

  /// The note's signature, under the bidder's registered key or, for a registration, under the key that it brings.
  private func verify(_ incoming: IncomingNote, sender: Actor) async throws {
    let signer: KeyReference
    do { signer = try incoming.note.signer() } catch { throw NoteRefusal.malformed(error) }
    guard signer.text == sender.key.text else { throw BidRefusal.signedByAnother }
    let key: VerifierKey
    if case .register(let register) = incoming.body {
      // The reference is a hash of 32 bits: another key can be ground to the same one.
      guard register.key.text == (try await vkey(of: sender)) else { throw BidRefusal.signedByAnother }
      key = register.key
    } else {
      if let registered = try await desk.key(of: signer, in: incoming.body.tender) {
        key = registered
      } else {
        // Not registered for this tender: the rules say so, but lateness comes first and is owed a signed word.
        do { key = try VerifierKey(parsing: try await vkey(of: sender)) } catch let error as NoteError {
          throw NoteRefusal.malformed(error)
        }
      }
    }
    do { try incoming.note.verify(by: key) } catch { throw NoteRefusal.malformed(error) }
  }
}

extension IncomingNote {
  var deed: Deed {
    switch body {
    case .register: .registerBidder
    case .withdraw: .withdrawBid
    default: .submitBid
    }
  }
}
