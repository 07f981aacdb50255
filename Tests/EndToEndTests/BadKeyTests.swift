import Canon
import Foundation
import Notes
import Testing

extension BadInput {
  @Suite(.serialized) struct `A bad key` {
    /// Points whose order divides 8, as an Ed25519 key.
    static let lowOrderPoints = [
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ]

    /// A vkey put together by hand: the program's own type would refuse it.
    private static func vkey(_ name: String, _ hex: String) throws -> (text: String, reference: String) {
      let key = [1] + (try #require(Hex.decode(hex)))
      let id = Hex.encode(Digest(of: Array(name.utf8) + [0x0A] + key).bytes.prefix(4))
      return ("\(name)+\(id)+\(Base64.encode(key))", "\(name)+\(id)")
    }

    @Test func `of low order is refused where people are let in`() async throws {
      let tender = try await Desk.tender()
      let office = tender.office
      let code = "91411600MA0000074L"
      for point in Self.lowOrderPoints {
        let (vkey, reference) = try Self.vkey(code, point)
        let added = try await office.daemon.command("actor", "add", vkey, "--role", "officer", "--name", "某")
        #expect(added.exit == 2, "\(added)")
        // Under a key of order 1 the neutral point and zero are a signature of everything.
        let body = StagedOffice.registration(office.agencies[0], licence: "99999").setting("vkey", JSON(vkey))
          .setting("creditCode", JSON(code)).canonicalBytes()
        var request = Request("POST", "/api/agencies", body: body)
        let digest = "sha-256=:\(Digest(of: body).b64):"
        let parameters =
          "(\"@method\" \"@path\" \"@query\" \"content-digest\");created=\(Int(Date().timeIntervalSince1970))"
          + ";nonce=\"\(request.nonce)\";keyid=\"\(reference)\";alg=\"ed25519\";tag=\"tender\""
        let empty = Base64.encode([1] + [UInt8](repeating: 0, count: 63))
        request.headers = [
          ("Content-Digest", digest), ("Signature-Input", "sig=\(parameters)"), ("Signature", "sig=:\(empty):"),
        ]
        let answer = try await office.daemon.send(request)
        #expect(answer.status == 401 && answer.code == "auth.unknownKey", "\(answer)")
        // And as the key of a registered agency's bids.
        let agency = office.agencies[4]
        let (own, ownReference) = try Self.vkey(agency.key.name, point)
        let register = agency.key.sign(
          "tender-register/v1\ntender \(tender.id)\nbidder \(ownReference)\nvkey \(own)\n")
        let refused = try await tender.post(register.bytes, as: agency)
        #expect(refused.status == 422 && refused.code == "note.badKey", "\(refused)")
      }
      #expect(try await office.count("select count(*) from actor where vkey like $1", code + "%") == 0)
      #expect(try await office.count("select count(*) from agency where credit_code = $1", code) == 0)
    }

    /// Recipients to which everybody would agree on zero, and one that is no canonical coordinate.
    static let lowOrderRecipients = [
      "age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z",
      "age1qyqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqj7vrya",
      "age1ur4h5lpmgxu2u9jku0a0r87ydtdqnr0tnsetrlvxvgz3vh6fhqqqzyt4v9",
    ]

    @Test func `of low order is refused as a custodian's opening key`() async throws {
      let office = try await Desk.tender().office
      let draft = StagedTender.draft(office, id: "rehearsal.keys", bidsFor: 60)
      try await office.post(office.lead, "/api/tenders", draft)
      let custodian = office.custodians[0]
      for (place, recipient) in Self.lowOrderRecipients.enumerated() {
        let note = custodian.key.sign("tender-custodian/v1\ntender rehearsal.keys\nindex 1\nrecipient \(recipient)\n")
        try office.folder.write("low/\(place).note", note.bytes)
        let outcome = try await office.tender(custodian, "custodian", "post", "low/\(place).note")
        #expect(outcome.exit == 3, "\(outcome)")
        #expect(outcome.code == "input.malformed", "\(outcome)")
      }
      #expect(
        try await office.count("select count(*) from custodian_statement where tender_id = $1", "rehearsal.keys") == 0)
    }

    @Test func `too few custodians for the threshold are refused`() async throws {
      let office = try await Desk.tender().office
      let draft = StagedTender.draft(office, id: "rehearsal.few", bidsFor: 60).setting("threshold", 4)
      try office.folder.write("few.json", draft)
      let outcome = try await office.tender(office.lead, "tender", "create", "few.json")
      #expect(outcome.exit == 3 && outcome.code == "notice.tooFewCustodians", "\(outcome)")
      #expect(try await office.count("select count(*) from tender where tender_id = $1", "rehearsal.few") == 0)
    }
  }
}
