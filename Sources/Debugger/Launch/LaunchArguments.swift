import Diagnostics
package import ModelIR
import OrderedJSON

/// What a client wants to have debugged.
package struct LaunchArguments: Hashable, Sendable {
  /// The model's path; with a trace it may be left out.
  package var model: String?
  package var trace: String?
  /// What relative paths are relative to; nil for the folder that the program was started in.
  package var folder: String?
  /// Constants of the model; a trace brings its own.
  package var settings: [ConstantSetting] = []
  /// Whether the run is shown from its start, or goes on to the first breakpoint.
  package var stopsOnEntry = true

  init(_ json: JSON) throws(DebugFailure) {
    model = try Self.text("model", json)
    trace = try Self.text("trace", json)
    folder = try Self.text("cwd", json)
    if let stops = json["stopOnEntry"], stops != .null {
      guard let stops = stops.boolean else { throw DebugFailure("`stopOnEntry` is true or false") }
      stopsOnEntry = stops
    }
    if let constants = json["constants"], constants != .null { settings = try Self.settings(constants) }
    guard model != nil || trace != nil else {
      throw DebugFailure(
        "`launch` needs `model`, the path of a Murphi model, or `trace`, that of a saved trace")
    }
    if trace != nil, !settings.isEmpty {
      throw DebugFailure("a trace brings the constants of its model: leave out `constants`")
    }
  }

  private static func text(_ name: String, _ json: JSON) throws(DebugFailure) -> String? {
    guard let value = json[name], value != .null else { return nil }
    guard let text = value.string else { throw DebugFailure("`\(name)` is a path, a string") }
    return text.isEmpty ? nil : text
  }

  /// `{"N": 3, "FIXED": true}` or `["N=3"]`.
  private static func settings(_ json: JSON) throws(DebugFailure) -> [ConstantSetting] {
    let wrong = DebugFailure("`constants` is an object, {\"NAME\": VALUE}, or a list, [\"NAME=VALUE\"]")
    var settings: [ConstantSetting] = []
    for member in json.members ?? [] {
      switch member.value {
      case .integer(let value): settings.append(ConstantSetting(name: member.name, value: "\(value)"))
      case .boolean(let value): settings.append(ConstantSetting(name: member.name, value: "\(value)"))
      case .string(let value): settings.append(ConstantSetting(name: member.name, value: value))
      case .null, .real, .array, .object: throw wrong
      }
    }
    for element in json.elements ?? [] {
      guard let setting = element.string.flatMap({ ConstantSetting(argument: $0) }) else { throw wrong }
      settings.append(setting)
    }
    if json.members == nil, json.elements == nil { throw wrong }
    return settings
  }
}
