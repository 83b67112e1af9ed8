import KernelSource
import Testing

/// What counts as a function's text, and where it is found.
@Suite struct SourceFunctionsTests {
  private static func functions(_ text: String) -> SourceFunctions { SourceFunctions(text: Array(text.utf8)) }

  private static let definition = "static int f(int a)\n{\n\treturn a;\n}\n"

  @Test(
    "a definition is found",
    arguments: [
      definition,
      "int f(void);\nint f(void)\n{\n}\n",
      "int g(void)\n{\n\tif (f(1)) { }\n}\nstatic void f(int a)\n\t__releases(&lock) __must_hold(x)\n{\n}\n",
      "struct s t = { .a = f, };\nEXPORT_SYMBOL(g);\nstruct s *f(struct s *a, int (*b)(int)) {\n}\n",
      "#define f(x) \\\n\t((x) + 1)\n",
      "SYSCALL_DEFINE2(f, int, a, int, b)\n{\n}\n",
      "void g(void)\n{\n#ifdef A\n\tif (a) {\n#else\n\tif (b) {\n#endif\n\t}\n}\nvoid f(void)\n{\n}\n",
      "char c = '{'; char *s = \"{\\\"\"; /* { */ // {\nvoid f(void)\n{\n}\n",
    ])
  func isFound(text: String) { #expect(Self.functions(text)["f"] != nil) }

  @Test(
    "what only mentions the name is no definition",
    arguments: [
      "", "int f(void);\n", "int g(void)\n{\n\tf(1);\n}\n", "/* int f(void) { } */\n", "#define f 1\n",
      "#define f (x)\n",
      "struct f { int a; };\n", "const char *s = \"f() { }\";\n", "int (*p)(int) = f;\n",
      "MACRO(f)\nint g(void)\n{\n}\n",
    ])
  func isNotFound(text: String) { #expect(Self.functions(text)["f"] == nil) }

  @Test(
    "comments and layout do not count",
    arguments: [
      "static int f(int a) { return a; }", "/* doc */\nstatic int\nf(int a)\n{\n\t// why\n\treturn a;\n}\n",
      "int g(void)\n{\n}\nint h;\n#include <x.h>\nstatic int f ( int a ) {return a ;}\nint z;\n",
    ])
  func layout(text: String) { #expect(Self.functions(text)["f"] == Self.functions(Self.definition)["f"]) }

  @Test(
    "every change of the text counts",
    arguments: [
      "int f(int a)\n{\n\treturn a;\n}\n", "static int f(long a)\n{\n\treturn a;\n}\n",
      "static int f(int a)\n{\n\treturn a + 1;\n}\n",
      "static int f(int a)\n{\n#ifdef A\n\treturn a;\n#endif\n}\n",
      "static int f(int a)\n{\n\treturn a;\n}\nstatic int f(int a) { return 0; }\n",
      "static int f(int a)\n{\n\tif (b)\n\t\treturn a;\n}\n",
    ])
  func change(text: String) { #expect(Self.functions(text)["f"] != Self.functions(Self.definition)["f"]) }

  @Test("words do not run into one another")
  func words() {
    #expect(Self.functions("int f(void) { ab; }")["f"] != Self.functions("int f(void) { a b; }")["f"])
  }

  @Test(
    "a text that ends in the middle of everything ends the search",
    arguments: ["int f(int", "int f(void) {", "/* ", "\"", "#define f(", "#if"])
  func torn(text: String) { #expect(Self.functions(text)["g"] == nil) }
}
