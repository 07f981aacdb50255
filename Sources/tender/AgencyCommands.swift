import ArgumentParser
import Canon
import Exact
import Messages
import Notes
import Tendering

struct AgencyCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agency", abstract: "服务机构 · Agencies.", subcommands: [Register.self])

  struct Register: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "登记服务机构 · Register an agency with the key that signs this request.")

    @Option(help: "机构名称 · The agency's full name")
    var name: String

    @Option(help: "统一社会信用代码 · Credit code, 18 characters")
    var creditCode: String

    @Option(help: "专利代理机构执业许可证号 · Practice licence number")
    var licence: String

    @Option(help: "micro、small、medium 或 large · The national class of its size")
    var size: String

    @Option(help: "联系人和电话 · Contact")
    var contact: String

    @Option(help: "住所，中标结果公告要载明；迁址后再登记一次 · Its address, as result notices give it; register again to change it")
    var address: String?

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      guard CreditCode(creditCode) != nil else {
        throw CommandFailure.usage(
          zh: "统一社会信用代码“\(creditCode)”不对（18 位，含两个校验位）。请核对营业执照。",
          en: "The credit code “\(creditCode)” is wrong (18 characters, two of them checks). Compare it with the "
            + "business licence.")
      }
      guard FirmSize(rawValue: size) != nil else {
        throw CommandFailure.usage(
          zh: "--size 应为 micro、small、medium 或 large。", en: "--size is micro, small, medium or large.")
      }
      let api = try options.signedConnection()
      guard let key = api.key else { return }
      guard key.name.utf8.elementsEqual(creditCode.utf8) else {
        throw CommandFailure.usage(
          zh: "机构的密钥名必须是它的统一社会信用代码，这把叫“\(key.name)”。请执行 tender keygen --name \(creditCode) --out 新文件",
          en: "An agency's key is named by its credit code; this one is “\(key.name)”. Run: tender keygen --name "
            + "\(creditCode) --out NEW-FILE")
      }
      var form: JSON = [
        "name": JSON(name), "creditCode": JSON(creditCode), "licence": JSON(licence), "size": JSON(size),
        "contact": JSON(contact), "vkey": JSON(key.verifier.text),
      ]
      // Left out and not null, so that an older daemon takes the form of who gives none.
      if let address { form = form.setting("address", JSON(address)) }
      let json = try await api.post("/api/agencies", form, repeatable: true)
      let output = options.output
      output.say(
        zh: "\(name) 已登记，密钥 \(key.verifier.reference)。",
        en: "\(name) is registered with key \(key.verifier.reference).")
      if let held = json["address"]?.stringValue {
        output.say(zh: "登记的住所：\(held)。", en: "Its address on the register: \(held).")
      }
      output.show(json) { output.line(key.verifier.reference.text) }
    }
  }
}
