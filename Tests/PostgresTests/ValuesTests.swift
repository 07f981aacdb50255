import Postgres
import TestSupport
import Testing

@Suite struct `Values there and back` {
  private static func back<Value: ColumnValue>(
    _ parameter: Parameter, _ sql: String = "select $1", prepared: Bool = true, as type: Value.Type = Value.self
  ) async throws -> Value {
    let made = try await TestCluster.shared()
    var configuration = DatabaseConfiguration(conninfo: "host=\(made.socketFolder) user=postgres dbname=postgres")
    configuration.preparedStatements = prepared
    let connection = try Connection(configuration, logger: .quiet)
    return try await connection.transaction { tx in try tx.onlyRow(Statement(sql), [parameter]).value(0) }
  }

  @Test(arguments: [Int64.min, -1, 0, 1, Int64.max]) func `an integer comes back`(number: Int64) async throws {
    #expect(try await Self.back(.int64(number)) == number)
    #expect(try await Self.back(.int64(number), prepared: false) == number)
  }

  @Test func `narrow integers come back and are widened`() async throws {
    #expect(try await Self.back(.int32(.min), as: Int32.self) == .min)
    #expect(try await Self.back(.int32(.max), as: Int64.self) == Int64(Int32.max))
    #expect(try await Self.back(.int16(.min), as: Int16.self) == .min)
    #expect(try await Self.back(.int16(7), as: Int.self) == 7)
  }

  @Test func `a wide integer is not cut down`() async throws {
    await #expect(throws: PostgresFailure.self) { try await Self.back(.int64(1 << 40), as: Int32.self) }
    await #expect(throws: PostgresFailure.self) { try await Self.back(.int32(1 << 20), as: Int16.self) }
  }

  @Test(arguments: [true, false]) func `a truth value comes back`(flag: Bool) async throws {
    #expect(try await Self.back(.bool(flag)) == flag)
  }

  static let texts = ["", "a", "周口市知识产权托管", "'; drop table item; --", "e\u{301}\u{1F600}", "\r\n\t\\"]
  @Test(arguments: texts) func `a text comes back byte for byte`(text: String) async throws {
    let found: String = try await Self.back(.text(text))
    #expect(Array(found.utf8) == Array(text.utf8))
  }

