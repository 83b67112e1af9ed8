import ExplicitState
import Foundation
import ModelIR
import TestSupport
import Testing

@Suite struct LibraryCacheTests {
  enum Damage: CaseIterable {
    case emptied, cutToItsHead, cutByOne, changed, extended, anothers

    func apply(to library: Data, _ other: Data) -> Data {
      switch self {
      case .emptied: Data()
      case .cutToItsHead: library.prefix(100)
      case .cutByOne: library.dropLast()
      case .changed: library.prefix(5000) + [~library[5000]] + library.dropFirst(5001)
      case .extended: library + [0]
      case .anothers: other
      }
    }
  }

  /// A folder that nobody else can write to, which is gone afterwards.
  private func withFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-cache-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private func compile(_ width: Int, cache: URL?, _ compilers: [String] = ["cc"]) async throws {
    let system = SystemBuilder.grid(Value(width), 3).system
    let pair = try await SuccessorPair(
      system, symmetry: false, native: NativeOptions(compilers: compilers, cache: cache?.path))
    let (difference, states) = SuccessorComparison(pair, of: system).firstDifference(limit: 100)
    #expect(difference == nil)
    #expect(states == width * 3)
  }

  /// The library that is then in the folder.
  private func compiled(_ folder: URL) async throws -> URL {
    try await compile(3, cache: folder)
    return folder.appending(path: try #require(names(in: folder).first))
  }

  private func names(in folder: URL) -> Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
  }

  @Test("a library that is damaged, or another's, is compiled again", arguments: Damage.allCases)
  func damaged(damage: Damage) async throws {
    try await withFolder { folder in
      let library = try await compiled(folder)
      try await compile(4, cache: folder)
      let other = folder.appending(
        path: try #require(names(in: folder).first { $0 != library.lastPathComponent }))
      let intact = try Data(contentsOf: library)
      // Not in place: the library is loaded.
      try damage.apply(to: intact, try Data(contentsOf: other)).write(to: library, options: .atomic)
      try await compile(3, cache: folder)
      #expect(try Data(contentsOf: library) == intact)
      #expect(names(in: folder).count == 2)
    }
  }

  @Test("without a folder nothing is kept, and everything works")
  func none() async throws { try await compile(3, cache: nil) }

  @Test("another compiler of the same name is another compiler")
  func compilerChanges() async throws {
    try await withFolder { folder in
      let cache = folder.appending(path: "cache")
      let compiler = folder.appending(path: "compiler")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for count in 1...2 {
        // A file is another one once somebody has written to it, be it the same.
        try Data("#!/bin/sh\nexec cc \"$@\"\n".utf8).write(to: compiler, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: compiler.path)
        for _ in 0..<2 {
          try await compile(3, cache: cache, [compiler.path])
          #expect(names(in: cache).count == count)
        }
      }
    }
  }

  enum Folder: CaseIterable {
    case missing, open, readable, link, behindLink, behindOpen, file, libraryOfOthers, libraryForOthers,
      libraryIsLink
  }

  @Test("only a folder that is ours alone is used", arguments: Folder.allCases)
  func folders(kind: Folder) async throws {
    try await withFolder { parent in
      let (folder, files) = (parent.appending(path: "p2pcheck"), FileManager.default)
      func make(_ url: URL, _ mode: Int) throws {
        try files.createDirectory(at: url, withIntermediateDirectories: true)
        try files.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
      }
      try make(parent, 0o755)
      var cache = folder
      switch kind {
      case .missing: break
      case .open: try make(folder, 0o777)
      case .readable: try make(folder, 0o755)
      case .link:
        try make(parent.appending(path: "other"), 0o700)
        try files.createSymbolicLink(at: folder, withDestinationURL: parent.appending(path: "other"))
      case .behindLink:
        try make(parent.appending(path: "other"), 0o700)
        try files.createSymbolicLink(at: folder, withDestinationURL: parent.appending(path: "other"))
        cache = folder.appending(path: "inside")
      case .behindOpen:
        try make(folder, 0o777)
        cache = folder.appending(path: "inside")
      case .file: try Data().write(to: folder)
      case .libraryOfOthers:
        let library = try await compiled(folder)
        // Only root can give a file away.
        guard unsafe chown(library.path, 65534, 65534) == 0 else { return }
      case .libraryForOthers:
        try files.setAttributes([.posixPermissions: 0o666], ofItemAtPath: try await compiled(folder).path)
      case .libraryIsLink:
        let library = try await compiled(folder)
        try files.moveItem(at: library, to: parent.appending(path: "moved"))
        try files.createSymbolicLink(at: library, withDestinationURL: parent.appending(path: "moved"))
      }
      let before = try? files.attributesOfItem(atPath: folder.path)[.type] as? FileAttributeType
      try await compile(3, cache: cache)
      switch kind {
      case .missing, .readable, .libraryOfOthers, .libraryForOthers, .libraryIsLink:
        #expect(try files.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int == 0o700)
        let library = folder.appending(path: try #require(names(in: folder).first))
        let attributes = try files.attributesOfItem(atPath: library.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(attributes[.ownerAccountID] as? UInt == UInt(geteuid()))
        #expect(attributes[.type] as? FileAttributeType == .typeRegular)
      case .open, .link, .behindLink, .behindOpen, .file:
        #expect(try files.attributesOfItem(atPath: folder.path)[.type] as? FileAttributeType == before)
        #expect(names(in: cache).isEmpty)
        #expect(throws: PrivateFolder.Refusal.self) { try PrivateFolder(cache.path).prepare() }
      }
    }
  }
}
