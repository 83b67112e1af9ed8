package import ModelIR

/// Prints a transition system as one C file: `p2p_expand` and its companions of `p2p_abi.h`.
///
/// A state is unpacked once into a struct of codes, every rule works on a copy, and only the words a rule may have
/// changed are packed again. Run-time checks are printed only where intervals and `definedness` do not rule them out.
package struct CGenerator {
  let system: TransitionSystem
  let layout: StateLayout
  let definedness: Definedness
  /// The scalarsets to reduce by, with the first of their elements in the generated permutation arrays.
  let symmetric: [(type: TypeID, base: Int, size: Int)]
  let writeSets: WriteSets
  let undefinedArguments: UndefinedArguments
  var types: CTypes
  var frame: CFrame
  /// Of functions, by `FunctionID.index`.
  var functionsThatFail: [Bool]
  /// The functions that take part in recursion.
  let recursive: Set<FunctionID>
  /// Whether steps and nested calls have to be counted.
  let stepsMayRunOut: Bool
  /// Whether some iteration is watched, or can be.
  let watches: Bool
  /// Of the watched loops around what is being printed: where an early end is noted, and where it goes on.
  var earlyEnds: [EarlyEnd] = []
  /// The result type of the function being printed.
  var currentResult: TypeID?
  /// What was printed of each rule and property, by index.
  var guards: [[Conjunct]] = []
  var bodiesThatFail: [Bool] = []
  var conditionsThatFail: [Bool] = []
  var premisesThatFail: [Bool?] = []
  let fairInstances: FairInstances
  /// What is needed to fire some instances only; nil if always all are fired.
  private let reducible: ReducibleGuards?
  /// Whether it is measured what time rules take, and noted which rule leads to which successor.
  let profiles: Bool
  private var fresh = 0

  package init(
    _ system: TransitionSystem, layout: StateLayout, definedness: Definedness, scalarsets: [TypeID],
    guards: ReducibleGuards? = nil, profiles: Bool = false
  ) {
    self.system = system
    self.profiles = profiles
    reducible = guards
    self.layout = layout
    self.definedness = definedness
    var base = 0
    self.symmetric = scalarsets.map { type in
      let size = Int((system.domain(of: type)?.upperBound ?? 0) + 1)
      defer { base += size }
      return (type, base, size)
    }
    self.writeSets = WriteSets(system)
    self.undefinedArguments = UndefinedArguments(system, definedness)
    self.types = CTypes(system)
    self.frame = CFrame(locals: [], body: [], system: system)
    // Until a function is printed it is assumed to fail; recursive ones always can.
    self.functionsThatFail = system.functions.map { _ in true }
    self.recursive = CallGraph(system).recursive
    self.stepsMayRunOut = StepBounds(system).mayRunOut
    self.watches = system.hasWatches
    self.fairInstances = FairInstances(system)
  }

  /// The whole C file.
  package mutating func generate() -> String {
    let functions = printFunctions()
    let state = printState()
    let rules = printRules()
    let properties = printProperties()
    let expand = printExpand() + (reducible.map(printReduction) ?? "")
    let packing = printPacking()
    let symmetry = symmetric.isEmpty ? "" : printSymmetry()
    return """
      \(watches ? "#define P2P_WATCHES\n" : "")#include "p2p_runtime.h"

      \(types.declarations)
      \(state)
      \(packing)
      \(symmetry)
      \(functions)
      \(rules)
      \(properties)
      \(expand)
      \(printEntryPoints())
      """
  }

  /// A name that no other temporary of the file has.
  mutating func temporary() -> String {
    fresh += 1
    return "x\(fresh)"
  }

  /// An integer constant of a type that holds it.
  static func literal(_ value: Value) -> String {
    if value == Value(Int64.min) { return "INT64_MIN" }
    if let small = Int64(exactly: value) { return "INT64_C(\(small))" }
    let bits = UInt128(bitPattern: value)
    return "P2P_WIDE(\(UInt64(truncatingIfNeeded: bits >> 64))u, \(UInt64(truncatingIfNeeded: bits))u)"
  }

  /// The lowest value of a type: what code 1 stands for.
  func low(of type: ValueType) -> Value {
    switch type {
    case .boolean: 0
    case .integer: -(1 << 100)
    case .declared(let type): system.domain(of: type)?.lowerBound ?? 0
    }
  }

  func isSimple(_ type: ValueType) -> Bool {
    switch type {
    case .boolean, .integer: true
    case .declared(let type): system[type].shape.isSimple
    }
  }

  private mutating func printState() -> String {
    let members = system.variables.enumerated().map { "  \(types.name(of: $1.type)) v\($0);" }
    let body = members.isEmpty ? "  uint8_t empty;" : members.joined(separator: "\n")
    return "typedef struct {\n\(body)\n} state_t;\n"
  }
}
