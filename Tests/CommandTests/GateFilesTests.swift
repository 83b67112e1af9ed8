import Foundation
import Testing

/// What lies in `proofs/` is anybody's: nothing outside is read, written or removed because of it, and what p2pcheck did
/// not write is left alone.
@Suite struct GateFilesTests {
  private static func scratch() throws -> Scratch {
    let scratch = try Scratch.standingGate()
    _ = try scratch.run("mkdir victim && echo precious > victim/file && cp victim/file victim/claim.json")
    return scratch
  }

  /// Nobody has touched it.
  private static let victim = "claim.json\nfile\nprecious\nprecious\n"

  private func check(victimOf scratch: Scratch, _ sourceLocation: SourceLocation = #_sourceLocation) throws {
    let victim = try scratch.run("ls victim && cat victim/*")
    #expect(victim == Self.victim, sourceLocation: sourceLocation)
  }

  // MARK: - Ids

  @Test(
    "an id that cannot name a folder of proofs is refused before anything is done",
    arguments: [
      "../../victim", "..", ".", ".hidden", "a/b", "/tmp", "a\\\\b", "a b", "a\\nb", "\\e[31m", "größe",
      "a:b",
      "trailing.", "-dash", "README.md", "Readme.MD", "nul", "COM1.x", "lpt9", "aux.claim", "::error::",
      "K\\u212A",
      String(repeating: "a", count: 101), "",
    ])
  func ids(id: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let before = try scratch.run("find gate/proofs | sort | xargs ls -ld --time-style=full-iso")
    let answer = try scratch.run(
      """
      cd gate && printf '%s\\n' '- id: "\(id.replacing("\\", with: "\\"))"' '  model: mutex.m' > Models/checks.yml \
      && p2pcheck gate --update --accept-weaker
      """)
    #expect(answer.hasSuffix("[exit 2]\n") && answer.contains(" --> "), "\(answer)")
    #expect(id.isEmpty || answer.hasPrefix("error[P2P609]"), "\(answer)")
    #expect(try scratch.run("find gate/proofs | sort | xargs ls -ld --time-style=full-iso") == before)
    try check(victimOf: scratch)
  }

