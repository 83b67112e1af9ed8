import Foundation
import Testing

/// The arrows between targets: SwiftPM alone lets transitive imports slip through.
@Suite struct ImportArrowTests {
  /// What each target may import, system modules and packages included.
  private static let allowed: [String: Set<String>] = [
    "Diagnostics": [],
    "Digests": ["CDigest"],
    "KernelSource": ["Digests"],
    "Processes": ["Foundation", "Subprocess", "Synchronization", "SystemPackage"],
    "ModelIR": ["Diagnostics", "Synchronization"],
    "Murphi": ["Diagnostics", "ModelIR"],
    "Checking": ["Diagnostics", "Foundation", "ModelIR", "Synchronization"],
    "ExplicitState": [
      "CMPI", "Checking", "CSuccessor", "Diagnostics", "Digests", "Dispatch", "Foundation", "Glibc",
      "ModelIR",
      "Processes", "Synchronization",
    ],
    "Simulation": ["Checking", "ExplicitState", "ModelIR", "Synchronization", "Wording"],
    "Encoding": ["Checking", "Diagnostics", "ModelIR", "Synchronization"],
    "Parametric": ["Checking", "Diagnostics", "Encoding", "ModelIR"],
    "Z3": ["CZ3", "Checking", "Encoding", "Foundation", "Synchronization"],
    "Symbolic": [
      "Checking", "Diagnostics", "Dispatch", "Encoding", "Foundation", "ModelIR", "Parametric",
      "Synchronization", "Z3",
    ],
    "Wording": ["Diagnostics", "Mustache"],
    "OrderedJSON": ["Diagnostics", "Foundation"],
    "Checks": ["Checking", "Diagnostics", "Foundation", "ModelIR", "Wording", "Yams"],
    "Traces": ["Checking", "Diagnostics", "ModelIR", "OrderedJSON", "Wording"],
    "Reproducer": ["Diagnostics", "ModelIR", "Traces", "Wording"],
    "Messages": ["OrderedJSON"],
    "Debugger": ["Checking", "Diagnostics", "ModelIR", "Murphi", "OrderedJSON", "Traces", "Wording"],
    "LanguageServer": ["Diagnostics", "ModelIR", "Murphi", "OrderedJSON"],
    "Conformance": [
      "Checking", "Diagnostics", "ExplicitState", "Foundation", "ModelIR", "OrderedJSON", "Wording",
    ],
    "Refinement": ["Checking", "Diagnostics", "ExplicitState", "ModelIR", "Traces", "Wording"],
    "Mutation": ["Diagnostics", "ModelIR", "OrderedJSON"],
    "Reporting": [
      "Checking", "Checks", "Diagnostics", "Digests", "Foundation", "ModelIR", "OrderedJSON", "Traces",
      "Wording",
    ],
    "ProofGate": [
      "Checking", "Checks", "Diagnostics", "Digests", "Encoding", "Foundation", "ModelIR", "OrderedJSON",
      "Parametric", "Processes", "Synchronization", "Traces", "Wording", "Z3",
    ],
    "p2pcheck": [
      "ArgumentParser", "Checking", "Checks", "Conformance", "Debugger", "Diagnostics", "Digests", "Dispatch",
      "Encoding",
      "ExplicitState", "Foundation", "KernelSource", "LanguageServer", "Messages", "ModelIR", "Murphi",
      "Mutation",
      "OrderedJSON", "Parametric", "Processes", "ProofGate", "Refinement", "Reporting", "Reproducer",
      "Simulation", "Symbolic", "Synchronization", "Traces", "Wording", "Z3",
    ],
  ]

  /// Targets of C, which import nothing of ours.
  private static let cTargets: Set = ["CDigest", "CMPI", "CSuccessor", "CZ3"]

  @Test("every target is in the table of arrows, and every entry of the table is a target")
  func tableIsComplete() throws {
    #expect(try Set(SourceTree.folders(in: "Sources")) == Set(Self.allowed.keys).union(Self.cTargets))
  }

  @Test("a target imports only what the architecture allows", arguments: allowed.keys.sorted())
  func arrows(target: String) throws {
    let allowed = try #require(Self.allowed[target])
    for path in try SourceTree.swiftFiles("Sources/\(target)") {
      for line in try SourceTree.lines(path) {
        guard let module = Self.importedModule(line) else { continue }
        #expect(allowed.contains(module), "\(path) imports \(module)")
      }
    }
  }

  @Test("tests import what they are built after", arguments: try SourceTree.folders(in: "Tests"))
  func testsDependOnWhatTheyImport(target: String) throws {
    let targets = Set(Self.allowed.keys).union(Self.cTargets).union(["TestSupport"])
    let files = try SourceTree.swiftFiles("Tests/\(target)")
    guard !files.isEmpty, target != "Benchmarks" else { return }
    let package = try SourceTree.text("Package.swift")
    let start = try #require(package.range(of: "\"\(target)\"", options: .backwards), "\(target)")
    let declaration = package[start.upperBound...]
    let end = try #require(declaration.range(of: "]"))
    let declared = Set(declaration[..<end.lowerBound].split(separator: "\"").map(String.init)).union([
      "TestSupport"
    ])
    for path in files {
      for line in try SourceTree.lines(path) {
        guard let module = Self.importedModule(line), targets.contains(module) else { continue }
        #expect(declared.contains(module), "\(path) imports \(module), which \(target) does not depend on")
      }
    }
  }

  @Test("no test reaches into a target past its package access")
  func noTestableImports() throws {
    for path in try SourceTree.swiftFiles("Tests") {
      let text = try SourceTree.text(path)
      #expect(!text.contains("@test" + "able"), "\(path)")
    }
  }

  /// Indented, it is no declaration but text.
  private static func importedModule(_ line: Substring) -> String? {
    guard line.first != " " else { return nil }
    let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "package" && $0 != "public" }
    guard words.first == "import", words.count >= 2 else { return nil }
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "typealias"]
    let module = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    return module.split(separator: ".").first.map(String.init)
  }
}
