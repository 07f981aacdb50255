import Canon
import Notes
import Sealing

/// A sealed bid with what its bidder alone holds: the secret, and the payload file.
///
/// Of a confidential part a stranger can check no more than the envelope. Its bidder can open it again, and so see whether
/// the log says of it what is in it.
/// - Source: protocol page, sections 3 and 7.
public struct OwnBid: Sendable {
  /// The note's id.
  public let id: Digest
  public let note: BidNote
  private let secret: BidSecret
  private let folder: any BundleSource

  /// The payload's name in the bidder's folder.
  public static let payloadFile = "payload.age"

  /// - Parameters:
  ///   - id: SHA-256 of the note's text.
  ///   - folder: the bidder's own, where `payload.age` lies.
  public init(id: Digest, note: BidNote, secret: BidSecret, folder: any BundleSource) {
    self.id = id
    self.note = note
    self.secret = secret
    self.folder = folder
  }

  /// What is checked, in this order.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    case bundle, note, shares, payload, content, result, price
  }

  /// What was found in a step; the words for it are Messages'.
  public enum Fact: Hashable, Sendable {
    /// So many checks of the bundle hold, and none fails.
    case bundleHolds(checks: Int)
    /// With the verifier's first failure.
    case bundleFails(Finding)
    /// The bundle's keys are its own word, with the verifier's words for it.
    case ownKeysOnly(Finding)

    /// Sealed for another notice than the bundle's; nothing more can be compared.
    case otherNotice
    /// Bids are not public: the tender is still open, or was cancelled while it was.
    case hidden(isCancelled: Bool)
    /// The tender has closed, and its reveal did not hold.
    case revealUnread
    case inForce(tick: Int)
    case replaced(by: Digest, seq: Int)
    /// By the bidder's withdrawal with this number.
    case withdrawn(seq: Int)
    /// Not in the reveal; with the bidder's bid in force for the same part, if it has one.
    case absent(inForce: Digest?)

    case sharesHold(Int)
    /// The first line, from 1, that the secret does not make.
    case sharesDiffer(line: Int)

    case payloadHolds(bytes: Int)
    case payloadDiffers

    /// The payload opens and is well formed; with the price that it offers, in yuan, where it offers one.
    case opens(price: String?)
    case malformed(EnvelopeFault)

    case openedHolds
    case malformedHolds(reason: String)
    /// The log's result is `opened` with other particulars; with the names of those that differ in the opening record.
    case particularsDiffer([String])
    /// Both in the words of `tender-opened/v1`.
    case resultDiffers(logged: String, own: String)
    /// With the end of the recovery window, in Unix seconds.
    case unopenable(recoverableUntil: Int)
    /// The manifest leaves the bid shut, by the decision at this log index.
    case excepted(decision: Int)
    /// A manifest lists the bid.
    case awaitsResult
    case notOpened(hasLotFailed: Bool)
    /// Secret or payload are not this bid's.
    case notCompared(logged: String)

    case priceHolds(String)
    case priceDiffers(own: String, read: String)
    /// The public file has a hash in place of this bid's figures.
    case priceSealed
    case priceNotShown
    case notEvaluated

    public var step: Step {
      switch self {
      case .bundleHolds, .bundleFails, .ownKeysOnly: .bundle
      case .otherNotice, .hidden, .revealUnread, .inForce, .replaced, .withdrawn, .absent: .note
      case .sharesHold, .sharesDiffer: .shares
      case .payloadHolds, .payloadDiffers: .payload
      case .opens, .malformed: .content
      case .openedHolds, .malformedHolds, .particularsDiffer, .resultDiffers, .unopenable, .excepted, .awaitsResult,
        .notOpened, .notCompared:
        .result
      case .priceHolds, .priceDiffers, .priceSealed, .priceNotShown, .notEvaluated: .price
      }
    }

    public var result: Finding.Result {
      switch self {
      case .bundleHolds, .inForce, .sharesHold, .payloadHolds, .opens, .openedHolds, .malformedHolds, .priceHolds: .ok
      case .bundleFails, .otherNotice, .absent, .sharesDiffer, .payloadDiffers, .particularsDiffer, .resultDiffers,
        .priceDiffers:
        .fail
      case .ownKeysOnly, .hidden, .revealUnread, .replaced, .withdrawn, .malformed, .unopenable, .excepted,
        .awaitsResult, .notOpened, .notCompared, .priceSealed, .priceNotShown, .notEvaluated:
        .note
      }
    }

    /// A note that something could not be compared for what is not there, or not yet.
    public var isMissing: Bool {
      switch self {
      case .ownKeysOnly, .hidden, .revealUnread, .awaitsResult, .notOpened, .notCompared, .priceSealed, .priceNotShown,
        .notEvaluated:
        true
      default: false
      }
    }
  }
}

