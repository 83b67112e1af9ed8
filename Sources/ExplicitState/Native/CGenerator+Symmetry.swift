import ModelIR

/// The model's part of `p2p_orbit.h` and `p2p_swap.h`: images under permutations, and signatures of scalarset elements.
extension CGenerator {
  mutating func printSymmetry() -> String {
    let image = system.variables.enumerated().map { index, variable in
      printImage(variable.type, "a->v\(index)", "b->v\(index)")
    }.joined()
    return """
      #define P2P_WIDTH \(layout.width)
      static void p2p_image(const state_t *a, state_t *b, const uint8_t *t) {
      (void)t;
      \(image)}
      \(symmetric.map(\.size) == [2] ? "#include \"p2p_swap.h\"\n" : printOrbit())
      """
  }

  private mutating func printOrbit() -> String {
    let sizes = symmetric.map { "\($0.size)" }.joined(separator: ", ")
    let elements = symmetric.reduce(0) { $0 + $1.size }
    let signatures = system.variables.enumerated().map { index, variable in
      printSignature(variable.type, "s->v\(index)", owners: [], salt: Salt(index))
    }.joined()
    return """
      #define P2P_SETS \(symmetric.count)
      #define P2P_ELEMENTS \(elements)
      static const int p2p_set_sizes[P2P_SETS] = { \(sizes) };
      static void p2p_signatures(const state_t *s, uint64_t *g) {
      (void)s; (void)g;
      \(signatures)}
      #include "p2p_orbit.h"

      """
  }

  private func base(of type: TypeID) -> Int? {
    symmetric.first { $0.type == type }?.base
  }

