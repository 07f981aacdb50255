import Canon
import Foundation
import Notes
import Testing

extension BadInput {
  @Suite(.serialized) struct `A bad note` {
    struct Fault: Sendable, CustomTestStringConvertible {
      let testDescription: String
      let status: Int
      let code: String
      /// From a good bid's note and its signer's key to the bytes that are posted.
      let spoil: @Sendable (SignedNote, SigningKey) -> [UInt8]

      init(
        _ what: String, _ status: Int, _ code: String, _ spoil: @escaping @Sendable (SignedNote, SigningKey) -> [UInt8]
      ) {
        testDescription = what
        self.status = status
        self.code = code
        self.spoil = spoil
      }
    }

    /// A note whose text was changed and signed again by its own bidder.
    private static func resigned(_ start: String, _ line: String?) -> @Sendable (SignedNote, SigningKey) -> [UInt8] {
      { note, key in key.sign(note.text.replacingLine(start, with: line)).bytes }
    }

    static let faults: [Fault] = [
      Fault("nothing", 422, "note.badText") { _, _ in [] },
      Fault("cut in the middle", 422, "note.badText") { note, _ in Array(note.bytes.prefix(note.bytes.count / 2)) },
      Fault("cut before its signature", 422, "note.signatureCount") { note, _ in Array((note.text + "\n").utf8) },
      Fault("without its last byte", 422, "note.badText") { note, _ in note.bytes.dropLast() },
      Fault("not UTF-8", 422, "note.notUTF8") { note, _ in [0xFF] + note.bytes },
      Fault("with the line ends of Windows", 422, "note.badText") { note, _ in
        Array(String(decoding: note.bytes, as: UTF8.self).replacingOccurrences(of: "\n", with: "\r\n").utf8)
      },
      Fault("signed twice", 422, "note.signatureCount") { note, _ in
        SignedNote(text: note.text, signatures: note.signatures + note.signatures).bytes
      },
      Fault("of an unknown type", 422, "note.unknownType", resigned("tender-bid/v1", "tender-bid/v2")),
      Fault("without a line", 422, "note.malformed", resigned("seq ", nil)),
      Fault("with a leading zero", 422, "note.malformed", resigned("seq ", "seq 01")),
      Fault("with two blanks", 422, "note.malformed", resigned("lot ", "lot  L1")),
      Fault("with a line more", 422, "note.malformed") { note, key in key.sign(note.text + "more 1\n").bytes },
      Fault("changed after signing", 422, "note.badSignature") { note, _ in
        note.withText { $0.replacingLine("seq ", with: "seq 77") }.bytes
      },
      Fault("with a share line changed on its way", 422, "note.badSignature") { note, _ in
        note.withText { text in
          let line = text.split(separator: "\n").first { $0.hasPrefix("share 2 ") } ?? ""
          let swapped = text.split(separator: "\n").first { $0.hasPrefix("share 3 ") } ?? ""
          return text.replacingLine("share 2 ", with: "share 2 " + swapped.dropFirst(8) + (line.isEmpty ? "?" : ""))
        }.bytes
      },
      Fault("with one bit of its signature turned", 422, "note.badSignature") { note, _ in
        var signature = note.signatures[0]
        var bytes = signature.bytes
        bytes[7] ^= 1
        signature = NoteSignature(name: signature.name, keyID: signature.keyID, bytes: bytes)
        return SignedNote(text: note.text, signatures: [signature]).bytes
      },
      Fault("for a lot that is not offered", 422, "bid.lotNotOffered", resigned("lot ", "lot L9")),
      Fault("for a part that is not offered", 422, "bid.partNotOffered", resigned("part ", "part price")),
      Fault("under another notice", 422, "bid.wrongNotice", resigned("notice ", "notice \(Digest(of: "no").b64)")),
      Fault("of another tender", 422, "note.notTakenHere", resigned("tender ", "tender rehearsal.other")),
      Fault("with a payload of another length", 422, "bid.payloadDiffers") { note, key in
        let words = (note.text.split(separator: "\n").first { $0.hasPrefix("payload ") } ?? "").split(separator: " ")
        let count = (words.count > 2 ? Int(words[1]) : nil) ?? 0
        return key.sign(note.text.replacingLine("payload ", with: "payload \(count + 1) \(words.last ?? "")")).bytes
      },
      Fault("with a payload of another hash", 422, "bid.payloadDiffers") { note, key in
        let words = (note.text.split(separator: "\n").first { $0.hasPrefix("payload ") } ?? "").split(separator: " ")
        let count = words.count > 2 ? words[1] : "0"
        return key.sign(note.text.replacingLine("payload ", with: "payload \(count) \(Digest(of: "no").b64)")).bytes
      },
    ]

    @Test func `is refused with its code, and the good one is taken afterwards`() async throws {
      let tender = try await Desk.tender()
      let agency = tender.office.agencies[0]
      let sealed = try await tender.seal(agency, seq: 10)
      let note = try SignedNote(parsing: sealed.note)
      let payload = try sealed.payload
      try await losingNothing(tender) {
        for fault in Self.faults {
          let answer = try await sealed.post(fault.spoil(note, agency.key), payload: payload)
          #expect(answer.status == fault.status, "\(fault.testDescription): \(answer)")
          #expect(answer.code == fault.code, "\(fault.testDescription): \(answer)")
          #expect(answer.json?["zh"]?.stringValue?.isEmpty == false, "\(fault.testDescription)")
        }
      }
      #expect(try await sealed.submit().exit == 0)
    }

