import ModelIR

/// The C types of a model's values.
///
/// A simple type is the unsigned integer that holds its codes (`value - low + 1`, 0 undefined); arrays and records are
/// structs, shared between Murphi types of the same build.
struct CTypes {
  private let system: TransitionSystem
  private var names: [String: String] = [:]
  /// The typedefs so far, inner types first.
  private(set) var declarations = ""

  init(_ system: TransitionSystem) { self.system = system }

  /// The C type of a code up to `count`.
  static func code(count: Value) -> String {
    if count <= 0xff { return "uint8_t" }
    if count <= 0xffff { return "uint16_t" }
    if count <= 0xffff_ffff { return "uint32_t" }
    return count <= Value(UInt64.max) ? "uint64_t" : "p2p_code"
  }

  mutating func name(of type: ValueType) -> String {
    switch type {
    case .boolean: "uint8_t"
    case .integer: "p2p_code"
    case .declared(let type): name(of: type)
    }
  }

  mutating func name(of type: TypeID) -> String {
    if let domain = system.domain(of: type) {
      return Self.code(count: domain.upperBound - domain.lowerBound + 1)
    }
    let key = build(of: type)
    if let known = names[key] { return known }
    let body: String
    switch system[type].shape {
    case .array(let index, let element):
      let size = system.domain(of: index).map { $0.upperBound - $0.lowerBound + 1 } ?? 0
      body = "\(name(of: element)) e[\(size)];"
    case .record(let fields):
      let members = fields.enumerated().map { "\(name(of: $1.type)) f\($0);" }
      body = members.isEmpty ? "uint8_t empty;" : members.joined(separator: " ")
    case .boolean, .integers, .enumeration, .scalarset, .union:
      preconditionFailure("a simple type without a domain")
    }
    let fresh = "t\(names.count)"
    names[key] = fresh
    declarations += "typedef struct { \(body) } \(fresh);\n"
    return fresh
  }

  /// Equal for types whose values have the same cells.
  private func build(of type: TypeID) -> String {
    switch system[type].shape {
    case .array(let index, let element):
      let domain = system.domain(of: index).map { "\($0.lowerBound):\($0.upperBound)" } ?? ""
      return "[\(domain)]\(build(of: element))"
    case .record(let fields):
      return "{" + fields.map { build(of: $0.type) }.joined(separator: ",") + "}"
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return system.domain(of: type).map { "\($0.lowerBound):\($0.upperBound)" } ?? ""
    }
  }
}
