/// Codes P2P8xx: logs that models are held against.
extension DiagnosticCode {
  package static let malformedLog = DiagnosticCode(
    name: "P2P801", summary: "a line of a log that is not a JSON object",
    explanation: """
      A log has one JSON object (RFC 8259) per line, in UTF-8; empty lines do not count.

          {"call": "push", "arguments": [3], "actor": "producer", "result": true}
      """)

  package static let unknownLogMember = DiagnosticCode(
    name: "P2P802", summary: "a member that lines of a log do not have, or that is missing",
    explanation: """
      A call has `call`, and may have `actor`, `arguments`, `start`, `return`, `result` and `observe`; what is only seen has
      `observe` without `call`. A misspelt member would be taken for something that is not known.
      """)

  package static let invalidLogValue = DiagnosticCode(
    name: "P2P803", summary: "a value in a log that cannot be meant",
    explanation: """
      `call` is a string, `actor` a string or number, `arguments` an array or an object, `observe` an object, and times are
      numbers. Either no call of a log has times, and each is over before the next, or each has `start` and, if it has
      returned, `return`, which is not earlier. A value of the model's type is a number, a boolean, or a string.
      """)

  package static let unknownCall = DiagnosticCode(
    name: "P2P804", summary: "a call that the model does not have",
    explanation: """
      No rule has `--@ operation CALL` with this name, so no behaviour of the model has this call.
      """)

  package static let unknownObservation = DiagnosticCode(
    name: "P2P805", summary: "an observation that the model does not have",
    explanation: """
      No variable or function has `--@ observe` with this name, or it has other indices.
      """)

  package static let tooManyNames = DiagnosticCode(
    name: "P2P806", summary: "more names than the model has elements",
    explanation: """
      Each name of a log stands for one element of a scalarset, from the first line to the last. Make the scalarset larger
      (`--set`), or let the program use names again, such as the number of a slot instead of that of a process.
      """)
}
