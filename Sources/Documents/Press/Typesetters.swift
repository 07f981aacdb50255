/// The typesetters of a press: one waits for the next paper, more are called when more is printed at once.
actor Typesetters {
  /// So many work at once, those who read attachments among them.
  nonisolated let gate: PressGate
  private let settings: PressSettings
  private var waiting: Typesetter?

  init(settings: PressSettings) {
    self.settings = settings
    gate = PressGate(places: settings.placesMax)
  }

  /// Ends the process that waits, and gives its memory back; the next paper starts another.
  func rest() { waiting = nil }

  /// Whether the next paper has to wait for a process to start.
  var isCold: Bool { waiting?.isUsable != true }

  func print(_ works: [Typesetter.Work]) async throws(PressFailure) -> [[UInt8]] {
    let typesetter = take()
    let isUsed = typesetter.printed > 0
    do throws(PressFailure) {
      let pdfs = try await typesetter.print(works)
      if typesetter.isUsable { waiting = typesetter }
      return pdfs
    } catch {
      // A process that has waited may have been ended by somebody else, who wanted its memory; a new one cannot have.
      guard isUsed, case .renderer = error else { throw error }
      return try await Typesetter(settings: settings).print(works)
    }
  }

  private func take() -> Typesetter {
    defer { waiting = nil }
    guard let waiting, waiting.isUsable else { return Typesetter(settings: settings) }
    return waiting
  }
}
