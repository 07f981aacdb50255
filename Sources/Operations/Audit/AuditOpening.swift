import Canon
import Notes
import Postgres
import Sealing
import Store
import Tendering

extension Audit {
  /// Manifests, shares and results of one tender, each from what stood in the log before it.
  func auditOpening(of tender: TenderRow, _ findings: inout AuditFindings, in tx: borrowing Transaction) throws {
    let notes = try tx.notes(of: tender.id).map { ($0, try $0.parsed().1) }
    let manifests = notes.compactMap { row, body -> LoggedManifest? in
      guard case .opening(let opening) = body, let index = row.logIndex else { return nil }
      return LoggedManifest(id: row.id, index: index, opening: opening)
    }
    let stored = try tx.openingBids(of: tender.id)
    findings.require(
      Set(stored.map(\.manifest)).isSubset(of: manifests.map(\.id)), .manifests, tender.id, zh: "有开标清单不在日志里",
      en: "bids are opened by a manifest that is not in the log")
    for manifest in manifests {
      findings.looked(at: .manifests)
      try audit(manifest, before: manifests, tender: tender, notes: notes, &findings, in: tx)
      let bids = stored.filter { $0.manifest == manifest.id }
      try auditShares(of: manifest, bids: bids, notes: notes, &findings, in: tx)
    }
    try auditResults(of: tender, bids: stored, notes: notes, &findings, in: tx)
  }

  private struct LoggedManifest {
    let id: Digest
    let index: Int
    let opening: Opening
  }

  private func audit(
    _ manifest: LoggedManifest, before all: [LoggedManifest], tender: TenderRow, notes: [(NoteRow, AnyNote)],
    _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    let subject = "manifest \(manifest.id.hex)"
    guard let close = tender.closeIndex, let list = try tx.noteList(manifest.opening.list.digest),
      let lines = try? manifest.opening.list.entries(in: list).map({ try Opening.Entry(parsing: $0) })
    else { return findings.fault(.manifests, subject, zh: "没有截止或清单", en: "it has no close before it, or no list") }
    let earlier = all.filter { $0.index < manifest.index }
    let opened = try tx.openingPairs(of: tender.id)
    let earlierIDs = Set(earlier.map(\.id))
    var results: [Digest: (result: String?, index: Int?, at: Moment?)] = [:]
    for bid in try tx.openingBids(of: tender.id) where earlierIDs.contains(bid.manifest) {
      results[bid.bid] = (nil, nil, nil)
    }
    var rejected: [Digest: Int] = [:]
    for (row, body) in notes {
      guard let index = row.logIndex, index < manifest.index else { continue }
      if case .opened(let said) = body {
        results[said.bid] = (said.result.word, index, Moment(seconds: said.time))
      } else if case .evaluation(let evaluation) = body {
        for bid in evaluation.rejects where rejected[bid] == nil { rejected[bid] = index }
      }
    }
    let facts = Manifest.Facts(
      parts: try tx.parts(of: tender.id), minimum: tender.minimum, closeIndex: close,
      recoverySeconds: tender.recoverySeconds, notes: try tx.bidNotes(of: tender.id),
      opened: opened.filter { earlierIDs.contains($0.manifest) }.map { ($0.lot, $0.part) }, results: results,
      rejected: rejected)
    do {
      // The note's time has whole seconds and may be one behind the clock that judged it.
      let again = try Manifest(
        facts, lots: manifest.opening.pairs.map(\.lot), at: Moment(seconds: manifest.opening.time + 1))
      findings.require(
        again.pairs == manifest.opening.pairs && again.entries == lines && manifest.opening.closeIndex == close
          && manifest.opening.notice == tender.noticeID, .manifests, subject, zh: "开标清单与重算不符",
        en: "its lines are not those that follow from the reveal")
    } catch {
      findings.fault(.manifests, subject, zh: "当时不能开标：\(error.code)", en: "nothing could be opened then: \(error.code)")
    }
    let size = manifest.opening.checkpointSize
    let isInLog = close < size && size <= manifest.index
    let root = isInLog ? try tx.logRoot(at: size, of: tx.auditLogHead().size) : nil
    findings.require(
      root == manifest.opening.checkpointRoot, .manifests, subject, zh: "所引日志头不符",
      en: "the head that it names is not the log's")
    let bids = try tx.openingBids(of: tender.id).filter { $0.manifest == manifest.id }
    let told = lines.enumerated().compactMap { line, entry -> Int? in
      if case .bid = entry { line } else { nil }
    }
    findings.require(
      bids.map(\.line) == told && bids.map(\.bid) == told.map { lines[$0].id }
        && Set(opened.filter { $0.manifest == manifest.id }.map { Opening.Pair(lot: $0.lot, part: $0.part) })
          == Set(manifest.opening.pairs),
      .manifests, subject, zh: "数据库所记的开标清单不同",
      en: "the rows of the manifest are not its lines")
  }

