import Foundation

/// The published description of the Informal Trace Format, as a judge of files; shares no code with the writer.
///
/// From https://apalache-mc.org/docs/adr/015adr-trace.html. Booleans are among its expressions since 2022.
struct ITFValidator {
  /// What is wrong, each with its place.
  private(set) var objections: [String] = []

  static func objections(to file: Data) throws -> [String] {
    var validator = ITFValidator()
    validator.checkTrace(try JSONSerialization.jsonObject(with: file, options: .fragmentsAllowed))
    return validator.objections
  }

  private mutating func require(_ condition: Bool, _ text: String) {
    if !condition { objections.append(text) }
  }

  private mutating func checkTrace(_ json: Any) {
    guard let trace = json as? [String: Any] else { return objections.append("a trace is an object") }
    for name in trace.keys where !["#meta", "params", "vars", "states", "loop"].contains(name) {
      objections.append("a trace has no member `\(name)`")
    }
    require(trace["#meta"] == nil || trace["#meta"] is [String: Any], "`#meta` is an object")
    require(trace["params"] == nil || trace["params"] is [String], "`params` is a list of strings")
    guard let variables = trace["vars"] as? [String] else {
      return objections.append("`vars` is a list of strings")
    }
    require(Set(variables).count == variables.count, "`vars` names each variable once")
    guard let states = trace["states"] as? [[String: Any]] else {
      return objections.append("`states` is a list of objects")
    }
    for (number, state) in states.enumerated() {
      require(
        state["#meta"] == nil || state["#meta"] is [String: Any], "`#meta` of state \(number) is an object")
      let names = Set(state.keys).subtracting(["#meta"])
      require(names == Set(variables), "state \(number) sets the variables, and nothing else")
      for name in names.sorted() { checkExpression(state[name], "`\(name)` of state \(number)") }
    }
    if let loop = trace["loop"] {
      require((loop as? Int).map(states.indices.contains) ?? false, "`loop` is the index of a state")
    }
  }

  private mutating func checkExpression(_ json: Any?, _ place: String) {
    switch json {
    case let number as NSNumber:
      let isInteger = number.doubleValue.rounded() == number.doubleValue
      require(isInteger && abs(number.doubleValue) < 0x1p53, "\(place): an integer of at most 53 bits")
    case is String: break
    case let list as [Any]: for element in list { checkExpression(element, place) }
    case let object as [String: Any]: checkObject(object, place)
    default: objections.append("\(place): not an expression")
    }
  }

  private mutating func checkObject(_ object: [String: Any], _ place: String) {
    guard let special = object.keys.first(where: { $0.hasPrefix("#") }) else {
      for field in object.keys.sorted() { checkExpression(object[field], "\(place).\(field)") }
      return
    }
    require(object.count == 1, "\(place): a field whose name begins with `#`")
    switch special {
    case "#bigint":
      let digits = object[special] as? String ?? ""
      require(digits.wholeMatch(of: /-?[0-9]+/) != nil, "\(place): a big integer is digits")
    case "#tup", "#set":
      guard let elements = object[special] as? [Any] else {
        return objections.append("\(place): `\(special)` has a list")
      }
      for element in elements { checkExpression(element, place) }
    case "#map":
      guard let pairs = object[special] as? [[Any]], pairs.allSatisfy({ $0.count == 2 }) else {
        return objections.append("\(place): `#map` has a list of pairs")
      }
      for pair in pairs {
        checkExpression(pair[0], place)
        checkExpression(pair[1], place)
      }
    default: objections.append("\(place): `\(special)` is unknown")
    }
  }
}
