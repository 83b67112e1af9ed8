import Foundation
import TestSupport
import Testing

/// `mpirun p2pcheck verify`, if Open MPI is installed: real processes, which may be killed.
@Suite("Several ranks", .serialized, .enabled(if: ForeignTool("mpirun") != nil))
struct RankCommandTests {
  @Test("say what one process says", arguments: [3])
  func agree(ranks: Int) throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    let command = "p2pcheck verify violated.m symmetric.m fails.m runs.m --format json --audit off"
    let alone = try Self.summaries(scratch.run("\(command) --jobs 1 2>/dev/null | cat"))
    let together = try Self.summaries(scratch.run("\(Self.mpirun(ranks)) \(command) 2>/dev/null | cat"))
    #expect(alone.count == 4)
    #expect(together == alone)
  }

  @Test("say so on two hosts, too", .enabled(if: getuid() == 0 && ForeignTool("ip") != nil))
  func hosts() throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    let command = "p2pcheck verify violated.m symmetric.m --format json --audit off"
    let text = try scratch.run(
      "sh two-hosts.sh \(command) > out.txt 2> messages.txt; code=$?; cat out.txt; exit $code")
    // Not everybody may make namespaces.
    guard !text.contains("[exit 77]") else { return }
    let alone = try Self.summaries(scratch.run("\(command) --jobs 1 2>/dev/null | cat"))
    #expect(try Self.summaries(text) == alone)
  }

  @Test("are refused where there is nothing for them to do, with one sentence")
  func refusals() throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    let print = try scratch.run("\(Self.mpirun(2)) p2pcheck print violated.m")
    #expect(print.contains("error: 'print' is for one process"))
    #expect(print.components(separatedBy: "error: 'print'").count == 2)
    let missing = try scratch.run("\(Self.mpirun(2)) p2pcheck verify none.m")
    #expect(missing.components(separatedBy: "cannot read").count == 2)
    #expect(missing.contains("[exit 74]"))
    let option = try scratch.run("\(Self.mpirun(2)) p2pcheck verify violated.m --max-depth=-1")
    #expect(option.components(separatedBy: "Error:").count == 2)
    #expect(option.contains("[exit 64]"))
  }

  @Test("without the library say what is missing, in one sentence", arguments: [0, 1])
  func noLibrary(rank: Int) throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    // What mpirun would set, where no library is found.
    let environment = "OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=\(rank) LD_LIBRARY_PATH=."
    try Data("no library".utf8).write(to: scratch.folder.appending(path: "libmpi.so.40"))
    let text = try scratch.run("\(environment) p2pcheck verify violated.m")
    #expect(text.contains("error: several ranks were started, but Open MPI cannot be used: "))
    #expect(text.contains("[exit 74]"))
  }

  @Test("end with exit code 74 where one has no library: nobody waits for it")
  func oneWithoutLibrary() throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    try Data("no library".utf8).write(to: scratch.folder.appending(path: "libmpi.so.40"))
    let run = """
      test "$OMPI_COMM_WORLD_RANK" = 0 || export LD_LIBRARY_PATH=.
      p2pcheck verify violated.m
      """
    try Data(run.utf8).write(to: scratch.folder.appending(path: "run.sh"))
    let text = try scratch.run("timeout 60 \(Self.mpirun(2)) sh run.sh")
    #expect(text.contains("error: several ranks were started, but Open MPI cannot be used: "), "\(text)")
    #expect(text.contains("[exit 74]"), "\(text)")
  }

  @Test(
    "are none where only the environment says so: nothing is checked, and that is said",
    arguments: [
      "OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1", "OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=0",
      "OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_RANK=9", "OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=-1",
    ], ["violated.m", "none.m"])
  func leftOverVariables(_ variables: String, model: String) throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    let text = try scratch.run("\(variables) timeout 60 p2pcheck verify \(model)")
    #expect(text.components(separatedBy: "error: ").count == 2, "\(text)")
    #expect(text.contains("but Open MPI knows of no other one"), "\(text)")
    #expect(text.hasSuffix("[exit 74]\n"), "\(text)")
    let print = try scratch.run("\(variables) p2pcheck print \(model)")
    #expect(
      print == "error: 'print' is for one process; of several ranks only 'verify' makes use\n[exit 64]\n")
  }

  @Test("that run out of time outside of the search never end with exit code 0")
  func outOfTime() throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    // Nobody writes to it.
    let text = try scratch.run(
      "mkfifo pipe.m; timeout 60 \(Self.mpirun(2)) p2pcheck verify pipe.m --engine explore --timeout 1s -q")
    #expect(text.hasSuffix("[exit 3]\n"), "\(text)")
  }

  @Test("search once in each launch: a second time is no violation")
  func twice() throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    let run = """
      p2pcheck verify symmetric.m -q
      p2pcheck verify symmetric.m -q
      """
    try Data(run.utf8).write(to: scratch.folder.appending(path: "twice.sh"))
    let text = try scratch.run("timeout 60 \(Self.mpirun(2)) sh twice.sh")
    #expect(text.contains("call `mpirun` anew for each search"), "\(text)")
    #expect(text.hasSuffix("[exit 74]\n"), "\(text)")
  }

  @Test(
    "end together when one is killed; what was saved goes on with another number of them", arguments: [1])
  func killed(victim: Int) throws {
    let scratch = try Scratch(fixtures: Self.fixtures)
    defer { scratch.remove() }
    // Interpreted, it takes its time.
    let command = "p2pcheck verify grid.m --no-native --jobs 1"
    let saved = scratch.folder.appending(path: "saved/checkpoint.json").path
    let kill = """
      \(Self.mpirun(3)) \(command) --checkpoint saved --checkpoint-interval 10ms > out.txt 2>&1 & job=$!
      while kill -0 $job 2>/dev/null && ! test -e '\(saved)'; do sleep 0.02; done
      for process in /proc/[0-9]*; do
        test "$(readlink $process/cwd)" = "$PWD" || continue
        tr '\\0' '\\n' < $process/environ 2>/dev/null | grep -qx OMPI_COMM_WORLD_RANK=\(victim) || continue
        grep -qa p2pcheck $process/comm && kill -KILL ${process#/proc/}
      done
      wait $job; code=$?; cat out.txt; exit $code
      """
    let start = ContinuousClock.now
    let text = try scratch.run("( \(kill) )")
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(text.contains("exited on signal 9"), "\(text)")
    #expect(text.contains("[exit 137]"), "\(text)")
    let whole = try Self.summaries(scratch.run("p2pcheck verify grid.m --format json 2>/dev/null | cat"))
    for ranks in [2, 1] {
      let resumed = try scratch.run(
        "\(ranks > 1 ? Self.mpirun(ranks) : "") \(command) --resume saved --format json 2>/dev/null | cat")
      #expect(try Self.summaries(resumed) == whole)
    }
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Ranked")

  private static func mpirun(_ ranks: Int) -> String {
    "mpirun --allow-run-as-root --oversubscribe --mca btl self,vader -n \(ranks)"
  }

  /// What does not depend on the time, of each model.
  private static func summaries(_ text: String) throws -> [String] {
    let start = try #require(text.firstIndex(of: "{"), "\(text)")
    let end = try #require(text.lastIndex(of: "}"))
    let json = try JSONSerialization.jsonObject(with: Data(text[start...end].utf8)) as? [String: Any]
    let models = try #require(json?["models"] as? [[String: Any]])
    return models.map { model in
      let statistics = model["statistics"] as? [String: Any] ?? [:]
      let rules = (statistics["rules"] as? [[String: Any]] ?? []).map {
        "\($0["name"] ?? ""): \($0["firings"] ?? "")"
      }
      let counts = ["states", "firings", "depth", "failedSteps", "complete"].map {
        "\($0): \(statistics[$0] ?? "")"
      }
      let claims = (model["claims"] as? [[String: Any]] ?? []).filter { $0["kind"] as? String != "liveness" }
        .map {
          "\($0["name"] ?? ""): \($0["verdict"] ?? ""), \($0["traceLength"] ?? "")"
        }
      return (["\(model["model"] ?? "")"] + rules + counts + claims).joined(separator: "\n")
    }
  }
}
