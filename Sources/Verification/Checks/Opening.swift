import Notes
import Sealing

/// One bid of a manifest with everything that the log says of its opening; judged by itself, on any core.
struct OpeningJob: Sendable {
  struct Given: Sendable {
    var index: Int
    var custodian: Int
    var note: Digest
    var entry: Shares.Entry
  }

  let bid: RevealedBid
  let manifest: Manifest
  let isPublic: Bool
  let recipients: [AgeRecipient]
  /// Shares and `bad` claims, in the log's order.
  let given: [Given]
  let secret: LoggedSecret?
  let results: [LoggedResult]
  let recovery: Int
  /// Where the log cancels the tender, and nothing more is opened.
  let cancelledAt: Int?
  /// The latest time that a manifest or result before the secret states; nil without a secret.
  let timeBeforeSecret: Int?
  let bundle: any BundleSource

  /// What was found, for the report.
  struct Verdict: Sendable {
    var findings: [Finding] = []
    /// Shares that the note commits to.
    var validShares = 0
    /// Bids whose share lines were made again and are the note's.
    var isRecreated = false
    /// Custodians that called a good share file bad.
    var falselyBad: [Int] = []
    /// Custodians whose claim cannot be judged.
    var undecided: [Int] = []
    /// Whether the payload was opened here.
    var isPayloadRead = false
    /// Of a public payload that was opened here and gave what the last result says.
    var readOut: ReadOut?
    /// It stands as unopenable, and shares that came later reach the threshold.
    var isLeftUnopenable = false
  }

  /// What an opening comes to.
  private enum Outcome {
    /// Nil for a confidential part.
    case opened(particulars: Digest?, readOut: ReadOut?)
    case malformed(String)
    case payloadDiffers

    func admits(_ result: Opened.Result) -> Bool {
      switch (self, result) {
      case (.opened(let own?, _), .opened(let particulars)): own == particulars
      // Of a confidential part: everything but what shows in the envelope.
      case (.opened(nil, _), .opened): true
      case (.opened(nil, _), .malformed(let reason)): reason != "envelope"
      case (.malformed(let own), .malformed(let reason)): own == reason
      default: false
      }
    }

    var text: String {
      switch self {
      case .opened: "opened"
      case .malformed(let reason): "malformed \(reason)"
      case .payloadDiffers: "payload"
      }
    }
  }

  func judge() -> Verdict {
    var verdict = Verdict()
    let envelope = SealedEnvelope(bid.note)
    var valid: [(index: Int, share: KeyShare)] = []
    for given in given {
      guard case .share(_, let bytes) = given.entry else { continue }
      guard let share = KeyShare(bytes: bytes), share.index == given.custodian, envelope.isCommitted(share) else {
        verdict.fail(
          .shares, BundlePath.notePath(given.note), place: given.index,
          zh: "第 \(given.custodian) 位保管人对投标 \(bid.id.b64) 的份额与承诺不符",
          en: "the share of custodian \(given.custodian) for bid \(bid.id.b64) fails its commitment")
        continue
      }
      if !valid.contains(where: { $0.share.index == share.index }) { valid.append((given.index, share)) }
    }
    verdict.validShares = valid.count
    judgeClaims(envelope, valid: valid.map(\.share), verdict: &verdict)
    judgeResults(envelope, valid: valid, verdict: &verdict)
    judgeSilence(envelope, valid: valid.map(\.index), verdict: &verdict)
    if isPublic, !verdict.isPayloadRead { checkPayloadBytes(&verdict) }
    return verdict
  }

  /// The secret that all that stands in the log gives, if any.
  private func secretKnown(by valid: [KeyShare]) -> BidSecret? {
    if valid.count >= bid.note.head.threshold {
      return BidSecret(combining: Array(valid.prefix(bid.note.head.threshold)))
    }
    return secret?.secret
  }

  private func judgeClaims(_ envelope: SealedEnvelope, valid: [KeyShare], verdict: inout Verdict) {
    let claims = given.filter { if case .bad = $0.entry { true } else { false } }
    let recreated =
      claims.isEmpty
      ? nil
      : secretKnown(by: valid).flatMap {
        try? SealedEnvelope(head: bid.note.head, secret: $0, recipients: recipients)
      }
    for claim in claims {
      guard let recreated else {
        verdict.undecided.append(claim.custodian)
        continue
      }
      let at = claim.custodian - 1
      if envelope.shares.indices.contains(at), recreated.shares.indices.contains(at),
        envelope.shares[at] == recreated.shares[at]
      {
        verdict.falselyBad.append(claim.custodian)
      }
    }
  }

