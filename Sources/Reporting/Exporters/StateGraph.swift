import Foundation
package import Traces

/// A picture of what a small model can do: states, or classes of states that agree in some variables, and what joins them.
package struct StateGraph: Hashable, Sendable {
  package struct Node: Hashable, Sendable {
    /// The variables that are shown.
    package var contents: [Content]
    package var isStart = false
    /// The names of the invariants that a state of the class violates.
    package var violations: Set<String> = []

    package init(contents: [Content]) { self.contents = contents }
  }

  package struct Edge: Hashable, Sendable {
    package var from: Int
    /// Nil if the firing fails.
    package var to: Int?
    /// The rule with its parameters.
    package var action: String

    package init(from: Int, to: Int?, action: String) {
      self.from = from
      self.to = to
      self.action = action
    }
  }

  /// The names of the shown variables.
  package var variables: [String]
  package var nodes: [Node] = []
  package var edges: Set<Edge> = []

  package init(variables: [String]) { self.variables = variables }
}

extension StateGraph {
  /// For Graphviz; edges in the order of the nodes, all between the same two as one.
  package var dot: String {
    var lines = [
      "digraph states {",
      "  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=10];",
      "  edge [fontname=\"sans-serif\", fontsize=9];",
    ]
    for (number, node) in nodes.enumerated() {
      var label = zip(variables, node.contents).map { "\($0): \($1.text)" }
      label += node.violations.sorted().map { "violates \"\($0)\"" }
      var attributes = "label=\(DOTText.label(label))"
      if node.isStart { attributes += ", style=\"rounded,bold\"" }
      if !node.violations.isEmpty { attributes += ", color=\"#a8201a\", fontcolor=\"#a8201a\"" }
      lines.append("  s\(number) [\(attributes)];")
    }
    if edges.contains(where: { $0.to == nil }) {
      lines.append("  failure [label=\"fails\", shape=octagon, style=solid, color=\"#a8201a\"];")
    }
    var actions: [Edge: [String]] = [:]
    for edge in edges {
      actions[Edge(from: edge.from, to: edge.to, action: ""), default: []].append(edge.action)
    }
    let joined = actions.sorted { ($0.key.from, $0.key.to ?? .max) < ($1.key.from, $1.key.to ?? .max) }
    for (edge, actions) in joined {
      let target = edge.to.map { "s\($0)" } ?? "failure"
      let label = DOTText.label(actions.sorted { $0.compare($1, options: .numeric) == .orderedAscending })
      lines.append("  s\(edge.from) -> \(target) [label=\(label)];")
    }
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }
}
