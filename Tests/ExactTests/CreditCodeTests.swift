import Exact
import Testing

@Suite struct `Unified social credit codes` {
  static let valid = [
    "91350100M000100Y43", "91440300708461136T", "91110108551385082Q", "9144030071526726XG", "91411600MA0000015H",
    "11411600MB00000198",
  ]
  @Test(arguments: valid)
  func `a right code is taken and printed as it was`(text: String) throws {
    #expect(try #require(CreditCode(text)).description == text)
  }

  static let invalid = [
    "911101080551385082", "", "91411600MA0000015", "91411600MA0000015H0", "91411600ma0000015h", "91411600MA0000015I",
    "91411600MA0000016H", "9141160OMA0000015H", "91411600MA000001５", "91411600MA0000015H\n", "9141A600MA0000015H",
  ]
  @Test(arguments: invalid)
  func `a wrong one is refused`(text: String) { #expect(CreditCode(text) == nil) }

  @Test(arguments: valid)
  func `any one altered character is noticed`(text: String) {
    for (i, old) in text.utf8.enumerated() {
      for new in "0123456789ABCDEFGHJKLMNPQRTUWXY".utf8 where new != old {
        var bytes = Array(text.utf8)
        bytes[i] = new
        // The one weakness of the standard: the inner check does not see some changes, the outer one then does.
        #expect(CreditCode(String(decoding: bytes, as: UTF8.self)) == nil)
      }
    }
  }

  @Test func `invented codes of Zhoukou are right and differ`() throws {
    #expect(CreditCode.synthetic(serial: 1)?.text == "91411600MA0000015H")
    #expect(
      CreditCode(authority: "1", kind: "1", region: "411600", organisation: "MB000001")?.text == "11411600MB00000198")
    let codes = try (0..<500).map { try #require(CreditCode.synthetic(serial: $0)) }
    #expect(Set(codes).count == 500)
    #expect(codes.allSatisfy { $0.region == "411600" && !$0.isLawFirm })
    #expect(CreditCode.synthetic(serial: 7, authority: "3")?.isLawFirm == true)
    #expect(CreditCode.synthetic(serial: 1_000_000) == nil)
    #expect(CreditCode.synthetic(serial: -1) == nil)
    #expect(CreditCode(authority: "9", kind: "1", region: "4116", organisation: "MA000001") == nil)
  }
}

@Suite struct `Trading codes` {
  @Test func `the check is that of ISO 7064`() {
    #expect(TradingCode.check("G123489654321".utf8) == UInt8(ascii: "Y"))
    #expect(TradingCode.check("g1".utf8) == nil)
    #expect(TradingCode.check("1*".utf8) == nil)
  }

  @Test func `a code made is a code read, and one altered character is noticed`() throws {
    let owner = try #require(CreditCode.synthetic(serial: 1))
    let code = try #require(TradingCode(creditCode: owner, date: 20_261_122, serial: 7))
    #expect(code.description.hasPrefix("91411600MA0000015H20261122000007"))
    #expect(TradingCode(code.text) == code)
    for i in 0..<33 {
      var bytes = Array(code.text.utf8)
      bytes[i] = bytes[i] == 0x31 ? 0x32 : 0x31
      #expect(TradingCode(String(decoding: bytes, as: UTF8.self)) == nil)
    }
    #expect(TradingCode(creditCode: owner, date: 1, serial: 7) == nil)
    #expect(TradingCode(creditCode: owner, date: 20_261_122, serial: 1_000_000) == nil)
    #expect(TradingCode("") == nil)
  }
}
