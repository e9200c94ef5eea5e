import Foundation
import Testing

/// Whole screens kept as files in Tests/References/screens, to be read by people. `OUTTURN_RECORD_SCREENS=1 swift test` rewrites
/// them; the difference is then looked at before it is committed.
enum Screens {
  static func expect(_ text: String, toBe name: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("References/screens/\(name).txt")
    if ProcessInfo.processInfo.environment["OUTTURN_RECORD_SCREENS"] != nil {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(text == kept, "the screen \(name).txt", sourceLocation: sourceLocation)
  }
}
