package import Diagnostics

/// The abstract model that a design is held against: `--@ refines FILE [in N steps] [with NAME=VALUE ...]`.
package struct RefinementTarget: Hashable, Sendable {
  /// The most steps of the abstract model that one of the design can be.
  package static let mostSteps = 8

  /// As written: relative to the file of the annotation.
  package var file: String
  /// So many steps of the abstract model one of the design may be, at least 1.
  package var steps: Int
  /// Of the abstract model's constants.
  package var settings: [ConstantSetting]
  package var range: SourceRange

  package init(file: String, steps: Int, settings: [ConstantSetting], range: SourceRange) {
    self.file = file
    self.steps = steps
    self.settings = settings
    self.range = range
  }
}

/// What a variable or a function's result is of the abstract model: `--@ abstracts [PLACE]`.
package struct AbstractedPlace: Hashable, Sendable {
  /// A variable of the abstract model or a part of one, with names of parameters as indices.
  package var text: String
  package var range: SourceRange

  package init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
  }
}