  /// True if permuting scalarsets can change a value of the type.
  private func isAffected(_ type: TypeID) -> Bool {
    if base(of: type) != nil { return true }
    return switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset: false
    case .union(let alternatives, _, _): alternatives.contains { base(of: $0) != nil }
    case .record(let fields): fields.contains { isAffected($0.type) }
    case .array(let index, let element): isAffected(index) || isAffected(element)
    }
  }

  /// The image of a value of a simple type, given as a C expression counted from 0.
  private func printMoved(_ type: TypeID, _ value: String) -> String {
    if let base = base(of: type) { return "t[\(base) + \(value)]" }
    guard case .union(let alternatives, let offsets, _) = system[type].shape else { return value }
    var text = value
    for (alternative, offset) in zip(alternatives, offsets) {
      guard base(of: alternative) != nil, let domain = system.domain(of: alternative) else { continue }
      let end = offset + domain.upperBound - domain.lowerBound
      text =
        "(\(value) >= \(offset) && \(value) <= \(end) ? \(offset) + \(printMoved(alternative, "(\(value) - \(offset))")) : \(text))"
    }
    return text
  }

  private mutating func printImage(_ type: TypeID, _ from: String, _ to: String) -> String {
    guard isAffected(type) else { return "\(to) = \(from);\n" }
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      let name = types.name(of: type)
      return "\(to) = \(from) ? (\(name))(\(printMoved(type, "(\(from) - 1)")) + 1) : 0;\n"
    case .record(let fields):
      return fields.enumerated().map { printImage($1.type, "\(from).f\($0)", "\(to).f\($0)") }.joined()
    case .array(let index, let element):
      let counter = temporary()
      let size = system.domain(of: index).map { $0.upperBound - $0.lowerBound + 1 } ?? 0
      let inner = printImage(element, "\(from).e[\(counter)]", "\(to).e[\(printMoved(index, counter))]")
      return "for (int \(counter) = 0; \(counter) < \(size); \(counter)++) {\n\(inner)}\n"
    }
  }

  /// A position in the state as a number, indices of ordinary arrays included, those of scalarsets left out.
  struct Salt {
    let path: UInt64
    var terms: [String] = []

    init(_ index: Int) { path = UInt64(index) &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678_9abc_def1 }

    private init(path: UInt64, terms: [String]) {
      self.path = path
      self.terms = terms
    }

    func step(_ number: Int) -> Salt {
      Salt(path: (path ^ UInt64(number) &* 0x2545_f491_4f6c_dd1d) &* 0xd6e8_feb8_6659_fd93, terms: terms)
    }

    func index(_ counter: String) -> Salt {
      let factor = path &* 0xff51_afd7_ed55_8ccd | 1
      return Salt(path: path ^ 0xc4ce_b9fe_1a85_ec53, terms: terms + ["(uint64_t)\(counter) * \(factor)u"])
    }

    func text(_ variant: UInt64) -> String {
      (["\(path &+ variant &* 0xa076_1d64_78bd_642f)u"] + terms).joined(separator: " + ")
    }
  }

  /// An element that the part being looked at belongs to: of which set, and its C index variable.
  struct Owner {
    let base: Int
    let counter: String
  }

  /// Adds to each element's signature what no permutation changes: the ordinary values it owns, whether its scalarset
  /// cells are defined or point to itself, and from where it is pointed to.
  private mutating func printSignature(_ type: TypeID, _ lvalue: String, owners: [Owner], salt: Salt)
    -> String
  {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      return printCellSignature(type, lvalue, owners: owners, salt: salt)
    case .record(let fields):
      return fields.enumerated().map { index, field in
        printSignature(field.type, "\(lvalue).f\(index)", owners: owners, salt: salt.step(index + 1))
      }.joined()
    case .array(let index, let element):
      let counter = temporary()
      let part = "\(lvalue).e[\(counter)]"
      if let base = base(of: index), let domain = system.domain(of: index) {
        let inner = printSignature(
          element, part, owners: owners + [Owner(base: base, counter: counter)], salt: salt.step(101))
        return "for (int \(counter) = 0; \(counter) <= \(domain.upperBound); \(counter)++) {\n\(inner)}\n"
      }
      if case .union(let alternatives, let offsets, _) = system[index].shape, isAffected(index) {
        return zip(alternatives, offsets).enumerated().map { number, pair in
          let domain = system.domain(of: pair.0) ?? 0...0
          let size = domain.upperBound - domain.lowerBound + 1
          let here = "\(lvalue).e[\(pair.1) + \(counter)]"
          let base = base(of: pair.0)
          let inner = printSignature(
            element, here, owners: owners + (base.map { [Owner(base: $0, counter: counter)] } ?? []),
            salt: base == nil ? salt.step(200 + number).index(counter) : salt.step(200 + number))
          return "for (int \(counter) = 0; \(counter) < \(size); \(counter)++) {\n\(inner)}\n"
        }.joined()
      }
      guard !owners.isEmpty || isAffected(element), let domain = system.domain(of: index) else { return "" }
      let inner = printSignature(element, part, owners: owners, salt: salt.index(counter))
      let size = domain.upperBound - domain.lowerBound + 1
      return "for (int \(counter) = 0; \(counter) < \(size); \(counter)++) {\n\(inner)}\n"
    }
  }

  private func printCellSignature(_ type: TypeID, _ cell: String, owners: [Owner], salt: Salt) -> String {
    var text = ""
    if let base = base(of: type) {
      for owner in owners {
        let self_ = owner.base == base ? "\(cell) == \(owner.counter) + 1 ? 2 : " : ""
        text += "g[\(owner.base) + \(owner.counter)] += p2p_mix(\(salt.text(1)), \(cell) ? \(self_)1 : 0);\n"
      }
      return text + "if (\(cell)) g[\(base) + \(cell) - 1] += p2p_mix(\(salt.text(2)), 1);\n"
    }
    guard isAffected(type), case .union(let alternatives, let offsets, _) = system[type].shape else {
      for owner in owners {
        text += "g[\(owner.base) + \(owner.counter)] += p2p_mix(\(salt.text(1)), (uint64_t)\(cell));\n"
      }
      return text
    }
    // A union: elements of scalarsets count by their alternative only.
    for (number, (alternative, offset)) in zip(alternatives, offsets).enumerated() {
      guard let domain = system.domain(of: alternative) else { continue }
      let size = domain.upperBound - domain.lowerBound + 1
      let value = "(\(cell) - 1 - \(offset))"
      text += "if (\(cell) > \(offset) && \(cell) <= \(offset + size)) {\n"
      for owner in owners {
        let content = base(of: alternative) == nil ? "(uint64_t)\(value) + 2" : "1"
        text += "g[\(owner.base) + \(owner.counter)] += p2p_mix(\(salt.step(number).text(3)), \(content));\n"
      }
      if let base = base(of: alternative) {
        text += "g[\(base) + \(value)] += p2p_mix(\(salt.step(number).text(4)), 1);\n"
      }
      text += "}\n"
    }
    return text
  }
}
