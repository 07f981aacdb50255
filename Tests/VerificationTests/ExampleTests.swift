import Notes
import Testing
import Transparency
import Verification

@Suite struct `The complete example` {
  @Test func `holds, and custodian 4 is named for its false claim`() async {
    let report = await Verifier.verify(Example.bundle)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(report.lines(.note).contains { $0.contains("custodian 4") && $0.contains("re-creation proves it good") })
    let checked = Set(report.findings.filter { $0.result == .ok }.map(\.check))
    #expect(checked == Set(Check.allCases), "every family ends in an ok")
  }

  @Test func `holds when read from its folder, with other trust files`() async throws {
    let trust = MemoryBundle(Example.bundle.contents.filter { ["trust.policy", "vkeys.txt"].contains($0.key) })
    let report = await Verifier.verify(FolderBundle(Example.path), trust: trust)
    #expect(report.holds, "\(report.lines(.fail))")
    #expect(!report.lines(.note).contains { $0.contains("vouches") })
  }

  @Test func `says first that its keys are its own, with their fingerprints`() async throws {
    let report = await Verifier.verify(Example.bundle)
    let first = try #require(report.findings.first)
    #expect(first.result == .note && first.check == .trust && first.en.contains("vouches only for itself"))
    #expect(first.zh.contains("SHA256:") && first.en.contains("log.example/tenders+d0e1d1b5"))
  }

  @Test func `with trust files that know no bidder, says that bidder keys are as registered`() async throws {
    let own = try #require(Example.bundle.contents["vkeys.txt"])
    let lines = String(decoding: own, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("bidder ") }
    var trust = MemoryBundle(Example.bundle.contents)
    trust.contents["vkeys.txt"] = Array(lines.map { $0 + "\n" }.joined().utf8)
    let report = await Verifier.verify(Example.bundle, trust: trust)
    #expect(report.holds)
    #expect(report.lines(.note).contains { $0.contains("bidder keys are as registered") })
  }

  @Test(arguments: ["alpha.example", "custodian2.example", "bureau.example"])
  func `fails when the trust files do not have a signer`(name: String) async throws {
    let own = try #require(Example.bundle.contents["vkeys.txt"])
    let lines = String(decoding: own, as: UTF8.self).split(separator: "\n").filter { !$0.contains(name) }
    var trust = MemoryBundle(Example.bundle.contents)
    trust.contents["vkeys.txt"] = Array(lines.map { $0 + "\n" }.joined().utf8)
    let report = await Verifier.verify(Example.bundle, trust: trust)
    #expect(report.firstFailure?.check == .signers)
  }

  @Test func `every finding has words in both languages`() async {
    var broken = Example.bundle
    broken.contents["reveal.txt"] = nil
    for report in [await Verifier.verify(Example.bundle), await Verifier.verify(broken)] {
      for finding in report.findings {
        #expect(!finding.en.isEmpty && finding.zh.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(finding)")
      }
    }
  }
}
