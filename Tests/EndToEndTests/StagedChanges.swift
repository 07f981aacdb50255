import Canon
import Foundation
import Notes

// What happens to a staged tender after its notice.
extension StagedTender {
  /// A question is asked, seen by an officer, and answered to all.
  func asked() async throws -> StagedTender {
    try await office.must(office.agencies[1], "question", "ask", id, "驻园人员可否轮换？")
    let seen = try await office.must(office.lead, "question", "list", id)
    guard let question = seen["questions"]?.arrayValue?.first, question["state"] == "open",
      !seen.canonicalText.contains(office.agencies[1].key.name)
    else { throw StageFailure("question list said \(seen.canonicalText)") }
    try await office.must(office.lead, "question", "answer", id, "--question", "1", "--answer", "可以轮换，每周到园不少于三天。")
    return self
  }

  /// The standard is amended and the deadline moved; the folder for offline work is fetched anew.
  func amended(later seconds: Int) async throws -> StagedTender {
    let amended = try await office.must(
      office.lead, "tender", "amend", id, "--reason", "应询问明确驻园要求", "--standard", "不少于二十户，每周驻园不少于三天", "--later",
      "\(seconds)")
    guard let moved = amended["deadline"]?.integerValue, moved == deadline + seconds else {
      throw StageFailure("amend said \(amended.canonicalText)")
    }
    try await office.must(nil, "tender", "fetch", id, "--out", "\(id)/tender")
    return StagedTender(office: office, id: id, notice: notice, deadline: moved)
  }
}
