import ArgumentParser
import Checks

/// The folder of `--disk`, and how much it may hold: `DIR` or `DIR,SIZE`.
struct DiskChoice: Hashable, ExpressibleByArgument {
  var folder: String
  /// Bytes; nil if there is no limit.
  var limit: Int?

  /// Nil unless there is a path, and what follows the last comma is a size.
  init?(argument: String) {
    guard let comma = argument.lastIndex(of: ",") else {
      guard !argument.isEmpty else { return nil }
      folder = argument
      return
    }
    guard comma > argument.startIndex,
      let size = MemorySize(argument: String(argument[argument.index(after: comma)...]))
    else { return nil }
    folder = String(argument[..<comma])
    limit = size.bytes
  }
}
