import Foundation
import Notes
import Operations
import Postgres
import Store
import Synchronization
import Tendering
import TestSupport
import Testing
import Transparency
import Verification

/// Somebody who holds a tender's row, as a batch that stands still in the middle does.
final class RowHolder: Sendable {
  private let done = DispatchSemaphore(value: 0)
  private let task: Task<Void, any Error>

  /// Returns once the row is held.
  init(_ scene: Scene, _ lock: Transaction.Lock) async throws {
    let database = scene.store.database()
    let (held, isHeld) = AsyncStream.makeStream(of: Void.self)
    let done = done
    task = Task {
      try await database.write(as: .office) { tx in
        _ = try tx.tender(Scene.tender, lock: lock)
        isHeld.yield()
        // On the connection's own thread, which nobody else needs.
        done.wait()
      }
    }
    for await _ in held { break }
  }

  func letGo() async {
    done.signal()
    _ = try? await task.value
  }
}

@Suite struct `A fair deadline` {
  @Test func `a full queue at the deadline loses nobody who had arrived, and the close waits for them`() async throws {
    let scene = try await Scene.make()
    let crowd = try await scene.moreAgencies(40)
    // The writer stands: everything that comes waits behind it.
    let holder = try await RowHolder(scene, .exclusive)
    scene.clock.set(Scene.deadline - 1, micros: 999_000)
    let codes = try await withThrowingTaskGroup(of: String.self) { group in
      for agency in crowd {
        let note = scene.registration(agency)
        group.addTask { await refusal { try await scene.hand(note, to: scene.office, by: agency) } }
      }
      while scene.office.arrivals.count < crowd.count { try await Task.sleep(for: .milliseconds(2)) }
      scene.clock.set(Scene.deadline, micros: 1)
      #expect(try await scene.office.closeDueTenders().map(\.id) == [Scene.tender])
      await holder.letGo()
      return try await group.reduce(into: [String]()) { $0.append($1) }
    }
    #expect(codes == Array(repeating: "", count: crowd.count))
    #expect(try await scene.office.closeDueTenders().isEmpty)
    let reveal = try await scene.office.database.read(as: .auditor) { tx in try tx.tickNotes(of: Scene.tender) }
    #expect(reveal.count == crowd.count)
    #expect(try await scene.row().closedAt?.seconds == Scene.deadline)
    #expect(try await scene.audit() == [])
  }

