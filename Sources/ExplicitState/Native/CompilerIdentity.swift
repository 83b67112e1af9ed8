import Foundation
import Processes

/// Which compiler a name stands for today: another one, or another version of it, may make other code of the same source.
enum CompilerIdentity {
  /// Its file as the system knows it, which changes whenever somebody writes to it or puts another one in its place.
  static func text(of compiler: String) -> String {
    var status = stat()
    guard let path = ProgramFile.path(of: compiler), unsafe stat(path, &status) == 0 else {
      return "\(compiler) is not there"
    }
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    let times = [status.st_mtim, status.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
    return "\(compiler) \(file) \(status.st_dev) \(status.st_ino) \(status.st_size) \(times)"
  }
}
