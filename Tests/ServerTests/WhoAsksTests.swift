import Canon
import Foundation
import HTTPTypes
import NIOHTTP1
import Notes
import Operations
import Postgres
import Server
import Store
import Tendering
import TestSupport
import Testing

@Suite struct `Who asks` {
  /// Routes that say who they believe is asking.
  @Sendable static func table(_ office: Office) -> RouteTable {
    var table = RouteTable()
    let said = RouteDescription(
      "said", zh: "谁", en: "Who asks", gives: .file(.text), repeats: .same(zh: "同样。", en: "the same."))
    table.deed(.createProgramme, .post, "/officers/{id}", said) { request, actor in
      .json(["key": JSON(actor.key.text), "role": JSON(actor.role.rawValue), "bytes": JSON(request.body.count)])
    }
    table.deed(.createProgramme, .get, "/officers", said) { _, actor in .text(actor.key.text) }
    table.deed(.createProgramme, .put, "/officers", said, nonces: .memory) { _, actor in .text(actor.key.text) }
    table.openOrKnown(.get, "/either", said) { _, actor in .text(actor?.role.rawValue ?? "nobody") }
    table.newcomer(.post, "/new", said) { _, key in .text(key.reference.text) }
    return table
  }

  static let body = Array(#"{"a":1}"#.utf8)

  func officer(_ harness: Harness) throws -> SigningKey { try #require(harness.people[.officer]) }

  func proof(_ harness: Harness, _ method: HTTPMethod = .POST, _ target: String = "/officers/7?x=1") throws -> Proof {
    Proof(
      method: method.rawValue, target: target, body: method == .POST ? Self.body : nil,
      createdAt: harness.clock.now.seconds, key: try officer(harness))
  }

  @Test func `a request is its signer's`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let answer = try await harness.send(
        .POST, "/officers/7?x=1", headers: proof(harness).headers, body: Self.body)
      #expect(answer.status == 200)
      #expect(answer.json?["role"] == "officer")
      #expect(answer.json?["bytes"]?.integerValue == Self.body.count)
      #expect(
        try await harness.send(.GET, "/officers", as: officer(harness)).text == officer(harness).verifier.reference.text
      )
    }
  }

  /// What is wrong with a request, and the code it is refused with.
  static let faults: [(what: String, spoil: @Sendable (inout Proof) throws -> Void, code: String)] = [
    ("61 s old", { $0.createdAt -= 61 }, "auth.stale"),
    ("61 s ahead", { $0.createdAt += 61 }, "auth.stale"),
    ("the end of time", { $0.createdAt = 999_999_999_999_999 }, "auth.stale"),
    ("another body", { $0.contentDigest = "sha-256=:\(Digest(of: "other").b64):" }, "auth.bodyDiffers"),
    ("a digest of another kind", { $0.contentDigest = "sha-512=:AAAA:" }, "auth.malformed"),
    ("a digest that is no field", { $0.contentDigest = "sha-256=abc" }, "auth.malformed"),
    (
      "no digest",
      {
        $0.contentDigest = nil; $0.components.removeLast()
      }, "auth.malformed"
    ),
    ("another path", { $0.target = "/officers/8?x=1" }, "auth.badSignature"),
    ("another query", { $0.target = "/officers/7?x=2" }, "auth.badSignature"),
    ("no query", { $0.target = "/officers/7" }, "auth.badSignature"),
    ("another method", { $0.method = "PUT" }, "auth.badSignature"),
    ("somebody else's key", { $0.key = try SigningKey(name: "test.officer") }, "auth.badSignature"),
    (
      "a key nobody knows",
      { proof in
        proof.key = try SigningKey(name: "stranger")
        proof.keyid = proof.key.verifier.reference.text
      }, "auth.unknownKey"
    ),
    ("a key that is no reference", { $0.keyid = "officer" }, "auth.malformed"),
    ("another algorithm", { $0.algorithm = "rsa-pss-sha512" }, "auth.malformed"),
    ("another tag", { $0.tag = "elsewhere" }, "auth.malformed"),
    ("a short nonce", { $0.nonce = "1234567" }, "auth.malformed"),
    ("one parameter more", { $0.extraParameters = ";expires=1" }, "auth.malformed"),
    ("one component more", { $0.components.append("@authority") }, "auth.malformed"),
    ("a component twice", { $0.components.append("@path") }, "auth.malformed"),
    ("no path", { $0.components.removeAll { $0 == "@path" } }, "auth.malformed"),
    // Of two faults the first in this order is named.
    (
      "stale and another body",
      { proof in
        proof.createdAt -= 100
        proof.contentDigest = "sha-256=:\(Digest(of: "other").b64):"
      }, "auth.stale"
    ),
    (
      "another body and another path",
      { proof in
        proof.target = "/officers/8"
        proof.contentDigest = "sha-256=:\(Digest(of: "other").b64):"
      }, "auth.bodyDiffers"
    ),
  ]

  @Test func `every fault of a signature is refused by its name`() async throws {
    try await Harness.run(table: Self.table) { harness in
      for fault in Self.faults {
        var spoilt = try proof(harness)
        try fault.spoil(&spoilt)
        let answer = try await harness.send(.POST, "/officers/7?x=1", headers: spoilt.headers, body: Self.body)
        #expect(answer.status == 401, "\(fault.what)")
        #expect(answer.code == fault.code, "\(fault.what)")
        #expect(answer.headers.first(name: "WWW-Authenticate") != nil)
      }
      let unsigned = try await harness.send(.POST, "/officers/7", body: Self.body)
      #expect(unsigned.code == "auth.required")
    }
  }

  @Test func `a minute either way is fresh`() async throws {
    try await Harness.run(table: Self.table) { harness in
      for apart in [-60, 60] {
        var proof = try proof(harness)
        proof.createdAt += apart
        #expect(try await harness.send(.POST, "/officers/7?x=1", headers: proof.headers, body: Self.body).status == 200)
      }
    }
  }

  @Test(arguments: [HTTPMethod.GET, .PUT])
  func `a request serves once`(method: HTTPMethod) async throws {
    try await Harness.run(table: Self.table) { harness in
      let headers = try proof(harness, method, "/officers").headers
      #expect(try await harness.send(method, "/officers", headers: headers).status == 200)
      let again = try await harness.send(method, "/officers", headers: headers)
      #expect(again.status == 401)
      #expect(again.code == "auth.replayed")
      harness.clock.advance(seconds: 59)
      #expect(try await harness.send(method, "/officers", headers: headers).code == "auth.replayed")
    }
  }

  @Test func `nobody without the key uses up a nonce`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let good = try proof(harness)
      var forged = good
      forged.key = try SigningKey(name: "test.officer")
      #expect(
        try await harness.send(.POST, "/officers/7?x=1", headers: forged.headers, body: Self.body).code
          == "auth.badSignature")
      #expect(try await harness.send(.POST, "/officers/7?x=1", headers: good.headers, body: Self.body).status == 200)
    }
  }

  @Test func `a revoked key is refused a second later`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let key = try officer(harness)
      #expect(try await harness.send(.GET, "/officers", as: key).status == 200)
      let at = harness.clock.now
      let revoked = try await harness.office.database.write { tx in
        try tx.revokeActor(keyRef: key.verifier.reference.text, at: at)
      }
      #expect(revoked)
      // A second of the machine's own clock, which nobody sets.
      let patience = ContinuousClock.now + .seconds(20)
      var answer = try await harness.send(.GET, "/officers", as: key)
      while answer.status == 200, ContinuousClock.now < patience {
        answer = try await harness.send(.GET, "/officers", as: key)
      }
      #expect(answer.status == 401)
      #expect(answer.code == "auth.revoked")
    }
  }

  /// Other spellings of the same structured field: what is signed is the canonical one.
  static let spellings: [(what: String, respell: @Sendable (String) -> String)] = [
    ("as everybody writes it", { $0 }),
    ("blanks inside the list", { $0.replacingOccurrences(of: "\" \"@path\"", with: "\"   \"@path\"") }),
    ("blanks before parameters", { $0.replacingOccurrences(of: ";alg", with: ";  alg") }),
    ("another member before it", { "other=1, " + $0 }),
  ]

  @Test(arguments: spellings.indices)
  func `a signature is the same however its field is spelt`(index: Int) async throws {
    try await Harness.run(table: Self.table) { harness in
      let headers = try proof(harness).headers.map { name, value in
        (name, name == "Signature-Input" ? Self.spellings[index].respell(value) : value)
      }
      let answer = try await harness.send(.POST, "/officers/7?x=1", headers: headers, body: Self.body)
      #expect(answer.status == 200, "\(Self.spellings[index].what): \(answer.code ?? "")")
    }
  }

  @Test func `another role is refused before the deed`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let agency = try #require(harness.people[.agency])
      let answer = try await harness.send(.POST, "/officers/7", as: agency, body: Self.body)
      #expect(answer.status == 403)
      #expect(answer.code == "access.roleMayNot")
    }
  }

  @Test func `an open route knows who signs, and believes nobody who signs wrongly`() async throws {
    try await Harness.run(table: Self.table) { harness in
      #expect(try await harness.send(.GET, "/either").text == "nobody")
      #expect(try await harness.send(.GET, "/either", as: officer(harness)).text == "officer")
      var stale = try proof(harness, .GET, "/either")
      stale.createdAt -= 100
      #expect(try await harness.send(.GET, "/either", headers: stale.headers).code == "auth.stale")
    }
  }

  @Test func `a key that was revoked is no newcomer's`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let key = try officer(harness)
      let at = harness.clock.now
      _ = try await harness.office.database.write { tx in
        try tx.revokeActor(keyRef: key.verifier.reference.text, at: at)
      }
      let body = Array(#"{"vkey":"\#(key.verifier.text)"}"#.utf8)
      #expect(try await harness.send(.POST, "/new", as: key, body: body).code == "auth.revoked")
    }
  }

  @Test func `a newcomer's request serves once, and the database remembers it`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let key = try SigningKey(name: "newcomer")
      let body = Array(#"{"vkey":"\#(key.verifier.text)"}"#.utf8)
      let at = harness.clock.now
      let proof = Proof(method: "POST", target: "/new", body: body, createdAt: at.seconds, key: key)
      let headers = try proof.headers
      #expect(try await harness.send(.POST, "/new", headers: headers, body: body).status == 200)
      #expect(try await harness.send(.POST, "/new", headers: headers, body: body).code == "auth.replayed")
      // Another daemon of the database would refuse it too.
      let isFirst = try await harness.office.isFirst(nonce: proof.nonce, of: key.verifier.reference, at: at)
      #expect(!isFirst)
    }
  }

  @Test func `a newcomer proves the key that the body names`() async throws {
    try await Harness.run(table: Self.table) { harness in
      let mine = try SigningKey(name: "newcomer")
      let other = try SigningKey(name: "newcomer")
      let body = Array(#"{"vkey":"\#(mine.verifier.text)"}"#.utf8)
      #expect(try await harness.send(.POST, "/new", as: mine, body: body).text == mine.verifier.reference.text)
      #expect(try await harness.send(.POST, "/new", as: other, body: body).code == "auth.unknownKey")
      var forged = Proof(
        method: "POST", target: "/new", body: body, createdAt: harness.clock.now.seconds, key: other)
      forged.keyid = mine.verifier.reference.text
      #expect(try await harness.send(.POST, "/new", headers: forged.headers, body: body).code == "auth.badSignature")
    }
  }
}
