import Durable
import Foundation
import TestSupport
import Testing

@Suite struct `A file that survives a crash` {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("durable-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  @Test func `holds what was written last, and nothing before the first time`() throws {
    defer { remove() }
    let file = DurableFile(folder.path + "/head")
    #expect(try file.read(limit: 10) == nil)
    for bytes in [[], [1, 2, 3], [UInt8](repeating: 7, count: 300_000), [9]] as [[UInt8]] {
      try file.write(bytes)
      #expect(try file.read(limit: 300_000) == bytes)
    }
    // Nothing is left beside it.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["head"])
  }

  @Test func `is refused beyond the bound, before it is in memory`() throws {
    defer { remove() }
    let file = DurableFile(folder.path + "/head")
    try file.write([1, 2, 3, 4])
    #expect(try file.read(limit: 4)?.count == 4)
    #expect(throws: FileFault.tooLarge(path: file.path, limit: 3)) { try file.read(limit: 3) }
  }

  @Test func `keeps the old content when the new one cannot be written`() throws {
    defer { remove() }
    let file = DurableFile(folder.path + "/head")
    try file.write([1])
    // The place of the draft is taken by a folder.
    try FileManager.default.createDirectory(atPath: file.path + ".new", withIntermediateDirectories: false)
    #expect(throws: FileFault.cannotWrite(path: file.path + ".new", errno: EISDIR)) { try file.write([2]) }
    #expect(try file.read(limit: 10) == [1])
    let gone = DurableFile(folder.path + "/nowhere/head")
    #expect(throws: FileFault.cannotWrite(path: gone.path + ".new", errno: ENOENT)) { try gone.write([2]) }
    #expect(throws: FileFault.cannotRead(path: folder.path, errno: EISDIR)) {
      try DurableFile(folder.path).read(limit: 10)
    }
    for fault in [FileFault.locked(path: "a"), .cannotRead(path: "a", errno: EIO), .tooLarge(path: "a", limit: 1)] {
      #expect(fault.zh.contains("a") && fault.en.contains("a") && fault.code.hasPrefix("file."))
    }
  }

  @Test func `a draft that a crash has left is written over`() throws {
    defer { remove() }
    let file = DurableFile(folder.path + "/head")
    try Data(repeating: 1, count: 1_000).write(to: URL(fileURLWithPath: file.path + ".new"))
    try file.write([5])
    #expect(try file.read(limit: 10) == [5])
  }
}

@Suite struct `A lock among programs` {
  @Test func `is held by one, and free when that one lets go`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path
    defer { unlink(path) }
    var first: FileLock? = try await FileLock.take(path)
    await #expect(throws: FileFault.locked(path: path)) { try await FileLock.take(path) }
    let waiting = Task { try await FileLock.take(path, patience: .seconds(20)) }
    withExtendedLifetime(first) {}
    first = nil
    let second = try await waiting.value
    await #expect(throws: FileFault.locked(path: path)) { try await FileLock.take(path, patience: .milliseconds(10)) }
    withExtendedLifetime(second) {}
  }

  @Test func `ends with the program that holds it`() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)").path
    defer { unlink(path) }
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    holder.arguments = [path, "/bin/sh", "-c", "echo held; read line"]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(try output.fileHandleForReading.read(upToCount: 4) == Data("held".utf8))
    await #expect(throws: FileFault.locked(path: path)) { try await FileLock.take(path) }
    kill(holder.processIdentifier, SIGKILL)
    // Its child has the file open too, and ends when its input does.
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    withExtendedLifetime(try await FileLock.take(path, patience: .seconds(10))) {}
  }
}