extension Verifier {
  /// What a bundle says of one bid, held against what its bidder has: the note, its share lines, the payload, the result of
  /// its opening and the price that was evaluated.
  ///
  /// - Parameters:
  ///   - bundle: verified first; the rest is worth no more than it.
  ///   - trust: as for `verify`.
  /// - Returns: a fact for each step that could be taken, in the steps' order.
  public static func check(
    _ own: OwnBid, in bundle: some BundleSource, trust: (any BundleSource)? = nil, width: Int = 8
  ) async -> [OwnBid.Fact] {
    var inspection = Inspection(bundle: bundle, trust: trust)
    inspection.width = width
    await inspection.run()
    return own.facts(by: inspection)
  }
}

extension OwnBid {
  /// What the bidder's own files come to.
  private enum Content {
    case offer(JSON)
    case malformed(EnvelopeFault)
    /// The secret does not make the note's share lines: it is another bid's, or the envelope is malformed.
    case otherSecret
    case otherPayload
  }

  func facts(by inspection: Inspection) -> [Fact] {
    let (report, dossier) = (inspection.report, inspection.dossier)
    var facts: [Fact] = []
    if let failure = report.firstFailure {
      facts.append(.bundleFails(failure))
    } else {
      facts.append(.bundleHolds(checks: report.findings.count { $0.result == .ok }))
    }
    if inspection.trust == nil, let warning = report.missing.first(where: { $0.check == .trust }) {
      facts.append(.ownKeysOnly(warning))
    }
    guard let notice = dossier.notice else { return facts }
    guard dossier.noticeID == note.head.notice else { return facts + [.otherNotice] }
    let standing = standing(in: dossier)
    facts.append(standing)
    let recipients = notice.custodians.compactMap { try? AgeRecipient(parsing: $0.recipient) }
    let content = open(recipients, &facts)
    // Only a bid in force is opened.
    guard case .inForce = standing else { return facts }
    facts.append(outcome(of: content, by: inspection, recovery: notice.recovery))
    if let price = price(in: content, notice, dossier) { facts.append(price) }
    return facts
  }

  /// Which of the bidder's notes of this part decides: the one with the highest number.
  private func standing(in dossier: Dossier) -> Fact {
    guard dossier.close != nil else { return .hidden(isCancelled: dossier.log.period?.state == .cancelled) }
    guard let reveal = dossier.reveal else { return .revealUnread }
    let head = note.head
    var place: Int?
    var last: (id: Digest, seq: Int, isBid: Bool)?
    for entry in reveal.entries {
      let step: (seq: Int, isBid: Bool)
      switch dossier.notes[entry.note]?.body {
      case .bid(let other):
        guard other.head.bidder == head.bidder, other.head.lot == head.lot, other.head.part == head.part else {
          continue
        }
        step = (other.head.seq, true)
      case .withdraw(let other):
        guard other.bidder == head.bidder, other.lot == head.lot, other.part == head.part else { continue }
        step = (other.seq, false)
      default: continue
      }
      if entry.note == id { place = entry.tick }
      if step.seq > last?.seq ?? 0 { last = (entry.note, step.seq, step.isBid) }
    }
    guard let tick = place, let deciding = last else {
      return .absent(inForce: last.flatMap { $0.isBid ? $0.id : nil })
    }
    if deciding.id == id { return .inForce(tick: tick) }
    return deciding.isBid ? .replaced(by: deciding.id, seq: deciding.seq) : .withdrawn(seq: deciding.seq)
  }

  /// Makes the share lines again, and opens the payload as the opening does.
  private func open(_ recipients: [AgeRecipient], _ facts: inout [Fact]) -> Content {
    var opened: OpenedEnvelope?
    do {
      opened = try SealedEnvelope(note).opened(by: secret, recipients: recipients)
      facts.append(.sharesHold(note.shares.count))
    } catch {
      if case .malformed(.envelope(let line)) = error {
        facts.append(.sharesDiffer(line: line))
      } else {
        // Not as many custodians as the notice has: none of its lines can be theirs.
        facts.append(.sharesDiffer(line: 1))
      }
    }
    let head = note.head
    guard let found = try? hash(Self.payloadFile, in: folder), found.bytes == head.payloadBytes,
      found.digest == head.payload
    else {
      facts.append(.payloadDiffers)
      return opened == nil ? .otherSecret : .otherPayload
    }
    facts.append(.payloadHolds(bytes: found.bytes))
    guard let envelope = opened else { return .otherSecret }
    do {
      let offer = try openPayload(envelope)
      facts.append(.opens(price: offer["price"]?["total"]?.stringValue))
      return .offer(offer)
    } catch {
      guard case .malformed(let fault) = error else {
        facts.append(.payloadDiffers)
        return .otherPayload
      }
      facts.append(.malformed(fault))
      return .malformed(fault)
    }
  }