  @Test func `a zero byte in a text is refused, never cut`() async throws {
    let server = await #expect(throws: PostgresFailure.self) { try await Self.back(.text("a\0b"), as: String.self) }
    #expect(server?.sqlstate == "22021")
    let client = await #expect(throws: PostgresFailure.self) {
      try await Self.back(.numeric("1\06"), "select $1", as: String.self)
    }
    #expect(client?.kind == .mismatch)
  }

  @Test(arguments: [0, 1, 3, 65_536, 20 * 1024 * 1024]) func `bytes come back`(count: Int) async throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try await Self.back(.bytes(bytes)) == bytes)
  }

  @Test func `no value is NULL and an empty one is not`() async throws {
    #expect(try await Self.back(.bytes([]), "select $1 is null", as: Bool.self) == false)
    #expect(try await Self.back(.bytes(nil), "select $1 is null", as: Bool.self))
    #expect(try await Self.back(.bytes(nil), as: [UInt8]?.self) == nil)
    #expect(try await Self.back(.bytes([]), as: [UInt8]?.self) == [])
    #expect(try await Self.back(.text(nil), as: String?.self) == nil)
    #expect(try await Self.back(.text(""), as: String?.self) == "")
    #expect(try await Self.back(.int64(nil), as: Int64?.self) == nil)
  }

  @Test func `NULL does not fit a type without room for it`() async throws {
    let failure = await #expect(throws: PostgresFailure.self) { try await Self.back(.int64(nil), as: Int64.self) }
    #expect(failure?.kind == .mismatch)
  }

  static let numerics = [
    "0", "0.00", "1", "-1", "1250000.00", "-0.5", "0.0001", "0.00010", "10000", "100000000", "9999.9999", "10000.0001",
    "123456789012345678901234567890.123456789", "0.000000000000000001", "12.3400", "-10000.5",
  ]
  @Test(arguments: numerics) func `a numeric comes back digit for digit`(text: String) async throws {
    #expect(try await Self.back(.numeric(text), as: String.self) == text)
    #expect(try await Self.back(.numeric(text), "select $1::text", as: String.self) == text)
  }

  @Test func `random numerics read as the server writes them`() async throws {
    var random = Seed.generator("numerics")
    let database = Database(
      DatabaseConfiguration(
        conninfo: "host=\(try await TestCluster.shared().socketFolder) user=postgres dbname=postgres"), logger: .quiet)
    var texts: [String] = []
    for _ in 0..<300 {
      let digits = (0..<Int.random(in: 1...30, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))" }
      let scale = (0..<Int.random(in: 0...12, using: &random)).map { _ in "\(Int.random(in: 0...9, using: &random))" }
      texts.append(digits.joined() + (scale.isEmpty ? "" : "." + scale.joined()))
    }
    let given = texts
    let pairs = try await database.read { tx in
      try tx.rows(
        Statement("select x::numeric as read, x::numeric::text as written from unnest($1) as x"), [.texts(given)]
      ) { (try $0.value("read") as String, try $0.value("written") as String) }
    }
    #expect(pairs.count == 300)
    for (read, written) in pairs { #expect(read == written) }
    await database.close()
  }

  @Test func `a numeric that is no number is refused`() async throws {
    let failure = await #expect(throws: PostgresFailure.self) { try await Self.back(.numeric("NaN"), as: String.self) }
    #expect(failure?.kind == .mismatch)
    let words = await #expect(throws: PostgresFailure.self) { try await Self.back(.numeric("1,5"), as: String.self) }
    #expect(words?.sqlstate == "22P02")
  }

  static let moments: [(microseconds: Int64, text: String)] = [
    (0, "1970-01-01 00:00:00+00"),
    (1, "1970-01-01 00:00:00.000001+00"),
    (-1, "1969-12-31 23:59:59.999999+00"),
    (946_684_800_000_000, "2000-01-01 00:00:00+00"),
    (1_795_305_600_123_456, "2026-11-22 00:00:00.123456+00"),
  ]
  @Test(arguments: moments) func `a moment is microseconds since 1970`(microseconds: Int64, text: String) async throws {
    #expect(try await Self.back(.timestamp(microseconds), as: Int64.self) == microseconds)
    let sql = "select ($1 at time zone 'UTC')::text || '+00'"
    #expect(try await Self.back(.timestamp(microseconds), sql, as: String.self) == text)
  }

  @Test func `a moment outside the calendar is refused`() async throws {
    #expect(try await Self.back(.timestamp(.max), as: Int64.self) == .max)
    let failure = await #expect(throws: PostgresFailure.self) { try await Self.back(.timestamp(.min), as: Int64.self) }
    #expect(failure?.sqlstate == "22008")
  }

  @Test func `an infinite moment is no number`() async throws {
    let failure = await #expect(throws: PostgresFailure.self) {
      try await Self.back(.bool(true), "select 'infinity'::timestamptz where $1", as: Int64.self)
    }
    #expect(failure?.kind == .mismatch)
  }

  @Test(arguments: ["0001-01-01", "1582-10-15", "1970-01-01", "1999-12-31", "2000-02-29", "2026-11-22", "9999-12-31"])
  func `a date comes back`(date: String) async throws {
    #expect(try await Self.back(.date(date), as: String.self) == date)
  }

  @Test func `a uuid and a json come back`() async throws {
    let uuid = "6f2c1f0e-9a0b-4c3d-8e7f-0123456789ab"
    #expect(try await Self.back(.uuid(uuid), as: String.self) == uuid)
    #expect(try await Self.back(.json(#"{"b":1,"a":"周"}"#), as: String.self) == #"{"a": "周", "b": 1}"#)
    let failure = await #expect(throws: PostgresFailure.self) { try await Self.back(.json("{"), as: String.self) }
    #expect(failure?.sqlstate == "22P02")
  }

  @Test func `arrays come back and unnest, with holes and empty`() async throws {
    #expect(try await Self.back(.int64s([1, -1, .max]), as: [Int64].self) == [1, -1, .max])
    #expect(try await Self.back(.int32s([1, 2]), as: [Int32].self) == [1, 2])
    #expect(try await Self.back(.texts(["", "周", "{a,b}"]), as: [String].self) == ["", "周", "{a,b}"])
    #expect(try await Self.back(.byteStrings([[], [0, 255]]), as: [[UInt8]].self) == [[], [0, 255]])
    #expect(try await Self.back(.int64s([]), as: [Int64].self) == [])
    #expect(try await Self.back(.int64s([1, nil, 3]), "select count(*) from unnest($1)", as: Int.self) == 3)
    #expect(try await Self.back(.int64s([1, nil, 3]), "select count(x) from unnest($1) as x", as: Int.self) == 2)
    #expect(try await Self.back(.byteStrings([[], nil]), "select count(x) from unnest($1) as x", as: Int.self) == 1)
    #expect(try await Self.back(.bools([true, nil]), "select count(x) from unnest($1) as x", as: Int.self) == 1)
    #expect(try await Self.back(.int16s([1, 2]), "select sum(x) from unnest($1) as x", as: Int.self) == 3)
    let moments = "select max(x) from unnest($1) as x"
    #expect(try await Self.back(.timestamps([0, 5, nil]), moments, as: Int64.self) == 5)
  }

  @Test func `NULL inside an array does not fit`() async throws {
    let failure = await #expect(throws: PostgresFailure.self) {
      try await Self.back(.int64s([1, nil]), as: [Int64].self)
    }
    #expect(failure?.kind == .mismatch)
  }

  @Test func `a column that is not there or of another type is named`() async throws {
    let failure = await #expect(throws: PostgresFailure.self) {
      let cluster = try await TestCluster.shared()
      let connection = try Connection(
        DatabaseConfiguration(conninfo: "host=\(cluster.socketFolder) user=postgres dbname=postgres"), logger: .quiet)
      return try await connection.transaction { tx -> Int in
        let row = try tx.onlyRow(Statement("select 1 as one, 'a'::text as word"))
        #expect(try row.value("one") as Int == 1)
        #expect(throws: PostgresFailure.self) { try row.value("word") as Int }
        #expect(throws: PostgresFailure.self) { try row.value("ONE") as Int }
        #expect(throws: PostgresFailure.self) { try row.value(2) as Int }
        #expect(throws: PostgresFailure.self) { try row.value("one") as [UInt8] }
        return try row.value("two")
      }
    }
    #expect(failure?.message == "no column two; there are one, word")
  }
}