  private func auditShares(
    of manifest: LoggedManifest, bids: [OpeningBidRow], notes: [(NoteRow, AnyNote)], _ findings: inout AuditFindings,
    in tx: borrowing Transaction
  ) throws {
    var said: [(index: Int, entry: Shares.Entry)] = []
    for case (let row, .shares(let shares)) in notes where shares.manifest == manifest.id {
      guard let list = try tx.noteList(shares.list.digest) else { continue }
      let entries = try shares.list.entries(in: list).map { try Shares.Entry(parsing: $0) }
      findings.require(
        entries.map(\.bid) == bids.map(\.bid), .shares, row.subject, zh: "分片的各行不是开标清单的各行",
        en: "its lines are not the manifest's")
      said += entries.map { (shares.index, $0) }
      for case .share(let bid, let bytes) in entries {
        findings.looked(at: .shares)
        let share = KeyShare(bytes: bytes)
        let isCommitted = try share.map { try envelope(of: bid, in: tx).isCommitted($0) } ?? false
        findings.require(
          isCommitted && share?.index == shares.index, .shares, "\(row.subject) bid \(bid.hex)", zh: "分片与承诺不符",
          en: "a share fails its commitment")
      }
    }
    said.sort { $0.index < $1.index }
    let stored = try tx.auditShares(of: manifest.id)
    findings.require(
      stored.map(\.index) == said.map(\.index) && stored.map(\.entry) == said.map(\.entry), .shares,
      "manifest \(manifest.id.hex)", zh: "数据库所记的分片不同", en: "the rows of the shares are not those of the notes")
  }

  /// Opens every bid again from its shares and compares what comes out with what was said.
  private func auditResults(
    of tender: TenderRow, bids: [OpeningBidRow], notes: [(NoteRow, AnyNote)], _ findings: inout AuditFindings,
    in tx: borrowing Transaction
  ) throws {
    let recipients = try tx.statements(of: tender.id).map { try AgeRecipient(parsing: $0.recipient) }
    let rows = try tx.auditOpened(of: tender.id)
    var logged: [Digest: Opened] = [:]
    var secrets: [Digest: BidSecret] = [:]
    for (row, body) in notes {
      if case .opened(let opened) = body { logged[row.id] = opened }
      if case .secret(let note) = body { secrets[note.bid] = BidSecret(bytes: note.secret) }
    }
    findings.require(
      logged.count == rows.count, .results, tender.id, zh: "开启结果的数目与日志不符",
      en: "there are \(rows.count) results, the log has \(logged.count)")
    for row in rows {
      findings.looked(at: .results)
      let subject = "bid \(row.bid.hex)"
      guard let said = logged[row.noteID], let bid = bids.first(where: { $0.bid == row.bid }) else {
        findings.fault(.results, subject, zh: "开启结果没有日志记录", en: "a result without its note")
        continue
      }
      let particulars = row.particulars.map { Digest(of: $0) }
      let agrees =
        switch said.result {
        case .opened(let digest): row.result == "opened" && particulars == digest
        case .malformed(let reason): row.result == "malformed" && row.reason == reason
        case .unopenable: row.result == "unopenable"
        }
      findings.require(
        agrees && said.bid == row.bid && said.manifest == bid.manifest, .results, subject, zh: "开启结果与其记录不符",
        en: "the result is not what its note says")
      try reopen(
        row, bid: bid, revealed: secrets[row.bid], recipients: recipients, subject: subject, &findings, in: tx)
    }
  }

