"""Where a line of Swift may be changed so that it most likely still compiles, and the sources with these changes in them."""

import collections
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Appended to each file with a mutant in it. Glibc is a module of the system that every target may use. With P2P_REACHED each
# mutant that is come to leaves a file of its number there: threads may write the same byte, and the same byte only.
SWITCH = """
@inline(never) private func isMutant(_ number: Int) -> Bool {
  if let folder = unsafe reachedFolder, unsafe reachedMutants[number] == 0 {
    unsafe reachedMutants[number] = 1
    close(unsafe open(String(cString: folder) + "/\\(number)", O_CREAT | O_WRONLY, 0o644))
  }
  return activeMutant == number
}
private let activeMutant = unsafe getenv("P2P_MUTANT").flatMap { unsafe Int(String(cString: $0)) } ?? -1
nonisolated(unsafe) private let reachedFolder = unsafe getenv("P2P_REACHED")
nonisolated(unsafe) private let reachedMutants = unsafe UnsafeMutablePointer<UInt8>.allocateZeroed()
extension UnsafeMutablePointer<UInt8> {
  fileprivate static func allocateZeroed() -> Self {
    let bytes = unsafe allocate(capacity: 1 << 16)
    unsafe bytes.initialize(repeating: 0, count: 1 << 16)
    return unsafe bytes
  }
}
"""

# What an operator is exchanged for.
EXCHANGES = {
    "==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&", "+": "-", "-": "+",
}


class Mutant:
    def __init__(self, path, line, first, last, kind, old, new):
        self.path, self.line, self.first, self.last = path, line, first, last
        self.kind, self.old, self.new = kind, old, new
        self.target = path.parts[1]

    def text(self, number):
        # `kind` decides what the place looks like with both possibilities in it.
        if self.kind == "statement":
            return f"if !isMutant({number}) {{ {self.old} }}"
        return f"(isMutant({number}) ? {self.new} : {self.old})"

    def __str__(self):
        return f"{self.path}:{self.line + 1}: {self.kind}: {self.old.strip()}" + (f" -> {self.new.strip()}" if self.new else "")


def blank(line):
    """The line with blanks for string literals and comments; None if a literal of several lines begins or ends here."""
    if '"""' in line or "#\"" in line:
        return None
    result, index, quoted = [], 0, False
    while index < len(line):
        char = line[index]
        if quoted:
            if char == "\\" and index + 1 < len(line):
                result.append("  ")
                index += 2
                continue
            quoted = char != '"'
            result.append(" ")
        elif char == '"':
            quoted = True
            result.append(" ")
        elif line.startswith("//", index):
            result.append(" " * (len(line) - index))
            break
        else:
            result.append(char)
        index += 1
    return "".join(result)


def is_balanced(text):
    depth = 0
    for char in text:
        depth += char in "([{"
        depth -= char in ")]}"
        if depth < 0:
            return False
    return depth == 0


def exchanged(line, code, first, last):
    """The expression with each of its operators exchanged, one at a time."""
    for match in re.finditer(r" (==|!=|<=|>=|<|>|&&|\|\||\+|-) ", code[first:last]):
        start = first + match.start(1)
        end = first + match.end(1)
        yield line[first:start] + EXCHANGES[match.group(1)] + line[end:last]


def mutants_of_line(path, number, line, code):
    head = re.match(r"^\s*(?:\} else )?(if|while|guard) (.*?)( else)? \{", code)
    if head and "," not in head.group(2) and not re.search(r"\b(let|var|case|try|await|#\w+)\b", head.group(2)) \
            and is_balanced(head.group(2)):
        first, last = head.span(2)
        yield Mutant(path, number, first, last, "condition", f"({line[first:last]})", f"!({line[first:last]})")
        for other in exchanged(line, code, first, last):
            yield Mutant(path, number, first, last, "operator", f"({line[first:last]})", f"({other})")
    value = re.match(r"^\s*(?:return|let \w+ =|var \w+ =|\w[\w.]* [+-]?=) (.*[^{,(\[])$", code)
    if value and is_balanced(value.group(1)) and not re.search(r"\b(try|await|in|if|switch)\b", value.group(1)):
        first, last = value.span(1)
        for other in exchanged(line, code, first, last):
            yield Mutant(path, number, first, last, "operator", f"({line[first:last]})", f"({other})")
    statement = re.match(r"^(\s*)((?:try )?[a-z_]\w*(?:\??\.\w+|\[[^\]]*\])*(?: [-+|&*]?=(?!=) .*|\(.*\)))\s*$", code)
    if statement and is_balanced(statement.group(2)) \
            and not re.match(r"(?:let|var|return|case|init|import|guard|if|for|while|switch|func|in|throw)\b", statement.group(2)):
        first, last = statement.span(2)
        yield Mutant(path, number, first, last, "statement", line[first:last], "")
    if re.match(r"^\s*(?:///|@|case .*:|import|func|init)", code):
        return
    for match in re.finditer(r"(?<![\w.$#\"])(\d+)(?![\w.\"])", code):
        first, last = match.span(1)
        yield Mutant(path, number, first, last, "literal", match.group(1), str(int(match.group(1)) + 1))
    for match in re.finditer(r"\b(true|false)\b", code):
        first, last = match.span(1)
        yield Mutant(path, number, first, last, "literal", match.group(1), "false" if match.group(1) == "true" else "true")


def candidates(tree, targets):
    found = collections.defaultdict(lambda: collections.defaultdict(list))
    for path in sorted((tree / "Sources").rglob("*.swift")):
        relative = path.relative_to(tree)
        if targets and relative.parts[1] not in targets:
            continue
        inside = False
        for number, line in enumerate(path.read_text().split("\n")):
            if line.count('"""') % 2 == 1:
                inside = not inside
                continue
            code = None if inside else blank(line)
            if code and code.strip() and not re.search(r"\bstatic let\b|\bprecondition|\bfatalError|package let|isMutant", code):
                for mutant in mutants_of_line(relative, number, line, code):
                    found[mutant.target][mutant.kind].append(mutant)
    return found


def draw(found, count, generator):
    """Evenly over targets and kinds; the places of one target are as random as its sources."""
    chosen, places = [], set()
    while len(chosen) < count:
        before = len(chosen)
        for target in sorted(found):
            kinds = [kind for kind in sorted(found[target]) if found[target][kind]]
            if not kinds or len(chosen) == count:
                continue
            pool = found[target][generator.choice(kinds)]
            mutant = pool.pop(generator.randrange(len(pool)))
            # One mutant a line, so that a line that does not compile says which.
            if (mutant.path, mutant.line) not in places:
                places.add((mutant.path, mutant.line))
                chosen.append(mutant)
        if before == len(chosen) and not any(found[t][k] for t in found for k in found[t]):
            break
    return chosen


def instrument(tree, mutants):
    """Puts the mutants, by number, into a fresh copy of the files that they are in."""
    by_file = collections.defaultdict(list)
    for number, mutant in mutants.items():
        by_file[mutant.path].append((number, mutant))
    for path in sorted(set(by_file) | instrument.touched):
        original = (ROOT / path).read_text()
        lines = original.split("\n")
        for number, mutant in by_file.get(path, []):
            line = lines[mutant.line]
            lines[mutant.line] = line[:mutant.first] + mutant.text(number) + line[mutant.last:]
        text = "\n".join(lines)
        if path in by_file:
            text = "import Glibc\n" + text + SWITCH
        if (tree / path).read_text() != text:
            (tree / path).write_text(text)
    instrument.touched = set(by_file)


instrument.touched = set()
