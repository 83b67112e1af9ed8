package import Checking
import Diagnostics
import ModelIR

/// Why the property is false, or the cover true, in the last state.
extension TraceDocument {
  /// A part of the property with its value and what decides it.
  package struct Evaluation: Hashable, Sendable {
    /// How many parts it is part of.
    package var depth: Int
    /// As it is written in the model, in one line.
    package var text: String
    package var holds: Bool
    /// What the quantifiers around it bind.
    package var bindings: [Reading]
    /// Set if no value of this bound variable makes a difference.
    package var every: String?
    /// The places it reads.
    package var readings: [Reading]

    package init(
      depth: Int, text: String, holds: Bool, bindings: [Reading], every: String?, readings: [Reading]
    ) {
      self.depth = depth
      self.text = text
      self.holds = holds
      self.bindings = bindings
      self.every = every
      self.readings = readings
    }

    /// ``ref[p] = 0 | used[p]`: false for p = 3: ref[3] = 1, used[3] = false`, in pieces that belong on one line.
    package var words: [String] {
      var clauses = [text.split(separator: " ").map(String.init)]
      clauses[0][0] = "`" + clauses[0][0]
      clauses[0][clauses[0].count - 1] += "`: \(holds)"
      let bound = bindings.map(\.text) + (every.map { ["every \($0)"] } ?? [])
      if !bound.isEmpty { clauses.append(["for"] + Self.list(bound)) }
      // What only repeats the text says nothing.
      let values = readings.filter { $0.name != text && $0.text != text && !bindings.contains($0) }
      if !values.isEmpty {
        clauses[clauses.count - 1][clauses[clauses.count - 1].count - 1] += ":"
        clauses.append(Self.list(values.map(\.text)))
      }
      return clauses.flatMap { $0 }
    }

    private static func list(_ items: [String]) -> [String] {
      items.dropLast().map { "\($0)," } + items.suffix(1)
    }
  }

  /// A place, bound variable or constant with its content.
  package struct Reading: Hashable, Sendable {
    package var name: String
    package var content: Content

    package init(name: String, content: Content) {
      self.name = name
      self.content = content
    }

    package var text: String { "\(name) = \(content.text)" }
  }
}

extension TraceContext {
  /// More parts than this are not understood.
  private static var mostParts: Int { 12 }
  /// Longer texts of the model are cut.
  private static var longestText: Int { 200 }
  /// How long an evaluation may be gone over.
  private static var patience: Duration { .seconds(1) }

  /// Why a trace ends as it does; empty if that says itself.
  ///
  /// With `everyValue`, what is so for every value of a bound variable is told with what each of a few reads.
  package func account(of trace: Trace, everyValue: Bool = false) -> [TraceDocument.Evaluation] {
    guard let reason = reason(of: trace, everyValue) else { return [] }
    if case .constant = reason.expression.kind { return [] }
    return evaluations(of: reason)
  }

  /// A reason part by part.
  func evaluations(of reason: Reason) -> [TraceDocument.Evaluation] {
    var lines: [TraceDocument.Evaluation] = []
    append(reason, depth: 0, to: &lines)
    // The parts of parts of parts are the first ones that can be done without.
    while lines.count > Self.mostParts, let deepest = lines.map(\.depth).max(), deepest > 1 {
      lines.removeAll { $0.depth == deepest }
    }
    return Array(lines.prefix(Self.mostParts))
  }

  private func reason(of trace: Trace, _ everyValue: Bool) -> Reason? {
    let interpreter = Interpreter(system, stop: StopFlag(after: Self.patience))
    switch (trace.ending, trace.claim) {
    // What it waits for, and why that is not there.
    case (.starves(_, _, let arguments), .property(let id)) where system[id].leadsTo != nil:
      return trace.steps.last?.state.flatMap {
        interpreter.reason(forGoalOf: id, arguments: arguments, in: $0, everyValue: everyValue)
      }
    case (.violates(let arguments), .property(let id)), (.reaches(let arguments), .property(let id)),
      (.starves(_, _, let arguments), .property(let id)):
      return trace.steps.last?.state.flatMap {
        interpreter.reason(for: id, arguments: arguments, in: $0, everyValue: everyValue)
      }
    case (.fails(let failure, nil), _) where failure.kind == .assertion || failure.kind == .errorStatement:
      let before = trace.steps.dropLast().last?.state
      return trace.steps.last.flatMap { interpreter.reason(forFailureOf: $0.firing, in: before) }
    case (.violates, _), (.reaches, _), (.starves, _), (.fails, _), (.guardFails, _), (.deadlock, _),
      (.explains, _):
      return nil
    }
  }

  private func append(_ reason: Reason, depth: Int, to lines: inout [TraceDocument.Evaluation]) {
    lines.append(
      TraceDocument.Evaluation(
        depth: depth, text: text(of: reason), holds: reason.holds,
        bindings: reason.bindings.compactMap(reading), every: reason.every,
        readings: reason.readings.compactMap(reading)))
    for part in reason.parts { append(part, depth: depth + 1, to: &lines) }
  }

  /// The source text, without a pair of parentheses around all of it.
  private func text(of reason: Reason) -> String {
    text(of: reason.expression, reason.locals)
  }

  /// Likewise.
  func text(of expression: Expression, _ locals: [Local]) -> String {
    let source = sourceText(of: expression.range)
    let text = source ?? ExpressionText(system).text(expression, locals)
    return text.count <= Self.longestText ? text : text.prefix(Self.longestText - 3) + "..."
  }

  /// Nil if there is none, or it spans a comment.
  func sourceText(of range: SourceRange) -> String? {
    let text = sources.text(of: range)
    if text.isEmpty || text.contains("--") || text.contains("/*") { return nil }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return Self.isEnclosed(words) ? String(words.dropFirst().dropLast()) : words
  }

  private static func isEnclosed(_ text: String) -> Bool {
    guard text.hasPrefix("("), text.hasSuffix(")") else { return false }
    var depth = 0
    for character in text.dropLast() {
      if character == "(" { depth += 1 } else if character == ")" { depth -= 1 }
      if depth == 0 { return false }
    }
    return true
  }

  func reading(_ reading: Reason.Reading) -> TraceDocument.Reading? {
    let content = ContentReader.content(of: reading.cells, type: reading.type, in: system)
    switch reading.subject {
    case .state(let name), .local(let name):
      return TraceDocument.Reading(name: name, content: content)
    case .constant(let range):
      // A number or enum member says itself.
      guard let name = sourceText(of: range), name.first?.isLetter == true, name != content.text,
        name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { return nil }
      return TraceDocument.Reading(name: name, content: content)
    }
  }
}
