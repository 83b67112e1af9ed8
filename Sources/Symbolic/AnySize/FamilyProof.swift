import Checking
import Encoding
import ModelIR
import Parametric
import Z3

/// Looks for lemmas that prove claims of every member of a family, and has fresh solvers check what it found.
struct FamilyProof {
  let fragment: Fragment
  let task: CheckTask
  let blackboard: Blackboard

  /// What came of it, by claim.
  enum Outcome: Sendable {
    case proved(Certificate)
    case open(String)
  }

  /// What came of all claims.
  enum Answer: Sendable {
    case outcomes([Claim: Outcome])
    /// Nothing, since these count elements that may be worth something in start states.
    case countedAtStart(Set<FunctionID>)
  }

  private struct Search: Sendable {
    var lemmas: [Property]
    var open: [Claim: String]
    /// What counts elements that may be worth something in start states.
    var countedAtStart: Set<FunctionID> = []
  }

  /// Lemmas of clauses speak of so many elements.
  private static let mostVariables = 2
  private static let sampledSizes = [2, 3]
  /// Numbers of so many values are compared with each of them: first few, for where an order is enough values lead astray.
  private static let mostValues: [Value] = [4, 8]
  private static let patience: Duration = .seconds(20)
  private static let largestWalkedSize = 5
  private static let patienceForWalks: Duration = .seconds(3)

  private var family: ScalarsetFamily { fragment.family }

  func answer(to claims: [Claim]) async throws(EngineFailure) -> Answer {
    let searched = try await blackboard.work { () throws(EngineFailure) in try search(claims) }
    guard let searched else { return .outcomes(outcomes(claims, open: blackboard.endReason)) }
    guard searched.countedAtStart.isEmpty else { return .countedAtStart(searched.countedAtStart) }
    return .outcomes(try await outcomes(of: claims, searched))
  }

  /// Of claims for which lemmas have been looked for: these are checked.
  private func outcomes(
    of claims: [Claim], _ searched: Search
  ) async throws(EngineFailure) -> [Claim: Outcome] {
    var certificate = Certificate(invariants: searched.lemmas, strategy: "")
    let checked: FamilyCertificate
    do throws(Refusal) {
      checked = try FamilyCertificate(fragment, certificate)
    } catch {
      return outcomes(claims, open: error.reason)
    }
    certificate.strategy = "inductive at sizes 1 to \(checked.cutoff)"
    certificate.everySize = EverySize(
      typeName: family.typeName, quantity: family.everySize, cutoff: checked.cutoff,
      without: checked.without)
    let steps = try await stepClaims(checked)
    let wanted = (claims + steps.filter { !claims.contains($0) }).filter { searched.open[$0] == nil }
    let objections = try await check(checked, wanted)
    var outcomes: [Claim: Outcome] = [:]
    for claim in claims {
      outcomes[claim] = (searched.open[claim] ?? objections[claim]).map(Outcome.open) ?? .proved(certificate)
    }
    // Nothing is proved of all runs unless it is known that no step fails.
    let doubtful = task.failuresEndRuns ? [] : steps.filter { searched.open[$0] ?? objections[$0] != nil }
    guard doubtful.isEmpty else {
      let names = doubtful.map { "`\($0.name(in: task.system))`" }.joined(separator: ", ")
      let reason = "proved only of runs in which no step fails; not proved: \(names)"
      return outcomes.mapValues { if case .proved = $0 { .open(reason) } else { $0 } }
    }
    return outcomes
  }

  private func outcomes(_ claims: [Claim], open reason: String) -> [Claim: Outcome] {
    Dictionary(uniqueKeysWithValues: claims.map { ($0, .open(reason)) })
  }

  // MARK: - Search

