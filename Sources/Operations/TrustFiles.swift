import Notes
import Postgres
import Store
import Tendering
import Transparency

/// The keys of an office as its own trust files state them.
struct TrustTexts: Sendable {
  let policy: String
  let vkeys: String
}

extension Office {
  /// Trust files as the daemon states them: the log and its witnesses, its officers, supervisors, parks and enterprises, and of this
  /// tender the custodians of its statements; of bidders those registered, once the reveal is public.
  ///
  /// Whoever distrusts the daemon has its own; these say what the daemon claims.
  func trustFiles(for tender: String, in tx: borrowing Transaction) throws -> TrustTexts {
    var entries = statedNotary
    for actor in try tx.actors(role: .officer) { entries.append(.init(role: .officer, key: actor.key)) }
    // Who else is a party of some other tender is not this one's to tell.
    var signers = Set(try tx.notes(of: tender).map(\.signer))
    // Whoever gave a draw its chance is known by role, though it signed no note.
    for draw in try tx.draws(of: tender) { signers.formUnion(try tx.parties(ofDraw: draw.id).map(\.actor)) }
    let parties: [(Tendering.Role, Transparency.Role)] = [
      (.supervisor, .supervisor), (.park, .park), (.enterprise, .enterprise),
    ]
    for (mine, theirs) in parties {
      for actor in try tx.actors(role: mine) where signers.contains(actor.key.reference.text) {
        entries.append(.init(role: theirs, key: actor.key))
      }
    }
    for statement in try tx.statements(of: tender) {
      if let actor = try tx.actor(keyRef: statement.actor) { entries.append(.init(role: .custodian, key: actor.key)) }
    }
    if try tx.tender(tender)?.closeIndex != nil {
      let bytes = try tx.bidNoteBytes(of: tender)
      for row in try tx.bidNotes(of: tender) where row.kind == .register {
        guard let note = bytes[row.id] else { continue }
        entries.append(.init(role: .bidder, key: try Register(SignedNote(parsing: note)).key))
      }
    }
    return TrustTexts(
      policy: publisher.policyText, vkeys: try VKeys(entries).text)
  }
}
