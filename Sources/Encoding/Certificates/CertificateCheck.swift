import Checking

/// Whether certificates stand: a solver that knows nothing else is asked for each of their scripts, in pieces, every piece
/// once.
///
/// The engine that made a certificate and the gate that read one both ask here.
package struct CertificateCheck: Sendable {
  private let solver: any ScriptSolver
  private let isCancelled: @Sendable () -> Bool

  /// Why a script proves nothing.
  package enum Failure: Hashable, Sendable {
    /// It can be satisfied.
    case refused
    case undecided(String)
  }

  package init(by solver: any ScriptSolver, isCancelled: @escaping @Sendable () -> Bool) {
    self.solver = solver
    self.isCancelled = isCancelled
  }

  /// What is against each script; nothing is against those that are left out.
  package func failures<Name: Hashable & Sendable>(
    of scripts: [(name: Name, script: CertificateScripts.Script)]
  ) async -> [Name: Failure] {
    let pieces = await onDeepStack(patience: .zero, after: isCancelled) { Pieces(scripts.map(\.script)) }
    let undecided = scripts.map { ($0.name, Failure.undecided("interrupted")) }
    guard let pieces else { return Dictionary(undecided) { first, _ in first } }
    let answers = await solver.answers(to: pieces.questions, isCancelled: isCancelled)
    var failures: [Name: Failure] = [:]
    for (number, (name, _)) in scripts.enumerated() where failures[name] != .refused {
      failures[name] = Self.failure(pieces.numbers[number].map { answers[$0] }) ?? failures[name]
    }
    return failures
  }

  private static func failure(_ answers: [ScriptAnswer]) -> Failure? {
    if answers.contains(.satisfiable) { return .refused }
    for case .unknown(let reason) in answers { return .undecided(reason) }
    return nil
  }
}

/// The pieces of scripts: those of claims with one certificate share most of theirs.
private struct Pieces: Sendable {
  private(set) var questions: [CertificateScripts.Part] = []
  /// Of each script.
  private(set) var numbers: [[Int]] = []

  init(_ scripts: [CertificateScripts.Script]) {
    var known: [CertificateScripts.Part: Int] = [:]
    for script in scripts {
      let parts = script.parts
      for part in parts where known[part] == nil {
        known[part] = questions.count
        questions.append(part)
      }
      numbers.append(parts.compactMap { known[$0] })
    }
  }
}
