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
