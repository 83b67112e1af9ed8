import ArgumentParser
import Diagnostics
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

/// `NAME=VALUE,VALUE...`: each of the values in turn, with each of those of other constants.
extension ConstantValues: ExpressibleByArgument {
  /// The most combinations that a sweep may have.
  static let mostCombinations = 4096

  package init?(argument: String) {
    guard let setting = ConstantSetting(argument: argument) else { return nil }
    let values = setting.value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard !values.contains(""), Set(values).count == values.count else { return nil }
    self.init(name: setting.name, values: values)
  }

  /// The value after a comma that is meant as another constant's, as in `A=1,B=2`.
  ///
  /// A comparison as a value is written in parentheses.
  var otherSetting: String? {
    values.dropFirst().first { $0.prefixMatch(of: /\s*[A-Za-z]\w*\s*=(?!=)/) != nil }
  }

  /// How many combinations there are; nil if too many.
  static func count(_ constants: [ConstantValues]) -> Int? {
    constants.reduce(1) { count, constant in
      count.map { $0 * constant.values.count }.flatMap { $0 > mostCombinations ? nil : $0 }
    }
  }

  /// Every combination, the last constant changing fastest.
  static func combinations(of constants: [ConstantValues]) -> [[ConstantSetting]] {
    constants.reduce([[]]) { combinations, constant in
      combinations.flatMap { settings in
        constant.values.map { settings + [ConstantSetting(name: constant.name, value: $0)] }
      }
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
    property = argument[..<sign].visible
    self.verdict = verdict
  }
}
