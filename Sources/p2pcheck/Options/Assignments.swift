import ArgumentParser
import Checks
import Diagnostics
import ModelIR
import Reporting

/// `NAME=VALUE,VALUE...`: each of the values in turn, with each of those of other constants.
extension ConstantValues: ExpressibleByArgument {
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
