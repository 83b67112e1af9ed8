package import Traces

/// Writes the calls of a trace for `p2pdrv`, the program that makes them in the kernel lab.
package enum CallsTrace {
  package static func lines(of document: TraceDocument) throws(NothingToReproduce) -> [String] {
    DriverScript.lines(of: try Reproduction(document))
  }
}
