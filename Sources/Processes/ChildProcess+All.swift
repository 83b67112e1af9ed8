import Foundation

extension ChildProcess {
  /// Ends all that were started and still run, with everything they have started.
  ///
  /// For a program that is left in the middle: nothing is remembered of them, they are looked for.
  package static func endAll() {
    let own = getpid()
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    for child in names.compactMap({ pid_t($0) }) where parent(of: child) == own && getpgid(child) == child {
      kill(-child, SIGKILL)
    }
  }

  /// Nil if there is no such process.
  private static func parent(of process: pid_t) -> pid_t? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let nameEnd = status.lastIndex(of: ")")
    else { return nil }
    // After the name: the state, then the parent.
    return status[nameEnd...].split(separator: " ").dropFirst(2).first.flatMap { pid_t($0) }
  }
}
