import Foundation

/// How much memory there is to spend when the user names no limit: 80 % of what is free, or of the control group's limit.
enum MemoryLimit {
  static var standard: Int? {
    [available, controlGroup].compactMap(\.self).min().map { $0 / 5 * 4 }
  }

  /// `MemAvailable` of /proc/meminfo, in bytes.
  private static var available: Int? {
    guard let text = text(of: "/proc/meminfo") else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
    }
    return nil
  }

  /// The limit of the control group, version 2 or 1; nil without one.
  private static var controlGroup: Int? {
    let files = ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return files.compactMap {
      text(of: $0).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
    .first
  }

  private static func text(of path: String) -> String? {
    (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
  }
}
