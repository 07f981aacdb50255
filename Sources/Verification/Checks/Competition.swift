import Canon
import Notes
import Tendering

// A lot that goes on with fewer valid bids than the minimum: under the Tendering Law if a majority of its committee has signed
// that competition is not lacking, under procurement law never.
extension Inspection {
  mutating func checkCompetition(_ json: JSON, lot: String, path: String, index: Int) {
    var terms: JSON?
    if let path = dossier.termsPath, path.hasSuffix(".json") { terms = self.json(path, .terms)?.value }
    guard let profile = terms?["profile"]?.stringValue.flatMap({ Profile(rawValue: $0) }) else {
      report.note(
        .evaluation, path, zh: "合格投标少于最少投标数，标段未废",
        en: "fewer bids are ranked than the minimum, and the lot did not fail")
      return
    }
    let members = seatKeys(json)
    let signed = Set(signersOfStatement(lot: lot, before: index).filter { members.contains($0) })
    guard profile.procedure.tooFew == .argued, CompetitionArgument.holds(signed: signed.count, of: members.count) else {
      report.fail(
        .evaluation, path, zh: "合格投标少于最少投标数，标段未废，也没有评标委员会多数成员签署的竞争性论证意见（已签 \(signed.count) 人）",
        en:
          "fewer bids are ranked than the minimum, the lot did not fail, and no majority of the committee has signed why not "
          + "(\(signed.count) have)")
      return
    }
    report.note(
      .evaluation, path, zh: "合格投标少于最少投标数；评标委员会 \(signed.count) 名成员签署了不明显缺乏竞争的论证意见",
      en:
        "fewer bids are ranked than the minimum; \(signed.count) members of the committee have signed that competition is "
        + "not lacking")
  }

  /// The keys of the committee that the evaluation names.
  private func seatKeys(_ json: JSON) -> [KeyReference] {
    guard let id = json["committee"]?.stringValue.flatMap({ Digest(b64: $0) }),
      case .committee(let committee)? = dossier.notes[id]?.body
    else { return [] }
    return committee.members.map(\.key.reference)
  }

  /// Who has signed the lot's public statement before this place in the log.
  private func signersOfStatement(lot: String, before index: Int) -> [KeyReference] {
    let base = "documents/competition-statement.\(lot)"
    guard let json = dossier.named[base + ".json"]?.line.digest, let pdf = dossier.named[base + ".pdf"]?.line.digest
    else { return [] }
    return dossier.logged.compactMap { held in
      guard case .record(let note) = held.body, (held.index ?? Int.max) < index, note.json == json, note.pdf == pdf
      else { return nil }
      return note.party
    }
  }
}
