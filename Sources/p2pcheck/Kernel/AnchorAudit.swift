import Diagnostics
import Digests
import ModelIR

/// Holds what models say about functions of the kernel against its source.
struct AnchorAudit {
  private(set) var tree: KernelTree
  private(set) var read: ReadFunctions
  /// The functions that were looked for in all models so far.
  private(set) var functions: Set<KernelAnchor> = []
  private(set) var changed: Set<KernelAnchor> = []
  /// Models share files: what was said of a place is not said again.
  private var said: Set<Place> = []

  private struct Place: Hashable {
    var file: String
    var start: Int
    var anchor: KernelAnchor
  }

  init(tree: KernelTree, read: ReadFunctions) {
    self.tree = tree
    self.read = read
  }

  /// What is wrong with the anchors of a model: functions that are not there, and such as are not those that were read.
  mutating func diagnostics(for system: TransitionSystem, in sources: SourceMap) throws(FileFailure)
    -> [Diagnostic]
  {
    var result: [Diagnostic] = []
    for (anchor, range) in system.anchored {
      let place = Place(file: sources[range.file].name, start: range.start, anchor: anchor)
      guard let diagnostic = try diagnostic(for: anchor, at: range), said.insert(place).inserted else {
        continue
      }
      result.append(diagnostic)
    }
    return result
  }

  private mutating func diagnostic(for anchor: KernelAnchor, at range: SourceRange) throws(FileFailure)
    -> Diagnostic?
  {
    let digest = try tree.digest(of: anchor)?.hexadecimal
    guard !anchor.isProposed else {
      return digest == nil ? nil : .inKernel(anchor, version: tree.version, at: range)
    }
    let isNew = functions.insert(anchor).inserted
    guard let digest else { return .notFound(anchor, version: tree.version, at: range) }
    guard digest != read[anchor] else { return nil }
    changed.insert(anchor)
    // Of a function that has changed every rule is to be read again.
    guard read[anchor] != nil || isNew else { return nil }
    return .changed(anchor, since: read[anchor] == nil ? nil : read.version, at: range)
  }

  /// Takes the functions as they are for read.
  mutating func update() throws(FileFailure) {
    read.removeAll()
    read.version = tree.version
    for anchor in functions { read[anchor] = try tree.digest(of: anchor)?.hexadecimal }
    try read.write()
    changed = []
  }
}

extension Diagnostic {
  fileprivate static func notFound(_ anchor: KernelAnchor, version: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      .error, .functionNotFound,
      "Linux \(version) has no function `\(anchor.function)` in `\(anchor.file)`", at: range)
  }

  fileprivate static func inKernel(_ anchor: KernelAnchor, version: String, at range: SourceRange)
    -> Diagnostic
  {
    Diagnostic(
      .error, .functionInKernel,
      "`\(anchor.function)` is proposed, and Linux \(version) has it in `\(anchor.file)`", at: range)
  }

  fileprivate static func changed(_ anchor: KernelAnchor, since: String?, at range: SourceRange) -> Diagnostic
  {
    let what = since.map { "is not what it was in Linux \($0)" } ?? "has never been read"
    return Diagnostic(
      .warning, .functionChanged, "`\(anchor.function)` of `\(anchor.file)` \(what)", at: range,
      help: "compare it with the model, then record it with `--update`")
  }
}
