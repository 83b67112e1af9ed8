import OrderedJSON

/// How a client counts lines and columns.
struct ClientHabits {
  /// The number of a file's first line, and of a line's first column: 1 unless the client says otherwise.
  var firstLine = 1
  var firstColumn = 1

  init() {}

  init(_ arguments: JSON) {
    if arguments["linesStartAt1"]?.boolean == false { firstLine = 0 }
    if arguments["columnsStartAt1"]?.boolean == false { firstColumn = 0 }
  }
}
