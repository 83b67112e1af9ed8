import ModelIR

/// Between packed words and the struct of codes.
extension CGenerator {
  mutating func printPacking() -> String {
    let paths = cellPaths()
    var unpack = ""
    var pieces: [[String]] = Array(repeating: [], count: layout.width)
    let split = Dictionary(grouping: layout.fields, by: \.cell).filter { $1.count > 1 }
    for field in layout.fields {
      let (path, type) = paths[field.cell]
      let mask = field.bits == 64 ? "" : " & \((UInt64(1) << UInt64(field.bits)) - 1)u"
      let isSplit = split[field.cell] != nil
      let piece = "(w[\(field.word)] >> \(field.shift)\(mask))"
      if isSplit {
        let whole = type == "p2p_code" ? type : "uint64_t"
        unpack += "s->\(path) \(field.from == 0 ? "=" : "|=") (\(whole))\(piece) << \(field.from);\n"
        pieces[field.word].append("(uint64_t)(s->\(path) >> \(field.from)) << \(field.shift)")
      } else {
        unpack += "s->\(path) = (\(type))\(piece);\n"
        pieces[field.word].append("(uint64_t)s->\(path) << \(field.shift)")
      }
    }
    let packWords = pieces.enumerated().map { index, parts in
      "static inline uint64_t p2p_pack_\(index)(const state_t *s) {\n(void)s;\nuint64_t word = 0;\n"
        + parts.map { "word |= \($0);\n" }.joined() + "return word;\n}\n"
    }.joined()
    let packAll = pieces.indices.map { "w[\($0)] = p2p_pack_\($0)(s);\n" }.joined()
    return """
      static inline void p2p_unpack(const uint64_t *w, state_t *s) {
      (void)w; (void)s;
      \(unpack)}
      \(packWords)
      static inline void p2p_pack(const state_t *s, uint64_t *w) {
      \(packAll)}

      """
  }

  /// Every cell's path in the struct and its C type, in cell order.
  private mutating func cellPaths() -> [(path: String, type: String)] {
    var paths: [(String, String)] = []
    for (index, variable) in system.variables.enumerated() {
      collect(variable.type, "v\(index)", into: &paths)
    }
    return paths
  }

  private mutating func collect(_ type: TypeID, _ path: String, into paths: inout [(String, String)]) {
    switch system[type].shape {
    case .boolean, .integers, .enumeration, .scalarset, .union:
      paths.append((path, types.name(of: type)))
    case .record(let fields):
      for (index, field) in fields.enumerated() { collect(field.type, "\(path).f\(index)", into: &paths) }
    case .array(let index, let element):
      let size = system.domain(of: index).map { Int($0.upperBound - $0.lowerBound + 1) } ?? 0
      for position in 0..<size { collect(element, "\(path).e[\(position)]", into: &paths) }
    }
  }
}
