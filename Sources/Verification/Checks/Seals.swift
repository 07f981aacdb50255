import Canon
import Notes
import Tendering

// Where only the winner is disclosed, the public evaluation shows of every other bid a hash. A supervisor's bundle brings
// the whole file and the salts: then each seal is opened, and everything else is checked as if it had been public.
extension Inspection {
  mutating func openSeals() {
    var count = 0
    var unused = Set(dossier.files.keys.filter { $0.utf8.starts(with: "supervisor/".utf8) })
    for path in dossier.named.keys.sorted() {
      guard path.utf8.starts(with: "evaluation/".utf8), dossier.files[path] != nil, let (file, _) = json(path, .seals)
      else { continue }
      let lot = String(path.dropFirst("evaluation/".count).dropLast(".json".count))
      let sealed = Evaluation.sealed(in: file).count
      guard sealed > 0 else {
        checkDisclosure(file, path: path)
        continue
      }
      let (whole, salts) = (BundlePath.supervisorEvaluationPath(lot), BundlePath.supervisorSaltsPath(lot))
      let given = [whole, salts].filter { unused.remove($0) != nil }
      switch given.count {
      case 0:
        report.miss(
          .seals, path, zh: "按办法只公开中标人：标段 \(lot) 另 \(sealed) 份投标的评审结果只有封存值（监督部门的公开包有全文和盐值）",
          en:
            "only the winner is disclosed: of \(sealed) other bids of lot \(lot) there are seals (a supervisor's bundle "
            + "has the figures and the salts)")
      case 1:
        report.fail(
          .seals, given[0], zh: "\(given[0]) 缺少与它成对的文件", en: "\(given[0]) is there without the file that goes with it")
      default: count += openSeals(of: lot, file: file, path: path, whole: whole, salts: salts)
      }
    }
    for path in unused.sorted() {
      report.fail(.seals, path, zh: "\(path) 不对应任何封存的评审结果", en: "\(path) belongs to no sealed evaluation")
    }
    report.end(
      .seals, zh: count == 0 ? "没有可以打开的封存值" : "\(count) 个封存值均与评审全文和盐值一致",
      en: count == 0 ? "no seal could be opened" : "all \(count) seals open to the whole evaluations")
  }

  /// - Returns: how many seals were opened.
  private mutating func openSeals(of lot: String, file: JSON, path: String, whole: String, salts: String) -> Int {
    guard let (full, fullBytes) = json(whole, .seals), let (given, saltBytes) = json(salts, .seals) else { return 0 }
    for (name, value, bytes) in [(whole, full, fullBytes), (salts, given, saltBytes)]
    where value.canonicalBytes() != bytes {
      report.fail(.seals, name, zh: "\(name) 不是 RFC 8785 形式", en: "\(name) is not in RFC 8785 form")
    }
    let held: EvaluationSalts
    do { held = try EvaluationSalts(json: given) } catch {
      report.fail(.seals, salts, zh: "\(salts) 格式不正确（\(error.code)）", en: "\(salts) is not in its form (\(error.code))")
      return 0
    }
    guard sameScalars(held.tender.text, dossier.tender), sameScalars(held.lot.text, lot) else {
      report.fail(.seals, salts, zh: "\(salts) 属于另一标段或项目", en: "\(salts) is of another lot or tender")
      return 0
    }
    do {
      let count = try Evaluation.unseal(file, with: full, salts: held) { Fingerprint(digest: Digest(of: $0).bytes) }
      dossier.unsealed[lot] = full
      return count
    } catch {
      report.fail(
        .seals, whole, zh: "标段 \(lot) 的评审全文或盐值与公开的封存值不符：\(error.field)",
        en: "the whole evaluation or the salts of lot \(lot) do not make the public seals: \(error.field)")
      return 0
    }
  }

  /// A scheme that discloses the winner alone binds the office too.
  private mutating func checkDisclosure(_ file: JSON, path: String) {
    guard file["scheme"]?["disclosure"]?.stringValue == Scheme.Disclosure.winner.rawValue,
      (file["bids"]?.arrayValue?.count ?? 0) > 1
    else { return }
    report.fail(
      .seals, path, zh: "评标办法规定只公开中标人，评审文件却公开了全部投标",
      en: "the scheme discloses the winner alone, and the file shows every bid")
  }
}
