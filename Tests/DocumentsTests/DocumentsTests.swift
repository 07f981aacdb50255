import Canon
import Documents
import Foundation
import Testing

/// The press of the tests: its tools come from the environment, and a test without them fails with the sentence.
func pressSettings() throws -> PressSettings {
  let environment = ProcessInfo.processInfo.environment
  let venv = try #require(environment["TENDER_VENV"], "set TENDER_VENV to the folder of the venv that has typst")
  let fonts = try #require(environment["TENDER_FONTS"], "set TENDER_FONTS to the folder of the papers' fonts")
  return PressSettings(python: venv + "/bin/python", fonts: fonts)
}

/// Prints a paper, and keeps it in TENDER_PAPERS, when that is set, for people to look at.
func printed(_ paper: Paper, as name: String? = nil, settings: PressSettings? = nil) async throws -> PrintedPaper {
  let press = PaperPress(settings: try settings ?? pressSettings())
  let folder = ProcessInfo.processInfo.environment["TENDER_PAPERS"]
  let base = folder.map { URL(filePath: $0).appending(path: name ?? paper.kind.rawValue) }
  if let base { try Data(paper.json.canonicalBytes()).write(to: base.appendingPathExtension("json")) }
  let result = try await press.print(paper)
  if let base { try Data(result.pdf).write(to: base.appendingPathExtension("pdf")) }
  return result
}

let samples: [(name: String, paper: @Sendable () throws -> Paper)] = [
  ("opening-record", { .openingRecord(.sample()) }),
  ("evaluation-report", { .evaluationReport(try .sample()) }),
  ("result-notice", { .resultNotice(.sample()) }),
  ("award-notice", { .awardNotice(.sample()) }),
  ("result-letter", { .resultLetter(.sample()) }),
  ("result-letter.rejected", { .resultLetter(.sample(.rejected(stage: "符合性审查", reason: "报价超过最高限价。"))) }),
  ("failure-notice", { .failureNotice(.sample()) }),
  ("service-contract", { .serviceContract(.sample()) }),
  ("park-agreement", { .parkAgreement(.sample()) }),
  ("trustee-contract-full", { .fullTrusteeContract(.sample()) }),
  ("trustee-contract-partial", { .partialTrusteeContract(.sample()) }),
  ("filing-form", { .filingForm(.sample()) }),
  ("filing-form.returned", { .filingForm(.sample(returned: true)) }),
  ("park-confirmation", { .parkConfirmation(.sample()) }),
  ("park-confirmation.refused", { .parkConfirmation(.sample(refused: true)) }),
]

@Suite struct `Papers as people see them` {
  @Test(arguments: samples.indices) func `every paper prints`(index: Int) async throws {
    let sample = samples[index]
    _ = try await printed(try sample.paper(), as: sample.name)
  }
}
