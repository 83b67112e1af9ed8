enum SMTLIBWriter { static func script(asserting: [Term]) -> String { "(assert false)" } }
