import Checking
import Diagnostics
import ExplicitState
import ModelIR
import Murphi
import Refinement
import Symbolic
import Testing

/// A design and its abstract model as texts, ready to be held against one another.
struct RefinementSubject {
  let design: TransitionSystem
  let model: TransitionSystem
  let parsed: Parsed<Refinement?>

  /// The design names its abstract model, which is taken from `model` whatever the name.
  init(_ design: String, refines model: String) throws {
    let system = try #require(Self.compile(design).system, "the design is wrong")
    let target = try #require(system.refines)
    let settings = target.settings.map { Setting(name: $0.name, value: $0.value) }
    let abstract = try #require(Self.compile(model, settings).system, "the abstract model is wrong")
    self.init(system, abstract, target)
  }

  init(_ design: TransitionSystem, _ model: TransitionSystem, _ target: RefinementTarget) {
    self.design = design
    self.model = model
    parsed = Refinement.read(design, refines: model, as: target)
  }

  static func compile(_ text: String, _ settings: [Setting] = []) -> Compilation {
    MurphiFrontEnd.compile(main: SourceFile(name: "model.m", text: text), settings: settings) { _, _ in
      .failure(IncludeFailure(message: "there are no other files here"))
    }
  }

  /// As the command asks it.
  static var prover: SymbolicEngine {
    var prover = SymbolicEngine()
    prover.onlySearchesRuns = true
    return prover
  }

  func answer(
    native: NativeOptions? = nil, prover: (any Engine)? = RefinementSubject.prover, memory: Int = 1 << 28
  ) async throws -> RefinementAnswer {
    let refinement = try #require(parsed.value, "\(parsed.diagnostics.map(\.message))")
    return try await refinement.answer(
      native: native, prover: prover, limits: Refinement.Limits(memory: memory), stop: StopWord()
    ) { "stopped" }
  }
}

extension RefinementAnswer {
  /// `refines`, `violated` with the number of steps, or `unknown`.
  var word: String {
    switch outcome {
    case .refines: "refines"
    case .strays(let stray): "violated \(stray.run.count - 1)"
    case .unknown: "unknown"
    }
  }
}
