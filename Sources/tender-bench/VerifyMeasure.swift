import FairTender
import Foundation
import Tendering

/// `tender verify` of a whole tender in a folder: everybody bids, registers and is opened, and a committee of five
/// evaluates. The start of the process and the reading of the files are included.
struct VerifyMeasure {
  static let sizes = [1_000, 10_000]
  private static let rounds = 3

  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  func figure(bids: Int) async throws -> Figure {
    say("verify: making a tender with \(bids) bids")
    let folder = "\(plan.work)/verify-\(bids)"
    let files = try write(Fair(bidders: bids, outcome: .init(disclosure: .full)).contents, to: folder)
    var seconds: [Double] = []
    for round in 1...Self.rounds {
      let started = ContinuousClock.now
      try await Tool.run(plan.tender, ["verify", folder])
      seconds.append((ContinuousClock.now - started).inSeconds)
      say("verify \(round)/\(Self.rounds): \(bids) bids, \(seconds[round - 1]) s")
    }
    try FileManager.default.removeItem(atPath: folder)
    let value = Statistics.median(seconds)
    var figure = Figure("verify")
    figure.add("bids", bids)
    figure.add("files", files)
    figure.add("value", value, places: 2)
    figure.add("unit", "s")
    figure.add("operations", Self.rounds)
    figure.add("rounds", Self.rounds)
    figure.goal(below: bids == 1_000 ? 10 : 60, value)
    return figure
  }

  private func write(_ contents: [String: [UInt8]], to folder: String) throws -> Int {
    for (path, bytes) in contents {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    return contents.count
  }
}
