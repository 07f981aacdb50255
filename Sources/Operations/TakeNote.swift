import Canon
import Documents
import Notes
import Postgres
import Store
import Tendering

/// A signed note on its way in, with what goes beside it.
public struct NoteEnvelope: Sendable {
  public let note: SignedNote
  public let body: AnyNote
  /// The text of the note's list, if it has one.
  public let list: [UInt8]?
  /// Whatever else the note's deed needs: a score sheet, say.
  public let extra: JSON

  public init(note: SignedNote, list: [UInt8]? = nil, extra: JSON = [:]) throws {
    self.note = note
    body = try AnyNote(parsing: note.text)
    self.list = list
    self.extra = extra
    if let line = body.list {
      guard let list else { throw NoteRefusal.listMissing }
      _ = try line.entries(in: list)
    } else if list != nil {
      throw NoteRefusal.listUnasked
    }
  }

  public var id: Digest { note.id }

  /// The list's lines.
  public func entries() throws -> [String] {
    guard let line = body.list, let list else { return [] }
    return try line.entries(in: list)
  }
}

/// A note that is well-formed and still not taken.
public enum NoteRefusal: Refusal {
  case listMissing
  case listUnasked
  /// The text is not what the daemon computes at this moment: fetch the draft again.
  case notAsDrafted
  /// Signed by somebody other than who sent it.
  case signedByAnother
  /// A type that is not sent here.
  case notTakenHere(String)
  case malformed(NoteError)

  public var code: String {
    switch self {
    case .listMissing: "note.listMissing"
    case .listUnasked: "note.listUnasked"
    case .notAsDrafted: "note.notAsDrafted"
    case .signedByAnother: "note.signedByAnother"
    case .notTakenHere: "note.notTakenHere"
    case .malformed(let error): error.code
    }
  }
}

/// A note text that the daemon proposes for signing, with the list and the files that it names.
public struct NoteDraft: Sendable {
  public let text: String
  public let list: String?
  /// Files of the bundle by path, as they will be.
  public let files: [(path: String, bytes: [UInt8])]

  public init(text: String, list: String? = nil, files: [(path: String, bytes: [UInt8])] = []) {
    self.text = text
    self.list = list
    self.files = files
  }

  public var json: JSON {
    [
      "text": JSON(text), "list": JSON(list),
      "files": .object(files.map { JSON.Member($0.path, .string(Base64.encode($0.bytes))) }),
    ]
  }
}

/// Where a taken note stands.
public struct TakenNote: Sendable {
  public let id: Digest
  public let index: Int?

  public init(id: Digest, index: Int?) {
    self.id = id
    self.index = index
  }

  public var json: JSON { ["id": JSON(id.b64), "index": index.map { JSON($0) } ?? .null] }
}

extension Transaction {
  /// Writes a note, its list beside it, and its entry in the log; returns the entry's index.
  public func take(
    _ note: SignedNote, tender: String, list: [UInt8]? = nil, at: Moment
  ) throws -> Int {
    try insert(note, tender: tender, list: list, at: at)
    return try append(entry: note.bytes, note: note.id)
  }

  public func take(_ envelope: NoteEnvelope, at: Moment) throws -> Int {
    try take(envelope.note, tender: envelope.body.tender, list: envelope.list, at: at)
  }
}

