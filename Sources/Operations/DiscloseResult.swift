import Canon
import Notes
import Postgres
import Store
import Tendering

/// The files beside the public bundle that only a supervisor gets: of each lot whose public evaluation seals elements, the
/// whole file and the salts, so that every seal can be opened and every number worked out again.
enum SupervisorFile {
  static let folder = "supervisor/"

  /// Whether a path of the bundle names one of them.
  static func names(_ path: String) -> Bool { path.utf8.starts(with: folder.utf8) }

  static func evaluation(_ lot: String) -> String { "\(folder)evaluation.\(lot).json" }
  static func salts(_ lot: String) -> String { "\(folder)salts.\(lot).json" }
}

extension Office {
  /// Whether a file of the bundle is for a supervisor's eyes, so that whoever asks must say who it is.
  public static func isSupervisors(_ path: String) -> Bool { SupervisorFile.names(path) }

  /// Draws a salt for each bid of a lot whose evaluation will seal elements; a bid that has one keeps it.
  func drawSalts(_ tender: String, _ lot: String) async throws {
    let missing = try await database.read(as: .office) { tx -> [Digest] in
      guard let row = try tx.lot(tender, lot), [.scoring, .evaluated].contains(row.state),
        try Scheme(json: try JSON.parse(Array(row.scheme.utf8))).disclosure == .winner
      else { return [] }
      let known = try tx.salts(of: tender, lot: lot)
      return try LotBids(tender, lot, in: tx).bids.map(\.bid).filter { known[$0] == nil }
    }
    guard !missing.isEmpty else { return }
    let salts = missing.map { (bid: $0, salt: clock.random(32)) }
    let at = now
    try await database.write(as: .office) { tx in try tx.insertSalts(salts, at: at) }
  }

  /// The salts of the elements that a public file seals.
  static func salts(
    sealedIn file: JSON, _ tender: String, _ lot: String, in tx: borrowing Transaction
  ) throws -> EvaluationSalts {
    let sealed = Evaluation.sealed(in: file)
    var salts: [Bid.ID: Fingerprint] = [:]
    for (bid, salt) in try tx.salts(of: tender, lot: lot) {
      let id = try Bid.ID(reading: bid)
      if sealed.contains(id) { salts[id] = Fingerprint(salt) }
    }
    return EvaluationSalts(tender: try Identifier(reading: tender), lot: try Identifier(reading: lot), salts: salts)
  }

  /// The supervisor's files of a tender, by path; none where nothing is sealed.
  static func supervisorFiles(
    of tender: String, in tx: borrowing Transaction
  ) throws -> [(path: String, bytes: [UInt8])] {
    var files: [(path: String, bytes: [UInt8])] = []
    for lot in try tx.lots(of: tender) {
      guard let full = try tx.evaluationFile(of: tender, lot: lot.id),
        let published = try tx.bundleFile("evaluation/\(lot.id).json", of: tender)
      else { continue }
      let file = try JSON.parse(published)
      guard !Evaluation.sealed(in: file).isEmpty else { continue }
      let salts = try salts(sealedIn: file, tender, lot.id, in: tx)
      files.append((SupervisorFile.evaluation(lot.id), Array(full.utf8)))
      files.append((SupervisorFile.salts(lot.id), salts.json.canonicalBytes()))
    }
    return files
  }

  /// What became of the asker's own bid: its element of the evaluation, and the salt of its seal where the public file has
  /// only that, with the officer's note that names the public file. Nobody else's figures are in it.
  ///
  /// - Returns: `{"result":{"format":"tender-result/v1",…},"note":"<signed note>","list":"<its list>"}`.
  /// - Throws: `notYet` before the result is announced; `notFound` for somebody without a bid in the evaluation.
  public func fetchOwnResult(_ tender: String, lot: String, by actor: Actor) async throws -> JSON {
    try actor.may(.fetchOwnResult)
    return try await database.read(as: .actor(actor)) { tx in
      guard let row = try tx.lot(tender, lot) else { throw TenderRefusal.lotUnknown }
      // told at the same time as the award, or when the lot has failed.
      guard try row.state == .awarded || row.state == .failed || tx.selection(of: tender, lot: lot) != nil else {
        throw AccessRefusal.notYet
      }
      // The whole file is nobody's but the office's; of it one element is told.
      guard let full = try tx.reading(as: .office, { tx in try tx.evaluationFile(of: tender, lot: lot) }),
        let published = try tx.bundleFile("evaluation/\(lot).json", of: tender)
      else { throw InputRefusal.notFound("result") }
      let own = try JSON.parse(Array(full.utf8))["bids"]?.arrayValue?.first {
        $0["bidder"]?.stringValue == actor.key.text
      }
      guard let own, let bid = (own["bid"]?.stringValue).flatMap({ Bid.ID(base64: $0) }) else {
        throw InputRefusal.notFound("result")
      }
      let salts = try tx.reading(as: .office) { tx in
        try Self.salts(sealedIn: JSON.parse(published), tender, lot, in: tx)
      }
      let result = OwnResult(
        tender: salts.tender, lot: salts.lot, evaluation: Self.sha256(published), element: own, salt: salts.salts[bid])
      guard let named = try Self.noteNaming("evaluation/\(lot).json", of: tender, in: tx),
        let list = try tx.noteList(named.note.list.digest)
      else { throw InputRefusal.notFound("result") }
      return [
        "result": result.json, "note": JSON(String(decoding: named.row.bytes, as: UTF8.self)),
        "list": JSON(String(decoding: list, as: UTF8.self)),
      ]
    }
  }

  /// The last evaluation note that names this file.
  static func noteNaming(
    _ path: String, of tender: String, in tx: borrowing Transaction
  ) throws -> (row: NoteRow, note: EvaluationNote)? {
    guard let row = try tx.note(naming: path, of: tender), case .evaluation(let note) = try row.parsed().1 else {
      return nil
    }
    return (row, note)
  }
}
