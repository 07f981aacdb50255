/// Lets so many in at once; the others wait in the order they came, and leave the queue when cancelled.
actor PressGate {
  private var free: Int
  private var waiting: [(ticket: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  private var lastTicket = 0

  init(places: Int) { free = places }

  /// True once there is a place; false when the caller was cancelled while waiting, and then there is none to leave.
  func enter() async -> Bool {
    if free > 0 {
      free -= 1
      return true
    }
    lastTicket += 1
    let ticket = lastTicket
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiting.append((ticket, continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(ticket) }
    }
  }

  /// Hands the place to the first who waits.
  func leave() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().continuation.resume(returning: true) }
  }

  private func giveUp(_ ticket: Int) {
    guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
    waiting.remove(at: place).continuation.resume(returning: false)
  }
}