extension Office {
  /// Takes a signed note of a kind that is an entry of the log, or a custodian's statement. The same note again gives
  /// the same answer.
  ///
  /// - Throws: what the note's own deed refuses; `NoteRefusal` before that.
  public func takeNote(_ envelope: NoteEnvelope, by actor: Actor) async throws -> TakenNote {
    guard try envelope.note.signer().text == actor.key.text || envelope.body.isSignedByMember else {
      throw NoteRefusal.signedByAnother
    }
    if let known = try await database.read(as: .actor(actor), { tx in try tx.note(envelope.id) }) {
      try await resume(envelope)
      return TakenNote(id: known.id, index: known.logIndex)
    }
    let taken: TakenNote
    switch envelope.body {
    case .custodian(let statement): taken = try await takeStatement(statement, envelope, by: actor)
    case .notice(let notice): taken = try await publishTender(notice, envelope, by: actor)
    case .amendment(let amendment): taken = try await amendTender(amendment, envelope, by: actor)
    case .clarification(let note): taken = try await clarifyTender(note, envelope, by: actor)
    case .cancellation(let note): taken = try await cancelTender(note, envelope, by: actor)
    case .opening(let opening): taken = try await startOpening(opening, envelope, by: actor)
    case .shares(let shares): taken = try await postShares(shares, envelope, by: actor)
    case .secret(let secret): taken = try await revealSecret(secret, envelope, by: actor)
    case .fail(let fail): taken = try await failLot(fail, envelope, by: actor)
    case .draw(let draw): taken = try await announceDraw(draw, envelope, by: actor)
    case .drawn(let drawn): taken = try await endDraw(drawn, envelope, by: actor)
    case .void(let void): taken = try await voidDraw(void, envelope, by: actor)
    case .committee(let committee): taken = try await formCommittee(committee, envelope, by: actor)
    case .scores(let scores): taken = try await scoreBids(scores, envelope, by: actor)
    case .evaluation(let evaluation): taken = try await evaluateLot(evaluation, envelope, by: actor)
    case .award(let award):
      taken =
        envelope.extra["selection"] == nil
        ? try await awardLot(award, envelope, by: actor) : try await selectAgencies(award, envelope, by: actor)
    case .record(let record) where record.isMembers: taken = try await signCompetition(record, envelope, by: actor)
    case .record(let record): taken = try await takeRecord(record, envelope, by: actor)
    case .agreement(let agreement): taken = try await takeAgreement(agreement, envelope, by: actor)
    case .filing(let filing): taken = try await takeFiling(filing, envelope, by: actor)
    default: throw NoteRefusal.notTakenHere(envelope.note.type)
    }
    await publisher.publish(patience: .seconds(2))
    return taken
  }

  /// What follows a note after its own transaction, and may have been cut off: the opening of bids, the papers. What is
  /// done already is left as it is.
  private func resume(_ envelope: NoteEnvelope) async throws {
    switch envelope.body {
    case .shares(let shares): try await openBids(of: shares.tender, manifest: shares.manifest)
    case .evaluation(let note):
      // A note that only rejects bids has no report.
      guard let lot = envelope.extra["lot"]?.stringValue, note.list.lines > 0 else { return }
      try await issueEvaluationReport(note.tender, lot: lot)
    case .award(let note):
      if let lot = envelope.extra["selection"]?["lot"]?.stringValue {
        return try await issueSelection(note.tender, lot: lot)
      }
      guard let lot = envelope.extra["award"]?["lot"]?.stringValue else { return }
      try await issueResult(note.tender, lot: lot)
    case .fail(let fail): try await issueFailure(fail.tender, lot: fail.lot)
    case .amendment(let note): try await issueAmendment(note.tender, seq: note.seq)
    case .cancellation(let note): try await issueCancellation(note.tender)
    case .clarification(let note): try await issueClarification(note.tender, seq: note.seq)
    default: return
    }
  }

  /// That the sender's key signed this note.
  func verifySignature(_ envelope: NoteEnvelope, vkey: String) throws {
    do { try envelope.note.verify(by: VerifierKey(parsing: vkey)) } catch {
      throw NoteRefusal.malformed(error)
    }
  }

  /// That what was signed is what the daemon drafts now.
  func require(_ envelope: NoteEnvelope, equals draft: NoteDraft) throws {
    guard envelope.note.text.utf8.elementsEqual(draft.text.utf8) else { throw NoteRefusal.notAsDrafted }
  }
}

extension AnyNote {
  /// Score notes carry a member's key, not the person's; so does its signature on the committee's statement.
  var isSignedByMember: Bool {
    switch self {
    case .scores: true
    case .record(let record): record.isMembers
    default: false
    }
  }
}

extension RecordNote {
  /// What a committee's members sign with their seats' keys.
  fileprivate var isMembers: Bool { kind == PaperKind.competitionStatement.rawValue }
}
