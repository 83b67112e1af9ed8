/// Codes P2P6xx: files of checks.
extension DiagnosticCode {
  package static let invalidYAML = DiagnosticCode(
    name: "P2P601", summary: "the file of checks is not YAML",
    explanation: """
      The file of checks is written in YAML 1.1. The usual causes are a missing space after `:` or `-`, lines of one
      list that are not indented alike, a text with `: ` or `#` in it that is not in quotes, and a key that occurs
      twice in the same mapping.

        - id: mmap-7-3
          model: mmap_7_3.m
          expect:
            "everything comes home": violated
      """)

  package static let unknownCheckKey = DiagnosticCode(
    name: "P2P602", summary: "a check has a key that means nothing",
    explanation: """
      A check is a mapping with the keys `id`, `title`, `model`, `set`, `engine`, `deadlock`, `symmetry`, `max-depth`,
      `memory`, `timeout`, `jobs`, `properties`, `expect`, `never-fires`, `fires`, `vacuous`, `not-vacuous` and `family`;
      a family has `family` and `extends` instead of `id`, `title` and `family`. `docs/checks.md` explains each. Any other
      key is refused, because a misspelt one would otherwise be a check that silently checks less.
      """)

  package static let invalidCheckValue = DiagnosticCode(
    name: "P2P603", summary: "a value in a check is of the wrong kind",
    explanation: """
      Each key of a check wants a value of one kind: a text, a number, a mapping or a list, or one of a few words.
      Sizes are written `64M` or `2G`, durations `30s`, `5m` or `1h`, verdicts `holds`, `explored`, `violated`, `reached`,
      `bounded 12` or `unknown`. A constant may have a list of values. A verdict may depend on constants:

        set: { ALIGN: [0, 1, 2], MIXEDMAP: [false, true] }
        expect:
          "unbind terminates": { violated: [{ ALIGN: 2 }, { ALIGN: 1, MIXEDMAP: true }] }
      """)

  package static let missingCheckKey = DiagnosticCode(
    name: "P2P604", summary: "a check lacks a key it must have",
    explanation: """
      Every check has an `id`, by which `--check` and reports name it, and a `model`, the path of a Murphi file
      relative to the file of checks.

        - id: mmap-7-3
          model: mmap_7_3.m
      """)

  package static let duplicateCheck = DiagnosticCode(
    name: "P2P605", summary: "two checks have the same id",
    explanation: """
      The id names a check in reports, in the names of trace files and after `--check`, so it must be its own, also on
      file systems that do not tell `a` from `A`. Give
      checks of the same model with different constants different ids, for example `mmap-7-3-small` and
      `mmap-7-3-large`.
      """)

  package static let unknownProperty = DiagnosticCode(
    name: "P2P606", summary: "a check names a property that its model does not have",
    explanation: """
      `expect` and `vacuous` name properties as the model does: by the text after `invariant`, `cover`, `liveness` and
      so on, or `no-runtime-error` and `no-deadlock`. A property without text is called by its kind and line, for
      example `invariant at line 12`. With `deadlock: off` there is no property `no-deadlock`.
      """)

  package static let unknownRule = DiagnosticCode(
    name: "P2P607", summary: "a check names a rule that its model does not have",
    explanation: """
      `never-fires` names rules by the text after `rule` in the model. A rule without text is called `Rule n`, where n
      counts the rules of the model from 1. So do `fires` of a check, and both of a family for all of its models.
      """)

  package static let unknownFamily = DiagnosticCode(
    name: "P2P608", summary: "there is no such family of checks",
    explanation: """
      `family` of a check and `extends` of a family name a family that stands above them in the file:

        - family: mmap
          engine: explore

        - id: mmap-7-3
          family: mmap
          model: mmap_7_3.m
      """)

  package static let invalidCheckName = DiagnosticCode(
    name: "P2P609", summary: "the id of a check cannot name a folder",
    explanation: """
      The proofs of a check lie in a folder of its name, which must be one everywhere and must not lead elsewhere: an id
      consists of letters of ASCII, digits, `_`, `-` and `.`, begins with a letter, a digit or `_`, does not end with
      `.`, and is not longer than 100 characters. `README.md` and names of devices such as `con` or `nul` are taken.

        - id: mmap-7-3
          model: mmap_7_3.m
      """)
}
