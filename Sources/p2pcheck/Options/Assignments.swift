import ArgumentParser
import Reporting

/// `NAME=VALUE` of `--set`.
struct ConstantSetting: ExpressibleByArgument, Hashable {
  var name: String
  /// As Murphi text: a number, `true`, or an expression.
  var value: String

  init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    self.init(name: parts[0], value: parts[1])
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
