import Diagnostics
import ModelIR

/// A name as it stands in the text.
struct Name: Sendable {
  var text: String
  var range: SourceRange
  /// Where it must be declared: 0 in the model, 1 by a ruleset there; nil anywhere.
  ///
  /// Of names that nobody has written there, so that nothing that is declared in between is meant.
  var depth: Int?
}

/// A string literal: its content between the quotes, escapes untouched.
struct StringSyntax: Sendable {
  var raw: String
  var range: SourceRange

  /// The content with escapes replaced.
  var text: String {
    var result = ""
    var escaped = false
    for scalar in raw.unicodeScalars {
      if escaped {
        escaped = false
        switch scalar {
        case "n": result.unicodeScalars.append("\n")
        case "t": result.unicodeScalars.append("\t")
        case "\\", "\"", "”", "'": result.unicodeScalars.append(scalar)
        default:
          result.unicodeScalars.append("\\")
          result.unicodeScalars.append(scalar)
        }
      } else if scalar == "\\" {
        escaped = true
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// `--@ word words`, attached to what it precedes.
struct Annotation: Sendable {
  var words: [String]
  /// Of `--@ needs CONDITION`.
  var condition: ExpressionSyntax?
  /// Of `--@ returns`, with or without a result.
  var result: ResultSyntax?
  var range: SourceRange
}

/// What stands behind `--@ returns`.
enum ResultSyntax: Sendable {
  case nothing
  case text(StringSyntax)
  case value(ExpressionSyntax)
}

/// A whole model with its includes in place.
struct ModelSyntax: Sendable {
  var items: [ItemSyntax] = []
  /// Whether it uses what only CMurphi has: multisets, or the word `undefined`.
  var isOfCMurphi = false
}

/// What can stand at the top level of a model.
enum ItemSyntax: Sendable {
  case declaration(DeclarationSyntax)
  case procedure(ProcedureSyntax)
  case rule(RuleSyntax)
  /// `--@ linux VERSION`: what the model is about.
  case version(Annotation)
  /// `--@ refines FILE ...`: the abstract model that it is held against.
  case refinement(Annotation)
  /// What start states do for a process; put into them when the model is loaded.
  case processStart([StatementSyntax], SourceRange)
  /// Replaced by the file's items when the model is loaded.
  case include(IncludeSyntax)
}

enum DeclarationSyntax: Sendable {
  case constant(ConstantSyntax)
  case type(TypedNamesSyntax)
  case variable(TypedNamesSyntax)

  var names: [Name] {
    switch self {
    case .constant(let constant): constant.names
    case .type(let entry), .variable(let entry): entry.names
    }
  }
}

/// `a, b : value`, for constants and aliases.
struct ConstantSyntax: Sendable {
  var names: [Name]
  var value: ExpressionSyntax
}

/// `a, b : type`, for types, variables and fields.
struct TypedNamesSyntax: Sendable {
  var names: [Name]
  var type: TypeSyntax
  var annotations: [Annotation] = []
}

struct ParameterSyntax: Sendable {
  var isReference: Bool
  var names: [Name]
  var type: TypeSyntax
}

struct ProcedureSyntax: Sendable {
  var name: Name
  var parameters: [ParameterSyntax]
  var result: TypeSyntax?
  var declarations: [DeclarationSyntax]
  var body: [StatementSyntax]
  var range: SourceRange
  var annotations: [Annotation]
}

indirect enum RuleSyntax: Sendable {
  /// A rule or start state.
  case step(StepSyntax)
  case property(PropertySyntax)
  case ruleset([QuantifierSyntax], [RuleSyntax], SourceRange)
  case choose(ElementSyntax, [RuleSyntax], SourceRange)
  case alias([ConstantSyntax], [RuleSyntax], SourceRange)
}

struct StepSyntax: Sendable {
  var isStart: Bool
  var name: StringSyntax?
  var guardCondition: ExpressionSyntax?
  var declarations: [DeclarationSyntax]
  /// What a start state does first for the processes.
  var beginning: [StatementSyntax] = []
  var body: [StatementSyntax]
  /// From the keyword to the end.
  var range: SourceRange
  /// The keyword and the name.
  var head: SourceRange
  /// Whether it is a step of a process, which begins with a label.
  var isLabelled = false
  var annotations: [Annotation]
}

struct PropertySyntax: Sendable {
  enum Category: String, Sendable { case invariant, assert, assume, cover, liveness, leadsto, step }
  var category: Category
  var message: StringSyntax?
  /// Of `leadsto P ~> Q`: P.
  var condition: ExpressionSyntax
  /// Of `leadsto P ~> Q`: Q.
  var goal: ExpressionSyntax?
  var range: SourceRange
  var annotations: [Annotation]
}

struct QuantifierSyntax: Sendable {
  enum Domain: Sendable {
    case type(TypeSyntax)
    case interval(from: ExpressionSyntax, to: ExpressionSyntax, by: ExpressionSyntax?)
  }

  var name: Name
  var domain: Domain
  var range: SourceRange
}

/// `i: m`, an element of a multiset.
struct ElementSyntax: Sendable {
  var name: Name
  var multiset: ExpressionSyntax
  var range: SourceRange
}

struct TypeSyntax: Sendable {
  indirect enum Kind: Sendable {
    case boolean
    case named(String)
    case interval(ExpressionSyntax, ExpressionSyntax)
    case enumeration([Name])
    case record([TypedNamesSyntax])
    case array(index: TypeSyntax, element: TypeSyntax)
    case multiset(capacity: ExpressionSyntax, element: TypeSyntax)
    case scalarset(ExpressionSyntax)
    case union([TypeSyntax])
    /// Stands where the parser found none.
    case missing
  }

  var kind: Kind
  var range: SourceRange
}

struct StatementSyntax: Sendable {
  struct Branch: Sendable {
    var condition: ExpressionSyntax
    var body: [StatementSyntax]
  }

  struct Case: Sendable {
    var values: [ExpressionSyntax]
    var body: [StatementSyntax]
    var range: SourceRange
  }

  indirect enum Kind: Sendable {
    case property(PropertySyntax)
    case assign(ExpressionSyntax, ExpressionSyntax)
    /// `x += e` or `x -= e`: what is done with the value of `x` and that of `e`.
    case change(ExpressionSyntax, BinarySymbol, ExpressionSyntax)
    case alias([ConstantSyntax], [StatementSyntax])
    case error(StringSyntax)
    case clear(ExpressionSyntax)
    case undefine(ExpressionSyntax)
    case forLoop(QuantifierSyntax, [StatementSyntax])
    case whileLoop(ExpressionSyntax, [StatementSyntax])
    case branch([Branch], otherwise: [StatementSyntax]?)
    case select(ExpressionSyntax, [Case], otherwise: [StatementSyntax]?)
    case putText(StringSyntax)
    case put(ExpressionSyntax)
    case leave(ExpressionSyntax?)
    case call(Name, [ExpressionSyntax])
    /// `MultiSetRemovePred`.
    case removeElements(ElementSyntax, where: ExpressionSyntax)
  }

  var kind: Kind
  var range: SourceRange
}

struct ExpressionSyntax: Sendable {
  enum Step: Sendable {
    case field(Name)
    case index(ExpressionSyntax)
  }

  enum Unary: String, Sendable { case not = "!", complement = "~", negate = "-" }

  /// One operator of a chain with the operand to its right.
  struct Link: Sendable {
    var symbol: BinarySymbol
    var operand: ExpressionSyntax
  }

  indirect enum Kind: Sendable {
    /// Nil if it leaves 128 bits, which was reported.
    case number(Int128?)
    case designator(Name, [Step])
    case call(Name, [ExpressionSyntax])
    case unary(Unary, ExpressionSyntax)
    /// Left-associative operators of one precedence level, or a single non-associative one. Kept flat, so that a sum
    /// of thousands of terms is not a tree thousands deep.
    case chain(ExpressionSyntax, [Link])
    case conditional(ExpressionSyntax, ExpressionSyntax, ExpressionSyntax)
    case quantified(isForall: Bool, QuantifierSyntax, ExpressionSyntax)
    case folded(Function.Fold.Kind, QuantifierSyntax, ExpressionSyntax)
    /// `MultiSetCount`.
    case countElements(ElementSyntax, where: ExpressionSyntax)
    case isMember(ExpressionSyntax, TypeSyntax)
    case isUndefined(ExpressionSyntax)
    case literal(LiteralSyntax)
    /// `e'`, in the state after a step.
    case primed(ExpressionSyntax)
    /// Stands where the parser found none.
    case missing
  }

  var kind: Kind
  var range: SourceRange
  /// The depth of the tree it lowers to.
  var height: Int
}

/// Binary operators as written; `&` and `|` are logical or bitwise, which types decide.
enum BinarySymbol: String, Sendable {
  case implies = "->", or = "||", and = "&&", bar = "|", caret = "^", ampersand = "&"
  case less = "<", lessOrEqual = "<=", equal = "=", notEqual = "!=", greaterOrEqual = ">=", greater = ">"
  case shiftLeft = "<<", shiftRight = ">>", add = "+", subtract = "-", multiply = "*", divide = "/",
    remainder = "%"

  /// Loosest first; `?:` is level 1, prefix `!` level 8, prefix `~` level 13.
  var level: Int {
    switch self {
    case .implies: 2
    case .or: 3
    case .and: 4
    case .bar: 5
    case .caret: 6
    case .ampersand: 7
    case .less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater: 9
    case .shiftLeft, .shiftRight: 10
    case .add, .subtract: 11
    case .multiply, .divide, .remainder: 12
    }
  }

  var isAssociative: Bool { level != 2 && level != 9 }

  /// True for levels whose long chains may be lowered as balanced trees without changing any result.
  var isBalanced: Bool {
    switch self {
    case .or, .and, .bar, .caret, .ampersand, .add, .subtract: true
    case .implies, .less, .lessOrEqual, .equal, .notEqual, .greaterOrEqual, .greater, .shiftLeft, .shiftRight,
      .multiply, .divide, .remainder:
      false
    }
  }

  init?(_ kind: TokenKind) {
    switch kind {
    case .implies: self = .implies
    case .or: self = .or
    case .and: self = .and
    case .bar: self = .bar
    case .caret: self = .caret
    case .ampersand: self = .ampersand
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    case .greaterOrEqual: self = .greaterOrEqual
    case .greater: self = .greater
    case .shiftLeft: self = .shiftLeft
    case .shiftRight: self = .shiftRight
    case .plus: self = .add
    case .minus: self = .subtract
    case .star: self = .multiply
    case .slash: self = .divide
    case .percent: self = .remainder
    default: return nil
    }
  }
}