  private func judgeResults(
    _ envelope: SealedEnvelope, valid: [(index: Int, share: KeyShare)], verdict: inout Verdict
  ) {
    var firstUnopenable: Int?
    var outcomes: [[UInt8]: Outcome] = [:]
    for (at, result) in results.enumerated() {
      let path = BundlePath.notePath(result.id)
      if result.note.manifest != manifest.id || result.index < manifest.index {
        verdict.fail(
          .results, path, place: result.index, zh: "开封结果所指的开封清单（manifest）没有列出这份投标",
          en: "the result's manifest does not list its bid before it")
        continue
      }
      let isFirst = at == 0
      if !isFirst, case .unopenable = results[at - 1].note.result {
      } else if !isFirst {
        verdict.fail(
          .results, path, place: result.index, zh: "只有“无法开封”的结果可以被替换",
          en: "a result replaces one that was not unopenable")
      }
      let shares = valid.filter { $0.index < result.index }.map(\.share)
      let enough = shares.count >= bid.note.head.threshold
      let given = secret.flatMap { $0.index < result.index ? $0.secret : nil }
      if !isFirst, let first = firstUnopenable {
        if result.note.time > first + recovery {
          verdict.fail(
            .results, path, place: result.index, zh: "补救期已过，结果不得再变", en: "the result comes after the recovery window")
        }
        if case .unopenable = result.note.result {
          verdict.fail(.results, path, place: result.index, zh: "第二次写“无法开封”", en: "a second unopenable result")
          continue
        }
      }
      if case .unopenable = result.note.result {
        if firstUnopenable == nil { firstUnopenable = result.note.time }
        if enough {
          verdict.fail(
            .results, path, place: result.index, zh: "已有 \(shares.count) 份有效份额，结果却写“无法开封”",
            en: "the result is unopenable although \(shares.count) valid shares stand before it")
        }
        continue
      }
      guard let secret = enough ? BidSecret(combining: Array(shares.prefix(bid.note.head.threshold))) : given else {
        verdict.fail(
          .results, path, place: result.index, zh: "有效份额只有 \(shares.count) 份，不足以得出这一结果",
          en: "only \(shares.count) valid shares stand before the result: it must be unopenable")
        continue
      }
      let outcome = outcomes[secret.bytes] ?? open(envelope, secret: secret, verdict: &verdict)
      outcomes[secret.bytes] = outcome
      if case .payloadDiffers = outcome {
        verdict.payloadDiffers(bid, place: manifest.index)
      } else if !outcome.admits(result.note.result) {
        verdict.fail(
          .results, path, place: result.index, zh: "投标 \(bid.id.b64) 的结果重做为“\(outcome.text)”，与记录不符",
          en: "reopening bid \(bid.id.b64) gives \"\(outcome.text)\", not what the result says")
      } else if case .opened(_, let readOut) = outcome {
        verdict.readOut = readOut
      }
    }
  }

  /// What came after an `unopenable` and should have led to another result.
  ///
  /// A secret and the result that it leads to are written together, and no head is signed between them. Shares are owed
  /// also after the recovery window, when they change nothing, and a share note has no time: they are no proof.
  private func judgeSilence(_ envelope: SealedEnvelope, valid: [Int], verdict: inout Verdict) {
    guard let last = results.last, case .unopenable = last.note.result else { return }
    let threshold = bid.note.head.threshold
    let isReached = valid.count >= threshold && valid.count { $0 < last.index } < threshold
    verdict.isLeftUnopenable = isReached
    guard let secret, secret.index > last.index, cancelledAt.map({ secret.index < $0 }) ?? true else { return }
    // Within the window as far as the log can tell, and this bid's, as the daemon asks before it takes one.
    guard (timeBeforeSecret ?? 0) <= last.note.time + recovery,
      envelope.hasShare(of: secret.secret, recipients: recipients)
    else {
      return
    }
    verdict.fail(
      .results, BundlePath.notePath(secret.id), place: secret.index,
      zh: "投标 \(bid.id.b64) 的密钥已入日志，其后却没有开封结果",
      en: "the secret of bid \(bid.id.b64) stands in the log, and no result follows it")
  }

  private func open(_ envelope: SealedEnvelope, secret: BidSecret, verdict: inout Verdict) -> Outcome {
    do {
      let opened = try envelope.opened(by: secret, recipients: recipients)
      verdict.isRecreated = true
      guard isPublic else { return .opened(particulars: nil, readOut: nil) }
      var opener = try PayloadOpener(opened)
      let limit = bid.note.head.payloadBytes
      var taken = 0
      do {
        try bundle.stream(BundlePath.payloadPath(bid.note.head.payload)) { piece in
          opener.take(piece, deliver: { _ in })
          taken += piece.count
          return taken <= limit
        }
      } catch {
        verdict.isPayloadRead = true
        return .payloadDiffers
      }
      opener.end(deliver: { _ in })
      verdict.isPayloadRead = true
      let found = try opener.verdict()
      let particulars = Particulars.json(bid: bid.id, head: bid.note.head, offer: found.document.offer)
      let readOut = ReadOut(particulars, offer: PublicOffer(found.document.offer))
      return .opened(particulars: Particulars.digest(particulars), readOut: readOut)
    } catch {
      switch error {
      case .malformed(let fault): return .malformed(fault.reason)
      case .recipientCount: return .malformed("envelope")
      case .tooFewShares, .payloadDiffers: return .payloadDiffers
      }
    }
  }

  /// Length and hash of a payload that was not opened above.
  private func checkPayloadBytes(_ verdict: inout Verdict) {
    guard let found = try? hash(BundlePath.payloadPath(bid.note.head.payload), in: bundle),
      found.bytes == bid.note.head.payloadBytes, found.digest == bid.note.head.payload
    else { return verdict.payloadDiffers(bid, place: manifest.index) }
  }
}

extension OpeningJob.Verdict {
  mutating func fail(_ check: Check, _ subject: String, place: Int, zh: String, en: String) {
    findings.append(Finding(check, .fail, zh: zh, en: en, subject: subject, place: place))
  }

  mutating func payloadDiffers(_ bid: RevealedBid, place: Int) {
    isPayloadRead = true
    let path = BundlePath.payloadPath(bid.note.head.payload)
    let finding = Finding(
      .payloads, .fail, zh: "\(path) 缺失，或长度、哈希与投标记录不符（保存方之责）",
      en: "\(path) is missing or has not the length and hash of its bid: the operator's fault, not the bidder's",
      subject: path, place: place)
    if !findings.contains(finding) { findings.append(finding) }
  }
}
