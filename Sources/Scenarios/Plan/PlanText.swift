public import Datasets
public import TimeSeries

/// The text of a plan by lines, kept so that whoever finds something wrong can show the line it stands in.
public struct PlanText: Sendable, Hashable {
  public var file: String
  public var lines: [String]
  /// The `--set` arguments, in order; their positions are line n of the file `--set`.
  public var replacements: [String]

  /// The name positions of `--set` arguments carry instead of a file.
  public static let replacementFile = "--set"

  public init(file: String, text: String, replacements: [String] = []) {
    self.file = file
    lines = Self.lines(of: text)
    self.replacements = replacements
  }

  /// The line a position lies in; nil for places in other files.
  public func line(at position: SourcePosition) -> String? {
    let all = position.file == file ? lines : position.file == Self.replacementFile ? replacements : []
    return all.indices.contains(position.line - 1) ? all[position.line - 1] : nil
  }

  /// A diagnostic with the line it concerns.
  public func diagnostic(
    _ message: Bilingual, at position: SourcePosition, length: Int = 1, suggestion: Bilingual? = nil,
    severity: Diagnostic.Severity = .error
  ) -> Diagnostic {
    Diagnostic(
      severity, message, at: position, length: length, sourceLine: line(at: position), suggestion: suggestion)
  }

  /// Breaks where YAML does: CR LF, CR, LF, NEL, LS and PS.
  private static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var line = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(String(line))
        line = String.UnicodeScalarView()
      default: line.append(scalar)
      }
      previous = scalar
    }
    lines.append(String(line))
    return lines
  }
}
