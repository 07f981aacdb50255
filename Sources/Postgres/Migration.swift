import Glibc

/// One forward step of the schema: a numbered file of SQL that is never changed after it was applied anywhere.
public struct Migration: Hashable, Sendable {
  /// From the first four characters of the name, 1 … 9999.
  public let number: Int
  /// The file's name without `.sql`: `0001_people`.
  public let name: String
  public let sql: String

  /// - Throws: `badName` unless the name is four digits, an underscore and words.
  public init(name: String, sql: String) throws(MigrationFailure) {
    let bytes = Array(name.utf8)
    guard bytes.count > 5, bytes[4] == UInt8(ascii: "_"), bytes[0..<4].allSatisfy({ (48...57).contains($0) }),
      let number = Int(String(decoding: bytes[0..<4], as: UTF8.self)), number > 0
    else { throw .badName(name) }
    self.number = number
    self.name = name
    self.sql = sql
  }

  /// The migrations of a folder, every file whose name ends in `.sql`, by number.
  ///
  /// - Throws: `unreadable`, `badName`; `numberUsedTwice`, `numberMissing` when the numbers are not 1, 2, 3, …
  public static func folder(_ path: String) throws(MigrationFailure) -> [Migration] {
    guard let directory = opendir(path) else { throw .unreadable(path, errno: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".sql") { names.append(name) }
    }
    var migrations: [Migration] = []
    for name in names.sorted() {
      migrations.append(try Migration(name: String(name.dropLast(4)), sql: try text(of: path + "/" + name)))
    }
    return try ordered(migrations)
  }

  /// The same migrations by number.
  ///
  /// - Throws: `numberUsedTwice`, `numberMissing`.
  static func ordered(_ migrations: [Migration]) throws(MigrationFailure) -> [Migration] {
    let sorted = migrations.sorted { $0.number < $1.number }
    for (place, migration) in sorted.enumerated() where migration.number != place + 1 {
      throw migration.number <= place ? .numberUsedTwice(migration.number) : .numberMissing(place + 1)
    }
    return sorted
  }

  private static func text(of path: String) throws(MigrationFailure) -> String {
    guard let file = fopen(path, "r") else { throw .unreadable(path, errno: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[0..<count]
      if count < chunk.count { break }
    }
    guard ferror(file) == 0 else { throw .unreadable(path, errno: errno) }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8(path) }
    return text
  }
}

/// Why a schema was not migrated; nothing beyond the migrations already recorded was changed.
public enum MigrationFailure: Error, Hashable, Sendable {
  case unreadable(String, errno: Int32)
  case notUTF8(String)
  case badName(String)
  case numberUsedTwice(Int)
  case numberMissing(Int)
  /// Somebody else is migrating this database and did not finish in time.
  case busy
  /// The database is not one to migrate with these files.
  case refused(SchemaStatus)
}

extension MigrationFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let path, let code): "cannot read \(path): \(String(cString: strerror(code)))"
    case .notUTF8(let path): "\(path) is not UTF-8"
    case .badName(let name): "\(name).sql: a migration is named like 0001_people.sql"
    case .numberUsedTwice(let number): "two migrations have the number \(number)"
    case .numberMissing(let number): "there is no migration number \(number)"
    case .busy: "another process is migrating this database"
    case .refused(let status): "\(status)"
    }
  }
}

/// How the schema of a database stands to the migrations this program carries.
public enum SchemaStatus: Hashable, Sendable {
  /// Nothing at all is in the database.
  case empty
  /// Every migration is applied, none is unknown.
  case current
  /// These are still to be applied.
  case behind(pending: [String])
  /// The database was migrated by a newer program; these are not known here.
  case ahead(unknown: [String])
  /// The database is somebody else's, or its history was altered.
  case foreign(reason: String)
}

extension SchemaStatus: CustomStringConvertible {
  public var description: String {
    switch self {
    case .empty: "the database is empty"
    case .current: "the schema is current"
    case .behind(let pending): "the schema lacks \(pending.joined(separator: ", "))"
    case .ahead(let unknown): "the schema is newer than this program: it has \(unknown.joined(separator: ", "))"
    case .foreign(let reason): "the database is not this program's: \(reason)"
    }
  }
}
