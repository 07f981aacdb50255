import Foundation
import Messages
import Notes
import Sealing
import Testing
import Verification

@testable import tender

@Suite struct `A sealed bid that its bidder checks` {
  static let bundle = `A tender for offline work`.bundle

  /// Alpha's price bid of the example, as `tender bid seal` leaves it.
  static func folder() throws -> Folder {
    let folder = try Folder()
    let words = try Files.text("\(Folder.vectors)/secrets/bid-alpha-1-price-1.txt")
      .split(whereSeparator: \.isWhitespace)
    let id = try #require(Digest(b64: words[0]))
    let secret = try #require(BidSecret(bytes: Base64.decode(words[1]) ?? []))
    let note = try Files.note("\(bundle)/notes/\(id.hex).note")
    let payload = try BidNote(note).head.payload
    try Files.write(note.bytes, to: folder("bid.note"))
    try Files.write(try Files.read("\(Folder.vectors)/secrets/payloads/\(payload.hex).age"), to: folder("payload.age"))
    try Files.write(secret.hex + "\n", to: folder("secret.hex"), .secret)
    return folder
  }

  private func refusal(_ body: () throws -> Void) -> CommandFailure? {
    do {
      try body()
      return nil
    } catch {
      return error as? CommandFailure
    }
  }

  @Test func `is the one in the bundle, said in both languages and without the secret`() async throws {
    let folder = try Self.folder()
    let own = try SealedFolder(reading: folder.path).own()
    try BidCheckCommand.requireBundle(Self.bundle, of: own.note.tender)
    let facts = await Verifier.check(own, in: FolderBundle(Self.bundle), trust: FolderBundle(Self.bundle))
    #expect(facts.map(\.step) == OwnBid.Step.allCases && facts.allSatisfy { $0.result == .ok }, "\(facts)")
    let secret = try #require(BidSecret(hex: try Files.word(folder("secret.hex"))))
    for fact in facts {
      let (zh, en) = (fact.wording.zh, fact.wording.en)
      #expect(!zh.isEmpty && !en.isEmpty && en.utf8.allSatisfy { $0 < 0x80 }, "\(zh) \(en)")
      #expect(![zh, en].contains { $0.contains(secret.hex) || $0.contains(Base64.encode(secret.bytes)) })
    }
    #expect(facts.last?.wording.en.contains("CNY 198000.00") == true)
  }

  static let faults: [(name: String, spoil: @Sendable (Folder) throws -> Void, en: String)] = [
    ("no secret", { try FileManager.default.removeItem(atPath: $0("secret.hex")) }, "holds no secret.hex"),
    ("a secret that others can read", { chmod($0("secret.hex"), 0o640) }, "chmod 600"),
    (
      "a secret that is none",
      { try Files.write("AGE-SECRET-KEY-1\n", to: $0("secret.hex"), .secret) }, "64 hexadecimal digits"
    ),
    ("no payload", { try FileManager.default.removeItem(atPath: $0("payload.age")) }, "payload.age"),
    ("no note", { try FileManager.default.removeItem(atPath: $0("bid.note")) }, "holds no sealed bid"),
  ]

  @Test(arguments: faults.indices)
  func `is refused when its folder is not whole, or its secret not secret`(index: Int) throws {
    let (name, spoil, en) = Self.faults[index]
    let folder = try Self.folder()
    try spoil(folder)
    let failure = try #require(refusal { _ = try SealedFolder(reading: folder.path).own() }, "\(name)")
    #expect(failure.kind == .localFile && failure.wording.en.contains(en), "\(name): \(failure)")
    #expect(!failure.wording.zh.isEmpty)
  }

  @Test func `is refused beside a folder that is no bundle, or another tender's`() throws {
    let folder = try Folder()
    let none = try #require(refusal { try BidCheckCommand.requireBundle(folder.path, of: "T-2026-014") })
    #expect(none.kind == .localFile && none.wording.en.contains("tender export T-2026-014"), "\(none)")
    try folder.put("tender.txt", "T-2026-015\n")
    let other = try #require(refusal { try BidCheckCommand.requireBundle(folder.path, of: "T-2026-014") })
    #expect(other.kind == .checkedFalse && other.wording.en.contains("another tender"), "\(other)")
  }

  static let differences: [(fact: OwnBid.Fact, zh: String, en: String)] = [
    (.absent(inForce: nil), "签收回执", "proves misconduct"),
    (.absent(inForce: Digest(of: "x")), Digest(of: "x").hex, Digest(of: "x").hex),
    (.replaced(by: Digest(of: "x"), seq: 7), "序号 7", "number 7"),
    (.sharesDiffer(line: 5), "第 5 行", "share line 5"),
    (.malformed(.padding), "malformed padding", "malformed (padding)"),
    (.particularsDiffer([]), "不是这份投标的", "other particulars"),
    (.particularsDiffer(["price", "termDays"]), "price termDays", "differs in: price termDays"),
    (.resultDiffers(logged: "malformed age", own: "opened"), "“malformed age”", "gives \"opened\""),
    (.unopenable(recoverableUntil: 1_790_000_000), "2026年9月21日22:13:20", "until 2026-09-21 22:13:20 (UTC+8)"),
    (.priceDiffers(own: "1.00", read: "2.00"), "2.00 元", "is CNY 2.00"),
    (.hidden(isCancelled: true), "终止", "cancelled"),
    (.notOpened(hasLotFailed: true), "失败", "the lot failed"),
  ]

  @Test(arguments: differences.indices)
  func `says what differs, and where`(index: Int) {
    let (fact, zh, en) = Self.differences[index]
    #expect(fact.wording.zh.contains(zh), "\(fact.wording.zh)")
    #expect(fact.wording.en.contains(en), "\(fact.wording.en)")
  }
}