  @Test func `a batch that stands still holds up no close beyond the grace, and its notes are told so`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let note = scene.registration(agency)
    let arrival = scene.office.arrivals.hold(Scene.atDeadline(-1))
    let holder = try await RowHolder(scene, .shared)
    scene.clock.set(Scene.deadline)
    #expect(try await !scene.office.closeDueTenders().isEmpty)
    // The grace of five seconds but one is over.
    scene.clock.set(Scene.deadline + 4)
    while try await !scene.office.closeDueTenders().isEmpty {}
    #expect(try await scene.row().closedAt?.seconds == Scene.deadline + 4)
    #expect(
      await refusal { try await scene.hand(note, to: scene.office, by: agency, receivedAt: Scene.atDeadline(-1)) }
        == "bid.closed")
    scene.office.arrivals.settle(arrival)
    await holder.letGo()
    #expect(try await scene.audit() == [])
  }

  @Test func `late notes, however many, do not hold up a close`() async throws {
    let scene = try await Scene.make()
    let holder = try await RowHolder(scene, .shared)
    scene.clock.set(Scene.deadline)
    let late = scene.registration(scene.agencies[0])
    // Its batch reads the row and asks for no lock on it.
    #expect(await refusal { try await scene.hand(late, to: scene.office, by: scene.agencies[0]) } == "bid.late")
    await holder.letGo()
    try await scene.close()
    #expect(await refusal { try await scene.hand(late, to: scene.office, by: scene.agencies[0]) } == "bid.late")
    #expect(try await scene.audit() == [])
  }

  /// Microseconds from the deadline at which the payload's last piece and the note arrive.
  static let orders: [(payload: Int64, note: Int64, code: String)] = [
    (-2, -1, ""), (0, -1, "bid.late"), (700_000, -1, "bid.late"), (-1, 0, "bid.late"),
  ]

  @Test(arguments: orders)
  func `of note and payload the later decides`(payload: Int64, note: Int64, code: String) async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    _ = try await scene.office.uploadPayload(
      Digest(of: bid.payload), piece: bid.payload, offset: 0, length: bid.payload.count,
      receivedAt: Scene.atDeadline(payload), by: try agency.actor)
    do {
      try await scene.hand(bid.note, to: scene.office, by: agency, receivedAt: Scene.atDeadline(note))
      #expect(code == "")
    } catch let refusal as LateRefusal {
      #expect(refusal.code == code)
      let late = try LateNote(try SignedNote(parsing: refusal.late))
      #expect(late.received == Scene.atDeadline(max(payload, note)).seconds)
      #expect(late.received >= late.deadline)
    }
    try await scene.close()
    #expect(try await scene.audit() == [])
  }

  @Test func `a connection that breaks under a note in time is made anew, and the note is taken`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    // Once before, so that the writer is connected.
    try await scene.register(scene.agencies[1])
    let holder = try await RowHolder(scene, .exclusive)
    scene.clock.set(Scene.deadline - 1)
    let note = scene.registration(agency)
    async let code = refusal { try await scene.hand(note, to: scene.office, by: agency) }
    let superuser = try Connection(scene.store.configuration(as: "postgres"), logger: .quiet)
    let waiting = Statement(
      "waiting",
      """
      select pg_terminate_backend(pid) as gone
        from pg_stat_activity
       where datname = current_database()
         and wait_event_type = 'Lock'
      """)
    while try await superuser.transaction({ tx in try tx.rows(waiting).count }) == 0 {
      try await Task.sleep(for: .milliseconds(2))
    }
    scene.clock.set(Scene.deadline)
    await holder.letGo()
    #expect(await code == "")
    try await scene.close()
    #expect(try await scene.office.database.read(as: .auditor) { tx in try tx.tickNotes(of: Scene.tender) }.count == 2)
    #expect(try await scene.audit() == [])
  }

  @Test func `after an outage over the deadline the close comes at once, takes nothing more and is told to be late`()
    async throws
  {
    let scene = try await Scene.make()
    let bids = try await scene.threeBids()
    for _ in 1...3 {
      try await scene.office.tick()
      scene.clock.pass(10)
    }
    scene.clock.set(Scene.deadline + 3_600)
    #expect(try await scene.office.closeDueTenders().isEmpty)
    #expect(try await scene.row().closedAt?.seconds == Scene.deadline + 3_600)
    let again = try await scene.submit(bids[0], by: scene.agencies[0])
    #expect(try !again.isNew && Acknowledgement(again.ack).received == Scene.opens)
    #expect(await refusal { try await scene.register(scene.agencies[3]) } == "bid.late")
    #expect(try await scene.verified(.fail) == [])
    let notes = try await scene.verified(.note)
    #expect(notes.contains { $0.contains("late close") })
    #expect(notes.contains { $0.contains("outage") })
    #expect(try await scene.audit() == [])
  }
}

@Suite struct `What has arrived` {
  @Test func `is settled up to the earliest that is in hand, and no stamp lies before what was called settled`() {
    let clock = TestClock(seconds: 100)
    let arrivals = Arrivals { clock.now }
    let first = arrivals.take()
    clock.set(101)
    let second = arrivals.take()
    #expect(arrivals.settledUpTo() == first.at)
    arrivals.settle(first)
    #expect(arrivals.settledUpTo() == second.at)
    arrivals.settle(second)
    arrivals.settle(second)
    #expect(arrivals.settledUpTo() == clock.now)
    #expect(arrivals.count == 0)
    // A step back by the time server is not seen from here …
    clock.set(100, micros: 500_000)
    #expect(arrivals.stamp() == Operations.Moment(seconds: 101))
    // … but a clock that had been wrong is believed when it is set right.
    clock.set(50)
    #expect(arrivals.stamp() == Operations.Moment(seconds: 50))
    #expect(arrivals.settledUpTo() == Operations.Moment(seconds: 50))
  }

  @Test func `a hundred arrivals at once are each counted`() async {
    let clock = TestClock(seconds: 100)
    let arrivals = Arrivals { clock.now }
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          let arrival = arrivals.take()
          #expect(arrivals.settledUpTo() <= arrival.at)
          arrivals.settle(arrival)
        }
      }
    }
    #expect(arrivals.count == 0)
  }
}
