import Canon
import Notes
import TestSupport
import Transparency
import Verification

/// The complete example retold by somebody who holds every key: notes and files are changed, and everything that
/// follows is signed and hashed again, so that only the rule itself can give the change away.
struct Forgery {
  var contents = Example.bundle.contents
  /// The log as it will be.
  var entries: [Entry] = []
  /// New content for files that the log names, by path.
  var fileEdits: [String: (JSON) -> JSON] = [:]
  /// A reveal to be hashed into the ticks again.
  var reveal: RevealText?
  private var rawEdits: [String: [UInt8]] = [:]
  private var keys: [String: SigningKey] = [:]
  private var swaps: [(old: String, new: String)] = []

  struct Entry {
    var text: String
    /// The key name of whoever signs; nil for a tick.
    var signer: String?
    /// What is done to the lines of its list.
    var listEdit: (([String]) -> [String])?
    /// As the example has it; nil for an entry that was added.
    var original: String?
  }

  init() throws {
    for line in try Vectors.text("protocol/secrets/keys.txt").split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      let name = words[2].split(separator: "+")[0]
      keys[String(name)] = try SigningKey(name: String(name), seed: Base64.decode(words[1]))
    }
    let log = try Tile(.entries, index: 0, width: 86)
    for bytes in try log.entries(in: contents[log.path] ?? []) {
      if let note = try? SignedNote(parsing: Array(bytes)) {
        entries.append(Entry(text: note.text, signer: note.signatures[0].name, original: note.text))
      } else {
        entries.append(Entry(text: String(decoding: bytes, as: UTF8.self)))
      }
    }
  }

  // The changes.

  /// Replaces a piece of one entry's text.
  mutating func replace(_ index: Int, _ old: String, _ new: String) {
    let text = entries[index].text
    entries[index].text = text.replacing(old, with: new)
    precondition(entries[index].text != text, "nothing to replace at \(index)")
  }

  mutating func append(_ text: String, by signer: String) { entries.append(Entry(text: text, signer: signer)) }

  mutating func append(_ body: some NoteBody, list: [String]? = nil, by signer: String) {
    if let list {
      contents["lists/\(Digest(of: ListLine.text(of: list)).hex).txt"] = Array(ListLine.text(of: list).utf8)
    }
    append(body.text, by: signer)
  }

  /// A note of the reveal, put into a tick's slot.
  mutating func hand(in text: String, by signer: String, tick: Int, slot: Int) throws {
    let note = sign(text, signer)
    contents["notes/\(note.id.hex).note"] = note.bytes
    try move(note.id, tick: tick, slot: slot)
  }

  /// Puts a note of the reveal elsewhere; nowhere when `tick` is nil.
  mutating func move(_ id: Digest, tick: Int?, slot: Int = 7) throws {
    var now = try reveal ?? RevealText(parsing: String(decoding: contents["reveal.txt"] ?? [], as: UTF8.self))
    now.entries.removeAll { $0.note == id }
    if let tick { now.entries.append(RevealText.Entry(tick: tick, slot: slot, note: id)) }
    reveal = RevealText(tender: now.tender, master: now.master, entries: now.entries)
    if tick == nil { contents["notes/\(id.hex).note"] = nil }
  }

  /// The log as it was when it had `count` entries, and the bundle that could be made then: before the opening only.
  mutating func cut(to count: Int) throws {
    entries.removeLast(entries.count - count)
    let isClosed = entries.contains { $0.text.hasPrefix(Close.type) }
    let logged = Set(entries.map { Digest(of: $0.text) })
    for (path, bytes) in contents {
      if path.hasPrefix("notes/") {
        let note = try SignedNote(parsing: bytes)
        let isEarly = note.type == CustodianStatement.type || logged.contains(note.id)
        let isRevealed = [Register.type, BidNote.type, Withdraw.type].contains(note.type)
        if !isEarly, !(isRevealed && isClosed) { contents[path] = nil }
      } else if path.hasPrefix("lists/") {
        let digest = Digest(of: bytes).b64
        if !entries.contains(where: { $0.text.contains(digest) }) { contents[path] = nil }
      } else if path.hasPrefix("payloads/") || path.contains(".json") || path.contains(".pdf") {
        if path != "documents/terms.json" || !isClosed { contents[path] = nil }
      }
    }
    if !isClosed {
      contents["reveal.txt"] = nil
      let lines = String(decoding: contents["vkeys.txt"] ?? [], as: UTF8.self).split(separator: "\n")
      let kept = lines.filter { !$0.hasPrefix("bidder ") }
      contents["vkeys.txt"] = Array(kept.map { $0 + "\n" }.joined().utf8)
    }
  }

  func sign(_ text: String, _ signer: String) -> SignedNote { keys[signer]!.sign(text) }

  /// Somebody more, whose key the bundle states in a role.
  mutating func add(_ role: Transparency.Role, _ name: String) throws -> KeyReference {
    let key = try SigningKey(name: name, seed: Array(Digest(of: name).bytes))
    keys[name] = key
    let entries = try VKeys(parsing: contents["vkeys.txt"] ?? []).entries
    contents["vkeys.txt"] = Array(try VKeys(entries + [.init(role: role, key: key.verifier)]).text.utf8)
    return key.verifier.reference
  }

  /// The ids of the example's notes of one type, by id.
  func notes<Body: NoteBody>(_ type: Body.Type) -> [(id: Digest, body: Body)] {
    contents.filter { $0.key.hasPrefix("notes/") }.values.compactMap { bytes in
      guard let note = try? SignedNote(parsing: bytes), let body = try? Body(note) else { return nil }
      return (note.id, body)
    }.sorted { $0.id < $1.id }
  }

  // The consequences.

  /// Gives a named file other bytes, JSON or not.
  mutating func replaceFile(_ path: String, _ bytes: [UInt8]) { rawEdits[path] = bytes }

  /// The bundle with every hash, signature, tile and checkpoint made again.
  mutating func told() throws -> MemoryBundle {
    if let reveal { try retell(reveal) }
    var leaves: [Digest] = []
    for index in entries.indices {
      guard let signer = entries[index].signer else {
        leaves.append(Tree.leafHash(Array(entries[index].text.utf8)))
        continue
      }
      let before = Digest(of: entries[index].original ?? entries[index].text)
      relist(index)
      var text = swapped(entries[index].text)
      if text.hasPrefix(Opening.type) { text = reroot(text, leaves) }
      let note = sign(text, signer)
      entries[index].text = text
      if note.id != before {
        if entries[index].original != nil { contents["notes/\(before.hex).note"] = nil }
        swaps.append((before.b64, note.id.b64))
      }
      if text.contains("tender T-2026-014\n") { contents["notes/\(note.id.hex).note"] = note.bytes }
      leaves.append(Tree.leafHash(note.bytes))
    }
    try retile(leaves)
    return MemoryBundle(contents)
  }

  private func swapped(_ text: String) -> String {
    var text = text
    for (old, new) in swaps where text.contains(old) { text = text.replacing(old, with: new) }
    return text
  }

  /// The note's list with its edits, and the list line that follows.
  private mutating func relist(_ index: Int) {
    let text = entries[index].text
    guard let line = text.split(separator: "\n").last, line.hasPrefix("list ") else { return }
    let words = line.split(separator: " ")
    guard words.count == 4, let digest = Digest(b64: words[3]), let bytes = contents["lists/\(digest.hex).txt"] else {
      return
    }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    let before = lines
    if let edit = entries[index].listEdit { lines = edit(lines) }
    lines = lines.map { refiled(swapped($0)) }
    guard lines != before else { return }
    contents["lists/\(digest.hex).txt"] = nil
    let list = ListLine.text(of: lines)
    contents["lists/\(Digest(of: list).hex).txt"] = Array(list.utf8)
    let said = "list \(lines.count) \(list.utf8.count) \(Digest(of: list).b64)"
    entries[index].text = text.replacing(String(line), with: said)
  }

  /// A `file` line of the bundle's present version, after the file's own edits.
  private mutating func refiled(_ line: String) -> String {
    guard let file = try? FileLine(parsing: line), let bytes = contents[file.path], Digest(of: bytes) == file.digest
    else { return line }
    var now = bytes
    if file.path.hasSuffix(".json") {
      let text = swapped(String(decoding: bytes, as: UTF8.self))
      now = Array(text.utf8)
      if let edit = fileEdits.removeValue(forKey: file.path), let json = try? JSON.parse(now) {
        now = edit(json).canonicalBytes()
      }
    }
    if let raw = rawEdits.removeValue(forKey: file.path) { now = raw }
    guard now != bytes else { return line }
    contents[file.path] = now
    swaps.append((file.digest.b64, Digest(of: now).b64))
    return FileLine(path: file.path, content: now).line
  }

  /// A manifest's checkpoint is the log's root at its size, whatever came before.
  private func reroot(_ text: String, _ leaves: [Digest]) -> String {
    guard let opening = try? Opening(parsing: text), opening.checkpointSize <= leaves.count else { return text }
    let root = Tree.root(ofLeafHashes: leaves.prefix(opening.checkpointSize))
    return text.replacing(opening.checkpointRoot.b64, with: root.b64)
  }

  private mutating func retell(_ reveal: RevealText) throws {
    contents["reveal.txt"] = Array(reveal.text.utf8)
    for index in entries.indices where entries[index].text.hasPrefix(TickText.type) {
      var tick = try TickText(parsing: entries[index].text)
      for at in tick.batches.indices where tick.batches[at].tender == reveal.tender {
        let notes = reveal.entries.filter { $0.tick == tick.number }.map { (slot: $0.slot, note: $0.note) }
        tick.batches[at].root = try BatchTree(master: reveal.master, tick: tick.number, notes: notes).root
      }
      entries[index].text = tick.text
    }
    for index in entries.indices where entries[index].text.hasPrefix(Close.type) {
      var close = try Close(parsing: entries[index].text)
      close.revealLines = reveal.entries.count
      close.revealBytes = reveal.text.utf8.count
      close.reveal = Digest(of: reveal.text)
      entries[index].text = close.text
    }
  }

  private mutating func retile(_ leaves: [Digest]) throws {
    for path in contents.keys where path.hasPrefix("tile/") { contents[path] = nil }
    let log = try Tile(.entries, index: 0, width: leaves.count)
    contents[log.path] = try Tile.bundle(
      of: entries.map { entry in entry.signer.map { sign(entry.text, $0).bytes } ?? Array(entry.text.utf8) })
    contents[try Tile(.hashes(level: 0), index: 0, width: leaves.count).path] = Tile.bytes(of: leaves)
    let head = Checkpoint(
      origin: "log.example/tenders", size: leaves.count, root: Tree.root(ofLeafHashes: leaves))
    let note = head.sign(by: keys["log.example/tenders"]!)
    let cosigned = note.with([try Cosignature.sign(head, by: keys["witness.example/w1"]!, at: 1_790_000_500)])
    contents["checkpoint"] = cosigned.bytes
  }
}
