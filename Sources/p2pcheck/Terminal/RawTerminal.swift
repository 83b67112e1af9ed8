import Foundation

/// The terminal, key by key: no echo, no line editing, the screen apart from what was printed before.
///
/// Keys such as Ctrl-C come as bytes; whoever enters must leave.
struct RawTerminal {
  private let settings: termios

  /// Nil unless standard input and standard output are a terminal.
  init?() {
    guard Console.isTerminal(.standardInput), Console.isTerminal(.standardOutput) else { return nil }
    var settings = termios()
    guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    self.settings = settings
  }

  func enter() {
    var raw = settings
    unsafe cfmakeraw(&raw)
    // What was typed ahead counts.
    unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    write(Self.alternateScreen + Self.noCursor + Self.noWrapping)
  }

  /// Everything as it was.
  func leave() {
    write(Self.wrapping + Self.cursor + Self.mainScreen)
    var before = settings
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
  }

  /// Draws over what was there.
  func show(_ lines: [String]) {
    write(Self.home + lines.map { $0 + Self.clearRestOfLine }.joined(separator: "\r\n") + Self.clearBelow)
  }

  /// Lines of the terminal.
  var height: Int {
    var size = winsize()
    guard unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }

  private func write(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  private static let alternateScreen = "\u{1B}[?1049h"
  private static let mainScreen = "\u{1B}[?1049l"
  private static let noCursor = "\u{1B}[?25l"
  private static let cursor = "\u{1B}[?25h"
  private static let noWrapping = "\u{1B}[?7l"
  private static let wrapping = "\u{1B}[?7h"
  private static let home = "\u{1B}[H"
  private static let clearRestOfLine = "\u{1B}[K"
  private static let clearBelow = "\u{1B}[J"
}
