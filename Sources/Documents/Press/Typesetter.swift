import Subprocess
import Synchronization

/// A renderer in its sandbox that stays and prints papers, in the order in which it is asked: what costs time, the fonts and
/// the compiler, is read once. It is told and answers on its pipes:
///
///     KIND SECONDS LENGTH\n and the facts   →   LENGTH\n and the PDF
///
/// What goes wrong ends it: one line on standard error and its exit status say what. A paper therefore never follows on
/// one that failed.
final class Typesetter: Sendable {
  struct Work: Sendable {
    let kind: String
    let seconds: Int64
    let facts: [UInt8]
  }

  /// After so many papers a new process takes over, so that what the compiler keeps in memory stays bounded.
  private static let papersMax = 500

  private let slip = Slip()
  private let orders: AsyncStream<[Work]>.Continuation

  /// Starts the process; it ends with this object.
  init(settings: PressSettings) {
    let (stream, orders) = AsyncStream.makeStream(of: [Work].self)
    self.orders = orders
    Task.detached { [slip] in await Self.live(stream, settings: settings, slip: slip) }
  }

  deinit { orders.finish() }

  /// Of papers printed.
  var printed: Int { slip.state.withLock(\.printed) }
  var isUsable: Bool { slip.state.withLock { $0.failure == nil && $0.printed < Self.papersMax } }

  /// Prints papers, of which it may have two in hand at a time; all or none. That nobody else gives it some meanwhile is the
  /// caller's to see to.
  func print(_ works: [Work]) async throws(PressFailure) -> [[UInt8]] {
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if let failure = slip.await(continuation) {
          continuation.resume(returning: .failure(failure))
        } else {
          orders.yield(works)
        }
      }
    } onCancel: {
      slip.stop(for: .cancelled)
    }
    return try result.get()
  }
}

/// What the process and those who wait for it tell one another.
private final class Slip: Sendable {
  typealias Answer = CheckedContinuation<Result<[[UInt8]], PressFailure>, Never>

  struct State {
    var answer: Answer?
    /// Once there is one, nothing more is printed.
    var failure: PressFailure?
    /// Ends the process at once; nil while there is none to end.
    var kill: (@Sendable () -> Void)?
    var printed = 0
  }

  let state = Mutex(State())

  /// Nil once the answer is waited for.
  func `await`(_ answer: Answer) -> PressFailure? {
    state.withLock { state in
      if state.failure == nil { state.answer = answer }
      return state.failure
    }
  }

  func printed(_ pdfs: [[UInt8]]) {
    let answer = state.withLock { state in
      state.printed += pdfs.count
      return state.answer.take()
    }
    answer?.resume(returning: .success(pdfs))
  }

  /// Ends the process for a reason that stands before whatever it says itself.
  func stop(for failure: PressFailure) {
    state.withLock { state in
      state.failure = state.failure ?? failure
      state.kill?()
    }
  }

  func begin(kill: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.kill = kill
      if state.failure != nil { kill() }
    }
  }

  /// From now on there is nothing to kill: the process's number may soon be another's.
  func forgetProcess() { state.withLock { $0.kill = nil } }

  func ended(for failure: PressFailure) {
    let (answer, reason) = state.withLock { state in
      state.failure = state.failure ?? failure
      return (state.answer.take(), state.failure ?? failure)
    }
    answer?.resume(returning: .failure(reason))
  }
}

extension Typesetter {
  private static func live(_ orders: AsyncStream<[Work]>, settings: PressSettings, slip: Slip) async {
    let sandbox = Sandbox(settings: settings)
    // The kind of the paper that was being printed when the process ended.
    var kind = ""
    do {
      let result = try await sandbox.run(
        ["render.py", String(settings.cpuSecondsMax)], keepsTime: false, output: .sequence
      ) { execution in
        slip.begin { try? execution.send(signal: .kill) }
        defer { slip.forgetProcess() }
        var answers = Answers(execution.standardOutput, bytesMax: settings.pdfBytesMax)
        for await works in orders {
          let input = execution.standardInputWriter
          // Beside the reading: neither side waits for the other to empty a pipe.
          async let written: Void = {
            for work in works {
              // A process that ends before it has read everything breaks the pipe; what it says and its status tell why.
              _ = try? await input.write(
                Array("\(work.kind) \(work.seconds) \(work.facts.count)\n".utf8) + work.facts)
            }
          }()
          do throws(PressFailure) {
            var pdfs: [[UInt8]] = []
            for (place, work) in works.enumerated() {
              kind = work.kind
              // They come in order, so from one to the next it is never longer than one takes.
              let clock = Task.detached {
                try await Task.sleep(for: .seconds(settings.secondsMax))
                slip.stop(for: .timedOut(seconds: settings.secondsMax))
              }
              defer { clock.cancel() }
              let pdf = try await answers.next(kind: work.kind)
              // Who has no more to say, or has said all, has the same time left to read what it was told.
              if pdf == nil || place == works.count - 1 { await written }
              guard let pdf else { return }
              pdfs.append(pdf)
            }
            slip.printed(pdfs)
          } catch {
            return slip.stop(for: error)
          }
        }
      }
      slip.ended(for: sandbox.failure(result.terminationStatus, result.standardError, of: kind))
    } catch {
      slip.ended(for: .process("\(error)"))
    }
  }
}

/// The answers that come out of the pipe, each with its length before it.
private struct Answers {
  private var buffers: SubprocessOutputSequence.Iterator
  private let bytesMax: Int
  /// What came and was not yet taken.
  private var rest: [UInt8] = []

  init(_ output: SubprocessOutputSequence, bytesMax: Int) {
    buffers = output.makeAsyncIterator()
    self.bytesMax = bytesMax
  }

  /// Nil at the end of the pipe.
  mutating func next(kind: String) async throws(PressFailure) -> [UInt8]? {
    while !rest.prefix(20).contains(0x0A) {
      guard rest.count < 20 else { throw .renderer(kind: kind, line: "what came back has no length") }
      guard await more() else { return nil }
    }
    let line = rest.prefix { $0 != 0x0A }
    guard let length = Int(String(decoding: line, as: UTF8.self)), length >= 0 else {
      throw .renderer(kind: kind, line: "what came back has no length")
    }
    guard length <= bytesMax else { throw .pdfTooLarge(bytesMax: bytesMax) }
    rest.removeFirst(line.count + 1)
    while rest.count < length { guard await more() else { return nil } }
    defer { rest.removeFirst(length) }
    return Array(rest.prefix(length))
  }

  private mutating func more() async -> Bool {
    guard let buffer = try? await buffers.next() else { return false }
    buffer.withUnsafeBytes { rest.append(contentsOf: $0) }
    return true
  }
}
