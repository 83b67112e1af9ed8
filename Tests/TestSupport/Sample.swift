package import Checking
package import Diagnostics
import Foundation
package import ModelIR
package import Traces

/// A hand-made model of two processes and three pages, with traces that a test can show.
package enum Sample {
  package static let text = """
    var allocated: array [page] of boolean; --@ view strip
    rule "vm_insert_page" insert end;
    invariant "a mapped page is allocated" forall p: page do mapped[p] -> allocated[p] end;
    """

  package static let sources = SourceMap(files: [SourceFile(name: "mmap.m", text: text)])

  package static func range(of part: String) -> SourceRange {
    let start = text.range(of: part).map { text.utf8.distance(from: text.startIndex, to: $0.lowerBound) } ?? 0
    return SourceRange(file: FileID(0), start: start, end: start + part.utf8.count)
  }

  package static let nowhere = SourceRange(file: FileID(0), start: 0, end: 0)

  package static let boolean = TypeID(0)
  package static let page = TypeID(1)
  package static let process = TypeID(2)
  package static let step = TypeID(3)
  package static let call = TypeID(6)

  package static let system: TransitionSystem = {
    func type(_ name: String?, _ shape: TypeShape) -> TypeDefinition {
      TypeDefinition(name: name, shape: shape, range: nowhere)
    }
    func local(_ parameter: Parameter) -> Local {
      Local(name: parameter.name, type: parameter.type, role: .parameter)
    }
    func read(_ variable: Int, _ text: String) -> ModelIR.Expression {
      let index = ModelIR.Expression(
        .read(Place(root: .local(LocalID(0)), type: .declared(page), range: nowhere)),
        type: .declared(page), range: nowhere)
      let place = Place(
        root: .state(VariableID(variable)), path: [.element(index, array: TypeID(4))], type: .boolean,
        range: nowhere)
      return ModelIR.Expression(.read(place), type: .boolean, range: range(of: text))
    }
    func rule(
      _ name: String, _ parameters: [Parameter] = [], anchor: KernelAnchor? = nil, operation: [String] = []
    ) -> Rule {
      Rule(
        name: name, parameters: parameters, locals: parameters.map(local), guardCondition: nil, body: [],
        range: range(of: "rule \"vm_insert_page\" insert end"), anchor: anchor, operation: operation)
    }
    let p = Parameter(local: LocalID(0), name: "p", type: .declared(process), first: 0, last: 1, step: 1)
    let g = Parameter(local: LocalID(1), name: "g", type: .declared(page), first: 0, last: 2, step: 1)
    return TransitionSystem(
      name: "mmap",
      types: [
        type("boolean", .boolean), type("page", .integers(low: 0, high: 2)),
        type("process", .scalarset(size: 2)),
        type("step", .enumeration(members: ["IDLE", "INSERT", "MAPPED"])),
        type(nil, .array(index: page, element: boolean)),
        type(nil, .record(fields: [Field(name: "at", type: step), Field(name: "first", type: page)])),
        type(nil, .array(index: process, element: TypeID(5))),
      ],
      variables: [
        Variable(name: "allocated", type: TypeID(4), range: nowhere, view: "strip"),
        Variable(name: "mapped", type: TypeID(4), range: nowhere, view: nil),
        Variable(name: "call", type: call, range: nowhere, view: nil),
      ],
      functions: [], startStates: [rule("probed")],
      rules: [
        rule("gen_pool_alloc", [p], anchor: KernelAnchor(file: "lib/genalloc.c", function: "gen_pool_alloc")),
        rule(
          "vm_insert_page", [p, g], anchor: KernelAnchor(file: "mm/memory.c", function: "vm_insert_page")),
        rule("munmap"),
      ],
      properties: [
        Property(
          name: "a mapped page is allocated", kind: .invariant, parameters: [],
          locals: [Local(name: "p", type: .declared(page), role: .bound)],
          condition: Expression(
            .quantified(
              .forall, Binder(local: LocalID(0), domain: .type(page)),
              Expression(
                .binary(.implies, read(1, "mapped[p]"), read(0, "allocated[p]")), type: .boolean,
                range: range(of: "mapped[p] -> allocated[p]"))),
            type: .boolean, range: nowhere),
          range: range(of: "invariant")),
        Property(
          name: "both map", kind: .cover, parameters: [p], locals: [local(p)],
          condition: Expression(.constant(1), type: .boolean, range: nowhere), range: range(of: "invariant")),
        Property(
          name: "everything comes home", kind: .liveness, parameters: [], locals: [],
          condition: Expression(.constant(1), type: .boolean, range: nowhere), range: range(of: "invariant")),
      ])
  }()

  package static let context = TraceContext(system: system, sources: sources)

  package static let states = [
    State(cells: [0, 0, 0, 0, 0, 0, 0, nil, 0, nil]),
    State(cells: [1, 1, 0, 0, 0, 0, 1, 0, 0, nil]),
    State(cells: [1, 1, 0, 1, 1, 1, 2, 0, 0, nil]),
  ]

  package static let steps = [
    Trace.Step(firing: Firing(subject: .start(0), arguments: []), state: states[0]),
    Trace.Step(firing: Firing(subject: .rule(RuleID(0)), arguments: [0]), state: states[1]),
    Trace.Step(firing: Firing(subject: .rule(RuleID(1)), arguments: [0, 2]), state: states[2]),
  ]

  package static func trace(_ ending: Trace.Ending, property: Int = 0) -> Trace {
    Trace(claim: .property(PropertyID(property)), steps: steps, ending: ending)
  }

  package static func document(_ trace: Trace) -> TraceDocument {
    let origin = TraceDocument.Origin(
      toolVersion: "1.2.3", model: "mmap.m", digest: "sha256:00",
      settings: [ConstantSetting(name: "PAGES", value: "3")], deadlock: .stuttering, claim: "",
      source: nil,
      check: nil)
    return TraceDocument(trace, in: context, origin: origin)
  }

  package static let failure = Failure(
    .indexOutOfRange, "index 3 is outside of 0 .. 2", at: range(of: "insert end"))

  /// One of each kind.
  package static let endings: [Trace] = [
    trace(.violates(arguments: [])),
    trace(.reaches(arguments: [1]), property: 1),
    Trace(claim: .noDeadlock, steps: steps, ending: .deadlock),
    Trace(
      claim: .noRuntimeError,
      steps: steps + [Trace.Step(firing: Firing(subject: .rule(RuleID(2)), arguments: []), state: nil)],
      ending: .fails(failure, inProperty: nil)),
    Trace(claim: .noRuntimeError, steps: steps, ending: .fails(failure, inProperty: PropertyID(0))),
    Trace(
      claim: .noRuntimeError, steps: steps,
      ending: .guardFails(failure, Firing(subject: .rule(RuleID(1)), arguments: [1, 0]))),
    trace(.starves(from: 1, loopsTo: nil, arguments: []), property: 2),
    Trace(
      claim: .property(PropertyID(2)),
      steps: steps + [Trace.Step(firing: Firing(subject: .rule(RuleID(2)), arguments: []), state: states[1])],
      ending: .starves(from: 1, loopsTo: 1, arguments: [])),
  ]
}
