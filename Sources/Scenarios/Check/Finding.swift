public import Datasets
public import TimeSeries

/// What the numbers of a set of targets say about each other.
public struct Finding: Sendable, Hashable, Codable {
  public enum Severity: String, Sendable, Hashable, Codable {
    /// The numbers cannot hold together, or only if something happens that is not known to happen.
    case conflict
    /// Worth knowing before the targets are judged.
    case notice
  }

  /// What was found of what, such as `rest.hightech_va.industrial_va`.
  public var id: String
  public var severity: Severity
  public var message: Bilingual
  /// Identifiers of the targets involved.
  public var targets: [String]
  /// Identifiers of the statements involved.
  public var statements: [String]
  /// The relation or the target it was found at.
  public var position: SourcePosition
}
