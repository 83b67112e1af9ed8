import Diagnostics
import ModelIR

/// Annotations: comments that say something of what they precede.
extension Lowering {
  /// `--@ kernel FILE FUNCTION`; with `in VERSION` behind it, of models of that version of Linux alone, where it wins; with
  /// `proposed`, a function that only patches have.
  mutating func kernelAnchor(
    _ annotations: [Annotation], of owner: AnchorOwner = .other
  ) -> KernelAnchor? {
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
        if owner.carries(annotation) { continue }
        warnOfUnknown(annotation, help: owner.help)
      }
    }
    return ofVersion ?? anchor
  }

  func operation(_ annotations: [Annotation]) -> [String] {
    Array(annotations.last(where: \.isOperation)?.words.dropFirst() ?? [])
  }

  mutating func viewStyle(_ annotations: [Annotation]) -> String? {
    var style: String?
    for annotation in annotations {
      if annotation.words.first == "view", annotation.words.count == 2 {
        style = annotation.words[1]
      } else if !annotation.isObservation, !annotation.isAbstraction {
        warnOfUnknown(
          annotation, help: "write `--@ view STYLE`, `--@ observe [NAME]` or `--@ abstracts [PLACE]`")
      }
    }
    return style
  }

  /// What a cover needs to be reached, or a premise to be true; other properties have none.
  mutating func need(of property: PropertySyntax) -> Need? {
    let mayNeed: Bool
    switch property.category {
    case .invariant, .assert, .cover: mayNeed = true
    case .assume, .liveness, .leadsto, .step: mayNeed = false
    }
    for annotation in property.annotations where !mayNeed || annotation.condition == nil {
      warnOfUnknown(
        annotation,
        help: mayNeed
          ? "write `--@ needs CONDITION`" : "only covers, and invariants with a premise, need something")
    }
    return mayNeed ? need(property.annotations) : nil
  }

  /// All conditions together; nil without any, and after a mistake.
  mutating func need(_ annotations: [Annotation]) -> Need? {
    var need: Need?
    for annotation in annotations {
      guard let condition = annotation.condition, let operand = lower(condition),
        checkBoolean(operand, "what is needed"), let value = requireConstant(operand)
      else { continue }
      // Behind the condition there may be a comment.
      let text = annotation.words.dropFirst().prefix { !$0.hasPrefix("--") }.joined(separator: " ")
      need = Need(
        text: need.map { "\($0.text), \(text)" } ?? text, isMet: need?.isMet != false && value != 0)
    }
    return need
  }

  /// `--@ any`: its properties are to be proved for every size of the type.
  mutating func noteAnySize(of type: TypeID, _ entry: TypedNamesSyntax) {
    guard case .scalarset = types[type].shape else {
      for annotation in entry.annotations where annotation.isForAnySize {
        warnOfUnknown(annotation, help: "only a scalarset has any size")
      }
      return
    }
    system.anySize.append(type)
  }

  /// `--@ fair` or `--@ fair weak`, `--@ fair strong`: what runs owe the instances of a rule.
  mutating func fairness(_ annotations: [Annotation]) -> Fairness? {
    var known: Fairness?
    for annotation in annotations where annotation.isFairness {
      let word = annotation.words.dropFirst().first ?? Fairness.weak.rawValue
      guard annotation.words.count <= 2, let fairness = Fairness(rawValue: word) else {
        report(
          .invalidFairness, "this does not say how fair the rule is", at: annotation.range,
          help: "write `--@ fair`, which is weak, or `--@ fair strong`")
        continue
      }
      if let known, known != fairness {
        report(
          .invalidFairness, "the rule has \(known.rawValue) fairness already", at: annotation.range,
          help: "keep one of both; strong fairness is more than weak")
      }
      known = known ?? fairness
    }
    return known
  }

  private mutating func warnOfUnknown(_ annotation: Annotation, help: String) {
    guard !annotation.isFairness else {
      return report(
        .invalidFairness, "only rules are fair, and this is none", at: annotation.range,
        help: "put `--@ fair` right before a rule")
    }
    let text = annotation.words.joined(separator: " ")
    warn(.unknownAnnotation, "the annotation `\(text)` means nothing here", at: annotation.range, help: help)
  }
}

extension ModelSyntax {
  /// What the first `--@ linux VERSION` says.
  var kernelVersion: String? {
    for case .version(let annotation) in items { return annotation.words.last }
    return nil
  }
}

/// What an annotation stands before that may name a function of the kernel.
enum AnchorOwner {
  case rule, function, type
  /// A start state.
  case other

  /// Whether it may have the annotation, which says something else of it.
  fileprivate func carries(_ annotation: Annotation) -> Bool {
    switch self {
    case .rule:
      annotation.isOperation || annotation.condition != nil || annotation.result != nil
        || annotation.isFairness
    case .function: annotation.isObservation || annotation.isAbstraction
    case .type: annotation.isForAnySize
    case .other: false
    }
  }

  fileprivate var help: String {
    let anchor = "write `--@ kernel FILE FUNCTION`"
    return switch self {
    case .rule:
      anchor
        + ", `--@ operation WORD...`, `--@ returns [RESULT]`, `--@ needs CONDITION` or `--@ fair [strong]`"
    case .function: anchor + ", `--@ observe [NAME]` or `--@ abstracts [PLACE]`"
    case .type: anchor + " or `--@ any`"
    case .other: anchor
    }
  }
}

extension Annotation {
  fileprivate var isOperation: Bool { words.first == "operation" && words.count > 1 }
  /// `--@ fair`, whatever stands behind it.
  fileprivate var isFairness: Bool { words.first == "fair" }
  var isForAnySize: Bool { words == ["any"] }
  /// `--@ abstracts` or `--@ abstracts PLACE`.
  var isAbstraction: Bool { words.first == "abstracts" }
  /// `--@ observe` or `--@ observe NAME`.
  var isObservation: Bool { words.first == "observe" && words.count <= 2 }
}
