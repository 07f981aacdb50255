import AsyncHTTPClient
import Canon
import Foundation
import NIOCore
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import TestSupport
import Testing
import Transparency

@Suite struct `The log for everybody` {
  @Test func `tiles hash to the signed root and never change`() async throws {
    try await Harness.run { harness in
      let entries = (0..<5).map { Array("tender-note/v1\nnumber \($0)\n".utf8) }
      try await harness.office.database.write { tx in
        for entry in entries { _ = try tx.append(entry: entry) }
      }
      // Committed and not yet signed: not shown.
      #expect(try await harness.send(.GET, "/log/tile/0/000.p/5").status == 404)
      await harness.office.publisher.publish()
      let served = try await harness.send(.GET, "/log/checkpoint")
      #expect(served.headers.first(name: "Cache-Control") == "no-cache")
      let note = try SignedNote(parsing: served.body)
      try note.verify(by: harness.office.logKey.verifier)
      let checkpoint = try Checkpoint(note)
      #expect(checkpoint.size == 5)
      let tile = try await harness.send(.GET, "/log/tile/0/000.p/5")
      #expect(tile.headers.first(name: "Cache-Control")?.contains("immutable") == true)
      let hashes = stride(from: 0, to: tile.body.count, by: 32).compactMap {
        Digest(bytes: tile.body[$0..<min($0 + 32, tile.body.count)])
      }
      #expect(hashes == entries.map(Tree.leafHash))
      #expect(Tree.root(ofLeafHashes: hashes) == checkpoint.root)
      #expect(try await harness.send(.GET, "/log/tile/entries/000.p/2").body == Tile.bundle(of: Array(entries[..<2])))
      for beyond in ["0/000", "0/000.p/6", "0/001.p/1", "1/000.p/1", "0/0", "x", "64/000"] {
        #expect(try await harness.send(.GET, "/log/tile/\(beyond)").status == 404, "\(beyond)")
      }
    }
  }

  @Test func `comes with the types and the keeping that tlog-tiles asks for, bundles packed for who wants it`()
    async throws
  {
    // The harness's own client takes bodies apart before anybody sees them.
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .init(decompression: .disabled))
    defer { client.shutdown { _ in } }
    try await Harness.run { harness in
      func get(_ path: String, accept: String? = nil) async throws -> Answer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(harness.port)/log/\(path)")
        if let accept { request.headers.add(name: "Accept-Encoding", value: accept) }
        let response = try await client.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 24)
        return Answer(
          status: Int(response.status.code), headers: response.headers, body: Array(body.readableBytesView))
      }
      let entries = (0..<300).map { Array("tender-note/v1\nnumber \($0)\n".utf8) }
      try await harness.office.database.write { tx in
        for entry in entries { _ = try tx.append(entry: entry) }
      }
      await harness.office.publisher.publish()
      let kept = "public, max-age=31536000, immutable"
      let cases: [(path: String, type: String, keep: String)] = [
        ("checkpoint", "text/plain; charset=utf-8", "no-cache"), ("tile/0/000", "application/octet-stream", kept),
        ("tile/0/001.p/44", "application/octet-stream", kept), ("tile/1/000.p/1", "application/octet-stream", kept),
        ("tile/entries/000", "application/octet-stream", kept),
        ("tile/entries/001.p/44", "application/octet-stream", kept),
      ]
      for (path, type, keep) in cases {
        let plain = try await get(path)
        #expect(plain.headers.first(name: "Content-Type") == type, "\(path)")
        #expect(plain.headers.first(name: "Cache-Control") == keep, "\(path)")
        #expect(plain.headers.first(name: "Content-Encoding") == nil, "\(path)")
        let packed = try await get(path, accept: "br, gzip;q=0.5")
        let isBundle = path.hasPrefix("tile/entries/")
        #expect(packed.headers.first(name: "Content-Encoding") == (isBundle ? "gzip" : nil), "\(path)")
        #expect(packed.headers.first(name: "Vary") == (isBundle ? "Accept-Encoding" : nil), "\(path)")
        guard isBundle else { continue }
        #expect(plain.headers.first(name: "Vary") == "Accept-Encoding")
        #expect(packed.body.count < plain.body.count / 2)
        #expect(try await Self.unpacked(packed.body) == plain.body)
      }
      // What is not there yet must not be kept as absent.
      #expect(try await harness.send(.GET, "/log/tile/0/001.p/45").headers.first(name: "Cache-Control") == "no-store")
      for refusing in ["identity", "gzip;q=0", "br", "*;q=0"] {
        let plain = try await get("tile/entries/000", accept: refusing)
        #expect(plain.headers.first(name: "Content-Encoding") == nil, "\(refusing)")
      }
    }
  }

  /// By the gzip command.
  private static func unpacked(_ bytes: [UInt8]) async throws -> [UInt8] {
    let told = try await Command.run("/bin/gzip", ["-dc"], input: bytes)
    #expect(told.exit == 0)
    return told.output
  }

  @Test func `says who signs and who cosigns, and warns without refusing work`() async throws {
    try await Harness.run { harness in
      await harness.office.publisher.publish()
      let instance = try #require(try await harness.send(.GET, "/api/instance").json)
      #expect(instance["policy"]?.stringValue == "log \(harness.office.logKey.verifier.text)\nquorum none\n")
      #expect(instance["signing"] == ["size": 0, "here": true, "trouble": nil])
      #expect(instance["witnesses"] == [])
      let ready = try await harness.send(.GET, "/readyz")
      #expect(ready.status == 200 && ready.json?["warnings"] == ["press.notInstalled"])
    }
  }
}
