import Foundation

/// The table and the file of one run.
struct Report {
  var measurements: [Measurement] = []

  func write(to url: URL) throws {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try encoder.encode(measurements).write(to: url)
  }

  var table: String {
    let head = ["task", "ours", "peer", "ratio", "limit", "share", "goal", "", "peer's name"]
    let rows = measurements.map { m in
      [
        m.task, Self.text(m.ours, m.unit), m.peer.map { Self.text($0, m.unit) } ?? "", Self.plain(m.ratio),
        m.limit.map { Self.text($0, m.unit) } ?? "", Self.plain(m.fractionOfLimit), m.goal,
        m.reached ? "✓" : "✗",
        m.peerName ?? "",
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([head] + rows).map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  ")
    }
    return lines.joined(separator: "\n")
  }

  /// A number with a unit of a fitting size.
  private static func text(_ value: Double, _ unit: String) -> String {
    guard unit == "s" else { return String(format: "%.1f ", value) + unit }
    switch value {
    case ..<1e-6: return String(format: "%.2f ns", value * 1e9)
    case ..<1: return String(format: "%.1f ms", value * 1e3)
    default: return String(format: "%.3f s", value)
    }
  }

  private static func plain(_ value: Double?) -> String { value.map { String(format: "%.2f", $0) } ?? "" }
}
