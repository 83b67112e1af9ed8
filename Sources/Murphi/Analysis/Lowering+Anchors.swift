import ModelIR

/// Where in the kernel a step happens, as annotations say it.
extension Lowering {
  /// `--@ kernel FILE FUNCTION`; with `in VERSION` behind it, of models of that version of Linux alone, where it wins; with
  /// `proposed`, a function that only patches have.
  mutating func kernelAnchor(_ annotations: [Annotation], mayBeOperation: Bool = false) -> KernelAnchor? {
    var anchor: KernelAnchor?
    var ofVersion: KernelAnchor?
    for annotation in annotations {
      let words = annotation.words
      switch (words.first, words.count) {
      case ("kernel", 3): anchor = KernelAnchor(file: words[1], function: words[2])
      case ("kernel", 4) where words[3] == "proposed":
        anchor = KernelAnchor(file: words[1], function: words[2], isProposed: true)
      case ("kernel", 5) where words[3] == "in":
        if words[4] == system.kernelVersion {
          ofVersion = KernelAnchor(file: words[1], function: words[2])
        }
      default:
        guard !mayBeOperation || !annotation.isOperation else { continue }
        warnOfUnknown(
          annotation,
          help: "write `--@ kernel FILE FUNCTION`" + (mayBeOperation ? " or `--@ operation WORD...`" : ""))
      }
    }
    return ofVersion ?? anchor
  }

  /// The words of `--@ operation WORD...`.
  func operation(_ annotations: [Annotation]) -> [String] {
    Array(annotations.last(where: \.isOperation)?.words.dropFirst() ?? [])
  }
}

extension ModelSyntax {
  /// What the first `--@ linux VERSION` says.
  var kernelVersion: String? {
    for case .version(let annotation) in items { return annotation.words.last }
    return nil
  }
}

extension Annotation {
  fileprivate var isOperation: Bool { words.first == "operation" && words.count > 1 }
}
