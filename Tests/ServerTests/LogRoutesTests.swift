import Canon
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
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
}
