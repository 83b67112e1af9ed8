import Foundation
import Messages
import OrderedJSON

/// Standard output, for a client that reads messages from it.
enum MessageOutput {
  static func write(_ messages: [JSON], to client: String) throws(FileFailure) {
    do {
      for message in messages {
        try FileHandle.standardOutput.write(contentsOf: Data(MessageReader.bytes(of: message)))
      }
    } catch {
      throw FileFailure("cannot write to the \(client): \(SystemReason.text(of: error))")
    }
  }
}
