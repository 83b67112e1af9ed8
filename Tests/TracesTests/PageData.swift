import Foundation
import OrderedJSON
import Testing

/// The JSON within the page of a trace.
func pageData(_ page: String) throws -> JSON {
  let start = try #require(page.range(of: "id=\"data\">"))
  let end = try #require(page[start.upperBound...].range(of: "</script>"))
  return try JSONParser.parse(Array(page[start.upperBound..<end.lowerBound].utf8))
}