    @Test func `that is too large is refused before it is read`() async throws {
      let tender = try await Desk.tender()
      let agency = tender.office.agencies[0]
      let long = agency.key.sign("tender-bid/v1\n" + String(repeating: "x", count: SignedNote.bytesMax) + "\n").bytes
      try await losingNothing(tender) {
        let alone = try await tender.post(long, as: agency)
        #expect(alone.status == 413, "\(alone)")
        #expect(alone.code == "input.tooLarge")
        let beside = try await tender.post(long, payload: [1, 2, 3], as: agency)
        #expect(beside.status == 413, "\(beside)")
        let huge = try await tender.post([UInt8](repeating: 0x61, count: 200_000), as: agency)
        #expect(huge.status == 413, "\(huge)")
        #expect(huge.code == "request.bodyTooLarge")
      }
    }

    @Test func `is named by the bidder's own program too`() async throws {
      let tender = try await Desk.tender()
      let (office, agency) = (tender.office, tender.office.agencies[0])
      let sealed = try await tender.seal(agency, seq: 11)
      let note = try sealed.note
      try await losingNothing(tender) {
        try office.folder.write(sealed.folder + "/bid.note", Array(note.prefix(note.count / 2)))
        let cut = try await sealed.submit()
        #expect(cut.exit == 6 && cut.code == "note.badText", "\(cut)")
        let changed = try SignedNote(parsing: note).withText { $0.replacingLine("seq ", with: "seq 12") }
        try office.folder.write(sealed.folder + "/bid.note", changed.bytes)
        let forged = try await sealed.submit()
        #expect(forged.exit == 1 && forged.code == "note.badSignature", "\(forged)")
        try office.folder.write(sealed.folder + "/bid.note", note)
        let payload = try sealed.payload
        try office.folder.write(sealed.folder + "/payload.age", payload.dropLast())
        let shorter = try await sealed.submit()
        #expect(shorter.exit == 1, "\(shorter)")
        try office.folder.write(sealed.folder + "/payload.age", payload)
      }
      let lot = try await office.tender(
        agency, "bid", "seal", "\(tender.id)/tender", sealed.folder.replacingOccurrences(of: ".sealed", with: ""),
        "--lot",
        "L9", "--out", "nowhere")
      #expect(lot.exit == 3 && lot.code == "bid.lotNotOffered", "\(lot)")
      #expect(!office.folder.exists("nowhere"))
    }

    @Test func `under another's key is refused`() async throws {
      let tender = try await Desk.tender()
      let (mine, other) = (tender.office.agencies[0], tender.office.agencies[1])
      let sealed = try await tender.seal(mine, seq: 13)
      let note = try SignedNote(parsing: sealed.note)
      try await losingNothing(tender) {
        // Brought by another; signed by another; both.
        for (bytes, sender) in [
          (note.bytes, other), (other.key.sign(note.text).bytes, mine), (other.key.sign(note.text).bytes, other),
        ] {
          let answer = try await sealed.post(bytes, payload: sealed.payload, as: sender)
          #expect(answer.status == 403, "\(answer)")
          #expect(answer.code == "bid.signedByAnother", "\(answer)")
        }
        let command = try await tender.office.tender(other, "bid", "submit", sealed.folder)
        #expect(command.exit == 2 && command.code == "bid.signedByAnother", "\(command)")
        // A stranger's note about a stranger: not in this tender's list.
        let unlisted = tender.office.agencies[4]
        let theirs = unlisted.key.sign(note.text.replacingLine("bidder ", with: "bidder \(unlisted.reference)"))
        let answer = try await sealed.post(theirs.bytes, payload: sealed.payload, as: unlisted)
        #expect(answer.status == 409 && answer.code == "bid.notRegistered", "\(answer)")
      }
    }

    @Test func `with a used number is refused, and the same note is answered as at first`() async throws {
      let tender = try await Desk.tender()
      let (office, agency) = (tender.office, tender.office.agencies[1])
      let sealed = try await tender.seal(agency, seq: 20)
      let (note, payload) = (try SignedNote(parsing: sealed.note), try sealed.payload)
      let first = try await sealed.post(note.bytes, payload: payload)
      #expect(first.status == 201, "\(first)")
      let again = try await sealed.post(note.bytes, payload: payload)
      #expect(again.status == 200)
      #expect(again.body == first.body)
      let command = try await sealed.submit()
      #expect(command.exit == 0)
      #expect(try office.folder.bytes(sealed.folder + "/bid.ack") == first.body)
      try await losingNothing(tender) {
        let another = try await tender.seal(
          agency, seq: 19, price: .second)
        let lower = try await another.submit()
        #expect(lower.exit == 3 && lower.code == "bid.seqNotRising", "\(lower)")
        let same = agency.key.sign(try SignedNote(parsing: another.note).text.replacingLine("seq ", with: "seq 20"))
        let used = try await another.post(same.bytes, payload: another.payload)
        #expect(used.status == 409 && used.code == "bid.seqUsed", "\(used)")
      }
      let withdrawn = try await office.tender(agency, "bid", "withdraw", tender.id, "--lot", "L1", "--seq", "20")
      #expect(withdrawn.exit == 3 && withdrawn.code == "bid.seqNotRising", "\(withdrawn)")
    }
  }
}
