import ModelIR
import OrderedJSON

/// A value that a step is given, once the names in it are bound.
enum Given: Hashable {
  case value(Value)
  /// The element of a name, by its number; in a union its values begin at `offset`.
  case name(Int, offset: Value)
}

/// What an entry of a log lets the model do.
struct PreparedEntry {
  /// A class of steps with what is given to it.
  struct Step {
    var stepClass: Int
    var actor: Given?
    /// By position; nil where nothing is given.
    var arguments: [Given?]
    var result: Given?
  }

  /// A part of the state with what was seen there.
  struct Sight {
    /// An index into `CommandedSystem.places`.
    var place: Int
    var indices: [Given]
    /// Nil if it was seen to be undefined.
    var seen: Given?
    /// False if what was seen is no value of the model.
    var isPossible = true
  }

  var begins: [Step] = []
  /// Steps that end the call once it has begun.
  var ends: [Step] = []
  var sights: [Sight] = []
  /// False if no step that fails is taken for it.
  var mayFail = true
  /// Something was only seen: there is no call to begin.
  var isSight = false
}
