import Diagnostics
import Foundation
import Testing

/// Whatever a model or a check calls something, no output obeys it: terminals, logs of builds, drawings, pages, tables.
@Suite struct HostileNamesTests {
  private static let names = [
    "esc \u{1B}]0;title\u{7}\u{1B}[31mRED", "cr \rover", "bidi \u{202E}txet", "zero\u{200B}width\u{FEFF}",
    "c1 \u{9B}31m\u{85}next", "sep\u{2028}\u{2029}", "two\n::error::lines", "::stop-commands::token",
    "a name of many words that has to be broken somewhere near here ::stop-commands::token",
    "##[stop-commands]token ##vso[task.complete]", "%0A::error::x %25",
    "| a | `b` ]) ]] }} <b>&amp; 'c' --> D; %% #quot; end",
  ]

  /// Names as they stand in a model, where a quote ends them.
  private static let model =
    """
    type process: scalarset(2);
    var x: 0 .. 40;
    startstate "start \(names[0])" begin x := 0; end;

    """
    + names.enumerated().map { number, name in
      """
      --@ kernel mm/\(name.filter { !$0.isWhitespace }).c f\(name.filter { !$0.isWhitespace })
      ruleset p: process do rule "\(name)" x = \(number) ==> begin x := x + 1; end; end;
      cover "c \(name)" x = \(number);

      """
    }.joined() + """
      rule "assert" x = \(names.count) ==> begin x := 40; assert x < 40 "\(names[6]) assert"; end;
      rule "error" x = 3 ==> begin error "\(names[1]) error"; end;
      invariant "\(names[8])" x < 8;
      invariant "never \(names[0])" x > 40 -> x = 0;
      """

  private static let checks = """
    - id: hostile
      title: "\\e[31m ::error::title \\u202E"
      model: "m\\e[31m.m"
    - id: missing
      model: "::stop-commands::\\e.m"
    """

  private static func scratch() throws -> Scratch {
    let scratch = try Scratch()
    let models = scratch.folder.appending(path: "hostile/Models")
    try FileManager.default.createDirectory(at: models, withIntermediateDirectories: true)
    try Data(model.utf8).write(to: models.appending(path: "m\u{1B}[31m.m"))
    try Data(checks.utf8).write(to: models.appending(path: "checks.yml"))
    let log =
      ###"{"call": "\u001b[31m\n::error::\u202e", "actor": "##[group]", "observe": {"\u001b]0;x": "::x"}}"###
    try Data(log.utf8).write(to: models.appending(path: "l\u{1B}[31m.log"))
    return scratch
  }

  @Test(
    "names are shown, not obeyed",
    arguments: [
      "verify", "verify --strict --explain", "verify --format json", "verify --github", "gate",
      "gate --update",
      "gate --github", "mutate --limit 3",
      "mutate --limit 3 --html page >/dev/null 2>&1; cat page/index.html", "verify --check '::x\u{1B}'",
      "explain '\u{1B}[31m'",
      "verify Models/m*.m --property '\u{1B}[31m'", "verify Models/m*.m --set '\u{1B}[31m=1'",
      "lint Models/m*.m", "print Models/m*.m", "print --format ir Models/m*.m",
      "print --format c Models/m*.m",
      "print --format smt2 Models/m*.m", "print --format dot Models/m*.m",
      "verify --quiet --junit report; cat report", "verify --quiet --sarif report; cat report",
      "verify --quiet --gitlab report; cat report", "conform Models/m*.m Models/l*.log",
      "conform Models/l*.log Models/l*.log", "conform Models/m*.m '::\u{1B}[31m'",
    ])
  func commands(arguments: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    check(try scratch.run("cd hostile && p2pcheck \(arguments)"), arguments)
  }

  @Test(
    "names in a trace are shown, not obeyed",
    arguments: ["text", "text --explain", "itf", "html", "mermaid", "dot", "kselftest"])
  func traces(format: String) throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    _ = try scratch.run("cd hostile && p2pcheck verify --check hostile --trace-dir traces --quiet")
    let answer = try scratch.run(
      "cd hostile && for t in traces/*; do p2pcheck trace $t --model Models/m*.m --format \(format); done")
    #expect(answer.utf8.count > 1000 || format == "kselftest")
    check(answer, format)
  }

  @Test("names on a page of two traces are shown, not obeyed")
  func sides() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    _ = try scratch.run("cd hostile && p2pcheck verify --check hostile --trace-dir traces --quiet")
    let answer = try scratch.run(
      "cd hostile && set -- traces/*; p2pcheck trace $1 --against $2 --format html -o page.html 2>/dev/null; cat page.html"
    )
    #expect(answer.utf8.count > 1000)
    check(answer, "html")
  }

  @Test("drawings of such names can be drawn")
  func drawings() throws {
    let scratch = try Self.scratch()
    defer { scratch.remove() }
    let answer = try scratch.run(
      """
      cd hostile && p2pcheck verify --check hostile --trace-dir traces --quiet > /dev/null
      command -v dot > /dev/null || exit 0
      for t in traces/*; do p2pcheck trace $t --model Models/m*.m --format dot 2> /dev/null | dot -Tplain | tail -n 1; done
      p2pcheck print --format dot Models/m*.m 2> /dev/null | dot -Tplain | tail -n 1
      """)
    #expect(Set(answer.split(separator: "\n")).isSubset(of: ["stop"]))
  }

  private func check(_ output: String, _ source: String) {
    for scalar in output.unicodeScalars where scalar != "\n" && scalar != "\t" {
      #expect(scalar.isVisible, "U+\(String(scalar.value, radix: 16)), \(source)")
      if !scalar.isVisible { return }
    }
    for line in output.split(separator: "\n").map({ $0.drop(while: \.isWhitespace) })
    where line.hasPrefix("::") {
      let isOurs = ["::error file=", "::warning file="].contains { line.hasPrefix($0) }
      #expect(source.contains("--github") && isOurs, "\(line), \(source)")
    }
    #expect(!output.contains("##[") && !output.contains("##vso["), "\(source)")
  }
}
