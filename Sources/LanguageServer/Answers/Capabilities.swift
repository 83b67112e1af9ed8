import OrderedJSON

/// What the server can do, as `initialize` is answered.
enum Capabilities {
  static func json(version: String) -> JSON {
    .object([
      "capabilities": .object([
        "positionEncoding": .string("utf-16"),
        "textDocumentSync": .object([
          "openClose": .boolean(true), "change": .integer(2), "save": .boolean(true),
        ]),
        "hoverProvider": .boolean(true), "definitionProvider": .boolean(true),
        "referencesProvider": .boolean(true), "documentHighlightProvider": .boolean(true),
        "documentSymbolProvider": .boolean(true), "foldingRangeProvider": .boolean(true),
        "documentFormattingProvider": .boolean(true),
        "completionProvider": .object(["triggerCharacters": .array([.string(".")])]),
        "renameProvider": .object(["prepareProvider": .boolean(true)]),
        "codeLensProvider": .object(["resolveProvider": .boolean(false)]),
        "executeCommandProvider": .object(["commands": .array([.string(Lenses.command)])]),
        "semanticTokensProvider": .object([
          "legend": .object([
            "tokenTypes": .array(SemanticTokens.legend.map(JSON.string)),
            "tokenModifiers": .array([.string(SemanticTokens.declaration)]),
          ]),
          "full": .boolean(true),
        ]),
      ]),
      "serverInfo": .object(["name": .string("p2pcheck"), "version": .string(version)]),
    ])
  }
}
