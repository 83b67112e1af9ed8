import ExplicitState
import Foundation
import Testing

/// What is kept between runs does not grow for ever.
@Suite struct PrivateFolderTests {
  private static func name(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 64 - digits.count) + digits
  }

  private static func names(_ numbers: Range<Int>) -> [String] { numbers.map { name($0) } }

  /// A folder with ten files of 100 bytes, written in the order of their numbers, and two that are somebody's.
  private func withFiles(_ body: (PrivateFolder, URL) throws -> Void) throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-kept-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    let folder = PrivateFolder(url.path)
    for number in 0..<10 {
      try folder.write(Data(count: 100), to: Self.name(number))
      let date = Date(timeIntervalSince1970: 1_000_000 + Double(number))
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: url.appending(path: Self.name(number)).path)
    }
    try Data("mine".utf8).write(to: url.appending(path: "README"))
    try FileManager.default.createSymbolicLink(
      atPath: url.appending(path: Self.name(77)).path, withDestinationPath: "/etc/passwd")
    try body(folder, url)
  }

  private func names(_ folder: PrivateFolder) throws -> [String] { try folder.entries().map(\.name) }

  @Test(
    "of too much, three quarters are left, the most recently used ones",
    arguments: [(1000, 10, 0), (999, 100, 3), (100_000, 9, 4), (400, 100, 7), (0, 100, 10)])
  func pruned(bytes: Int, files: Int, removed: Int) throws {
    try withFiles { folder, _ in
      folder.prune(bytes: bytes, files: files)
      let (left, expected) = (try names(folder), Self.names(removed..<10))
      #expect(left == expected)
    }
  }

  @Test("what is read is used")
  func used() throws {
    try withFiles { folder, _ in
      #expect(folder.content(of: Self.name(0))?.count == 100)
      folder.prune(bytes: 999, files: 100)
      let (left, expected) = (try names(folder), Self.names(4..<10) + [Self.name(0)])
      #expect(left == expected)
    }
  }

  @Test("what is not called by a digest, or is a link, is nobody's to remove")
  func others() throws {
    try withFiles { folder, url in
      try folder.remove(names(folder))
      #expect(try names(folder).isEmpty)
      #expect(try String(contentsOf: url.appending(path: "README"), encoding: .utf8) == "mine")
      let link = url.appending(path: Self.name(77)).path
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "/etc/passwd")
    }
  }

  @Test("a folder that is not there has nothing in it")
  func missing() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "p2pcheck-none-\(UUID().uuidString)")
      .path
    #expect(try PrivateFolder(path).entries().isEmpty)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
