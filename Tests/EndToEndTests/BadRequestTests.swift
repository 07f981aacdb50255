import Canon
import Foundation
import Notes
import Testing

extension BadInput {
  @Suite(.serialized) struct `A bad request` {
    static let documents: [(what: String, body: [UInt8], status: Int, code: String)] = [
      ("not UTF-8", Array(#"{"id":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8), 400, "request.notJSON"),
      ("with a byte order mark", [0xEF, 0xBB, 0xBF] + Array("{}".utf8), 400, "request.notJSON"),
      (
        "33 deep", Array((String(repeating: "[", count: 33) + String(repeating: "]", count: 33)).utf8), 400,
        "request.notJSON"
      ),
      ("a million deep", [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000), 400, "request.notJSON"),
      ("with a null character", Array(#"{"id":"a\u0000"}"#.utf8), 400, "request.notJSON"),
      ("with a name twice", Array(#"{"id":"a","id":"b"}"#.utf8), 400, "request.notJSON"),
      ("cut", Array(#"{"id":"#.utf8), 400, "request.notJSON"),
      ("nothing", [], 400, "request.notJSON"),
      ("larger than a MiB", [UInt8](repeating: 0x20, count: (1 << 20) + 1), 413, "request.bodyTooLarge"),
      ("with a member that nobody asked for", Array(#"{"what":1}"#.utf8), 422, "form.unknown"),
    ]

    @Test func `of JSON is refused with its code`() async throws {
      let tender = try await Desk.tender()
      let tenders = "select count(*) from tender"
      let before = try await tender.office.count(tenders)
      for document in Self.documents {
        let answer = try await tender.office.daemon.send(
          Request("POST", "/api/tenders", body: document.body, key: tender.office.lead.key))
        #expect(answer.status == document.status, "\(document.what): \(answer)")
        #expect(answer.code == document.code, "\(document.what): \(answer)")
      }
      #expect(try await tender.office.count(tenders) == before)
      try tender.office.folder.write("bad.json", [0x7B, 0xFF, 0x7D])
      let command = try await tender.office.tender(tender.office.lead, "tender", "create", "bad.json")
      #expect(command.exit == 6, "\(command)")
    }

    @Test func `that is replayed or stale or of another body is refused`() async throws {
      let tender = try await Desk.tender()
      let (daemon, agency) = (tender.office.daemon, tender.office.agencies[2])
      let target = "/api/tenders/\(tender.id)/receipts"
      let good = Request("GET", target, key: agency.key)
      #expect(try await daemon.send(good).status == 200)
      let again = try await daemon.send(good)
      #expect(again.status == 401 && again.code == "auth.replayed", "\(again)")
      for seconds in [-90, 90] {
        var late = Request("GET", target, key: agency.key)
        late.createdAt += seconds
        let answer = try await daemon.send(late)
        #expect(answer.status == 401 && answer.code == "auth.stale", "\(answer)")
      }
      // A bid's request replayed, also as it came the first time.
      let sealed = try await tender.seal(agency)
      try await losingNothing(tender) {
        var swapped = Request(
          "POST", "/api/tenders/\(tender.id)/bids", body: try sealed.note + sealed.payload, key: agency.key)
        swapped.headers = [("Tender-Note-Bytes", "\(try sealed.note.count)")]
        swapped.digestOf = Array("another body".utf8)
        let answer = try await daemon.send(swapped)
        #expect(answer.status == 401 && answer.code == "auth.bodyDiffers", "\(answer)")
      }
      let stranger = try SigningKey(name: agency.key.name)
      let forged = try await daemon.send("GET", target, as: stranger)
      #expect(forged.status == 401 && forged.code == "auth.unknownKey", "\(forged)")
    }

    /// What only somebody with a key may ask; the public places are beside it.
    static let guarded: [(String, String)] = [
      ("POST", "/api/tenders"), ("POST", "/api/tenders/T/close"), ("GET", "/api/tenders/T/drafts/notice"),
      ("POST", "/api/tenders/T/notes"), ("POST", "/api/tenders/T/bids"), ("GET", "/api/tenders/T/bids"),
      ("GET", "/api/tenders/T/bids/00"), ("GET", "/api/tenders/T/receipts"), ("PUT", "/api/payloads/00"),
      ("POST", "/api/tenders/T/lots/L1/opening-record"), ("POST", "/api/tenders/T/lots/L1/qualification"),
      ("POST", "/api/tenders/T/lots/L1/conformity"), ("GET", "/api/tenders/T/lots/L1/reviews"),
      ("POST", "/api/programmes"), ("POST", "/api/batches"), ("POST", "/api/parks"), ("POST", "/api/parks/P1/decision"),
      ("GET", "/api/parks/P1/confirmation.pdf"), ("GET", "/api/parks/P1/confirmation.json"),
      ("POST", "/api/parks/P1/enterprises"), ("GET", "/api/parks/P1/enterprises"), ("POST", "/api/agencies"),
      ("GET", "/api/awards"), ("POST", "/api/tenders/T/lots/L1/acceptance"),
      ("POST", "/api/tenders/T/lots/L1/service-contract"), ("POST", "/api/tenders/T/lots/L1/park-agreement"),
      ("GET", "/api/tenders/T/lots/L1/performance"), ("POST", "/api/tenders/T/lots/L1/performance/failures"),
      ("POST", "/api/tenders/T/lots/L1/performance/failures/1/settlement"),
      ("POST", "/api/tenders/T/lots/L1/performance/acceptances"),
      ("POST", "/api/tenders/T/lots/L1/contracts"), ("GET", "/api/tenders/T/contracts"),
      ("POST", "/api/tenders/T/contracts/C/filing"), ("POST", "/api/tenders/T/contracts/C/filing/decision"),
    ]

    @Test func `without a signature is refused wherever a key is needed`() async throws {
      let tender = try await Desk.tender()
      for (method, path) in Self.guarded {
        let target = path.replacingOccurrences(of: "/T/", with: "/\(tender.id)/")
          .replacingOccurrences(of: "/00", with: "/" + String(repeating: "0", count: 64))
        let body: [UInt8]? = method == "GET" ? nil : Array("{}".utf8)
        let answer = try await tender.office.daemon.send(Request(method, target, body: body))
        #expect(answer.status == 401, "\(method) \(target): \(answer)")
        #expect(answer.code == "auth.required", "\(method) \(target): \(answer)")
      }
      for path in ["/healthz", "/readyz", "/log/checkpoint", "/api/instance", "/api/tenders/\(tender.id)", "/api/feed"]
      {
        #expect(try await tender.office.daemon.send(Request("GET", path)).status == 200, "\(path)")
      }
    }

    @Test func `of a path or query that is no UTF-8 is refused`() async throws {
      let tender = try await Desk.tender()
      for target in [
        "/api/tenders/%C3%28", "/api/tenders/%00", "/api/tenders/%G0", "/log/tile/%C3%28", "/api/feed?after=%C3%28",
      ] {
        let answer = try await tender.office.daemon.send(Request("GET", target))
        #expect(answer.status == 400 && answer.code == "request.parameter", "\(target): \(answer)")
      }
    }

    @Test func `of a key that may not is refused`() async throws {
      let tender = try await Desk.tender()
      let outcome = try await tender.office.tender(tender.office.agencies[0], "tender", "close", tender.id)
      #expect(outcome.exit == 4 && outcome.code == "access.roleMayNot", "\(outcome)")
      let unknown = try await tender.office.tender(nil, "tender", "show", "rehearsal.none")
      #expect(unknown.exit == 4, "\(unknown)")
    }
  }
}
