import Canon
import Foundation
import Messages
import Testing
import Transparency

@testable import tender

@Suite struct `A bundle's listing` {
  static func line(_ path: String, bytes: JSON = 1) -> JSON {
    ["path": JSON(path), "bytes": bytes, "sha256": JSON(String(repeating: "0", count: 64))]
  }

  static func listing(_ lines: JSON...) -> JSON { ["files": .array(lines)] }

  @Test func `says whose bundle it is first, and how much there is`() throws {
    let (files, bytes) = try BundleDownload.files(
      in: Self.listing(Self.line("notes/a.note", bytes: 5), Self.line("tender.txt", bytes: 2), Self.line("z", bytes: 0))
    )
    #expect(files.map(\.path) == ["tender.txt", "notes/a.note", "z"])
    #expect(bytes == 7)
  }

  @Test func `is refused when its sizes are none, or more than any bundle's together`() throws {
    let most = JSON(BundleDownload.fileBytesMax)
    #expect(try BundleDownload.files(in: Self.listing(Self.line("a", bytes: most))).files.count == 1)
    let tooMuch = (0...(BundleDownload.bytesMax / BundleDownload.fileBytesMax)).map { Self.line("a\($0)", bytes: most) }
    for listing in [
      Self.listing(Self.line("a", bytes: JSON(Int.max)), Self.line("b", bytes: JSON(Int.max))),
      Self.listing(Self.line("a", bytes: JSON(-1))), Self.listing(Self.line("a", bytes: "1")),
      ["files": .array(tooMuch)],
    ] as [JSON] {
      let failure = #expect(throws: CommandFailure.self) { try BundleDownload.files(in: listing) }
      #expect(failure?.kind == .mistake)
    }
  }

  @Test(arguments: ["../a", "a/../b", ".a", "/a", "a//b", "a/b/c", ""])
  func `is refused when a path leads elsewhere`(path: String) throws {
    let failure = #expect(throws: CommandFailure.self) { try BundleDownload.files(in: Self.listing(Self.line(path))) }
    #expect(failure?.kind == .checkedFalse)
  }

  @Test(arguments: [999_999_999_999_999, Int.max])
  func `is refused when its checkpoint is of a log that is larger than any`(size: Int) throws {
    let failure = #expect(throws: CommandFailure.self) { try BundleDownload.tiles(of: size) }
    #expect(failure?.kind == .checkedFalse && failure?.code == "tree.outOfRange")
    #expect(failure?.wording.en.contains("\(size)") == true)
  }

  @Test func `has the tiles of its log and no others`() throws {
    for tile in try BundleDownload.tiles(of: 70_000) { #expect(BundleDownload.isTile(tile.path, size: 70_000)) }
    for path in [
      "tile/0/000.p/3", "tile/0/274", "tile/entries/273.p/111", "tile/3/000.p/1", "tile/0/x", "notes/a.note",
    ] {
      #expect(!BundleDownload.isTile(path, size: 70_000), "\(path)")
    }
  }
}

@Suite struct `The folders of an export` {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder(name), withDestinationPath: target)
  }

  @Test func `are its own when they are not there, empty, or of an export of this tender`() throws {
    for (name, hasFiles) in [("absent", nil), ("empty", false), ("begun", true)] as [(String, Bool?)] {
      if hasFiles != nil { try Files.makeFolder(folder(name)) }
      if hasFiles == true {
        try folder.put("\(name)/tender.txt", "T-1\n")
        try folder.put("\(name)/notes/a.note", "a")
      }
      try ExportCommand.requireOwn(folder(name), "T-1")
      try ExportCommand.requireWork(folder(name), "T-1")
    }
    // The first file was cut off.
    try folder.put("cut/tender.txt.part-77", "T")
    try ExportCommand.requireWork(folder("cut"), "T-1")
  }

  @Test func `are left alone when they are links, files, or hold anything else`() throws {
    try folder.put("mine/tender.txt", "T-1\n")
    try link("link", to: folder("mine"))
    try link("nowhere", to: folder("nothing"))
    try folder.put("file", "x")
    try folder.put("papers/thesis.txt", "x")
    try folder.put("another/tender.txt", "T-2\n")
    for name in ["link", "nowhere", "file", "papers", "another"] {
      let path = folder(name)
      let asTarget = #expect(throws: CommandFailure.self) { try ExportCommand.requireOwn(path, "T-1") }
      let asWork = #expect(throws: CommandFailure.self) { try ExportCommand.requireWork(path, "T-1") }
      for failure in [asTarget, asWork] {
        #expect(failure?.kind == .localFile, "\(name)")
        #expect(failure?.wording.en.contains(path) == true)
      }
    }
    #expect(try Files.text(folder("papers/thesis.txt")) == "x")
  }

  @Test func `lose what was not named, and no file of another folder`() throws {
    try folder.put("others/kept.txt", "x")
    try folder.put("others/deep/kept.txt", "x")
    try folder.put("work/a", "a")
    try folder.put("work/b", "b")
    try folder.put("work/notes/c", "c")
    try folder.put("work/notes/d", "d")
    try link("work/others", to: folder("others"))
    try link("work/notes/others", to: folder("others/deep"))
    try link("work/e", to: folder("others/kept.txt"))
    let named: Set = ["a", "notes/c", "e", "others", "others/kept.txt"]
    try Files.prune(folder("work")) { named.contains($0) }
    #expect(try Files.names(in: folder("work")) == ["a", "notes"])
    #expect(try Files.names(in: folder("work/notes")) == ["c"])
    for name in ["others/kept.txt", "others/deep/kept.txt"] { #expect(try Files.text(folder(name)) == "x") }
  }

  @Test func `are removed without what a link in them leads to`() throws {
    try folder.put("others/kept.txt", "x")
    try folder.put("old/a", "a")
    try link("old/others", to: folder("others"))
    try Files.removeFolder(folder("old"))
    #expect(!Files.isTaken(folder("old")))
    #expect(try Files.text(folder("others/kept.txt")) == "x")
  }
}
