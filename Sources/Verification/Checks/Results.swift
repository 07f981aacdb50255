import Notes
import Sealing

extension Inspection {
  /// Opens every bid of every manifest again from what the log holds, and compares with what the log says.
  mutating func checkResults() async {
    guard let notice = dossier.notice else { return }
    checkStrayResults()
    let secrets = checkSecrets()
    checkPayloadFiles(notice)
    let jobs = openingJobs(notice, secrets: secrets)
    let verdicts = await parallelMap(jobs, piece: 8, width: width) { $0.judge() }
    for finding in verdicts.flatMap(\.findings) { report.take(finding) }
    for (job, verdict) in zip(jobs, verdicts) { dossier.readOut[job.bid.id] = verdict.readOut }
    nameCustodians(zip(jobs, verdicts).map { ($0.bid.id, $1) })
    let shares = verdicts.reduce(0) { $0 + $1.validShares }
    report.end(
      .shares, zh: "\(shareNoteCount) 份份额记录的 \(shares) 个份额与承诺一致",
      en: "\(shares) shares of \(shareNoteCount) share notes meet their commitments")
    report.end(.payloads, zh: "公开部分的投标文件齐全，长度与哈希一致", en: "every public payload is there with its length and hash")
    let results = dossier.results.values.reduce(0) { $0 + $1.count }
    report.end(
      .results, zh: "\(results) 个开封结果均可重做（\(verdicts.count { $0.isRecreated }) 份投标逐字节重建）",
      en: "all \(results) results follow again (\(verdicts.count { $0.isRecreated }) bids re-created byte for byte)")
    noteWhatIsMissing(jobs)
    noteLateShares(zip(jobs, verdicts).filter { $1.isLeftUnopenable }.map(\.0.bid.id))
  }

  private func openingJobs(_ notice: Notice, secrets: [Digest: LoggedSecret]) -> [OpeningJob] {
    let times = openingTimes()
    let cancellation = dossier.logged.first { if case .cancellation = $0.body { true } else { false } }
    let recipients = notice.custodians.compactMap { try? AgeRecipient(parsing: $0.recipient) }
    var isPublic: [Pair: Bool] = [:]
    for part in notice.parts { isPublic[Pair(lot: part.lot, part: part.part)] = part.isPublic }
    var jobs: [OpeningJob] = []
    var listed: Set<Digest> = []
    for manifest in dossier.manifests {
      var given: [Digest: [OpeningJob.Given]] = [:]
      for share in dossier.shareNotes[manifest.id] ?? [] {
        for entry in share.entries {
          given[entry.bid, default: []].append(
            OpeningJob.Given(index: share.index, custodian: share.note.index, note: share.id, entry: entry))
        }
      }
      for id in manifest.bids {
        // A bid that the reveal does not have, or a second manifest that lists it, was named with the manifests.
        guard let bid = dossier.bids[id], listed.insert(id).inserted else { continue }
        jobs.append(
          OpeningJob(
            bid: bid, manifest: manifest, isPublic: isPublic[bid.pair] ?? false, recipients: recipients,
            given: given[id] ?? [], secret: secrets[id], results: dossier.results[id] ?? [],
            recovery: notice.recovery, cancelledAt: cancellation?.index,
            timeBeforeSecret: secrets[id].flatMap { secret in times.last { $0.index < secret.index }?.latest },
            bundle: bundle))
      }
    }
    return jobs
  }

  /// The latest time that manifests and results state up to each of them, in the log's order.
  private func openingTimes() -> [(index: Int, latest: Int)] {
    var times: [(index: Int, latest: Int)] = []
    for held in dossier.logged {
      guard let index = held.index else { continue }
      switch held.body {
      case .opening(let note): times.append((index, max(note.time, times.last?.latest ?? 0)))
      case .opened(let note): times.append((index, max(note.time, times.last?.latest ?? 0)))
      default: continue
      }
    }
    return times
  }

  /// Results of bids that no manifest opens.
  private mutating func checkStrayResults() {
    let listed = Set(dossier.manifests.flatMap(\.bids))
    for (bid, results) in dossier.results.sorted(by: { $0.key < $1.key }) where !listed.contains(bid) {
      for result in results {
        report.fail(
          .results, BundlePath.notePath(result.id), place: result.index, zh: "没有开封清单（manifest）列出投标 \(bid.b64)，却有其结果",
          en: "there is a result of bid \(bid.b64), which no manifest opens")
      }
    }
  }

