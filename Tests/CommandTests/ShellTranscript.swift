import Foundation

/// The commands of a page, with what it says they print: indented text in which a command follows `$ `.
///
/// A command goes on after `\` and to the end of a here-document. Behind it stands its output, of which `...` leaves out any
/// number of lines; without output, the page claims only that the command succeeds. Times do not count. `<!-- slow -->` before a block marks what
/// takes minutes.
struct ShellTranscript {
  struct Command {
    var line: Int
    var text: String
    var output: [String] = []
    var isSlow: Bool
  }

  private(set) var commands: [Command] = []
  private var lines: ArraySlice<(offset: Int, element: Substring)>
  private var isSlow = false

  init(page: String) {
    lines = Array(page.split(separator: "\n", omittingEmptySubsequences: false).enumerated())[...]
    while let (offset, line) = lines.popFirst() {
      if line.hasPrefix("    $ ") {
        readCommand(String(line.dropFirst(6)), at: offset + 1)
      } else if !line.isEmpty {
        isSlow = line == "<!-- slow -->"
      }
    }
  }

  private mutating func readCommand(_ first: String, at line: Int) {
    var command = Command(line: line, text: first, isSlow: isSlow)
    while command.text.hasSuffix("\\"), let next = nextIndented() { command.text += "\n" + next }
    if let mark = first.firstMatch(of: /<<'(\w+)'$/)?.1 {
      while let next = nextIndented() {
        command.text += "\n" + next
        if next == mark { break }
      }
    }
    while let next = lines.first?.element, !next.hasPrefix("    $ "), let line = nextIndented() {
      command.output.append(line)
    }
    while command.output.last == "" { command.output.removeLast() }
    commands.append(command)
  }

  /// The next line without its indentation, if it belongs to the block; an empty line does.
  private mutating func nextIndented() -> String? {
    guard let line = lines.first?.element, line.isEmpty || line.hasPrefix("    ") else { return nil }
    lines.removeFirst()
    return String(line.dropFirst(4))
  }
}

extension ShellTranscript.Command {
  /// Whether this is what the page shows.
  func agrees(with actual: String) -> Bool {
    guard !output.isEmpty else { return !actual.contains("[exit ") }
    let lines = actual.split(separator: "\n").filter { !$0.hasPrefix("[exit ") }
    return Self.matches(output.filter { !$0.isEmpty }.map(Self.masked)[...], lines.map(Self.masked)[...])
  }

  private static func matches(_ pattern: ArraySlice<String>, _ lines: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return lines.isEmpty }
    let rest = pattern.dropFirst()
    if first == "..." { return (lines.startIndex...lines.endIndex).contains { matches(rest, lines[$0...]) } }
    return lines.first == first && matches(rest, lines.dropFirst())
  }

  /// A line without its times, which differ from run to run.
  private static func masked(_ line: some StringProtocol) -> String {
    String(line).replacing(/[0-9][0-9.,]* s\b/, with: "0 s")
  }
}
