import ArgumentParser
import ModelIR
import Reporting

/// `NAME=VALUE` of `--set`.
struct ConstantSetting: ExpressibleByArgument, Hashable {
  var name: String
  var value: Value

  init(name: String, value: Value) {
    self.name = name
    self.value = value
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let value = Self.value(parts[1]) else { return nil }
    name = parts[0]
    self.value = value
  }

  /// A number, or `true` and `false` for boolean constants.
  static func value(_ text: String) -> Value? {
    switch text {
    case "true": 1
    case "false": 0
    default: text.hasPrefix("0x") ? Value(text.dropFirst(2), radix: 16) : Value(text)
    }
  }
}

/// `PROPERTY=VERDICT` of `--expect`; the property's name may contain `=`.
struct ExpectedProperty: ExpressibleByArgument, Hashable {
  var property: String
  var verdict: ExpectedVerdict

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="),
      let verdict = ExpectedVerdict(String(argument[argument.index(after: sign)...]))
    else { return nil }
    property = String(argument[..<sign])
    self.verdict = verdict
  }
}
