import ArgumentParser
import Diagnostics
import Reporting

/// `p2pcheck explain`: the long text of a diagnostic.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a diagnostic; without a code, list all of them.")

  @Argument(help: ArgumentHelp("The code of a diagnostic, such as P2P101.", valueName: "code"))
  var code: String?

  func run() async throws {
    try await CommandFailure.report {
      guard let code else {
        try Console.print(DiagnosticCode.all.map { "\($0.name)  \($0.summary)" })
        return .success
      }
      let wanted = code.uppercased()
      guard let found = DiagnosticCode.all.first(where: { $0.name == wanted }) else {
        let nearest = Suggestion.nearest(to: wanted, among: DiagnosticCode.all.map(\.name))
        let help = nearest.map { "did you mean \($0)? " } ?? ""
        throw UsageFailure("there is no diagnostic `\(code)`; \(help)`p2pcheck explain` lists all")
      }
      try Console.print(["\(found.name): \(found.summary)", "", found.explanation])
      return .success
    }
  }
}
