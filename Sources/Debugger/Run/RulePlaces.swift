import Diagnostics
import ModelIR
import Murphi

/// Where rules and start states stand in the text: all of each, its body included.
struct RulePlaces {
  private var ranges: [Firing.Subject: SourceRange] = [:]

  init(_ debuggee: Debuggee) {
    var whole: [SourceRange: SourceRange] = [:]
    func visit(_ items: [Outline.Item]) {
      for item in items {
        switch item.kind {
        case .rule, .startState: whole[item.selection] = item.range
        case .constant, .type, .variable, .function, .ruleset, .property: break
        }
        visit(item.children)
      }
    }
    visit(Outline(debuggee.program).items)
    let system = debuggee.system
    for (index, rule) in system.startStates.enumerated() {
      ranges[.start(index)] = whole[rule.range] ?? rule.range
    }
    for id in system.ruleIDs { ranges[.rule(id)] = whole[system[id].range] ?? system[id].range }
  }

  subscript(_ subject: Firing.Subject) -> SourceRange? { ranges[subject] }

  /// The rules and start states that span a line, counted from 1.
  func subjects(at line: Int, of file: FileID, in source: SourceFile) -> Set<Firing.Subject> {
    Set(
      ranges.filter { _, range in
        guard range.file == file else { return false }
        let last = source.position(of: max(range.start, range.end - 1)).line
        return source.position(of: range.start).line <= line && line <= last
      }.keys)
  }
}
