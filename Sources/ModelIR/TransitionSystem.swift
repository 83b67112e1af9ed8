package import Diagnostics

/// A state variable.
package struct Variable: Hashable, Encodable, Sendable {
  package var name: String
  package var type: TypeID
  package var range: SourceRange
  /// From a `--@ view STYLE` annotation: how viewers draw it.
  package var view: String?
  /// The name under which logs have its value, from a `--@ observe` annotation.
  package var observed: String?
  /// What it is of the abstract model, from a `--@ abstracts` annotation.
  package var abstracts: AbstractedPlace?

  package init(
    name: String, type: TypeID, range: SourceRange, view: String?, observed: String? = nil
  ) {
    self.name = name
    self.type = type
    self.range = range
    self.view = view
    self.observed = observed
  }

  /// What is seen of it from outside is no part of what it means.
  private enum CodingKeys: CodingKey {
    case name, type, range, view
  }
}

/// The narrow waist: what front ends produce and engines check.
///
/// Plain data, resolved and typed.
package struct TransitionSystem: Hashable, Encodable, Sendable {
  /// The model's file name without folder and extension.
  package var name: String
  package var types: [TypeDefinition]
  package var variables: [Variable]
  package var functions: [Function]
  package var startStates: [Rule]
  package var rules: [Rule]
  package var properties: [Property]
  /// What the front end has put in their place everywhere, in the order of the text.
  package var constants: [Constant]
  /// The version of Linux that the model describes, from a `--@ linux VERSION` annotation.
  package var kernelVersion: String?
  /// Of each scalarset.
  package var scalarsetSizes: [TypeID: ScalarsetSize] = [:]
  /// The scalarsets that the properties are to be proved for every size of: `--@ any`.
  package var anySize: [TypeID] = []
  /// The abstract model that this one is held against: `--@ refines`.
  package var refines: RefinementTarget?

  package init(
    name: String, types: [TypeDefinition], variables: [Variable], functions: [Function], startStates: [Rule],
    rules: [Rule], properties: [Property], constants: [Constant] = [], kernelVersion: String? = nil
  ) {
    self.name = name
    self.types = types
    self.variables = variables
    self.functions = functions
    self.startStates = startStates
    self.rules = rules
    self.properties = properties
    self.constants = constants
    self.kernelVersion = kernelVersion
  }

  /// How the text came to its sizes, and what is to be proved of others, is no part of what it means.
  private enum CodingKeys: CodingKey {
    case name, types, variables, functions, startStates, rules, properties, constants, kernelVersion
  }

  package subscript(_ id: TypeID) -> TypeDefinition { types[id.index] }
  package subscript(_ id: VariableID) -> Variable { variables[id.index] }
  package subscript(_ id: FunctionID) -> Function { functions[id.index] }
  package subscript(_ id: RuleID) -> Rule { rules[id.index] }
  package subscript(_ id: PropertyID) -> Property { properties[id.index] }

  package var ruleIDs: [RuleID] { rules.indices.map(RuleID.init) }
  package var propertyIDs: [PropertyID] { properties.indices.map(PropertyID.init) }
}

/// Where something stands is not what it means: in an encoded system a range is nothing.
extension SourceRange: Encodable {
  package func encode(to encoder: any Encoder) {}
}
