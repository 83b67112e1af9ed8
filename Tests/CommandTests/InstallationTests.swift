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

  /// `.ci/install` of a stage into `root`, with what a shell does in front of it.
  private func install(_ stage: String, in scratch: Scratch, after preparation: String = ":") throws -> String
  {
    let place = scratch.folder.path
    return try scratch.run("\(preparation); ROOT='\(place)/root' '\(Self.root.path)/.ci/install' \(stage)")
  }

  /// A version that is installed, the stage of another in `new`, and what is in the folder of the first.
  private func installed(in scratch: Scratch) throws -> String {
    for (stage, page) in [("old", "gone"), ("new", "verify")] {
      _ = try scratch.run(
        """
        mkdir -p \(stage)/bin \(stage)/share/man/man1; echo \(stage) > \(stage)/bin/p2pcheck
        touch \(stage)/share/man/man1/p2pcheck-\(page).1 '\(stage)/share/man/man1/p2pcheck-a  b.1'
        """)
    }
    #expect(try install("old", in: scratch).isEmpty)
    return try listing(in: scratch)
  }

  private func listing(in scratch: Scratch) throws -> String {
    try scratch.run("find root -type f | sort | xargs -d '\\n' cksum")
  }

  /// What stands in the way of an installation, and what is said of it.
  private static let obstacles: [(preparation: String, stage: String, complaint: String)] = [
    (":", "missing", "there is no program in"),
    ("rm new/bin/p2pcheck; ln -s /bin/true new/bin/p2pcheck", "new", "bin/p2pcheck is not a file"),
    ("ln -s nowhere new/share/link", "new", "share/link is not a file"),
    ("mkdir -p root/share/man/man1/p2pcheck-verify.1", "new", "p2pcheck-verify.1 is a folder"),
    // As where the disk is full.
    ("trap '' XFSZ; ulimit -f 8", "new", "cannot be installed; what was there is still there"),
  ]

  @Test("what cannot be installed changes nothing, and says why", arguments: obstacles.indices)
  func obstacle(index: Int) throws {
    let (preparation, stage, complaint) = Self.obstacles[index]
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    let before = try installed(in: scratch)
    let answer = try install(stage, in: scratch, after: preparation)
    #expect(answer.contains(complaint) && answer.hasSuffix("[exit 1]\n"), "\(answer)")
    #expect(try listing(in: scratch) == before)
  }

  @Test("an installation that is interrupted leaves the old version or the new one, and nothing half written")
  func interrupted() throws {
    for seconds in ["0.02", "0.2", "0.6", "1"] {
      let scratch = try Scratch(copying: [])
      defer { scratch.remove() }
      let before = try installed(in: scratch)
      let place = scratch.folder.path
      _ = try scratch.run(
        """
        ROOT='\(place)/root' '\(Self.root.path)/.ci/install' new & pid=$!
        sleep \(seconds); kill -TERM $pid; wait $pid
        """)
      #expect(try scratch.run("find root -name '*.part'").isEmpty)
      if try scratch.run("cat root/bin/p2pcheck") == "old\n" { #expect(try listing(in: scratch) == before) }
    }
  }

  @Test("of an older version nothing is left, whatever CDPATH is and however its files are called")
  func installOverOlder() throws {
    let scratch = try Scratch(copying: [])
    defer { scratch.remove() }
    _ = try installed(in: scratch)
    _ = try scratch.run(
      """
      mkdir -p root/share/doc/p2pcheck/gone elsewhere/docs elsewhere/Models
      touch root/share/man/man1/other.1 root/bin/p2pcheck.part
      printf x > "$(printf 'root/share/doc/p2pcheck/gone/a\\nb c')"
      """)
    let answer = try install("new", in: scratch, after: "export CDPATH='\(scratch.folder.path)/elsewhere'")
    #expect(answer.isEmpty, "\(answer)")
    #expect(try scratch.run("cat root/bin/p2pcheck") == "new\n")
    #expect(try scratch.run("ls root/share/man/man1") == "other.1\np2pcheck-a  b.1\np2pcheck-verify.1\n")
    #expect(try scratch.run("find root -name gone -o -name '*.part'").isEmpty)
    #expect(try scratch.run("diff -r '\(Self.root.path)/docs' root/share/doc/p2pcheck/docs").isEmpty)
    _ = try scratch.run("touch root/bin/p2pcheck.part root/share/man/man1/p2pcheck-verify.1.part")
    #expect(try install("--remove", in: scratch).isEmpty)
    #expect(try scratch.run("find root -type f") == "root/share/man/man1/other.1\n")
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
