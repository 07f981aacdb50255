import Documents

// One example of every paper. All parks, agencies, enterprises and people are invented; the credit codes are made to
// pass their check digits and belong to nobody.

package func b64(_ byte: UInt8) -> String {
  // 32 equal bytes in base64: ten groups of three, then two bytes and a pad.
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  let b = Int(byte)
  let group = [b >> 2, (b & 3) << 4 | b >> 4, (b & 15) << 2 | b >> 6, b & 63].map { String(alphabet[$0]) }.joined()
  let tail = [b >> 2, (b & 3) << 4 | b >> 4, (b & 15) << 2].map { String(alphabet[$0]) }.joined()
  return String(repeating: group, count: 10) + tail + "="
}

extension PaperFrame {
  package static func sample(
    _ number: String, lot: String = "L1", lotName: String = "川汇区演武高新技术开发区", isRehearsal: Bool = true,
    subject: PaperSubject? = nil
  ) -> PaperFrame {
    PaperFrame(
      number: number, project: "周口市知识产权托管服务采购项目（2026年度）",
      subject: subject ?? .lot(tender: isRehearsal ? "rehearsal.zk-2026" : "zk-2026", lot: lot, lotName: lotName),
      madeAt: PaperMoment(unixSeconds: 1_790_000_000),
      checkpoint: PaperCheckpoint(
        origin: isRehearsal ? "rehearsal.zhoukou.example/log" : "zhoukou.example/log", size: 1_234, root: b64(0xA7)),
      isRehearsal: isRehearsal)
  }
}

extension PaperParty {
  package static let bureau = PaperParty(
    name: "周口市市场监督管理局（知识产权局）", creditCode: "11411600MB00000198", address: "周口市川汇区文明大道甲一号（虚构）",
    representative: "演局长", contact: PaperContact(person: "甄演练", phone: "0394-0000001"))
  package static let agency = PaperParty(
    name: "周口演武知识产权代理有限公司", creditCode: "91411600MA0000015H", address: "周口市川汇区演武路一号（虚构）",
    representative: "喆堃", contact: PaperContact(person: "赵玥𬭚", phone: "0394-0000002"))
  package static let park = PaperParty(
    name: "川汇区演武高新技术开发区管理委员会", creditCode: "12411600MB00000270", address: "周口市川汇区演武大道二号（虚构）",
    representative: "钱演示", contact: PaperContact(person: "孙演习", phone: "0394-0000003"))
  package static let enterprise = PaperParty(
    name: "周口彩排精密机械有限公司", creditCode: "91411600MA0000058Y", address: "川汇区演武高新技术开发区三号厂房（虚构）",
    representative: "李彩排", contact: PaperContact(person: "周彩排", phone: "0394-0000004"))
}

package let bidderA = "91411600MA0000015H+0a1b2c3d"
package let bidderB = "91411600MA0000023C+1b2c3d4e"
package let bidderC = "91411600MA00000317+2c3d4e5f"
package let bidderD = "91411600MA000004XY+3d4e5f60"

package let sampleService = PaperService(
  name: "知识产权托管服务",
  scope: "面向川汇区演武高新技术开发区内企业的完全式托管与部分托管服务，不少于20户",
  requirement: "派驻不少于2名专利代理师，每周驻园不少于3日；完全式托管对企业免费",
  standard: "按招标文件所附服务标准及企业评分、采购人考核办法执行")

package let awardPrice = PaperMoney(yuan: "198000.00", inWords: "壹拾玖万捌仟元整")

extension PaperSigning {
  package static func sample(_ first: (String, String, String), _ second: (String, String, String), signed: Bool = true)
    -> PaperSigning
  {
    let signers = [first, second].enumerated().map { index, signer in
      PaperSigner(
        role: signer.0, name: signer.1, key: signer.2, noteID: signed ? b64(UInt8(0x51 + index)) : nil,
        signedAt: signed ? PaperMoment(unixSeconds: 1_790_000_000 + Int64(index) * 37) : nil)
    }
    return PaperSigning(
      signers: signers, signedText: signed ? SignedText(jsonSHA256: b64(0x61), pdfSHA256: b64(0x62)) : nil)
  }
}
