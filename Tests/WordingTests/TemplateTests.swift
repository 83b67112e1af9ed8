import Testing
import Wording

/// Texts with holes, and what cannot come through one.
@Suite struct TemplateTests {
  private struct Content {
    let name: String
    let lines: [String]
    let missing: String?
  }

  @Test(
    "what is filled into a page is escaped",
    arguments: [
      ("<b>", "&lt;b&gt;"), ("a & b", "a &amp; b"), ("\"'", "&quot;&#39;"), ("{{name}}", "{{name}}"),
      // A quotation mark with an accent is one character, and ends an attribute all the same.
      ("\"\u{301} onclick=x", "&quot;\u{301} onclick=x"), ("<\u{301}", "&lt;\u{301}"),
    ])
  func escaped(text: String, expected: String) {
    let template = Template.html("<p title=\"{{name}}\">{{{name}}}</p>")
    let page = template.filled(with: Content(name: text, lines: [], missing: nil))
    #expect(page == "<p title=\"\(expected)\">\(text)</p>")
  }

  @Test("sections repeat, and are left out for what is not there")
  func sections() {
    let template = Template.plain(
      "{{name}}\n{{#lines}}\n- {{.}}\n{{/lines}}\n{{#missing}}never {{.}}{{/missing}}")
    let text = template.filled(with: Content(name: "<end>", lines: ["a", "\"b\""], missing: nil))
    #expect(text == "<end>\n- a\n- \"b\"\n")
  }
}
