import Canon

extension Evaluation {
  /// The form that goes into the log and the public bundle.
  ///
  /// `full` shows everything. `winner` shows the winner's element and of every other bid only the hash of its salt and
  /// element; those stand in the order of their ids, since their place would tell their rank.
  ///
  /// - Parameters:
  ///   - winner: the bid awarded, or nil when the lot failed: then every element is sealed.
  ///   - salts: 32 random bytes for each bid that is sealed.
  ///   - sha256: SHA-256 of bytes.
  /// - Returns: nil when a salt is missing or not 32 bytes long.
  public func publicJSON(winner: Bid.ID?, salts: [Bid.ID: [UInt8]], sha256: ([UInt8]) -> Fingerprint) -> JSON? {
    if scheme.disclosure == .full { return json }
    var open: [JSON] = []
    var sealed: [JSON] = []
    for element in bids where element.bid == winner { open.append(element.json(scheme: scheme, members: members)) }
    for element in bids.sorted(by: { $0.bid < $1.bid }) where element.bid != winner {
      guard let salt = salts[element.bid], salt.count == 32 else { return nil }
      let seal = Self.seal(element.json(scheme: scheme, members: members), salt: salt, sha256: sha256)
      sealed.append(["bid": JSON(element.bid.base64), "sealed": JSON(seal.base64)])
    }
    return about(winner).json(bids: open + sealed)
  }

  /// This evaluation with the changes and reasons of one bid only: those of others would tell their scores.
  private func about(_ bid: Bid.ID?) -> Evaluation {
    Evaluation(
      tender: tender, lot: lot, scheme: scheme, schemeFingerprint: schemeFingerprint, committee: committee,
      members: members, sheets: sheets, bids: bids, changes: changes.filter { $0.bid == bid },
      explanations: explanations.filter { $0.bid == bid }, failed: failed)
  }

  /// SHA-256(salt || RFC 8785 form of the element): what a bidder recomputes from its own element and salt.
  public static func seal(_ element: JSON, salt: [UInt8], sha256: ([UInt8]) -> Fingerprint) -> Fingerprint {
    sha256(salt + element.canonicalBytes())
  }

  /// Whether an element that a bidder was given is the one sealed in the public file.
  public static func isSealed(
    _ element: JSON, salt: [UInt8], in file: JSON, sha256: ([UInt8]) -> Fingerprint
  ) -> Bool {
    guard let bid = element["bid"]?.stringValue, salt.count == 32 else { return false }
    let line = file["bids"]?.arrayValue?.first { $0["bid"]?.stringValue == bid }
    return line?["sealed"]?.stringValue == seal(element, salt: salt, sha256: sha256).base64
  }
}
