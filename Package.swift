// swift-tools-version:6.2
import PackageDescription

// The list of rooms and doors. A room is a target, a door is a declared dependency; README.md has the drawing.
// `swift build --explicit-target-dependency-import-check error` keeps undeclared doors shut.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioConcurrency = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let structuredFields = Target.Dependency.product(
  name: "RawStructuredFieldValues", package: "swift-http-structured-headers")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

/// A room: a library target in `Sources/<name>` with the shared settings; `papers` are what people read and nobody builds.
func room(
  _ name: String, _ doors: [Target.Dependency] = [], resources: [Resource] = [], papers: [String] = []
) -> Target {
  .target(name: name, dependencies: doors, exclude: papers, resources: resources, swiftSettings: strict)
}

/// A program: an executable target in `Sources/<name>`.
func program(_ name: String, _ doors: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: doors, swiftSettings: strict)
}

/// The tests of a room, in `Tests/<name>`; `TestSupport` comes along.
func tests(_ name: String, _ doors: [Target.Dependency], resources: [Resource] = []) -> Target {
  .testTarget(name: name, dependencies: ["TestSupport"] + doors, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "tender",
  products: [
    .executable(name: "tenderd", targets: ["tenderd"]),
    .executable(name: "tender", targets: ["tender"]),
    .executable(name: "tender-bench", targets: ["tender-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-structured-headers.git", from: "1.7.0"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
  ],
  targets: [
    // Numbers, JSON and notes: what everything else is written in.
    room("Exact"),
    room("Canon"),
    room("Notes", [crypto], papers: ["Specification.md"]),
    // The rule books.
    room("Tendering", ["Exact", "Canon"]),
    room("Trusteeship", ["Exact", "Canon", "Tendering"]),
    // What is public, in the words of the Open Contracting Data Standard.
    room(
      "OpenData", ["Exact", "Canon", "Tendering"],
      resources: [
        "extension.json", "release-schema.json", "codelists/evaluationStatus.csv", "codelists/rejectionStage.csv",
        "codelists/rejectionGround.csv", "codelists/lotFailureGround.csv", "codelists/drawPurpose.csv",
        "codelists/drawStatus.csv", "codelists/disclosure.csv",
      ].map { .embedInCode("extension/\($0)") }),
    // The seal, the notary, the stranger who checks.
    room("Sealing", ["Canon", "Notes", crypto, cryptoExtras]),
    room("Transparency", ["Notes", crypto]),
    room("Verification", ["Exact", "Canon", "Notes", "Tendering", "Sealing", "Transparency", crypto]),
    // Words, pages, papers.
    room(
      "Messages", ["Exact", "Canon", "Notes", "Tendering", "Trusteeship", "Sealing", "Transparency", "Verification"]),
    room(
      "Pages", ["Exact", "Messages", "Tendering", "Trusteeship", mustache], resources: [.copy("templates")]),
    room(
      "Documents", ["Exact", "Canon", "Messages", "Tendering", "Trusteeship", subprocess],
      resources: [.copy("templates")]),
    // Files that survive a crash, and whoever watches the notary from outside.
    room("Durable"),
    room(
      "Witness",
      [
        "Durable", "Notes", "Transparency", asyncHTTPClient, hummingbird, hummingbirdCore, httpTypes, lifecycle,
        logging,
        nio, nioHTTP,
      ]),
    // The archive.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    room("Postgres", ["CLibPQ", logging]),
    room(
      "Store", ["Postgres", "Exact", "Canon", "Notes", "Tendering", "Trusteeship", "Transparency"]),
    // The office.
    room(
      "Operations",
      [
        "Store", "Postgres", "Durable", "Exact", "Canon", "Notes", "Tendering", "Trusteeship", "OpenData", "Sealing",
        "Transparency", "Verification", "Documents", crypto, logging,
      ]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    room(
      "Server",
      [
        "Operations", "Pages", "Messages", "Exact", "Canon", "Notes", "Tendering", "Trusteeship", "Sealing",
        "Transparency", "CZlib", hummingbird, hummingbirdCore, httpTypes, structuredFields, crypto, logging, nio,
        nioHTTP,
        nioHTTPTypes,
      ], resources: [.copy("examples")]),
    program(
      "tenderd",
      [
        "Server", "Operations", "Store", "Postgres", "Durable", "Witness", "Documents", "Notes", "Canon", "Exact",
        "Messages", "OpenData", "Tendering", "Transparency", "Verification", hummingbird, lifecycle, unixSignals,
        argumentParser, configuration, logging,
      ]),
    program(
      "tender",
      [
        "Canon", "Exact", "Notes", "Tendering", "Trusteeship", "Sealing", "Transparency", "Verification", "Messages",
        "Durable", "Witness", argumentParser, asyncHTTPClient, structuredFields, httpTypes, crypto, logging, nio,
        nioPosix,
        nioHTTP,
      ]),
    program(
      "tender-bench",
      [
        "Canon", "Exact", "Notes", "Tendering", "Sealing", "Transparency", "Operations", "Store", "Postgres",
        "Documents",
        "FairTender", argumentParser, asyncHTTPClient, httpTypes, hummingbird, logging, nio, nioConcurrency, nioHTTP,
        nioPosix, subprocess,
      ]),
    // What proves it.
    .target(
      name: "TestSupport", dependencies: ["Postgres", "Canon", "Notes", "Exact", logging, subprocess],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    // One sample of every paper.
    .target(
      name: "PaperSamples", dependencies: ["Documents", "Canon", "Exact", "Tendering", "Trusteeship"],
      path: "Tests/PaperSamples", swiftSettings: strict),
    // A tender made from a seed, of any size; measured by tender-bench too.
    .target(
      name: "FairTender",
      dependencies: ["Canon", "Exact", "Notes", "Sealing", "Tendering", "Transparency", "Verification"],
      path: "Tests/FairTender", swiftSettings: strict),
    tests("ExactTests", ["Exact"]),
    tests("CanonTests", ["Canon"]),
    tests("NotesTests", ["Notes"]),
    tests("TenderingTests", ["Tendering", "Exact", "Canon"]),
    tests("TrusteeshipTests", ["Trusteeship", "Tendering", "Exact", "Canon"]),
    tests("OpenDataTests", ["OpenData", "Tendering", "Exact", "Canon"]),
    tests("SealingTests", ["Sealing", "Notes", "Canon", crypto]),
    tests("TransparencyTests", ["Transparency", "Notes", "Canon", crypto]),
    tests(
      "VerificationTests",
      ["Verification", "FairTender", "Transparency", "Sealing", "Notes", "Canon", "Exact", "Tendering", crypto]),
    tests("DurableTests", ["Durable"]),
    tests(
      "WitnessTests", ["Witness", "Durable", "Transparency", "Notes", asyncHTTPClient, logging, nio, nioHTTP]),
    tests("MessagesTests", ["Messages", "Exact", "Canon", "Notes", "Tendering", "Trusteeship"]),
    tests("PagesTests", ["Pages", "Messages", "Tendering", "Exact"]),
    tests("DocumentsTests", ["Documents", "PaperSamples", "Canon", "Messages", "Tendering"]),
    tests("PostgresTests", ["Postgres", logging]),
    tests("StoreTests", ["Store", "Notes", "Postgres"]),
    tests(
      "OperationsTests",
      [
        "Operations", "Store", "Postgres", "Canon", "Exact", "Notes", "Tendering", "Trusteeship", "OpenData",
        "Documents",
        "Sealing", "Transparency", "Verification", logging,
      ]),
    tests(
      "ServerTests",
      [
        "Server", "Operations", "Store", "Postgres", "Documents", "PaperSamples", "Transparency", "Tendering", "Notes",
        "Canon", "Exact", "Messages", "tenderd", asyncHTTPClient, httpTypes, logging, nio, nioHTTP,
      ]),
    tests(
      "TenderToolTests",
      [
        "tender", "Canon", "Messages", "Notes", "Sealing", "Tendering", "Transparency", "Verification", crypto,
        structuredFields,
      ]),
    tests("EndToEndTests", ["Canon", "Notes", "Postgres"]),
    tests("HouseTests", ["Messages", "Store", "Postgres", "Tendering"]),
  ]
)
