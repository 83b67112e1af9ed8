import ArgumentParser
import ExplicitState
import Wording

/// `p2pcheck cache`: what is kept between runs, and where.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Show what is kept between runs, and where; empty it.",
    discussion: """
      Compiled models, and which checks of the gate have stood, are kept in a folder of yours alone. What was not used for \
      longest leaves by itself. Without them everything is only made again.
      """)

  @Flag(help: "Remove all of it.")
  var empty = false

  func run() async throws {
    try await CommandFailure.report {
      guard let path = EngineRegistry.cacheFolder else {
        try Console.print(["nothing is kept: neither XDG_CACHE_HOME nor HOME says where"])
        return .success
      }
      let models = try line("compiled model", in: path)
      try Console.print([path, models, try line("check that stood", "checks that stood", in: path + "/gate")])
      return .success
    }
  }

  /// How many files there are, or were, and how large they are.
  private func line(
    _ singular: String, _ plural: String? = nil, in path: String
  ) throws(FileFailure) -> String {
    do throws(PrivateFolder.Refusal) {
      let folder = PrivateFolder(path)
      let entries = try folder.entries()
      if empty { try folder.remove(entries.map(\.name)) }
      let size = entries.reduce(0) { $0 + $1.size }
      return "  " + Quantity.count(entries.count, singular, plural)
        + (size > 0 ? ", \(Quantity.bytes(size))" : "") + (empty ? ", removed" : "")
    } catch {
      throw FileFailure("the cache is not used: \(error.reason)")
    }
  }
}
