extension AgeDecryptor.Unlocking {
  /// The file key that one of `stanzas` gives up; its truth shows only in the header's MAC.
  ///
  /// - Throws: refusals of stages header and match.
  func fileKey(from stanzas: [AgeStanza]) throws(AgeError) -> FileKey {
    // A passphrase stanza vouches for the sender only while it stands alone, so it must.
    let hasScrypt = stanzas.contains { $0.isOfType("scrypt") }
    if hasScrypt && stanzas.count > 1 { throw .scryptStanzaMalformed }
    switch self {
    case .identities(let identities):
      if hasScrypt { throw .passphraseFile }
      return try firstMatch(stanzas, identities)
    case .onlyStanza(let identity):
      guard stanzas.count == 1, stanzas[0].isOfType("X25519") else { throw .notOneStanza }
      return try firstMatch(stanzas, [identity])
    case .passphrase(let passphrase, let workFactorMax):
      guard hasScrypt, let stanza = stanzas.first else { throw .notOneStanza }
      guard let key = try Scrypt.unwrap(stanza, passphrase: passphrase, workFactorMax: workFactorMax) else {
        throw .noMatch
      }
      return key
    }
  }

  private func firstMatch(_ stanzas: [AgeStanza], _ identities: [AgeIdentity]) throws(AgeError) -> FileKey {
    let ours = stanzas.filter { $0.isOfType("X25519") }
    // All are looked at before the first agreement: a malformed stanza spoils the file also behind one that opens.
    for stanza in ours { _ = try X25519.share(of: stanza) }
    for stanza in ours {
      for identity in identities {
        if let key = try X25519.unwrap(stanza, with: identity) { return key }
      }
    }
    if stanzas.contains(where: { $0.isOfType("mlkem768x25519") || $0.isOfType("mlkem768p256tag") }) {
      throw .postQuantumFile
    }
    throw .noMatch
  }
}
