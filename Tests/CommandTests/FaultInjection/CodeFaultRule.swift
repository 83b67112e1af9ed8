/// A way to make mistakes: in functions whose names begin like this, what matches becomes something else.
struct CodeFaultRule {
  let kind: String
  /// `g` guards, `q` conditions of properties, `b` bodies, `r` firings, `i` inspections, `f` functions of the model.
  let functions: String
  let pattern: Regex<AnyRegexOutput>
  let replacement: (Regex<AnyRegexOutput>.Match) -> String

  init(
    _ kind: String, in functions: String, _ pattern: String,
    _ replacement: @escaping (Regex<AnyRegexOutput>.Match) -> String
  ) {
    self.kind = kind
    self.functions = functions
    // The patterns are constants of this file.
    self.pattern = (try? Regex(pattern)) ?? Regex(verbatim: "no pattern")
    self.replacement = replacement
  }

  init(_ kind: String, in functions: String, _ pattern: String, _ replacement: String) {
    self.init(kind, in: functions, pattern) { _ in replacement }
  }

  /// The line with each of the matches replaced, one at a time.
  func replacements(of line: String, in function: String) -> [(String, String)] {
    guard functions.isEmpty || functions.split(separator: " ").contains(where: function.hasPrefix) else {
      return []
    }
    return line.matches(of: pattern).map { match in
      (kind, String(line[..<match.range.lowerBound]) + replacement(match) + line[match.range.upperBound...])
    }
  }
}

extension CodeFaultRule {
  /// A state's first cells decide, so that a condition is wrong in few states.
  private static let isRare =
    "p2p_fold(*(const uint16_t *)s * 0x9e3779b9u + 7, 0xd6e8feb86659fd93u) % 16 == 0"
  private static let opposites = [
    "&&": "||", "||": "&&", "==": "!=", "!=": "==", "<=": "<", ">=": ">", " < ": " <= ", " > ": " >= ",
  ]

  /// Conditions: always or sometimes the wrong way round.
  private static var conditions: [CodeFaultRule] {
    [
      CodeFaultRule("condition flipped", in: "g q", #"^return (.*) != 0;$"#) { "return !(\(group(1, $0)));" },
      CodeFaultRule("condition true", in: "g q h", #"^return .* != 0;$"#, "return 1;"),
      CodeFaultRule("condition false", in: "g q h", #"^return .* != 0;$"#, "return 0;"),
      CodeFaultRule("condition rarely true", in: "g q", #"^return (.*) != 0;$"#) {
        "return (\(group(1, $0))) != 0 || \(isRare);"
      },
      CodeFaultRule("condition rarely false", in: "g q", #"^return (.*) != 0;$"#) {
        "return (\(group(1, $0))) != 0 && !(\(isRare));"
      },
      CodeFaultRule("operator changed", in: "g q b f", #"&&|\|\||==|!=|<=|>=| < | > "#) {
        opposites[group(0, $0)] ?? ""
      },
      CodeFaultRule("constant changed", in: "g q b f", #"INT64_C\((\d)\)"#) {
        "INT64_C(\((Int(group(1, $0)) ?? 0) + 1))"
      },
    ]
  }

  /// Rules: what they change, and whether that is noted.
  private static var firings: [CodeFaultRule] {
    [
      CodeFaultRule("store dropped", in: "b f", #"\*x\d+ = [^;]*;"#, ""),
      CodeFaultRule("failure dropped", in: "b f", #"P2P_FAIL\([^)]*\)"#, ""),
      CodeFaultRule("rule left out", in: "p2p_expand", #"^  r\d+\(&s, w, out\);"#, ""),
      CodeFaultRule("inspection left out", in: "p2p_expand", #"i\d+\(&s, out\);"#, ";"),
      CodeFaultRule("enabled++ dropped", in: "r", #"out->enabled\+\+;"#, ""),
      CodeFaultRule("fired++ dropped", in: "r", #"^out->fired\[\d+\]\+\+;"#, ""),
      CodeFaultRule("moved dropped", in: "r", #"^out->moved \|= .*"#, ""),
      CodeFaultRule("moved always", in: "r", #"^out->moved \|= .*"#, "out->moved = 1;"),
      CodeFaultRule("finding dropped", in: "r i", #"p2p_report\([^;]*\);"#, ";"),
      CodeFaultRule("condition ignored", in: "i", #"^int holds = .*"#, "int holds = 1;"),
      CodeFaultRule("cover hit dropped", in: "r i", #"out->hits\[\d+\]\+\+;"#, ""),
      CodeFaultRule("wrong by itself", in: "p2p_holds", #"^return p2p_condition_failed.*"#, "return 1;"),
    ]
  }

  /// Packed states: their bits, hashes and representatives.
  private static var packing: [CodeFaultRule] {
    [
      CodeFaultRule("mask narrowed", in: "p2p_unpack", #"& (\d+)u"#) {
        "& \((Int(group(1, $0)) ?? 1) >> 1)u"
      },
      CodeFaultRule("shift changed", in: "p2p_unpack p2p_pack", #"(<<|>>) (\d)"#) {
        "\(group(1, $0)) \((Int(group(2, $0)) ?? 0) + 1)"
      },
      CodeFaultRule("part not packed", in: "p2p_pack", #"^word \|= .*"#, ""),
      CodeFaultRule("word not packed", in: "r", #"^o\[\d+\] = p2p_pack_\d+\(&n\);"#, ""),
      CodeFaultRule("hash changed", in: "r", #"= (p2p_hash\(.*\));$"#) { "= \(group(1, $0)) ^ 1;" },
      CodeFaultRule("hash rarely changed", in: "r", #"= (p2p_hash\(.*\));$"#) {
        "= \(group(1, $0)) ^ (o[0] % 13 == 0 ? UINT64_C(1) << 63 : 0);"
      },
      CodeFaultRule("no representative", in: "r", #"^if \(out->canonicalise\) .*"#, ""),
      CodeFaultRule(
        "rarely no representative", in: "r", #"^if \(out->canonicalise\)"#,
        "if (out->canonicalise && o[0] % 7)"),
      CodeFaultRule("image incomplete", in: "p2p_image", #"^b->.* = .*"#, ""),
      CodeFaultRule("signature incomplete", in: "p2p_signatures", #"g\[[^;]*;"#, ";"),
    ]
  }

  static var all: [CodeFaultRule] { conditions + firings + packing }

  private static func group(_ number: Int, _ match: Regex<AnyRegexOutput>.Match) -> String {
    match.output[number].substring.map(String.init) ?? ""
  }
}