  private func reopen(
    _ row: OpenedRow, bid: OpeningBidRow, revealed: BidSecret?, recipients: [AgeRecipient], subject: String,
    _ findings: inout AuditFindings, in tx: borrowing Transaction
  ) throws {
    // Whether there were too few shares is a query's question; a later share may have come.
    guard row.result != "unopenable" else { return }
    let shares = try tx.shares(of: bid.manifest).filter { $0.bid == row.bid }.compactMap { KeyShare(bytes: $0.share) }
    let sealed = try envelope(of: row.bid, in: tx)
    let again: (reason: String?, offer: JSON?, secret: [UInt8]?)
    do throws(OpenRefusal) {
      // Where t valid shares are there they decide, and a secret is not looked at.
      let opened =
        if shares.count < sealed.head.threshold, let revealed {
          try sealed.opened(by: revealed, recipients: recipients)
        } else {
          try sealed.opened(by: shares, recipients: recipients)
        }
      var opener = try PayloadOpener(opened)
      do { try feed(bid.payload, to: &opener, in: tx) } catch {
        return findings.fault(.results, subject, zh: "投标文件读不出", en: "its payload cannot be read")
      }
      opener.end(deliver: { _ in })
      again = (nil, try opener.verdict().document.offer, opened.secret.bytes)
    } catch {
      guard case .malformed(let fault) = error else {
        return findings.fault(
          .results, subject, zh: "不能再次开启：\(error.code)", en: "it does not open again: \(error.code)")
      }
      again = (fault.reason, nil, nil)
    }
    guard let offer = again.offer else {
      return findings.require(
        row.result == "malformed" && row.reason == again.reason, .results, subject, zh: "再次开启的结果不同",
        en: "opened again it is malformed: \(again.reason ?? "")")
    }
    let particulars = Offer.particulars(
      bid: try Bid.ID(reading: bid.bid), bidder: try PartyKey(reading: bid.bidder),
      lot: try Identifier(reading: bid.lot), part: try Identifier(reading: bid.part), offer: offer)
    let kept = try tx.offer(of: row.bid)
    findings.require(
      row.result == "opened" && row.particulars == particulars.canonicalText && row.secret == again.secret
        && kept == offer.canonicalText, .results, subject, zh: "再次开启得到的内容不同",
      en: "opened again it says something else")
  }

  private func feed(_ payload: Digest, to opener: inout PayloadOpener, in tx: borrowing Transaction) throws {
    guard let row = try tx.payload(payload) else { throw InputRefusal.notFound("payload") }
    var number = 0
    while let piece = try tx.chunk(payload, uploader: row.uploader, number: number) {
      piece.withUnsafeBytes { opener.take($0, deliver: { _ in }) }
      number += 1
    }
  }

  private func envelope(of bid: Digest, in tx: borrowing Transaction) throws -> SealedEnvelope {
    guard let row = try tx.note(bid), case .bid(let note) = try row.parsed().1 else {
      throw PostgresFailure(.mismatch, message: "a bid of a manifest is not stored")
    }
    return SealedEnvelope(note)
  }
}

extension Opening.Entry {
  var id: Digest {
    switch self {
    case .bid(let id, _, _), .except(let id, _): id
    }
  }
}

extension Opened.Result {
  /// As the rows spell it.
  var word: String {
    switch self {
    case .opened: "opened"
    case .malformed: "malformed"
    case .unopenable: "unopenable"
    }
  }
}
