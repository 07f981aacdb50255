import Tendering

/// A trustee contract's way into the files of park and bureau (备案): for the record, not for approval.
///
/// - Source: S51; a contract that is not filed stands, but is neither subsidised nor counted.
public struct Filing: Hashable, Sendable {
  public typealias ID = Identifier<Filing>

  public enum Status: Hashable, Sendable {
    case waiting
    case filed(number: String)
    /// Sent back for correction.
    case returned(reason: String)
  }

  public let park: HostPark.ID
  public let statuses: [FilingAuthority: Status]

  /// Hands a contract in, to both authorities at once.
  ///
  /// - Parameters:
  ///   - signing: the contract's signatures, or nil when there is no such contract.
  ///   - before: an earlier filing of it; only a returned one may be handed in again.
  /// - Throws: `noContract`, `notSigned`, `submittedAlready`, `complete`.
  public init(
    submitting signing: Signing?, park: HostPark.ID, before: Filing? = nil
  ) throws(FilingRefusal) {
    guard let signing else { throw .noContract }
    guard signing.isComplete else { throw .notSigned(missing: signing.missing) }
    self.park = park
    guard let before else {
      statuses = [.park: .waiting, .bureau: .waiting]
      return
    }
    guard !before.isComplete else { throw .complete }
    guard before.isReturned else { throw .submittedAlready }
    // What one authority has on file stays there; the other looks again.
    statuses = before.statuses.mapValues { if case .returned = $0 { .waiting } else { $0 } }
  }

  private init(park: HostPark.ID, statuses: [FilingAuthority: Status]) {
    self.park = park
    self.statuses = statuses
  }

  /// The archive's way to build a filing from what it holds.
  public init(restoring statuses: [FilingAuthority: Status], park: HostPark.ID) {
    self.init(park: park, statuses: statuses)
  }

  public var isComplete: Bool { FilingAuthority.allCases.allSatisfy { number(by: $0) != nil } }

  public var isReturned: Bool {
    statuses.values.contains { if case .returned = $0 { true } else { false } }
  }

  public func number(by authority: FilingAuthority) -> String? {
    if case .filed(let number)? = statuses[authority] { number } else { nil }
  }

  /// Takes the contract on file under a number.
  ///
  /// - Parameters:
  ///   - ofPark: the park that decides, for the park's side; nil for the bureau's.
  ///   - isNumberTaken: another filing has the number.
  /// - Throws: `notSubmitted`, `otherPark`, `filedAlready`, `numberTaken`.
  public func filing(
    by authority: FilingAuthority, ofPark: HostPark.ID?, number: String, isNumberTaken: Bool
  ) throws(FilingRefusal) -> Filing {
    try mayDecide(authority, ofPark: ofPark)
    guard !isNumberTaken, isWritten(number) else { throw .numberTaken }
    return with(.filed(number: number), by: authority)
  }

  /// Sends the contract back for correction.
  ///
  /// - Throws: `complete`, `notSubmitted`, `otherPark`, `filedAlready`, `reasonMissing`.
  public func returning(
    by authority: FilingAuthority, ofPark: HostPark.ID?, reason: String
  ) throws(FilingRefusal) -> Filing {
    guard !isComplete else { throw .complete }
    try mayDecide(authority, ofPark: ofPark)
    guard isWritten(reason) else { throw .reasonMissing }
    return with(.returned(reason: reason), by: authority)
  }

  private func mayDecide(_ authority: FilingAuthority, ofPark: HostPark.ID?) throws(FilingRefusal) {
    if authority == .park, ofPark != park { throw .otherPark }
    switch statuses[authority] {
    case .waiting?: return
    case .filed?: throw .filedAlready(authority: authority)
    case .returned?, nil: throw .notSubmitted
    }
  }

  private func with(_ status: Status, by authority: FilingAuthority) -> Filing {
    var statuses = statuses
    statuses[authority] = status
    return Filing(park: park, statuses: statuses)
  }
}

/// An official paper's number in the usual form, 机关代字〔年〕序号.
///
///     DocumentNumber(code: "周知托备", year: 2026, serial: 7) is 周知托备〔2026〕7号
public struct DocumentNumber: Hashable, Sendable, CustomStringConvertible {
  public let code: String
  public let year: Int
  /// From 1 within the year, printed without leading zero.
  public let serial: Int

  public init(code: String, year: Int, serial: Int) {
    self.code = code
    self.year = year
    self.serial = serial
  }

  public var description: String { "\(code)〔\(year)〕\(serial)号" }
}
