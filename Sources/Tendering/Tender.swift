/// One tender: a notice, its lots and what came of them.
public enum Tender {
  public typealias ID = Identifier<Tender>

  public enum State: String, Hashable, Sendable, CaseIterable {
    case draft, published, open, closed, cancelled

    /// The tender itself goes no further; its lots may.
    public var isFinal: Bool { self == .closed || self == .cancelled }
  }

  /// What moves a tender on.
  public enum Step: String, Hashable, Sendable, CaseIterable {
    case publish, open, amend, close, cancel
  }
}

extension Tender.State {
  /// The state after `step`.
  ///
  /// After the close a tender stays closed: from then on each lot fails, is cancelled or awarded by itself.
  ///
  /// - Throws: `wrongTenderState` for every pair that is not in the table.
  public func after(_ step: Tender.Step) throws(TenderRefusal) -> Tender.State {
    switch (self, step) {
    case (.draft, .publish): .published
    case (.published, .open): .open
    case (.published, .amend), (.open, .amend): self
    // A daemon that was down from before the opening hour until after the deadline closes at once.
    case (.open, .close), (.published, .close): .closed
    case (.draft, .cancel), (.published, .cancel), (.open, .cancel): .cancelled
    default: throw .wrongTenderState(state: self, step: step)
    }
  }
}

extension Identifier where Of == Tender {
  /// Rehearsals (演练) carry it in every id, so that no paper of one is ever taken for a real one.
  public static var rehearsalPrefix: String { "rehearsal." }

  public var isRehearsal: Bool { text.utf8.starts(with: Self.rehearsalPrefix.utf8) }
}

/// Whether a daemon, its log and its tenders are a rehearsal; chosen when the database is born and never changed.
public enum Rehearsal {
  /// The id of a tender, and the log's origin, begin with `rehearsal.` if and only if this is a rehearsal.
  public static func fits(_ name: String, isRehearsal: Bool) -> Bool {
    name.utf8.starts(with: Tender.ID.rehearsalPrefix.utf8) == isRehearsal
  }
}

/// How many custodians must act, of how many.
public struct Threshold: Hashable, Sendable, CustomStringConvertible {
  public let needed: Int
  public let custodians: Int

  public init(needed: Int, custodians: Int) {
    self.needed = needed
    self.custodians = custodians
  }

  public var description: String { "\(needed) of \(custodians)" }
}

/// A part of a lot that is sealed and opened by itself.
public enum Part {
  public typealias ID = Identifier<Part>
}

/// A part as the notice offers it.
public struct OfferedPart: Hashable, Sendable {
  public let lot: Lot.ID
  public let part: Part.ID
  /// The payload file's largest size.
  public let bytesMax: Int
  public let isPublic: Bool

  public init(lot: Lot.ID, part: Part.ID, bytesMax: Int, isPublic: Bool) {
    self.lot = lot
    self.part = part
    self.bytesMax = bytesMax
    self.isPublic = isPublic
  }
}
