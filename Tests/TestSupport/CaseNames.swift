package import Checking
package import Diagnostics
package import ProofGate
import Testing

/// Cases of parameterised tests are called by what tells them apart, in one short line.
extension DiagnosticCode: CustomTestStringConvertible {
  package var testDescription: String { name }
}

extension Trace: CustomTestStringConvertible {
  package var testDescription: String { "\(length) steps" }
}

extension WitnessText: CustomTestStringConvertible {
  package var testDescription: String { "\(steps.count) steps\(instance)" }
}