  private func search(_ claims: [Claim]) throws(EngineFailure) -> Search {
    let system = family.system
    let invariants = system.propertyIDs.filter { system[$0].kind == .invariant && fragment.isUniversal($0) }
    let cutoff: Int
    do throws(Refusal) {
      cutoff = try fragment.cutoff(lemmas: invariants.map { system[$0] }, variables: Self.mostVariables)
    } catch {
      return Search(lemmas: [], open: Dictionary(uniqueKeysWithValues: claims.map { ($0, error.reason) }))
    }
    let deadline = ContinuousClock.now + min(Self.patience, (blackboard.timeLeft ?? .seconds(1000)) / 5)
    var samples = Self.sampledSizes.map { size in
      ElementStates(family, size: size, until: deadline) { blackboard.goesOn }
    }
    // Larger ones, where two elements need not be among those that variables name, and where there is more than was looked at.
    if fragment.names > 0 || !samples.allSatisfy(\.isComplete) {
      let larger = min(Self.mostVariables + 1 + fragment.names, Self.largestWalkedSize)
      samples.append(
        ElementStates(walkingThrough: family, size: larger, until: .now + Self.patienceForWalks) {
          blackboard.goesOn
        })
    }
    var wanted = claims
    for size in (1...cutoff).reversed() where blackboard.goesOn {
      let steps = try SymbolicEngine.encode(fragment.member(size)).stepClaims
      wanted += steps.filter { !wanted.contains($0) }
    }
    var best: Search?
    var atoms: [ElementAtom] = []
    for mostValues in Self.mostValues where blackboard.goesOn && best?.open.isEmpty != true {
      let views = ElementSamples(fragment, samples, mostValues: mostValues)
      guard views.atoms != atoms else { continue }
      atoms = views.atoms
      let found = try search(wanted, cutoff, LemmaPool(fragment, views))
      guard found.countedAtStart.isEmpty else { return found }
      best = best.map { found.open.count < $0.open.count ? found : $0 } ?? found
    }
    return best
      ?? Search(
        lemmas: [], open: Dictionary(uniqueKeysWithValues: wanted.map { ($0, blackboard.endReason) }))
  }

  /// Lemmas from a pool.
  private func search(_ claims: [Claim], _ cutoff: Int, _ pool: LemmaPool) throws(EngineFailure) -> Search {
    var sizes: [SizedQuestions] = []
    for size in (1...cutoff).reversed() where blackboard.goesOn {
      sizes.append(try SizedQuestions(fragment, size: size, claims: claims, blackboard))
    }
    do throws(SolverError) {
      for size in sizes {
        let counted = try size.countedAtStart()
        guard counted.isEmpty else { return Search(lemmas: [], open: [:], countedAtStart: counted) }
      }
      var selection = LemmaSelection(pool, sizes, blackboard)
      let outcome = try selection.run()
      return Search(lemmas: outcome.lemmas, open: outcome.open)
    } catch {
      let reason = "the solver failed: \(error.message)"
      return Search(lemmas: [], open: Dictionary(uniqueKeysWithValues: claims.map { ($0, reason) }))
    }
  }

  // MARK: - Check

  private func stepClaims(_ certificate: FamilyCertificate) async throws(EngineFailure) -> [Claim] {
    do throws(UnsupportedConstruct) {
      return try await onDeepStack { () throws(UnsupportedConstruct) in try certificate.stepClaims() }
    } catch {
      throw EngineFailure(.unsupported, error.message)
    }
  }

  /// What is against the proof of each claim, one size after the other.
  private func check(
    _ certificate: FamilyCertificate, _ claims: [Claim]
  ) async throws(EngineFailure) -> [Claim: String] {
    var objections: [Claim: String] = [:]
    for size in 1...certificate.cutoff {
      let scripts: [(claim: Claim, scripts: CertificateScripts)]
      do throws(UnsupportedConstruct) {
        scripts = try await onDeepStack { () throws(UnsupportedConstruct) in
          try certificate.scripts(size: size, for: claims)
        }
      } catch {
        throw EngineFailure(.unsupported, error.message)
      }
      let named = scripts.flatMap { claim, scripts in
        scripts.all.map { (name: ScriptName(claim: claim, script: $0.name), script: $0) }
      }
      let solver = Z3ScriptSolver(jobs: task.budget.jobs) { blackboard.timeToConclude }
      let failures = await CertificateCheck(by: solver) { blackboard.isCancelled || blackboard.isConcluded }
        .failures(of: named)
      for (name, failure) in failures {
        switch failure {
        case .refused:
          throw EngineFailure(
            .disagreement,
            "the certificate of `\(name.claim.name(in: task.system))` does not stand: its \(name.script) fails "
              + "with \(size) elements")
        case .undecided(let reason): objections[name.claim] = "the proof's check had no answer: \(reason)"
        }
      }
    }
    return objections
  }

  private struct ScriptName: Hashable {
    var claim: Claim
    var script: String
  }
}
