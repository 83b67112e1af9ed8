/// Codes P2P9xx: models that are held against abstract ones.
extension DiagnosticCode {
  package static let invalidRefinement = DiagnosticCode(
    name: "P2P901", summary: "an annotation about a refinement that says nothing",
    explanation: """
      `--@ refines FILE [in N steps] [with NAME=VALUE ...]` among the declarations names the abstract model that this one is held
      against (`p2pcheck refine`), once. What it is of a state is said by variables and functions of this model; a function
      returns something, takes simple values and changes nothing.

          --@ refines abstract.m in 2 steps with SIZE=PAGES
          --@ abstracts taken
          function pages_in_use(): 0..PAGES; ...
      """)

  package static let unknownAbstraction = DiagnosticCode(
    name: "P2P902", summary: "a place that the abstract model does not have",
    explanation: """
      `--@ abstracts PLACE` names a variable of the abstract model, or a part of one: `count`, `ref.count`, `owner[p]`, where
      `p` is a parameter of the function below.
      """)

  package static let missingAbstraction = DiagnosticCode(
    name: "P2P903", summary: "a variable of the abstract model that nothing stands for",
    explanation: """
      Every component of an abstract state has a counterpart: a variable of this model of the same shape, or a function that
      computes it. One that is the same in all states is a function that returns it.

          --@ abstracts late
          function nothing_is_late(): 0..0; begin return 0; end;
      """)

  package static let unlikeAbstraction = DiagnosticCode(
    name: "P2P904", summary: "something that cannot stand for what it abstracts",
    explanation: """
      Numbers stand for numbers, booleans for booleans, elements of scalarsets for those of one of the same size, and members of
      enumerations and unions for those of the same name; records and arrays for such with the same fields and indices. A
      function with parameters stands for an array, each parameter for one index. Each component has one counterpart.
      """)
}
