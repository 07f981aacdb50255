import Notes

/// A bid as it travels and waits: its note's head and the secret's shares, each for one custodian.
public struct SealedEnvelope: Hashable, Sendable {
  /// Bytes of a share file, always.
  public static let shareFileBytes = 233

  public let head: BidNote.Head
  /// One for each custodian, in the order of the notice.
  public let shares: [BidNote.Share]

  /// An envelope that came in a note.
  public init(_ note: BidNote) {
    head = note.head
    shares = note.shares
  }

  /// Splits `secret` among `recipients`.
  ///
  /// Nothing here is random: the same arguments give the same bytes.
  ///
  /// - Parameters:
  ///   - head: with the hash of the payload file, which is therefore made first.
  ///   - recipients: the custodians' of the notice, in its order.
  /// - Throws: `thresholdImpossible` unless 2 ≤ t, 2t − 1 ≤ n ≤ 15; `recipientCount` unless there are n recipients;
  ///   `age` for one of low order.
  public init(head: BidNote.Head, secret: BidSecret, recipients: [AgeRecipient]) throws(SealRefusal) {
    guard 2 <= head.threshold, head.custodians <= 15, head.custodians >= 2 * head.threshold - 1 else {
      throw .thresholdImpossible(threshold: head.threshold, custodians: head.custodians)
    }
    guard recipients.count == head.custodians else {
      throw .recipientCount(given: recipients.count, custodians: head.custodians)
    }
    let context = Digest(of: head.text)
    let derivation = Derivation(secret: secret, context: context)
    let coefficients = (1..<head.threshold).map { derivation.output(.coefficient, $0, count: 32) }
    var shares: [BidNote.Share] = []
    for (offset, recipient) in recipients.enumerated() {
      let index = offset + 1
      let x = UInt8(index)
      let share = Shamir.value(secret: secret.bytes, coefficients: coefficients, at: x) + [x]
      guard let keyShare = KeyShare(bytes: share) else {
        throw .recipientCount(given: recipients.count, custodians: head.custodians)
      }
      do {
        let file = try Age.deterministic(
          share, to: recipient, fileKey: derivation.output(.fileKey, index, count: 16),
          ephemeral: derivation.output(.ephemeral, index, count: 32),
          nonce: derivation.output(.nonce, index, count: 16))
        shares.append(BidNote.Share(commit: keyShare.commitment(context: context), file: file))
      } catch {
        throw .age(error)
      }
    }
    self.head = head
    self.shares = shares
  }

  /// The note to be signed.
  public var note: BidNote { BidNote(head: head, shares: shares) }

  /// ctx = SHA-256 of the head: what every derived byte and every commitment is bound to.
  public var context: Digest { Digest(of: head.text) }

  /// Custodian `index`'s share.
  ///
  /// - Throws: the reason for a `bad` line. A share that fails its commitment is never returned: it would open some
  ///   other bid, copied here from another tender.
  public func share(_ index: Int, openedBy identity: AgeIdentity) throws(ShareFault) -> KeyShare {
    guard shares.indices.contains(index - 1) else { throw .format }
    let plaintext: [UInt8]
    do {
      plaintext = try Age.decrypt(
        shares[index - 1].file, onlyStanzaFor: identity, bytesMax: KeyShare.byteCount)
    } catch {
      switch error {
      case .payloadTooLong: throw .format
      default:
        switch error.stage {
        case .key, .header: throw .format
        case .match, .mac, .payload: throw .mac
        }
      }
    }
    guard let share = KeyShare(bytes: plaintext), share.index == index else { throw .format }
    guard isCommitted(share) else { throw .commit }
    return share
  }

  /// Whether the note commits to `share`.
  public func isCommitted(_ share: KeyShare) -> Bool { isCommitted(share, context: context) }

  private func isCommitted(_ share: KeyShare, context: Digest) -> Bool {
    guard shares.indices.contains(share.index - 1) else { return false }
    return shares[share.index - 1].commit == share.commitment(context: context)
  }

  /// Combines t shares and opens the envelope.
  ///
  /// - Parameters:
  ///   - given: any shares; those that the note does not commit to are not counted, nor is an index twice.
  ///   - recipients: the custodians' of the notice, in its order.
  /// - Throws: `tooFewShares`; `malformed(.envelope)`; `recipientCount`.
  public func opened(by given: [KeyShare], recipients: [AgeRecipient]) throws(OpenRefusal) -> OpenedEnvelope {
    let context = context
    var valid: [KeyShare] = []
    for share in given where valid.count < head.threshold {
      guard isCommitted(share, context: context), !valid.contains(where: { $0.index == share.index }) else { continue }
      valid.append(share)
    }
    guard valid.count >= max(head.threshold, 2) else {
      throw .tooFewShares(valid: valid.count, threshold: head.threshold)
    }
    let combined = Shamir.combine(valid.map { (UInt8($0.index), $0.value) })
    guard let secret = BidSecret(bytes: combined) else {
      throw .tooFewShares(valid: valid.count, threshold: head.threshold)
    }
    return try opened(by: secret, recipients: recipients)
  }

  /// Makes all share lines again from `secret` and opens the envelope when each byte is as in the note.
  ///
  /// - Throws: `malformed(.envelope)`; `recipientCount` when the recipients are not as many as the note's custodians.
  public func opened(by secret: BidSecret, recipients: [AgeRecipient]) throws(OpenRefusal) -> OpenedEnvelope {
    let again: SealedEnvelope
    do {
      again = try SealedEnvelope(head: head, secret: secret, recipients: recipients)
    } catch {
      switch error {
      case .recipientCount(let given, let custodians): throw .recipientCount(given: given, custodians: custodians)
      default: throw .malformed(.envelope(index: 1))
      }
    }
    for index in again.shares.indices {
      guard shares.indices.contains(index), again.shares[index] == shares[index] else {
        throw .malformed(.envelope(index: index + 1))
      }
    }
    guard again.shares.count == shares.count else { throw .malformed(.envelope(index: again.shares.count + 1)) }
    return OpenedEnvelope(sealed: self, secret: secret)
  }
}

/// An envelope whose secret is known and makes its every byte again. Only `SealedEnvelope` makes one.
public struct OpenedEnvelope: Sendable {
  public let sealed: SealedEnvelope
  public let secret: BidSecret

  init(sealed: SealedEnvelope, secret: BidSecret) {
    self.sealed = sealed
    self.secret = secret
  }

  public var head: BidNote.Head { sealed.head }
}

extension SealedEnvelope {
  /// Whether the secret is this bid's at all: some share line of the note comes from it. Where others do not the bid is
  /// malformed, which is the bidder's own doing; where none does, somebody has taken the wrong file.
  public func hasShare(of secret: BidSecret, recipients: [AgeRecipient]) -> Bool {
    guard let again = try? SealedEnvelope(head: head, secret: secret, recipients: recipients) else { return false }
    return zip(again.shares, shares).contains { $0 == $1 }
  }
}
