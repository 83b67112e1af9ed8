import Diagnostics

/// `include "file"`, or `include "file" as left with N = 3`: an instance, whose names begin with `left_`.
struct IncludeSyntax: Sendable {
  /// What is given for a constant or type that the file declares.
  struct Argument: Sendable {
    var name: Name
    var value: ExpressionSyntax
  }

  var path: StringSyntax
  var instance: Name?
  var arguments: [Argument] = []
}

/// The names of an instance: those that its file declares have a prefix.
struct Renaming: Sendable {
  var names: Set<String>
  /// `left_`.
  var prefix: String

  func callAsFunction(_ name: String) -> String { names.contains(name) ? prefix + name : name }
}

/// How the names of a file are to be read.
struct Naming: Sendable {
  /// Those of the innermost instance first.
  var renamings: [Renaming] = []
  /// What rules and properties are called after: `left`, or `left.inner`; nil outside of any instance.
  var instance: String?

  func callAsFunction(_ name: String) -> String { renamings.reduce(name) { $1($0) } }

  /// The name of a rule or property as a whole model knows it.
  func title(_ title: StringSyntax?) -> StringSyntax? {
    guard let instance, var title else { return title }
    title.raw = "\(instance): \(title.raw)"
    return title
  }

  /// That of an instance within.
  func within(_ instance: String, declaring names: Set<String>) -> Naming {
    Naming(
      renamings: [Renaming(names: names, prefix: instance + "_")] + renamings,
      instance: (self.instance.map { $0 + "." } ?? "") + instance)
  }
}

extension ItemSyntax {
  /// The names that it declares for the whole model, members of enumerations included.
  var declaredNames: [Name] {
    switch self {
    case .declaration(.constant(let constant)): constant.names
    case .declaration(.type(let entry)), .declaration(.variable(let entry)): entry.names + entry.type.members
    case .procedure(let procedure): [procedure.name]
    case .rule, .version, .refinement, .processStart, .include: []
    }
  }

  /// The members of an enumeration that an instance is given: they are called what they are called where it comes from.
  func members(givenWith names: Set<String>) -> [Name] {
    guard case .declaration(.type(let entry)) = self, entry.names.allSatisfy({ names.contains($0.text) })
    else { return [] }
    return entry.type.members
  }
}

extension TypeSyntax {
  /// The members of enumerations in it.
  fileprivate var members: [Name] {
    switch kind {
    case .enumeration(let members): members
    case .record(let fields): fields.flatMap(\.type.members)
    case .array(let index, let element): index.members + element.members
    case .multiset(_, let element): element.members
    case .union(let members): members.flatMap(\.members)
    case .boolean, .named, .interval, .scalarset, .missing: []
    }
  }
}
