import Foundation
import TestSupport
import Testing

/// `make install` and what the argument parser writes for it.
@Suite struct InstallationTests {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("what is installed is whole, and nothing of it is left when it is uninstalled")
  func installAndUninstall() throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let stage = [
      "bin/p2pcheck", "share/man/man1/p2pcheck.1", "share/man/man1/p2pcheck-verify.1",
      "share/bash-completion/completions/p2pcheck", "share/zsh/site-functions/_p2pcheck",
      "share/fish/vendor_completions.d/p2pcheck.fish",
    ]
    for file in stage.map({ "stage/" + $0 }) {
      _ = try scratch.run("mkdir -p $(dirname \(file)) && echo \(file) > \(file)")
    }
    let place = scratch.folder.path
    let make = "make --no-print-directory --directory '\(Self.root.path)'"
    let options = "STAGE='\(place)/stage' DESTDIR='\(place)/root' PREFIX=/usr"
    #expect(try !scratch.run("\(make) install \(options)").contains("[exit"))
    for file in stage + ["share/doc/p2pcheck/LICENSE", "share/doc/p2pcheck/docs/cli.md"] {
      #expect(FileManager.default.fileExists(atPath: "\(place)/root/usr/\(file)"), "\(file)")
    }
    #expect(FileManager.default.fileExists(atPath: "\(place)/root/usr/share/p2pcheck/Models/checks.yml"))
    #expect(try !scratch.run("\(make) uninstall \(options)").contains("[exit"))
    #expect(try scratch.run("find root -type f").isEmpty)
  }

  @Test(
    "it is installed over a program that runs, whatever the folder is called and whoever may read new files")
  func installOver() throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let place = scratch.folder.path
    let root = "it's $HOME \"here\""
    let folder = scratch.folder.appending(path: root)
    try FileManager.default.createDirectory(
      at: folder.appending(path: "bin"), withIntermediateDirectories: true)
    _ = try scratch.run("mkdir -p stage/bin")
    let sleep = try scratch.run("command -v sleep").trimmingCharacters(in: .whitespacesAndNewlines)
    let program = folder.appending(path: "bin/p2pcheck")
    try FileManager.default.copyItem(atPath: sleep, toPath: program.path)
    let running = Process()
    running.executableURL = program
    running.arguments = ["60"]
    try running.run()
    defer { running.terminate() }
    _ = try scratch.run("echo new > stage/bin/p2pcheck; chmod 700 stage/bin/p2pcheck")
    let answer = try scratch.run(
      "umask 077; ROOT='\(folder.path.replacing("'", with: "'\\''"))' '\(Self.root.path)/.ci/install' '\(place)/stage'"
    )
    #expect(answer.isEmpty)
    #expect(try String(contentsOf: program, encoding: .utf8) == "new\n")
    for file in ["bin/p2pcheck", "share/p2pcheck/Models/checks.yml", "share/doc/p2pcheck"] {
      let path = folder.appending(path: file).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o044 == 0o044, "\(file)")
    }
  }

  @Test("completions are written for each shell, and bash reads its own", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let script = try scratch.run("p2pcheck --generate-completion-script \(shell) | tee script")
    #expect(script.contains("verify") && !script.contains("[exit"))
    if shell == "bash" { #expect(try scratch.run("bash -n script").isEmpty) }
  }

  @Test("the parser describes every command to the generator of man pages")
  func description() throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let text = try scratch.run("p2pcheck --experimental-dump-help")
    let help = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let command = help?["command"] as? [String: Any]
    let names = (command?["subcommands"] as? [[String: Any]])?.compactMap { $0["commandName"] as? String }
    #expect(try #require(names).count > 6)
    // The argument parser promises this description's form for each number.
    #expect(help?["serializationVersion"] as? Int == 0)
  }

  @Test("the changelog has a dated heading for the version that the program says it is")
  func version() throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let version = try scratch.run("p2pcheck --version").trimmingCharacters(in: .whitespacesAndNewlines)
    let changelog = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let headings = changelog.matches(of: /(?m)^## (\S+) - \d{4}-\d{2}-\d{2}$/).map { String($0.1) }
    #expect(headings.contains(version))
  }
}
