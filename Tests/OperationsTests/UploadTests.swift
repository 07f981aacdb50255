import Notes
import Operations
import Postgres
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Uploading a payload` {
  static let piece = Limits().pieceBytesMax

  private func file(_ seed: UInt8, bytes: Int) -> [UInt8] { (0..<bytes).map { UInt8(truncatingIfNeeded: $0) &+ seed } }

  private func upload(_ file: [UInt8], as digest: Digest, _ scene: Scene, by agency: Person) async throws {
    var offset = 0
    while offset < file.count {
      let end = min(offset + Self.piece, file.count)
      offset = try await scene.office.uploadPayload(
        digest, piece: Array(file[offset..<end]), offset: offset, length: file.count, receivedAt: scene.clock.now,
        by: agency.actor
      ).offset
    }
  }

  @Test func `pieces make a file, and a piece out of its place is refused with the right place`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let file = file(1, bytes: Self.piece + 100)
    let digest = Digest(of: file)
    let first = Array(file[..<Self.piece])
    func put(_ piece: [UInt8], at offset: Int) async -> String {
      await refusal {
        _ = try await scene.office.uploadPayload(
          digest, piece: piece, offset: offset, length: file.count, receivedAt: scene.clock.now, by: try agency.actor)
      }
    }
    #expect(await put(Array(file[Self.piece...]), at: Self.piece) == "upload.offsetDiffers")
    #expect(await put(first, at: 0) == "")
    #expect(await put(first, at: 0) == "upload.offsetDiffers")
    #expect(await put([1, 2, 3], at: Self.piece) == "upload.pieceSize")
    #expect(await put([], at: Self.piece) == "upload.pieceSize")
    #expect(try await scene.office.uploadState(digest, by: agency.actor).offset == Self.piece)
    #expect(await put(Array(file[Self.piece...]), at: Self.piece) == "")
    let state = try await scene.office.uploadState(digest, by: agency.actor)
    #expect(state.isWhole)
    #expect(state.offset == file.count)
    #expect(try await scene.audit() == [])
  }

  static let lengths: [(offset: Int, length: Int)] = [
    (0, 0), (-1, 3), (0, -1), (2, 4), (.max, 3), (0, .max), (.min, .min),
  ]

  @Test(arguments: lengths)
  func `an impossible place or length is refused`(offset: Int, length: Int) async throws {
    let scene = try await Scene.make()
    let code = await refusal {
      _ = try await scene.office.uploadPayload(
        Digest(of: "x"), piece: [1, 2, 3], offset: offset, length: length, receivedAt: scene.clock.now,
        by: try scene.agencies[0].actor)
    }
    #expect(["upload.tooLarge", "upload.pieceSize"].contains(code))
  }

  @Test func `bytes of another file do not spoil the name for ever: the next attempt is whole`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let (right, wrong) = (file(1, bytes: Self.piece + 5), file(9, bytes: Self.piece + 5))
    let digest = Digest(of: right)
    for _ in 1...2 {
      #expect(await refusal { try await upload(wrong, as: digest, scene, by: agency) } == "upload.hashDiffers")
      let state = try await scene.office.uploadState(digest, by: agency.actor)
      #expect(state.offset == 0)
      #expect(!state.isWhole)
    }
    try await upload(right, as: digest, scene, by: agency)
    #expect(try await scene.office.uploadState(digest, by: agency.actor).isWhole)
    #expect(try await scene.audit() == [])
  }

  @Test func `an end that was cut off after its last piece is asked for once more`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let file = file(3, bytes: 50)
    let digest = Digest(of: file)
    // As a daemon leaves it that dies between the piece and the check.
    let key = agency.reference
    try await scene.office.database.write(as: .actor(agency.actor)) { tx in
      try tx.insertChunk(digest, uploader: key, number: 0, bytes: file)
    }
    let state = try await scene.office.uploadPayload(
      digest, piece: [], offset: 50, length: 50, receivedAt: scene.clock.now, by: agency.actor)
    #expect(state.isWhole)
    #expect(try await scene.audit() == [])
  }

  @Test func `a payload that comes with its note is not mixed with spoilt pieces of the same name`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    scene.clock.set(Scene.opens)
    try await scene.register(agency)
    let bid = try await scene.seal(agency)
    let digest = Digest(of: bid.payload)
    let wrong = file(7, bytes: bid.payload.count)
    #expect(await refusal { try await upload(wrong, as: digest, scene, by: agency) } == "upload.hashDiffers")
    try await scene.submit(bid, by: agency)
    #expect(try await scene.audit() == [])
  }

  @Test func `a payload that is whole gets no further piece, and is as long as its pieces, whoever is quicker`()
    async throws
  {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let (file, key) = (file(5, bytes: 33_000), agency.reference)
    let digest = Digest(of: file)
    let database = scene.office.database
    func put(_ piece: [UInt8], at offset: Int, of length: Int) async -> String {
      await refusal {
        _ = try await scene.office.uploadPayload(
          digest, piece: piece, offset: offset, length: length, receivedAt: scene.clock.now, by: try agency.actor)
      }
    }
    // A second request of the same uploader adds a byte while the first one's file is being hashed.
    try await database.write(as: .actor(agency.actor)) { tx in
      try tx.insertChunk(digest, uploader: key, number: 0, bytes: file)
      try tx.insertChunk(digest, uploader: key, number: 1, bytes: [0])
    }
    let failure = await #expect(throws: PostgresFailure.self) {
      try await database.write(as: .actor(agency.actor)) { tx in
        try tx.insertPayload(digest, uploader: key, bytes: 33_000, at: scene.clock.now)
      }
    }
    #expect(failure?.constraint == "payload_of_its_pieces")
    #expect(await put([], at: 33_001, of: 33_001) == "upload.hashDiffers")
    #expect(await put(file, at: 0, of: 33_000) == "")
    #expect(await put([0], at: 33_000, of: 33_001) == "")
    let late = await #expect(throws: PostgresFailure.self) {
      try await database.write(as: .actor(agency.actor)) { tx in
        try tx.insertChunk(digest, uploader: "\(key)#1", number: 1, bytes: [0])
      }
    }
    #expect(late?.constraint == "payload_chunk_before_whole")
    let state = try await scene.office.uploadState(digest, by: agency.actor)
    #expect(state.isWhole && state.offset == 33_000)
    #expect(try await scene.audit() == [])
  }

  @Test func `two requests with the same piece keep one of it`() async throws {
    let scene = try await Scene.make()
    let agency = scene.agencies[0]
    let file = file(6, bytes: Self.piece + 9)
    let digest = Digest(of: file)
    let codes = await withTaskGroup(of: String.self) { group in
      for _ in 1...6 {
        group.addTask {
          await refusal {
            _ = try await scene.office.uploadPayload(
              digest, piece: Array(file[..<Self.piece]), offset: 0, length: file.count, receivedAt: scene.clock.now,
              by: try agency.actor)
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes.sorted() == [""] + Array(repeating: "upload.offsetDiffers", count: 5))
    #expect(try await scene.office.uploadState(digest, by: agency.actor).offset == Self.piece)
  }
}