  @Test("ids that only differ in case are the same")
  func caseOfIDs() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let answer = try scratch.run(
      "cd gate && printf '%s\\n' '- id: one' '  model: mutex.m' '- id: One' '  model: mutex.m' > Models/checks.yml && p2pcheck gate"
    )
    #expect(answer.hasPrefix("error[P2P605]: the id `One` is taken") && answer.hasSuffix("[exit 2]\n"))
  }

  @Test("without any check nothing stands", arguments: ["[]", "", "{}", "null", "- []", "[[]]"])
  func noChecks(text: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    for command in ["gate", "verify", "gate --update --accept-weaker"] {
      let answer = try scratch.run(
        "cd gate && printf '%s' '\(text)' > Models/checks.yml && p2pcheck \(command)")
      #expect(answer.hasPrefix("error[P2P60") && answer.hasSuffix("[exit 2]\n"), "\(answer)")
    }
  }

  // MARK: - What is no file

  @Test(
    "what is no proof makes its check fall, and no other",
    arguments: [
      ("rm claim.json && ln -s ../../../victim/claim.json claim.json", "`claim.json` is a symbolic link"),
      ("rm claim.json && ln -s /dev/zero claim.json", "`claim.json` is a symbolic link"),
      ("rm claim.json && mkfifo claim.json", "`claim.json` is a device, socket or pipe"),
      ("rm claim.json && mkdir claim.json", "`claim.json` is a folder"),
      ("truncate -s 1T claim.json", "it has more than 64 MiB"),
      ("rm 1.invariant.m && mkdir 1.invariant.m", "`1.invariant.m` is a folder"),
      ("rm 1.invariant.m && ln -s nowhere 1.invariant.m", "`1.invariant.m` is a symbolic link"),
      ("touch notes", "the file `notes` belongs to no claim"),
      ("touch .hidden", "the file `.hidden` belongs to no claim"),
      ("cp 1.invariant.m 2.invariant.m", "the file `2.invariant.m` belongs to no claim"),
      ("cp 1.invariant.m 01.invariant.m", "the file `01.invariant.m` belongs to no claim"),
      ("cp claim.json CLAIM.JSON", "the file `CLAIM.JSON` belongs to no claim"),
      ("cp 1.invariant.m 1.invariant.m.bak", "the file `1.invariant.m.bak` belongs to no claim"),
      ("touch 1.consecution.smt2", "the file `1.consecution.smt2` belongs to no claim"),
      ("rm 1.invariant.m", "the invariant `1.invariant.m` is missing"),
      ("cp claim.json 1.invariant.m", "is no Murphi"),
      ("echo '-- a remark' >> 1.invariant.m", "is not written as p2pcheck writes it"),
      ("printf 'invariant \"x\" \\377;' > 1.invariant.m", "is no Murphi"),
      ("cp ../mutex/claim.json .", "`check` is `pool` now; the proofs were made with `mutex`"),
      ("printf 'a\\n::error::b' > \"$(printf 'a\\n::error::b\\033')\"", "the file `a\\n::error::b\\u{1B}`"),
    ])
  func oddFiles(command: String, reason: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let answer = try scratch.run("cd gate/proofs/pool && \(command); cd ../.. && p2pcheck gate --quiet")
    #expect(answer.hasPrefix("falls  pool\n  "), "\(answer)")
    #expect(answer.contains(reason) && answer.contains("\n5 of 6 checks stand"), "\(answer)")
    #expect(answer.hasSuffix("[exit 1]\n"), "\(answer)")
    try check(victimOf: scratch)
  }

  @Test(
    "a folder of proofs that leads elsewhere is neither read nor written to",
    arguments: [
      "rm -r proofs/pool && ln -s ../../victim proofs/pool", "rm -r proofs/pool && touch proofs/pool",
      "rm -r proofs/pool && mkfifo proofs/pool", "rm -r proofs && ln -s ../victim proofs",
      "rm -r proofs && touch proofs",
    ])
  func oddFolders(command: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    for gate in ["gate", "gate --update", "gate --update --accept-weaker"] {
      let answer = try scratch.run("cd gate && \(command) && p2pcheck \(gate) --check pool --quiet")
      #expect(answer.contains("falls  pool\n  ") && answer.contains("not a folder of proofs"), "\(answer)")
      #expect(answer.hasSuffix("[exit 1]\n") || answer.hasSuffix("[exit 74]\n"), "\(answer)")
      try check(victimOf: scratch)
      _ = try scratch.run("cd gate && rm -rf proofs && mkdir proofs && mkdir proofs/pool")
    }
  }

  // MARK: - Updates

  @Test("an update removes what it wrote, and leaves what it did not")
  func update() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let answer = try scratch.run(
      """
      cd gate/proofs/pool && cp 1.invariant.m 2.invariant.m
      echo mine > 3.invariant.m; echo mine > notes; mkdir more; echo mine > more/claim.json
      ln -s ../../../victim link
      cd ../.. && p2pcheck gate --update --quiet; ls proofs/pool; cat proofs/pool/3* proofs/pool/notes proofs/pool/more/*
      """)
    #expect(
      answer == """
        falls  pool
          `link` is a symbolic link, not a file
          `more` is a folder, not a file
          the file `notes` belongs to no claim
          the file `3.invariant.m` belongs to no claim, and p2pcheck did not write it: it is left there
        5 of 6 checks stand, 0.00 s
        1.invariant.m
        3.invariant.m
        claim.json
        link
        more
        notes
        mine
        mine
        mine

        """)
    try check(victimOf: scratch)
  }

  @Test(
    "a folder without a check is removed as far as p2pcheck wrote it",
    arguments: [
      ("cp -r proofs/pool proofs/other && sed -i 's/\"pool\"/\"other\"/' proofs/other/claim.json", true),
      ("cp -r proofs/pool proofs/other", false), ("mkdir proofs/other", false),
      ("ln -s ../../victim proofs/other", false),
      ("echo mine > proofs/other", false), ("mkdir proofs/other && cp proofs/pool/1* proofs/other", false),
      (
        "cp -r proofs/pool proofs/other && sed -i 's/\"pool\"/\"other\"/' proofs/other/claim.json && echo mine > proofs/other/notes",
        false
      ),
    ])
  func strays(command: String, isRemoved: Bool) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    _ = try scratch.run("cd gate && \(command)")
    #expect(
      try scratch.run("cd gate && p2pcheck gate --quiet").hasPrefix("falls  other: there is no such check\n"))
    let answer = try scratch.run("cd gate && p2pcheck gate --update --accept-weaker --quiet")
    #expect(
      answer.hasPrefix(isRemoved ? "gone   other\n" : "falls  other: there is no such check, and not all"))
    #expect(answer.hasSuffix("[exit 1]\n") == !isRemoved)
    #expect(
      try scratch.run("cd gate && ls -d proofs/other 2> /dev/null").hasPrefix("proofs/other") == !isRemoved)
    #expect(
      try scratch.run("cat gate/proofs/other/notes 2> /dev/null || true").isEmpty || command.contains("notes")
    )
    try check(victimOf: scratch)
  }

  // MARK: - Models

  @Test("a model that is missing or broken hides no other result")
  func missingModel() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let missing = try scratch.run("cd gate && mv Models/pool.m . && p2pcheck gate --quiet")
    #expect(missing.contains("falls  pool\n  cannot read the model `Models/pool.m`: there is no such file\n"))
    #expect(missing.contains("\n4 of 6 checks stand") && missing.hasSuffix("[exit 74]\n"), "\(missing)")
    let broken = try scratch.run("cd gate && echo 'var' > Models/pool.m && p2pcheck gate --quiet")
    #expect(broken.contains("\n4 of 6 checks stand") && broken.hasSuffix("[exit 2]\n"), "\(broken)")
  }

  @Test("the gate wants of rules and premises what verify wants")
  func vacuity() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    // `unlock` is gone from one place only: the list of what never fires, then from the model.
    let listed = try scratch.run(
      """
      cd gate && printf '  never-fires: [unlock]\\n' | sed -i '/^  model: mutex.m/{n;r /dev/stdin
      }' Models/checks.yml && p2pcheck gate --check mutex --quiet; p2pcheck verify --check mutex --quiet
      """)
    #expect(listed.contains("  rule \"unlock\" fires, but is listed under `never-fires`\n"), "\(listed)")
    #expect(listed.contains("1 check of 1 not as expected"), "\(listed)")
    let silent = """
      var x: 0 .. 0xffffffffffffffff;
      startstate begin x := 0; end;
      rule "up" x < 0xffffffffffffffff ==> begin x := x + 1; end;
      rule "error path" x > 5 & x < 5 ==> begin x := 0; end;
      invariant "the error path cleans up" x > 5 & x < 5 -> x = 0;
      """
    for type in ["0 .. 0xffffffffffffffff", "0 .. 9"] {
      let model = silent.replacing("0 .. 0xffffffffffffffff", with: type)
        .replacing("0xffffffffffffffff", with: type.hasSuffix("9") ? "9" : "0xffffffffffffffff")
      let answer = try scratch.run(
        """
        mkdir -p v/Models && cd v && printf '%s\\n' '\(model)' > Models/m.m
        printf '%s\\n' '- id: vac' '  model: m.m' '  deadlock: off' > Models/checks.yml
        p2pcheck gate --update | grep -c 'rule "error path" never fires\\|its premise is never true'
        printf '%s\\n' '  never-fires: ["error path"]' '  vacuous: ["the error path cleans up"]' >> Models/checks.yml
        p2pcheck gate --update --quiet | tail -n 1
        sed -i '/vacuous/d' Models/checks.yml; p2pcheck gate --quiet
        sed -i '/never-fires/d' Models/checks.yml; p2pcheck gate --quiet; rm -r ../v
        """)
      let proved = type.hasSuffix("9") ? "" : " (proved)"
      #expect(
        answer == """
          2
          1 of 1 check stand, 0.00 s
          falls  vac
            "the error path cleans up" holds vacuously: its premise is never true\(proved)
          0 of 1 check stand, 0.00 s
          falls  vac
            rule "error path" never fires\(proved)
            "the error path cleans up" holds vacuously: its premise is never true\(proved)
          0 of 1 check stand, 0.00 s

          """)
    }
  }
}
