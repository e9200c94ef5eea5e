public import Datasets
public import TimeSeries

/// How the plan's variables hang together, as its author declares it. The check of the target set derives from these
/// what the targets imply about each other, and names those that cannot hold together.
public struct Relation: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The parts are disjoint and with the unnamed rest add up to the whole.
    case parts(whole: String, parts: [String])
    /// A part whose weight in the whole is read off a share variable (possibly of a neighbouring concept, an assumption).
    case share(part: String, whole: String, share: String)
    /// A ratio that people watch: numerator per denominator.
    case ratio(numerator: String, denominator: String)
    /// The smaller concept is contained in the larger one, so it cannot exceed it.
    case contained(smaller: String, larger: String, exchangeRate: Double?)
  }

  public var kind: Kind
  public var note: Bilingual?
  public var position: SourcePosition

  public init(_ kind: Kind, note: Bilingual? = nil, at position: SourcePosition) {
    self.kind = kind
    self.note = note
    self.position = position
  }
}
