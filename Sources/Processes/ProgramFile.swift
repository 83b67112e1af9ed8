import Foundation

/// Which file the name of a program stands for.
package enum ProgramFile {
  /// Of a name without `/`, the first in `PATH`; nil if there is none that can be executed.
  package static func path(of program: String) -> String? {
    guard !program.contains("/") else { return isProgram(program) ? program : nil }
    return (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(program)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path) && isFile(path)
  }

  /// True of a file, also at the end of links.
  package static func isFile(_ path: String) -> Bool {
    let type = try? URL(filePath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
    return type?.isRegularFile == true
  }
}
