import Foundation
import Testing

/// What every source file owes its reader.
@Suite struct FileTests {
  /// Files that may be longer than 400 lines, each with its reason.
  private static let longFiles: [String: String] = [:]

  /// The folders of the hot path and of what is loaded at run time: only they handle raw memory.
  private static let rawMemoryFolders = ["Sources/ExplicitState/", "Sources/Digests/"]

  private static let files = (try? SourceTree.swiftFiles("Sources", "Tests")) ?? []

  @Test("there are files to look at")
  func filesExist() { #expect(Self.files.count > 50) }

  @Test("a file of Sources begins with what its main declaration is")
  func documentationOnTop() throws {
    for path in Self.files where path.hasPrefix("Sources/") {
      let first = try SourceTree.lines(path).first { line in
        !line.isEmpty && !line.contains("import ")
      }
      #expect(first?.hasPrefix("///") == true, "\(path) begins with: \(first ?? "nothing")")
    }
  }

  @Test("no file is longer than 400 lines without a reason")
  func length() throws {
    for path in Self.files where Self.longFiles[path] == nil {
      #expect(try SourceTree.lines(path).count <= 400, "\(path)")
    }
  }

  @Test("raw memory is handled only in the folders that need it")
  func rawMemory() throws {
    for path in Self.files where path.hasPrefix("Sources/") {
      if Self.rawMemoryFolders.contains(where: path.hasPrefix) { continue }
      let text = try SourceTree.text(path)
      #expect(!text.contains("Unsafe"), "\(path)")
    }
  }

  @Test("nothing in the tree is a note to oneself or names the place where it was written")
  func forbiddenWords() throws {
    let words = [
      "TO" + "DO", "FIX" + "ME", "/work" + "/", "/tmp" + "/brief", "shared" + "/design", "shared" + "/facts",
    ]
    for path in Self.files {
      let text = try SourceTree.text(path)
      for word in words { #expect(!text.contains(word), "\(path) contains \(word)") }
    }
  }

  @Test("nothing is forced: no force try, force cast or singleton")
  func nothingForced() throws {
    for path in Self.files {
      let text = try SourceTree.text(path)
      for word in [" try" + "!", " as" + "! ", "static let shared" + " "] {
        #expect(!text.contains(word), "\(path) contains \(word)")
      }
    }
  }
}
