/// The outgoing values of one statement, laid one after another in memory that lives until libpq has copied them.
///
/// One buffer belongs to one connection and is used again for every statement, so that a batch of megabytes does not cost
/// a fresh mapping each time. libpq wants a non-null pointer for an empty value, else it sends NULL; offsets into one
/// buffer give that for free.
final class ParameterBuffer {
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private var count = 0
  private(set) var slots: [Slot] = []

  struct Slot {
    var offset: Int  // -1 means NULL
    var length: Int
    var type: UInt32
    var isBinary: Bool
  }

  /// What is kept between statements; a bigger buffer is given back after use.
  private static let keptBytesMax = 16 * 1024 * 1024
  /// PostgreSQL takes no value and no message beyond 1 GiB.
  private static let bytesMax = 1_000_000_000

  init() {
    capacity = 4096
    memory = .allocate(byteCount: capacity, alignment: 8)
  }

  deinit { memory.deallocate() }

  func reset() {
    slots.removeAll(keepingCapacity: true)
    count = 0
    if capacity > Self.keptBytesMax {
      memory.deallocate()
      capacity = 4096
      memory = .allocate(byteCount: capacity, alignment: 8)
    }
  }

  /// Lays out `parameters` after what is already there.
  ///
  /// - Throws: `mismatch` when the values exceed what a message can carry.
  func append(_ parameters: [Parameter], for statement: String) throws(PostgresFailure) {
    for parameter in parameters {
      let start = count
      if case .null = parameter.value {
        slots.append(Slot(offset: -1, length: 0, type: parameter.type, isBinary: true))
        continue
      }
      write(parameter.value, elementOf: parameter.type)
      let length = count - start
      guard count <= Self.bytesMax else {
        throw PostgresFailure(.mismatch, statement: statement, message: "the values exceed 1 000 000 000 bytes")
      }
      // libpq reads text up to a zero byte: the terminator is not part of the length.
      if !parameter.isBinary { writeByte(0) }
      slots.append(Slot(offset: start, length: length, type: parameter.type, isBinary: parameter.isBinary))
    }
  }

  /// Refuses a literal with a zero byte before anything is sent: libpq would cut it there without a word.
  static func check(_ parameters: [Parameter], for statement: String) throws(PostgresFailure) {
    for case .literal(let text) in parameters.map(\.value) where text.utf8.contains(0) {
      throw PostgresFailure(.mismatch, statement: statement, message: "a literal value holds a zero byte")
    }
  }

  func pointer(at offset: Int) -> UnsafePointer<CChar>? {
    offset < 0 ? nil : UnsafePointer((memory + offset).assumingMemoryBound(to: CChar.self))
  }

  private func write(_ value: Parameter.Value, elementOf type: UInt32) {
    switch value {
    case .null: break
    case .int16(let number): writeInteger(number)
    case .int32(let number): writeInteger(number)
    case .int64(let number): writeInteger(number)
    case .bool(let flag): writeByte(flag ? 1 : 0)
    case .text(let text): writeText(text)
    case .literal(let text): writeText(text)
    case .bytes(let bytes): bytes.withUnsafeBytes(writeBytes)
    case .jsonb(let text):
      writeByte(1)  // the version of jsonb's binary form
      writeText(text)
    case .int16s(let values): writeArray(values, of: TypeID.int2) { writeInteger($0) }
    case .int32s(let values): writeArray(values, of: TypeID.int4) { writeInteger($0) }
    case .int64s(let values):
      writeArray(values, of: type == TypeID.timestamptzArray ? TypeID.timestamptz : TypeID.int8) { writeInteger($0) }
    case .bools(let values): writeArray(values, of: TypeID.bool) { writeByte($0 ? 1 : 0) }
    case .texts(let values): writeArray(values, of: TypeID.text) { writeText($0) }
    case .byteStrings(let values): writeArray(values, of: TypeID.bytea) { $0.withUnsafeBytes(writeBytes) }
    }
  }

  /// The binary form of a one-dimensional array: dimensions, has-nulls, element type, length, lower bound, elements.
  private func writeArray<Element>(_ values: [Element?], of type: UInt32, element: (Element) -> Void) {
    guard !values.isEmpty else {
      writeInteger(Int32(0))
      writeInteger(Int32(0))
      writeInteger(type)
      return
    }
    writeInteger(Int32(1))
    writeInteger(Int32(values.contains { $0 == nil } ? 1 : 0))
    writeInteger(type)
    writeInteger(Int32(clamping: values.count))
    writeInteger(Int32(1))
    for value in values {
      guard let value else {
        writeInteger(Int32(-1))
        continue
      }
      let lengthAt = count
      writeInteger(Int32(0))
      element(value)
      let length = Int32(clamping: count - lengthAt - 4).bigEndian
      (memory + lengthAt).storeBytes(of: length, as: Int32.self)
    }
  }

  private func writeInteger<Number: FixedWidthInteger>(_ number: Number) {
    let width = MemoryLayout<Number>.size
    reserve(width)
    (memory + count).storeBytes(of: number.bigEndian, as: Number.self)
    count += width
  }

  private func writeByte(_ byte: UInt8) {
    reserve(1)
    (memory + count).storeBytes(of: byte, as: UInt8.self)
    count += 1
  }

  private func writeText(_ text: String) {
    var text = text
    text.withUTF8 { writeBytes(UnsafeRawBufferPointer($0)) }
  }

  private func writeBytes(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (memory + count).copyMemory(from: base, byteCount: bytes.count)
    count += bytes.count
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let grown = max(capacity * 2, count + more)
    let fresh = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 8)
    fresh.copyMemory(from: memory, byteCount: count)
    memory.deallocate()
    memory = fresh
    capacity = grown
  }
}
