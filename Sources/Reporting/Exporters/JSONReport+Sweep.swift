import Checking
import Checks
import ModelIR
import Wording

/// A sweep in the report for programs: an object per combination, without the traces.
extension JSONReport {
  struct Swept: Encodable {
    var constants: [String: [String]]
    var seconds: Double
    var neverFired: [String]?
    var vacuous: [String]?
    var combinations: [Model]

    init(_ sweep: Sweep, in report: Report) {
      constants = Dictionary(sweep.constants.map { ($0.name, $0.values) }) { _, last in last }
      seconds = Quantity.seconds(sweep.elapsed)
      if let system = sweep.combinations.lazy.compactMap(\.model).first?.system {
        neverFired = sweep.vacuity?.neverFired.map { system[$0].name }
        vacuous = sweep.vacuity?.vacuous.map { system[$0].name }
      }
      combinations = sweep.combinations.map { combination in
        var model = Model(combination.entry, in: report, hasTraces: false)
        // What says nothing new of this combination, or is too long to be said of each.
        (model.check, model.title, model.diagnostics) = (nil, nil, nil)
        (model.neverFired, model.vacuous) = (nil, nil)
        model.statistics?.rules = nil
        return model
      }
    }
  }
}