  /// The offer in the payload.
  private func openPayload(_ envelope: OpenedEnvelope) throws(OpenRefusal) -> JSON {
    var opener = try PayloadOpener(envelope)
    do {
      try folder.stream(Self.payloadFile) { piece in
        opener.take(piece, deliver: { _ in })
        return true
      }
    } catch {
      throw .payloadDiffers
    }
    opener.end(deliver: { _ in })
    return try opener.verdict().document.offer
  }

  /// The bid's last result in the log against the content.
  private func outcome(of content: Content, by inspection: Inspection, recovery: Int) -> Fact {
    let dossier = inspection.dossier
    let results = (dossier.results[id] ?? []).map(\.note)
    guard let last = results.last else { return whyNoResult(dossier) }
    let logged = Self.text(last.result)
    switch (last.result, content) {
    case (.unopenable, _):
      let first = results.first { $0.result == .unopenable } ?? last
      return .unopenable(recoverableUntil: first.time + recovery)
    case (.opened(let signed), .offer(let offer)):
      let own = Particulars.json(bid: id, head: note.head, offer: offer)
      if Particulars.digest(own) == signed { return .openedHolds }
      return .particularsDiffer(recorded(signed, by: inspection).map { Self.differing(own, $0) } ?? [])
    case (.malformed("envelope"), .otherSecret): return .malformedHolds(reason: "envelope")
    case (.malformed(let reason), .malformed(let fault)) where reason == fault.reason:
      return .malformedHolds(reason: reason)
    case (_, .otherSecret), (_, .otherPayload): return .notCompared(logged: logged)
    case (_, .offer): return .resultDiffers(logged: logged, own: "opened")
    case (_, .malformed(let fault)): return .resultDiffers(logged: logged, own: "malformed \(fault.reason)")
    }
  }

  private func whyNoResult(_ dossier: Dossier) -> Fact {
    for entry in dossier.manifests.flatMap(\.entries) {
      switch entry {
      case .bid(let bid, _, _): if bid == id { return .awaitsResult }
      case .except(let bid, let decision): if bid == id { return .excepted(decision: decision) }
      }
    }
    return .notOpened(hasLotFailed: dossier.failedLots.contains(note.head.lot))
  }

  private static func text(_ result: Opened.Result) -> String {
    switch result {
    case .opened: "opened"
    case .malformed(let reason): "malformed \(reason)"
    case .unopenable: "unopenable"
    }
  }

  /// The particulars of the lot's opening record that have this hash.
  private func recorded(_ digest: Digest, by inspection: Inspection) -> JSON? {
    let path = "documents/opening-record.\(note.head.lot).json"
    guard let bytes = try? inspection.bundle.read(path, limit: Inspection.jsonBytesMax),
      let record = try? JSON.parse(bytes)
    else { return nil }
    return record["particulars"]?.arrayValue?.first { Particulars.digest($0) == digest }
  }

  private static func differing(_ own: JSON, _ recorded: JSON) -> [String] {
    Set(own.names).union(recorded.names).filter { own[$0]?.canonicalBytes() != recorded[$0]?.canonicalBytes() }.sorted()
  }

  /// The price that was evaluated against the one offered; nil for a bid that offers none.
  private func price(in content: Content, _ notice: Notice, _ dossier: Dossier) -> Fact? {
    guard case .offer(let offer) = content, let own = offer["price"]?["total"]?.stringValue else { return nil }
    let head = note.head
    guard let evaluation = dossier.evaluations[head.lot]?.json else { return .notEvaluated }
    // A bidder stands there under its bid for the lot's first part.
    let first = notice.parts(of: head.lot).first.map { Pair(lot: $0.lot, part: $0.part) }
    let inForce = first.flatMap { dossier.inForce[$0] } ?? []
    guard let bid = inForce.first(where: { $0.note.head.bidder == head.bidder })?.id.b64,
      let element = evaluation["bids"]?.arrayValue?.first(where: { $0["bid"]?.stringValue == bid })
    else { return .priceNotShown }
    if element["sealed"] != nil { return .priceSealed }
    guard let read = element["price"]?["read"]?.stringValue else { return .priceNotShown }
    return sameScalars(own, read) ? .priceHolds(own) : .priceDiffers(own: own, read: read)
  }
}
