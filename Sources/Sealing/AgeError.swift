/// Why an age file or an age key is refused. Listed in the order in which a file is read.
public enum AgeError: Error, Hashable, Sendable {
  /// The text is not a lower-case `age1…` recipient of an X25519 key.
  case notARecipient
  /// The recipient's coordinate is not below 2^255 − 19.
  case recipientNotCanonical
  /// Agreement with the recipient gives zero whatever the other key.
  case recipientOfLowOrder
  /// A post-quantum recipient or identity (`age1pq1…`, `AGE-SECRET-KEY-PQ-1…`).
  case postQuantumKey
  /// A recipient or identity of a plugin.
  case pluginKey
  /// The text is not an `AGE-SECRET-KEY-1…` identity.
  case notAnIdentity
  /// A recipients or identity file that is not UTF-8 lines of keys; lines count from 1.
  case keyFileLine(Int)
  /// A recipients or identity file without a key.
  case noKeys
  /// More than the bytes that a recipients or identity file may have.
  case keyFileTooLong(bytesMax: Int)
  /// An empty passphrase, or the memory for it cannot be had.
  case passphraseUnusable
  /// No recipient was given, or so many that the header passes its limit.
  case recipientCount(Int)

  /// The first line is not `age-encryption.org/v1`.
  case notAnAgeFile
  /// An age file of another version.
  case versionUnsupported
  /// The text form of an age file (`-----BEGIN AGE ENCRYPTED FILE-----`).
  case armored
  /// The header breaks the grammar; lines count from 1.
  case headerMalformed(line: Int)
  /// The file ends inside its header or its payload nonce.
  case headerTruncated
  case headerTooLong(bytesMax: Int)
  /// An X25519 stanza without exactly one 32-byte share and a 32-byte body.
  case stanzaMalformed
  /// A share whose agreement gives zero.
  case shareOfLowOrder
  /// A passphrase stanza beside another stanza, or a malformed one.
  case scryptStanzaMalformed
  /// A passphrase stanza's work factor above what is allowed; base two logarithms.
  case workFactorTooHigh(given: Int, max: Int)
  /// The file must have exactly one stanza, of type X25519 (or scrypt where a passphrase is asked for).
  case notOneStanza
  /// None of the identities opens a stanza.
  case noMatch
  /// None opens, and the only stanza is a passphrase's.
  case passphraseFile
  /// None opens, and there are stanzas for post-quantum keys.
  case postQuantumFile
  /// The header's MAC is not that of its bytes.
  case headerMACWrong
  /// A chunk does not authenticate, the end is missing or something follows it; chunks count from 0.
  case payload(chunk: UInt64)
  /// The payload authenticates but has more bytes than the caller allows.
  case payloadTooLong(bytesMax: Int)
}

extension AgeError {
  /// The part of reading an age file that refused it.
  public enum Stage: String, Hashable, Sendable, CaseIterable {
    case key, header, match, mac, payload
  }

  public var stage: Stage {
    switch self {
    case .notARecipient, .recipientNotCanonical, .recipientOfLowOrder, .postQuantumKey, .pluginKey, .notAnIdentity,
      .keyFileLine, .noKeys, .keyFileTooLong, .passphraseUnusable, .recipientCount:
      .key
    case .notAnAgeFile, .versionUnsupported, .armored, .headerMalformed, .headerTruncated, .headerTooLong,
      .stanzaMalformed, .shareOfLowOrder, .scryptStanzaMalformed, .workFactorTooHigh, .notOneStanza:
      .header
    case .noMatch, .passphraseFile, .postQuantumFile: .match
    case .headerMACWrong: .mac
    case .payload, .payloadTooLong: .payload
    }
  }

  /// The refusal's stable name.
  public var code: String {
    switch self {
    case .notARecipient: "ageNotARecipient"
    case .recipientNotCanonical: "ageRecipientNotCanonical"
    case .recipientOfLowOrder: "ageRecipientOfLowOrder"
    case .postQuantumKey: "agePostQuantumKey"
    case .pluginKey: "agePluginKey"
    case .notAnIdentity: "ageNotAnIdentity"
    case .keyFileLine: "ageKeyFileLine"
    case .noKeys: "ageNoKeys"
    case .keyFileTooLong: "ageKeyFileTooLong"
    case .passphraseUnusable: "agePassphraseUnusable"
    case .recipientCount: "ageRecipientCount"
    case .notAnAgeFile: "ageNotAnAgeFile"
    case .versionUnsupported: "ageVersionUnsupported"
    case .armored: "ageArmored"
    case .headerMalformed: "ageHeaderMalformed"
    case .headerTruncated: "ageHeaderTruncated"
    case .headerTooLong: "ageHeaderTooLong"
    case .stanzaMalformed: "ageStanzaMalformed"
    case .shareOfLowOrder: "ageShareOfLowOrder"
    case .scryptStanzaMalformed: "ageScryptStanzaMalformed"
    case .workFactorTooHigh: "ageWorkFactorTooHigh"
    case .notOneStanza: "ageNotOneStanza"
    case .noMatch: "ageNoMatch"
    case .passphraseFile: "agePassphraseFile"
    case .postQuantumFile: "agePostQuantumFile"
    case .headerMACWrong: "ageHeaderMACWrong"
    case .payload: "agePayload"
    case .payloadTooLong: "agePayloadTooLong"
    }
  }
}
