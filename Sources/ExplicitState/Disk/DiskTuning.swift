/// Sizes that results do not depend on; tests make them small.
package struct DiskTuning: Sendable {
  /// States that a worker gathers before it writes them down; nil for what memory allows.
  package var gathered: Int?
  /// Bytes of the states in a block, before they are encoded.
  package var blockBytes = 1 << 16
  /// Runs of about the same size that become one, and runs that a worker writes before it merges them.
  package var fanIn = 8
  /// Bytes from which on the next layer has another file.
  package var fileBytes = 1 << 30
  /// The least time between two saves; more if saving takes long.
  package var saveInterval = Duration.seconds(1)

  package init() {}

  func blockStates(width: Int) -> Int { max(blockBytes / (8 * width), 1) }
}
