import Foundation

/// What a path leads to.
enum FileKind: Hashable {
  case file, folder, link, other

  /// Links not followed; nil if there is nothing.
  init?(of path: String) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// Links followed; nil, with `errno`, if there is nothing to be seen.
  init?(behind path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFLNK: self = .link
    default: self = .other
    }
  }

  /// With its article.
  var description: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .link: "a symbolic link"
    case .other: "a device, socket or pipe"
    }
  }
}
