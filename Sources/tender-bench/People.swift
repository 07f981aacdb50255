import Exact
import Notes

/// Everybody in the bench's tender, with keys made for this run.
struct People: Sendable {
  static let custodianCount = 5

  let officer, openingOfficer, drawingOfficer, administrator, park: SigningKey
  let evaluators: [SigningKey]
  let custodians: [SigningKey]
  let experts: [SigningKey]
  /// Named by their credit codes.
  let bidders: [SigningKey]

  init(bidders count: Int) throws {
    officer = try SigningKey(name: "bench/officer")
    openingOfficer = try SigningKey(name: "bench/opening")
    drawingOfficer = try SigningKey(name: "bench/drawing")
    administrator = try SigningKey(name: "bench/administrator")
    park = try SigningKey(name: "bench/park")
    evaluators = try (1...3).map { try SigningKey(name: "bench/evaluator\($0)") }
    custodians = try (1...Self.custodianCount).map { try SigningKey(name: "bench/custodian\($0)") }
    experts = try (1...4).map { try SigningKey(name: "bench/expert\($0)") }
    bidders = try (0..<count).map { try SigningKey(name: try present(CreditCode.synthetic(serial: $0 + 1)).text) }
  }

  /// A script for psql that puts everybody, parks `P1` and on and their confirmation into the registers, as the deeds
  /// would. Only who is who comes in this way: the tender, the registrations and the bids go through the daemon.
  func sql(parks: Int = 1) -> String {
    var lines = ["\\set ON_ERROR_STOP on", "begin;"]
    lines.append(
      "copy actor (key_ref, vkey, public_key, role, name, organisation, credit_code, added_at, added_by) from stdin;")
    lines += [officer, openingOfficer, drawingOfficer].map { Self.actor($0, "officer") }
    lines += [Self.actor(administrator, "administrator"), Self.actor(park, "park")]
    lines += evaluators.map { Self.actor($0, "evaluator") } + custodians.map { Self.actor($0, "custodian") }
    lines += experts.map { Self.actor($0, "expert") }
    lines += bidders.map { Self.actor($0, "agency", code: $0.name) } + ["\\."]
    lines.append("copy agency (actor, credit_code, name, licence, size, contact, registered_at) from stdin;")
    for (index, key) in bidders.enumerated() {
      lines.append(
        "\(key.verifier.reference.text)\t\(key.name)\t代理机构\(index + 1)\t\(10_000_000 + index)\tmicro\t13800000000\t"
          + Self.past)
    }
    lines += ["\\.", registers(parks: parks)]
    // The server looks at new rows by itself, but only within a minute.
    lines += ["commit;", "analyze actor, agency;"]
    return lines.joined(separator: "\n") + "\n"
  }

  private static let past = "2026-01-02T00:00:00Z"

  private static func actor(_ key: SigningKey, _ role: String, code: String = "\\N") -> String {
    let verifier = key.verifier
    return [
      verifier.reference.text, verifier.text, "\\\\x" + Hex.encode(verifier.publicKey), role, key.name, "bench", code,
      past, "local",
    ].joined(separator: "\t")
  }

  private func registers(parks: Int) -> String {
    let (officer, park, past) = (officer.verifier.reference.text, park.verifier.reference.text, Self.past)
    return """
      insert into programme (programme_id, title, policy_no, starts_on, ends_on, created_by, created_at)
      values ('bench', 'bench', 'bench', '2026-01-01', '2030-12-31', '\(officer)', '\(past)');
      insert into batch (batch_id, programme_id, year, title, term_days, window_opens_at, window_closes_at, term_begins,
             term_ends, created_by, created_at)
      values ('bench', 'bench', 2026, 'bench', 365, '2026-01-01', '2026-06-01', '2027-01-01', '2027-12-31', '\(officer)',
             '\(past)');
      insert into park (park_id, batch_id, name, county, credit_code, manager, application, application_sha256,
             technology_firms, applied_at)
      select 'P' || n, 'bench', 'bench', '411600', 'bench-' || lpad(n::text, 12, '0'), '\(park)', '{}', sha256('{}'), 10, '\(past)'
        from generate_series(1, \(parks)) as n;
      insert into park_decision (park_id, confirmed, reason, number, decided_by, decided_at)
      select 'P' || n, true, 'bench', 'bench-' || n, '\(officer)', '\(past)' from generate_series(1, \(parks)) as n;
      """
  }
}
