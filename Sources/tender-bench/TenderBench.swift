// tender-bench: how fast the released programs are on this machine. `scripts/bench` prepares what it needs and starts it.
//
//   Measure, Plan     what can be asked for, and where the tools and servers are that `scripts/bench` prepared
//   Figure            one line of the answer: one JSON object, its members in the order in which they were added
//   Statistics        medians and quantiles; work timed in rounds
//   Sealing…, Evaluating…, AgeMeasures    what one person's program does, in this process or by the built command
//   VerifyMeasure     the stranger's check of a whole tender, by the built command
//   Submitting        bids through a real daemon, in turn with pgbench: Fixture makes the tender, BidPress seals,
//                     RequestPress signs, LoadGenerator sends
//   TickMeasure       ticks, by the daemon's own deed in this process: from outside one cannot see how long they take
//   ScaleMeasure      what officers do and ask in a tender of 200 lots: ScaleTender makes it, Stopwatch keeps the times
//   PublishMeasure, ProofMeasure, CheckpointMeasure    the notary: signing a head in logs of up to a million entries,
//                     inclusion proofs a second, and the checkpoint beside a bare route of the framework
import ArgumentParser

@main
struct TenderBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tender-bench",
    abstract: "测量速度，每行一个 JSON 对象 / Measure speed; one JSON object a line on standard output.")

  @Argument(help: "测量项目，默认全部 / What to measure; everything when none is named.")
  var measures: [Measure] = []
  @OptionGroup var plan: Plan

  func run() async throws {
    let wanted = measures.isEmpty ? Measure.allCases : measures
    try Machine.figure(commit: plan.commit).print()
    for measure in Measure.allCases where wanted.contains(measure) {
      switch measure {
      case .machine: break
      case .seal: try SealingMeasures().seal().print()
      case .share: try SealingMeasures().share().print()
      case .open: try SealingMeasures().open().print()
      case .evaluate: try EvaluatingMeasure().figure().print()
      case .verify:
        for bids in VerifyMeasure.sizes { try await VerifyMeasure(plan).figure(bids: bids).print() }
      case .ageEncrypt: try await AgeMeasures(plan).encrypt().print()
      case .ageDecrypt: try await AgeMeasures(plan).decrypt().print()
      case .submit:
        for figure in try await Submitting(plan).figures(alone: nil) { figure.print() }
      case .pgbench:
        // Beside `submit` it is the yardstick and was reported there.
        guard !wanted.contains(.submit) else { continue }
        for figure in try await Submitting(plan).figures(alone: .pgbench) { figure.print() }
      case .ticks:
        for figure in try await TickMeasure(plan).figures() { figure.print() }
      case .publish:
        for figure in try await PublishMeasure(plan).figures() { figure.print() }
      case .proofs: try ProofMeasure().figure().print()
      case .checkpoint: try await CheckpointMeasure(plan).figure().print()
      case .scale: for figure in try await ScaleMeasure(plan).figures() { figure.print() }
      }
    }
  }
}
