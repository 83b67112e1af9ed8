extension DiagnosticCode { package static let all: [DiagnosticCode] = ofChecks }
