import Foundation
import Processes
import Testing

@Suite struct TemporaryFolderTests {
  @Test("a folder goes though somebody still writes into it for a moment")
  func busy() async throws {
    let folder = try TemporaryFolder()
    let end = ContinuousClock.now + .milliseconds(200)
    let path = folder.url.path
    let writer = Task {
      var number = 0
      while ContinuousClock.now < end {
        number += 1
        try? Data().write(to: URL(filePath: path).appending(path: "\(number)"))
      }
    }
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: path))
    await writer.value
  }

  @Test("a program keeps its files in the folder that it is given")
  func given() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    var process = ChildProcess(["sh", "-c", "mktemp"], timeout: .seconds(60))
    process.temporaryFolder = folder.url
    let outcome = try await process.run()
    #expect(outcome.output.hasPrefix(folder.url.path + "/"))
  }
}
