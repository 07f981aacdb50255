import Canon
import Foundation
import Notes
import Testing

extension BadInput {
  @Suite(.serialized) struct `A bad upload` {
    private static func put(_ digest: Digest, _ piece: [UInt8], at offset: Int, of length: Int, as person: Person)
      -> Request
    {
      var request = Request("PUT", "/api/payloads/\(digest.hex)", body: piece, key: person.key)
      request.headers = [
        ("Content-Type", "application/octet-stream"), ("Upload-Offset", "\(offset)"), ("Upload-Length", "\(length)"),
      ]
      return request
    }

    private static func offset(_ digest: Digest, _ person: Person, _ office: StagedOffice) async throws -> String? {
      try await office.daemon.send(Request("HEAD", "/api/payloads/\(digest.hex)", key: person.key))
        .header("Upload-Offset")
    }

    static let pieceBytes = 1 << 20

    @Test func `whose hash differs is refused, and the right file is taken afterwards`() async throws {
      let tender = try await Desk.tender()
      let (office, agency) = (tender.office, tender.office.agencies[3])
      let sealed = try await tender.seal(agency, seq: 1, attachmentBytes: 100_000)
      let payload = try sealed.payload
      let digest = Digest(of: payload)
      var wrong = payload
      wrong[payload.count / 2] ^= 1
      let refused = try await office.daemon.send(
        Self.put(digest, wrong, at: 0, of: payload.count, as: agency))
      #expect(refused.status == 422 && refused.code == "upload.hashDiffers", "\(refused)")
      // The note alone: its payload is not here.
      try await losingNothing(tender) {
        let alone = try await sealed.post(sealed.note, payload: nil)
        #expect(alone.status == 409 && alone.code == "bid.payloadMissing", "\(alone)")
      }
      let outcome = try await sealed.submit()
      #expect(outcome.exit == 0, "\(outcome)")
      #expect(
        try await office.count("select bytes from payload where sha256 = $1", bytes: digest.bytes) == payload.count)
    }

    @Test func `out of step, too large or of no length is refused`() async throws {
      let tender = try await Desk.tender()
      let (office, agency) = (tender.office, tender.office.agencies[3])
      let digest = Digest(of: "nothing that comes")
      let whole = [UInt8](repeating: 7, count: Self.pieceBytes)
      let cases: [(Request, Int, String)] = [
        (
          Self.put(digest, whole, at: Self.pieceBytes, of: 3 * Self.pieceBytes, as: agency), 409, "upload.offsetDiffers"
        ),
        (Self.put(digest, [1], at: 0, of: 100, as: agency), 422, "upload.pieceSize"),
        (Self.put(digest, [1], at: 0, of: 1 << 40, as: agency), 413, "upload.tooLarge"),
        (Request("PUT", "/api/payloads/\(digest.hex)", body: [1], key: agency.key), 422, "input.malformed"),
        (Self.put(digest, whole + [1], at: 0, of: 3 * Self.pieceBytes, as: agency), 413, "request.bodyTooLarge"),
      ]
      for (request, status, code) in cases {
        let answer = try await office.daemon.send(request)
        #expect(answer.status == status && answer.code == code, "\(code): \(answer)")
      }
      #expect(try await Self.offset(digest, agency, office) == "0")
      #expect(try await office.count("select count(*) from payload_chunk where sha256 = $1", bytes: digest.bytes) == 0)
    }

    @Test func `cut in the middle goes on where it was`() async throws {
      let tender = try await Desk.tender()
      let (office, agency) = (tender.office, tender.office.agencies[3])
      let sealed = try await tender.seal(agency, seq: 2, attachmentBytes: 2_500_000)
      let payload = try sealed.payload
      let digest = Digest(of: payload)
      let first = Array(payload[..<Self.pieceBytes])
      let taken = try await office.daemon.send(Self.put(digest, first, at: 0, of: payload.count, as: agency))
      #expect(taken.status == 204 && taken.header("Upload-Offset") == "\(Self.pieceBytes)", "\(taken)")
      // The second piece breaks off after half of it; the connection is gone.
      let second = Array(payload[Self.pieceBytes..<(2 * Self.pieceBytes)])
      let request = Self.put(digest, second, at: Self.pieceBytes, of: payload.count, as: agency)
      let (head, port) = (request.head(), office.daemon.port)
      try await Wire.blocking {
        let wire = try Wire(port: port)
        wire.send(head + second[..<(Self.pieceBytes / 2)])
      }
      #expect(try await Self.offset(digest, agency, office) == "\(Self.pieceBytes)")
      let outcome = try await sealed.submit()
      #expect(outcome.exit == 0, "\(outcome)")
      let pieces = try await office.count("select count(*) from payload_chunk where sha256 = $1", bytes: digest.bytes)
      #expect(pieces == (payload.count + Self.pieceBytes - 1) / Self.pieceBytes)
    }

    @Test func `of a bid cut in the middle leaves nothing, and the bid is taken afterwards`() async throws {
      let tender = try await Desk.tender()
      let agency = tender.office.agencies[2]
      let sealed = try await tender.seal(agency, seq: 30)
      let body = try sealed.note + sealed.payload
      var request = Request("POST", "/api/tenders/\(tender.id)/bids", body: body, key: agency.key)
      request.headers = [("Tender-Note-Bytes", "\(try sealed.note.count)")]
      try await losingNothing(tender) {
        let (head, port) = (request.head(), tender.office.daemon.port)
        try await Wire.blocking {
          let wire = try Wire(port: port)
          wire.send(head + body.dropLast(100))
        }
      }
      let outcome = try await sealed.submit()
      #expect(outcome.exit == 0, "\(outcome)")
    }
  }
}
