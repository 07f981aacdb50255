import Canon
import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `A file of the bundle` {
  @Test func `is found by its name, and for a name that no file has the bundle is not listed`() async throws {
    let scene = try await Scene.make()
    try await scene.threeBids()
    try await scene.close()
    let listing = try await scene.office.listBundle(Scene.tender)
    var listed: [String: String] = [:]
    for file in listing["files"]?.arrayValue ?? [] {
      let path = try #require(file["path"]?.stringValue)
      listed[path] = file["sha256"]?.stringValue
    }
    // Whoever lists the bundle asks for what the manifests open.
    let hand = scene.store.database(as: "postgres")
    try await hand.write { tx in try tx.script("revoke select on opening_bid from tender_app") }
    await hand.close()
    await #expect(throws: PostgresFailure.self) { _ = try await scene.office.listBundle(Scene.tender) }
    for path in ["tender.txt", "trust.policy", "vkeys.txt", "reveal.txt"] {
      let lent = try await scene.office.readBundleFile(path, of: Scene.tender)
      let bytes: [UInt8] = try await lent.piece(0) ?? []
      #expect(Digest(of: bytes).hex == listed[path], "\(path)")
    }
    for path in ["none", "tender.txt.", "checkpoint", "documents", "notes/none.note"] {
      #expect(
        await refusal { _ = try await scene.office.readBundleFile(path, of: Scene.tender) } == "input.notFound",
        "\(path)")
    }
  }
}
