import Foundation

/// Which compiler a name stands for today: another one, or another version of it, may make other code of the same source.
enum CompilerIdentity {
  /// Its file as the system knows it, which changes whenever somebody writes to it or puts another one in its place.
  static func text(of compiler: String) -> String {
    for path in paths(of: compiler) {
      var status = stat()
      guard unsafe access(path, X_OK) == 0, unsafe stat(path, &status) == 0 else { continue }
      let file = URL(filePath: path).resolvingSymlinksInPath().path
      let times = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
      return "\(compiler) \(file) \(status.st_dev) \(status.st_ino) \(status.st_size) \(times)"
    }
    return "\(compiler) is not there"
  }

  private static func paths(of compiler: String) -> [String] {
    guard !compiler.contains("/") else { return [compiler] }
    return (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
      "\($0)/\(compiler)"
    }
  }
}
