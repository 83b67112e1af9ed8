import Glibc

/// Folders to save to.
enum SavingFolder {
  /// Makes a folder and those on the way, if there are none, the last one with this mode; why it cannot, in a clause.
  static func make(_ path: String, mode: mode_t) -> String? {
    var status = stat()
    if unsafe stat(path, &status) == 0 {
      return status.st_mode & S_IFMT == S_IFDIR ? nil : "it is a file, not a folder"
    }
    let parent = parent(of: path)
    if let parent, let reason = make(parent, mode: 0o777) {
      return reason == "it is a file, not a folder" ? "`\(parent)` is a file, not a folder" : reason
    }
    if unsafe mkdir(path, mode) == 0 || errno == EEXIST { return nil }
    return unsafe String(cString: strerror(errno))
  }

  /// Nil of the root, and of a name in the current folder.
  private static func parent(of path: String) -> String? {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let end = path.lastIndex(of: "/"), path.count > 1 else { return nil }
    return end == path.startIndex ? "/" : String(path[..<end])
  }
}
