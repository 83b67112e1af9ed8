package import ModelIR

/// A constant of a model with some of its values, as Murphi text.
package struct ConstantValues: Hashable, Sendable {
  package var name: String
  package var values: [String]

  package init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }

  /// The most combinations that a sweep may have.
  package static let mostCombinations = 4096

  /// How many combinations there are; nil if too many.
  package static func count(_ constants: [ConstantValues]) -> Int? {
    constants.reduce(1) { count, constant in
      count.map { $0 * constant.values.count }.flatMap { $0 > mostCombinations ? nil : $0 }
    }
  }

  /// Every combination, the last constant changing fastest.
  package static func combinations(of constants: [ConstantValues]) -> [[ConstantSetting]] {
    constants.reduce([[]]) { combinations, constant in
      combinations.flatMap { settings in
        constant.values.map { settings + [ConstantSetting(name: constant.name, value: $0)] }
      }
    }
  }
}
