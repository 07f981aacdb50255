import Testing

@testable import Pages

@Suite struct `Text in a page` {
  /// What comes in and what a browser gets. The last ones end an attribute when text is escaped by grapheme.
  static let texts: [(text: String, html: String)] = [
    ("园区 A&B", "园区 A&amp;B"),
    ("<b>'x'</b>", "&lt;b&gt;&#39;x&#39;&lt;/b&gt;"),
    ("`a=b`", "&#96;a&#61;b&#96;"),
    ("\r\n", "\u{FFFD}\n"),
    ("a\u{0}b\u{7F}", "a\u{FFFD}b\u{FFFD}"),
    ("甲\u{202E}乙\u{2066}", "甲\u{FFFD}乙\u{FFFD}"),
    ("\"\u{301} onmouseover=\"x", "&quot;\u{301} onmouseover&#61;&quot;x"),
    ("<\u{338}script>", "&lt;\u{338}script&gt;"),
    ("&\u{20DD}", "&amp;\u{20DD}"),
    ("'\u{FE0F}", "&#39;\u{FE0F}"),
    ("\"\u{200D}<", "&quot;\u{200D}&lt;"),
  ]

  @Test(arguments: texts)
  func `is escaped scalar by scalar`(text: String, html: String) {
    #expect(Array(escaped(text).unicodeScalars) == Array(html.unicodeScalars))
  }

  @Test(arguments: texts)
  func `is escaped so by a template too, in elements and attributes`(text: String, html: String) throws {
    struct Model: Sendable {
      let text: String
      let list: [String]
    }
    let template = try PageTemplate(
      "test", source: ScalarEscaping.pragma + "\n<p title=\"{{text}}\">{{text}}{{#list}}{{.}}{{/list}}</p>")
    let page = template.render(Model(text: text, list: [text]))
    #expect(page.unicodeScalars.elementsEqual("<p title=\"\(html)\">\(html)\(html)</p>".unicodeScalars))
  }

  @Test(arguments: [
    "<p>{{a}}</p>", "{{% CONTENT_TYPE:HTML}}\n", "{{% CONTENT_TYPE:SAFE}}{{{a}}}", "{{% CONTENT_TYPE:SAFE}}{{&a}}",
  ])
  func `is never left to a template that escapes otherwise`(source: String) {
    #expect(throws: PageFault.notEscaped("test")) { try PageTemplate("test", source: source) }
  }
}
