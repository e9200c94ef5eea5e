/// A model seen from outside: anything that can project variables under a scenario.
public protocol Projector: Sendable {
  /// What it projects, with units.
  var variables: [Variable] { get }
  /// Every parameter with its value, its uncertainty and where it comes from.
  var parameters: [ParameterRecord] { get }
  /// Binds a scenario once: names checked, paths resolved, matrices factored, programs compiled.
  ///
  /// - Throws: `Diagnostics` naming every override or condition that matches nothing or cannot be met.
  func prepare(_ scenario: Scenario, over horizon: Horizon) throws -> any PreparedProjection
}

/// A model bound to one scenario, ready to fill blocks of draws.
public protocol PreparedProjection: Sendable {
  /// The rows of a block, in order.
  var quantities: [Quantity] { get }
  /// How each imposed path was used (held, or conditioned upon) and how plausible the conditions are.
  var imposed: [ImposedPath] { get }
  var plausibility: Plausibility? { get }
  /// Log of the largest weight a lane can be expected to carry; subtracted from the log-weights before they are
  /// exponentiated, so that sums of weights of different blocks share one scale. Zero without conditions.
  ///
  /// Weights are counted in multiples of 2⁻³² of it, and cut (and reported) above 64 times it.
  var logWeightScale: Double { get }
  /// Where rows come from (by quantity · periods + period) that neither weights nor validity depend on. What is judged of such a row
  /// under one scenario holds under every other that gives it the same origin. None unless a model says so.
  var origins: [Int: RowOrigin] { get }
  /// The same projection, free to leave these rows of a block as they are: nobody will read them.
  func omitting(_ rows: Set<Int>) -> any PreparedProjection
  /// Fills `block` with these draws. Pure: the same seed and draws give the same bytes, whoever asks, wherever.
  func fill(_ block: inout PathBlock, draws: Range<UInt64>) throws
}

extension PreparedProjection {
  public var origins: [Int: RowOrigin] { [:] }
  public func omitting(_ rows: Set<Int>) -> any PreparedProjection { self }
}

/// How a row of a block comes from the draws: rows of equal origin hold the same bytes.
public struct RowOrigin: Sendable, Hashable {
  private let derivation: [UInt64]

  /// - Parameter derivation: in the words of the model, which must tell apart what differs.
  public init(derivation: [UInt64]) { self.derivation = derivation }
}
