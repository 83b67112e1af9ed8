/// The script of the page of a trace: its parts, one after the other, see each other and nothing else does.
package enum PageScript {
  package static let text: String = {
    let parts = [
      PackageResources.states_js, PackageResources.map_js, PackageResources.variables_js,
      PackageResources.timeline_js, PackageResources.messages_js, PackageResources.explore_js,
      PackageResources.step_js, PackageResources.keys_js,
    ].map { String(decoding: $0, as: UTF8.self) }
    return "\"use strict\";\n\n(() => {\n\(parts.joined(separator: "\n"))})();\n"
  }()
}
