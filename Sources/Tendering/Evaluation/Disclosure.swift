import Canon

extension Evaluation {
  /// The form that goes into the log and the public bundle.
  ///
  /// `full` shows everything. `winner` shows the winner's element and of every other bid only the hash of its salt and
  /// element; those stand behind it in the order of their ids, since their place would tell their rank.
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

  /// What of a whole file stands around `bids` in the public one.
  private static func around(_ full: JSON, about bid: Bid.ID?) -> JSON {
    var told = full.removing("bids")
    for name in ["changes", "explanations"] {
      guard let all = told[name]?.arrayValue else { continue }
      let own = all.filter { $0["bid"]?.stringValue == bid?.base64 }
      told = own.isEmpty ? told.removing(name) : told.setting(name, .array(own))
    }
    return told
  }

  /// The one bid whose element a public file of the `winner` form shows; nil when none is shown, or nothing is sealed.
  public static func shown(in file: JSON) -> Bid.ID? {
    let bids = file["bids"]?.arrayValue ?? []
    guard bids.contains(where: { $0["sealed"] != nil }) else { return nil }
    return bids.first { $0["sealed"] == nil }?["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) }
  }

  /// The bids that a public file shows only as a hash.
  public static func sealed(in file: JSON) -> Set<Bid.ID> {
    let lines = (file["bids"]?.arrayValue ?? []).filter { $0["sealed"] != nil }
    return Set(lines.compactMap { $0["bid"]?.stringValue.flatMap { Bid.ID(base64: $0) } })
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

  /// Holds a full file and its salts against the public one: everything outside `bids` is the same (of changes and reasons,
  /// those of the open bid), the open element is the same, and every sealed one opens.
  ///
  /// - Returns: how many seals were opened.
  /// - Throws: `seal` at the first line that does not hold; what differs around `bids` by its own kind.
  @discardableResult
  public static func unseal(
    _ file: JSON, with full: JSON, salts: EvaluationSalts, sha256: ([UInt8]) -> Fingerprint
  ) throws(EvaluationFault) -> Int {
    let (told, shown) = (around(full, about: shown(in: file)), file.removing("bids"))
    if let difference = firstDifference(given: told, recomputed: shown, at: "") { throw difference }
    guard let lines = file["bids"]?.arrayValue, let elements = full["bids"]?.arrayValue, lines.count == elements.count
    else { throw EvaluationFault(kind: .seal, field: "bids", given: "", recomputed: "") }
    // By their ids: to look through all of them for each of thousands would take minutes. Of an id that is there twice
    // the first element counts, and the second line finds no salt.
    var whole: [String: JSON] = [:]
    for element in elements {
      if let bid = element["bid"]?.stringValue, whole[bid] == nil { whole[bid] = element }
    }
    var unused = Set(salts.salts.keys)
    var opened = 0
    for (i, line) in lines.enumerated() {
      let field = "bids[\(i)]"
      guard let text = line["bid"]?.stringValue, let bid = Bid.ID(base64: text),
        let element = whole[text]
      else { throw EvaluationFault(kind: .seal, field: field, given: "", recomputed: "") }
      guard let sealed = line["sealed"] else {
        if let difference = firstDifference(given: element, recomputed: line, at: field) { throw difference }
        continue
      }
      guard unused.remove(bid) != nil, let salt = salts.salts[bid] else {
        throw EvaluationFault(kind: .seal, field: field, given: "", recomputed: "")
      }
      let seal = seal(element, salt: salt.bytes, sha256: sha256).base64
      guard sealed.stringValue == seal else {
        throw EvaluationFault(
          kind: .seal, field: field + ".sealed", given: String((sealed.stringValue ?? "").prefix(64)), recomputed: seal)
      }
      opened += 1
    }
    guard unused.isEmpty else { throw EvaluationFault(kind: .seal, field: "salts", given: "", recomputed: "") }
    return opened
  }
}

/// The salts of a lot's sealed elements, as the supervisor's files hold them:
///
///     {"format":"tender-salts/v1","tender":"…","lot":"L1","salts":[{"bid":"<b64 id>","salt":"<b64 32 bytes>"},…]}
public struct EvaluationSalts: Hashable, Sendable {
  public let tender: Tender.ID
  public let lot: Lot.ID
  /// 32 bytes each, which is what a fingerprint is made of.
  public let salts: [Bid.ID: Fingerprint]

  public init(tender: Tender.ID, lot: Lot.ID, salts: [Bid.ID: Fingerprint]) {
    self.tender = tender
    self.lot = lot
    self.salts = salts
  }

  /// Bids in the order of their ids.
  public var json: JSON {
    [
      "format": "tender-salts/v1", "tender": JSON(tender.text), "lot": JSON(lot.text),
      "salts": .array(
        salts.sorted { $0.key < $1.key }.map { ["bid": JSON($0.key.base64), "salt": JSON($0.value.base64)] }),
    ]
  }

  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(json, only: ["format", "tender", "lot", "salts"])
    guard try form.text("format") == "tender-salts/v1" else { throw .wrong(field: "format") }
    tender = try form.identifier("tender")
    lot = try form.identifier("lot")
    var salts: [Bid.ID: Fingerprint] = [:]
    for entry in try form.objects("salts", max: Evaluation.bidsMax, only: ["bid", "salt"]) {
      let bid = Bid.ID(try entry.fingerprint("bid"))
      guard salts.updateValue(try entry.fingerprint("salt"), forKey: bid) == nil else {
        throw .wrong(field: entry.field("bid"))
      }
    }
    self.salts = salts
  }
}

/// What one bidder is told of the evaluation of its lot: its own element, and the salt where the public file has only
/// its seal.
///
///     {"format":"tender-result/v1","tender":"…","lot":"L1","evaluation":"<b64 SHA-256 of the public file>",
///      "element":{…},"salt":"<b64 32 bytes>"|null}
public struct OwnResult: Sendable {
  public let tender: Tender.ID
  public let lot: Lot.ID
  /// SHA-256 of the public evaluation file that it belongs to.
  public let evaluation: Fingerprint
  public let element: JSON
  public let salt: Fingerprint?