  /// At most one secret for a bid, after its first `unopenable`.
  private mutating func checkSecrets() -> [Digest: LoggedSecret] {
    var secrets: [Digest: LoggedSecret] = [:]
    for held in dossier.logged {
      guard case .secret(let note) = held.body, let index = held.index, let secret = BidSecret(bytes: note.secret)
      else {
        continue
      }
      let path = BundlePath.notePath(held.id)
      if secrets[note.bid] != nil {
        report.fail(.results, path, place: index, zh: "同一投标有第二份密钥记录", en: "a second secret for one bid")
        continue
      }
      let isAfter = (dossier.results[note.bid] ?? []).contains {
        if case .unopenable = $0.note.result { $0.index < index } else { false }
      }
      if !isAfter {
        report.fail(
          .results, path, place: index, zh: "密钥记录之前，该投标并无“无法开封”的结果",
          en: "the secret stands before any unopenable result of its bid")
      }
      secrets[note.bid] = LoggedSecret(id: held.id, index: index, secret: secret)
    }
    return secrets
  }

  /// `payloads/` holds those of the manifests' `bid` lines of public parts, and no other.
  private mutating func checkPayloadFiles(_ notice: Notice) {
    let parts = Set(notice.parts.filter(\.isPublic).map { Pair(lot: $0.lot, part: $0.part) })
    var expected: Set<Digest> = []
    for bid in dossier.manifests.flatMap(\.bids).compactMap({ dossier.bids[$0] }) where parts.contains(bid.pair) {
      expected.insert(bid.note.head.payload)
    }
    for path in dossier.files.keys.sorted() {
      guard case .payload(let id) = BundlePath(path), !expected.contains(id) else { continue }
      report.fail(
        .payloads, path, zh: "\(path) 不属于任何已开封的公开部分", en: "\(path) is no payload of an opened public part")
    }
  }

  private mutating func nameCustodians(_ verdicts: [(bid: Digest, verdict: OpeningJob.Verdict)]) {
    var lines = 0
    for (bid, verdict) in verdicts {
      for custodian in verdict.falselyBad {
        lines += 1
        guard lines <= Report.linesMax else { continue }
        let name = custodianName(custodian)
        report.note(
          .shares, name, zh: "保管人 \(custodian)（\(name)）称投标 \(bid.b64) 的份额文件有误，重建证明并无错误",
          en: "custodian \(custodian) (\(name)) called its share file of bid \(bid.b64) bad; re-creation proves it good"
        )
      }
      for custodian in verdict.undecided {
        lines += 1
        guard lines <= Report.linesMax else { continue }
        report.note(
          .shares, custodianName(custodian), zh: "保管人 \(custodian) 称投标 \(bid.b64) 的份额文件有误，尚无从判断",
          en: "custodian \(custodian) called its share file of bid \(bid.b64) bad; nothing proves or refutes it")
      }
    }
  }

  private func custodianName(_ index: Int) -> String {
    dossier.custodians.indices.contains(index - 1) ? dossier.custodians[index - 1].text : "\(index)"
  }

  /// After the recovery window shares change nothing; within it they open the bid.
  private mutating func noteLateShares(_ bids: [Digest]) {
    guard let first = bids.first else { return }
    report.note(
      .results, first.b64,
      zh: "\(bids.count) 份投标（如 \(first.b64)）“无法开封”之后份额已够，却没有新的结果：仅在补救期满之后才合规",
      en:
        "\(bids.count) bids (\(first.b64) first) stay unopenable although later shares reach the threshold: "
        + "right only if these came after the recovery window")
  }

  private mutating func noteWhatIsMissing(_ jobs: [OpeningJob]) {
    let confidential = jobs.count { !$0.isPublic }
    if confidential > 0 {
      report.miss(
        .results, zh: "保密部分的 \(confidential) 份投标未给出文件，只核对了信封与份额",
        en:
          "the payloads of \(confidential) confidential bids are not public: only envelope and shares were checked"
      )
    }
    let waiting = jobs.count { $0.results.isEmpty }
    if waiting > 0 {
      report.note(
        .results, zh: "\(waiting) 份投标尚无开封结果", en: "\(waiting) bids of a manifest have no result yet")
    }
  }
}
