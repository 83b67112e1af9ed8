// swift-tools-version: 6.2
// p2pcheck: a model checker for kernel memory-lifecycle designs. The table of targets is the architecture;
// Sources/README.md says what each one is and what it must never do.
import PackageDescription

/// Every target of ours is compiled under the same, strictest settings.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// What runs once for a file, a command or a report is compiled quickly rather than optimised: a quarter of a first build.
let unoptimised = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], exclude: exclude,
    // What is tested is optimised, what tests it is read once.
    swiftSettings: unoptimised)
}

let package = Package(
  name: "p2pcheck",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "p2pcheck", targets: ["p2pcheck"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    library("Diagnostics"),
    .target(name: "CDigest", linkerSettings: [.linkedLibrary("crypto")]),
    library("Digests", ["CDigest"]),
    library("KernelSource", ["Digests"]),
    library("ModelIR", ["Diagnostics"]),
    library("Murphi", ["Diagnostics", "ModelIR"]),
    library("Checking", ["ModelIR", "Diagnostics"]),
    library(
      "Processes",
      [
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .target(name: "CSuccessor"),
    .target(name: "CMPI", linkerSettings: [.linkedLibrary("dl")]),
    library(
      "ExplicitState",
      ["Checking", "ModelIR", "Diagnostics", "CMPI", "CSuccessor", "Digests", "Processes"],
      // The fixed part of generated C; two of the three are links to what Swift imports.
      resources: [.embedInCode("Native/Runtime")]),
    library("Simulation", ["Checking", "ExplicitState", "ModelIR", "Wording"]),
    library("Encoding", ["Checking", "ModelIR", "Diagnostics"]),
    library("Parametric", ["Checking", "Encoding", "ModelIR", "Diagnostics"]),
    .target(name: "CZ3", linkerSettings: [.linkedLibrary("dl")]),
    library("Z3", ["Checking", "Encoding", "CZ3"]),
    library("Symbolic", ["Checking", "Encoding", "ModelIR", "Diagnostics", "Parametric", "Z3"]),
    library("Wording", ["Diagnostics", .product(name: "Mustache", package: "swift-mustache")]),
    library("OrderedJSON", ["Diagnostics"]),
    library(
      "Checks", ["Checking", "ModelIR", "Diagnostics", "Wording", .product(name: "Yams", package: "Yams")],
      settings: unoptimised),
    library(
      "Traces", ["Checking", "ModelIR", "Diagnostics", "OrderedJSON", "Wording"],
      // The page of a trace, without the trace.
      resources: [.embedInCode("Resources")], settings: unoptimised),
    library(
      "Reproducer", ["ModelIR", "Diagnostics", "Traces", "Wording"],
      // What every program of a reproducer begins with.
      resources: [.embedInCode("Resources")], settings: unoptimised),
    library(
      "Conformance",
      ["Checking", "ExplicitState", "ModelIR", "Diagnostics", "OrderedJSON", "Wording"]),
    library(
      "Refinement", ["Checking", "ExplicitState", "ModelIR", "Diagnostics", "Traces", "Wording"]),
    library("Messages", ["OrderedJSON"]),
    library(
      "Debugger",
      ["Murphi", "Checking", "ModelIR", "Diagnostics", "OrderedJSON", "Traces", "Wording"],
      settings: unoptimised),
    library("LanguageServer", ["Murphi", "ModelIR", "Diagnostics", "OrderedJSON"], settings: unoptimised),
    library("Mutation", ["ModelIR", "Diagnostics", "OrderedJSON"], settings: unoptimised),
    library(
      "Reporting",
      ["Checking", "ModelIR", "Diagnostics", "Digests", "Checks", "Traces", "OrderedJSON", "Wording"],
      // The page of a run, without the run.
      resources: [.embedInCode("Resources")], settings: unoptimised),
    library(
      "ProofGate",
      [
        "Checking", "Checks", "Diagnostics", "Digests", "Encoding", "ModelIR", "OrderedJSON", "Parametric",
        "Processes", "Traces", "Wording", "Z3",
      ], settings: unoptimised),
    .executableTarget(
      name: "p2pcheck",
      dependencies: [
        "Diagnostics", "ModelIR", "Murphi", "Checking", "ExplicitState", "Simulation", "Symbolic", "Encoding",
        "Parametric", "Z3",
        "Reporting", "ProofGate", "Digests", "KernelSource", "Processes", "Checks", "Traces", "Reproducer",
        "Conformance", "Refinement", "LanguageServer", "Messages", "Debugger", "Mutation", "OrderedJSON",
        "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: unoptimised),

    .target(
      name: "TestSupport",
      dependencies: [
        "Diagnostics", "ModelIR", "Murphi", "Checking", "ExplicitState", "CSuccessor", "Encoding", "Symbolic",
        "ProofGate", "Traces",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),
    tests("DiagnosticsTests", ["Diagnostics"]),
    tests("DigestsTests", ["Digests"]),
    tests("ProcessesTests", ["Processes"]),
    tests("KernelSourceTests", ["KernelSource"]),
    tests("ModelIRTests", ["ModelIR", "Murphi", "Diagnostics"]),
    tests("MurphiTests", ["Murphi", "ModelIR", "Diagnostics"], exclude: ["Golden"]),
    tests("CheckingTests", ["Checking", "ModelIR", "Murphi", "Diagnostics"]),
    tests(
      "ExplicitStateTests",
      ["ExplicitState", "CSuccessor", "Checking", "Digests", "ModelIR", "Murphi", "Diagnostics"],
      exclude: ["Agreement"]),
    tests(
      "SimulationTests", ["Simulation", "ExplicitState", "Checking", "ModelIR", "Murphi", "Diagnostics"]),
    tests("EncodingTests", ["Encoding", "ModelIR", "Murphi", "Diagnostics"]),
    tests(
      "SymbolicTests", ["Symbolic", "Z3", "Encoding", "Checking", "ModelIR", "Murphi", "Diagnostics"],
      exclude: ["Alignment"]),
    tests(
      "ReportingTests",
      [
        "Reporting", "Traces", "Checks", "OrderedJSON", "Wording", "Checking", "ModelIR", "Murphi",
        "Diagnostics",
      ],
      exclude: ["Golden"]),
    tests("WordingTests", ["Wording"]),
    tests("OrderedJSONTests", ["OrderedJSON"]),
    tests("ChecksTests", ["Checks", "Checking", "ModelIR", "Diagnostics"]),
    tests(
      "TracesTests",
      ["Traces", "OrderedJSON", "Wording", "Checking", "ModelIR", "Murphi", "Diagnostics"],
      exclude: ["Golden", "Page"]),
    tests(
      "ReproducerTests", ["Reproducer", "Traces", "OrderedJSON", "Checking", "ModelIR"], exclude: ["Golden"]),
    tests(
      "ConformanceTests",
      [
        "Conformance", "Mutation", "OrderedJSON", "ExplicitState", "Checking", "ModelIR", "Murphi",
        "Diagnostics",
      ],
      exclude: ["Cases"]),
    tests(
      "RefinementTests",
      ["Refinement", "Symbolic", "ExplicitState", "Checking", "ModelIR", "Murphi", "Diagnostics"],
      exclude: ["Cases"]),
    tests("MessagesTests", ["Messages", "OrderedJSON"]),
    tests(
      "DebuggerTests",
      [
        "Debugger", "Messages", "Traces", "Murphi", "Checking", "ModelIR", "OrderedJSON", "Diagnostics",
        "Wording",
      ],
      exclude: ["Sessions"]),
    tests("LanguageServerTests", ["LanguageServer", "Refinement", "ModelIR", "OrderedJSON", "Diagnostics"]),
    tests("MutationTests", ["Mutation", "ModelIR", "Murphi", "Checking", "Diagnostics", "OrderedJSON"]),
    tests(
      "ParametricTests",
      [
        "Parametric", "Symbolic", "Encoding", "ExplicitState", "Checking", "ModelIR", "Murphi", "Diagnostics",
        "Z3",
      ],
      exclude: ["Golden", "Models"]),
    tests("Z3Tests", ["Z3", "Encoding"]),
    tests(
      "ProofGateTests",
      [
        "ProofGate", "Checks", "Encoding", "Symbolic", "Z3", "ExplicitState", "Checking", "ModelIR",
        "Murphi",
      ]),
    tests(
      "EndToEndTests",
      // The command lists the shipped checks.
      [
        "ModelIR", "Murphi", "Checking", "ExplicitState", "Encoding", "Symbolic", "Z3", "Diagnostics",
        "p2pcheck",
      ],
      exclude: ["Corpus"]),
    tests(
      "CommandTests", ["Diagnostics", "Messages", "OrderedJSON", "Reporting", "p2pcheck"],
      exclude: ["Fixtures", "Transcripts", "Endless", "Ranked", "nvim-dap.lua"]),
    tests("TidyTests", []),
  ]
)