  public init(tender: Tender.ID, lot: Lot.ID, evaluation: Fingerprint, element: JSON, salt: Fingerprint?) {
    self.tender = tender
    self.lot = lot
    self.evaluation = evaluation
    self.element = element
    self.salt = salt
  }

  public var json: JSON {
    [
      "format": "tender-result/v1", "tender": JSON(tender.text), "lot": JSON(lot.text),
      "evaluation": JSON(evaluation.base64), "element": element, "salt": JSON(salt?.base64),
    ]
  }

  public init(json: JSON) throws(FormRefusal) {
    let form = try FormReader(json, only: ["format", "tender", "lot", "evaluation", "element", "salt"])
    guard try form.text("format") == "tender-result/v1" else { throw .wrong(field: "format") }
    tender = try form.identifier("tender")
    lot = try form.identifier("lot")
    evaluation = try form.fingerprint("evaluation")
    element = try form.object("element").json
    salt = try form.value("salt").isNull ? nil : try form.fingerprint("salt")
  }

  /// Whether the public file says the same of this bid: openly, or by a seal that this salt and element make.
  public func holds(in file: JSON, sha256: ([UInt8]) -> Fingerprint) -> Bool {
    guard sha256(file.canonicalBytes()) == evaluation, let bid = element["bid"]?.stringValue else { return false }
    if let salt { return Evaluation.isSealed(element, salt: salt.bytes, in: file, sha256: sha256) }
    return file["bids"]?.arrayValue?.contains {
      $0["bid"]?.stringValue == bid && $0.canonicalBytes() == element.canonicalBytes()
    } ?? false
  }
}
