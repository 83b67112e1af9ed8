/// A formula or value: a node of a directed acyclic graph.
///
/// Made only by a `TermBank`, which keeps one node for each term: within a bank, equal terms are the same object.
package final class Term: Sendable {
  package let operation: Operation
  package var arguments: [Term] { unsafe parts }
  package let sort: Sort
  /// The number of the term within its bank, in order of creation: arguments come before what is made of them.
  package let id: Int

  /// Constant while anybody can see the term: changed only on the way out.
  private nonisolated(unsafe) var parts: [Term]

  init(_ operation: Operation, _ arguments: [Term], _ sort: Sort, id: Int) {
    self.operation = operation
    unsafe self.parts = arguments
    self.sort = sort
    self.id = id
  }

  /// Releases what only this term holds one by one: a deep graph would else need a stack as deep.
  deinit {
    var pending = unsafe parts
    unsafe parts = []
    while var term = pending.popLast() {
      guard isKnownUniquelyReferenced(&term) else { continue }
      unsafe pending.append(contentsOf: term.parts)
      unsafe term.parts = []
    }
  }

  /// The value of a literal bit-vector, as an unsigned number; nil for other terms and beyond 127 bits.
  package var literal: Int128? {
    if case .literal(let value) = operation { value } else { nil }
  }

  package var isTrue: Bool { operation == .boolean(true) }
  package var isConstant: Bool {
    if case .constant = operation { true } else { false }
  }
  package var isFalse: Bool { operation == .boolean(false) }
}

extension Term: Hashable {
  package static func == (left: Term, right: Term) -> Bool { left === right }
  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What a term's node does with its arguments; names are SMT-LIB's.
package enum Operation: Hashable, Sendable {
  /// A free constant, declared by its name and sort.
  case constant(String)
  case boolean(Bool)
  /// A bit-vector's value as a signed number that fits its width; the bits are those of the two's complement.
  case literal(Int128)
  case not, and, or
  case equal
  case ite
  case bvneg, bvnot
  case bvadd, bvsub, bvmul, bvudiv, bvurem, bvsdiv, bvsrem
  case bvand, bvor, bvxor, bvshl, bvlshr, bvashr
  case bvult, bvule, bvslt, bvsle
  /// The bits from `low` to `high`, both included.
  case extract(high: Int, low: Int)
  case concat
  /// More bits on the left.
  case zeroExtend(Int), signExtend(Int)
  case select, store
  /// An array whose elements are all the argument; the term's sort says which array.
  case constantArray
}
