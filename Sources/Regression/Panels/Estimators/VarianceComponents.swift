import LinearAlgebra

/// Variances of the two parts of a panel's errors, u of an entity and e of an observation, from sums of squared
/// residuals within and between entities set equal to what is expected of them, with unequal Tᵢ allowed for exactly (Baltagi & Chang
/// 1994, J. Econometrics 62:67; Baltagi 2013 §9.2).
public struct VarianceComponents: Codable, Equatable, Sendable {
  /// Whose residuals the sums are of.
  public enum Method: String, Codable, CaseIterable, Sendable {
    /// Within and between regressions (Swamy & Arora 1972); Stata's `xtreg, re sa`, plm's `swar`.
    case swamyArora
    /// As Swamy and Arora, but with the unweighted between regression and the harmonic mean of the Tᵢ: Stata's
    /// `xtreg, re`, linearmodels. The same where the panel is balanced.
    case swamyAroraHarmonic
    /// The pooled regression (Wallace & Hussain 1969).
    case wallaceHussain
    /// The within regression with regressors that vary over time (Amemiya 1971).
    case amemiya
  }

  /// σ̂²ₑ, of an observation's error.
  public let errors: Double
  /// σ̂²ᵤ, of an entity's effect; zero where the estimate was negative.
  public let effects: Double
  /// The estimate of σ²ᵤ before negative values were set to zero.
  public let effectsBeforeTruncation: Double

  /// Share of the effects in the variance of an observation.
  public var rho: Double { effects + errors > 0 ? effects / (effects + errors) : 0 }

  /// θ = 1 − √(σ²ₑ/(Tσ²ᵤ + σ²ₑ)) of an entity with T observations: the share of its means to take out.
  public func theta(observations: Int) -> Double {
    guard effects > 0 else { return 0 }
    return 1 - (errors / (Double(observations) * effects + errors)).squareRoot()
  }

  private init(errors: Double, effects: Double) {
    self.errors = errors
    self.effects = max(0, effects)
    effectsBeforeTruncation = effects
  }

  init(_ method: Method, _ data: EntityTransforms) throws {
    let found =
      switch method {
      case .swamyArora: try Self.swamyArora(data)
      case .swamyAroraHarmonic: try Self.harmonic(data)
      case .wallaceHussain: try Self.wallaceHussain(data)
      case .amemiya: try Self.amemiya(data)
      }
    // What is within the rounding of y is nothing.
    let rounding = 1e-26 * data.y.dot(data.y) / Double(data.y.count)
    errors = found.errors > rounding ? found.errors : 0
    effects = found.effects > rounding ? found.effects : 0
    effectsBeforeTruncation = found.effectsBeforeTruncation
  }

  /// σ̂²ₑ of the within regression.
  private static func withinVariance(_ data: EntityTransforms, _ within: LeastSquaresSolution) throws
    -> Double
  {
    let freedom = data.y.count - data.sizes.count - within.rank
    guard freedom > 0 else {
      throw PanelError.tooFewObservations(
        observations: data.y.count, coefficients: within.rank, effects: data.sizes.count)
    }
    return within.residualSumOfSquares / Double(freedom)
  }

  private static func requireEntities(_ data: EntityTransforms, rank: Int) throws {
    guard data.sizes.count > rank else {
      throw PanelError.tooFewEntities(
        what: "The variance of the effects", entities: data.sizes.count, coefficients: rank)
    }
  }

  private static func swamyArora(_ data: EntityTransforms) throws -> VarianceComponents {
    let errors = try withinVariance(data, try data.within())
    let between = try data.between(weights: data.sizes)
    try requireEntities(data, rank: between.rank)
    let sums = data.entities.sums(of: data.x) * between.inverseFactor
    let trace = sums.elements.dot(sums.elements)
    let freedom = Double(data.sizes.count - between.rank)
    let effects =
      (between.residualSumOfSquares - freedom * errors) / (Double(data.y.count) - trace)
    return VarianceComponents(errors: errors, effects: effects)
  }

  private static func harmonic(_ data: EntityTransforms) throws -> VarianceComponents {
    let errors = try withinVariance(data, try data.within())
    let between = try data.between()
    try requireEntities(data, rank: between.rank)
    let entities = Double(data.sizes.count)
    let typical = entities / data.sizes.reduce(0) { $0 + 1 / $1 }
    let variance = between.residualSumOfSquares / (entities - Double(between.rank))
    return VarianceComponents(errors: errors, effects: variance - errors / typical)
  }

  /// E[e'We] = σ²ₑ(n − N − tr P) + σ²ᵤ tr PR and E[e'Be] = σ²ₑ(N − k + tr P) + σ²ᵤ(n − 2 tr R + tr (I − P)R), with
  /// P = S'X'WXS and R = S'X'ZZ'XS.
  private static func wallaceHussain(_ data: EntityTransforms) throws -> VarianceComponents {
    let pooled = try LeastSquaresSolution(data.x, data.y, named: "x")
    let s = pooled.inverseFactor
    let p = (data.deviations * s).gram()
    let r = (data.entities.sums(of: data.x) * s).gram()
    let (n, entities, k) = (Double(data.y.count), Double(data.sizes.count), Double(data.x.columns))
    let trP = p.diagonal.reduce(0, +)
    let trR = r.diagonal.reduce(0, +)
    let trPR = p.elements.dot(r.elements)
    let parts = split(pooled.residuals, data)
    return try solve(
      within: parts.within, [n - entities - trP, trPR], between: parts.between,
      [entities - k + trP, n - 2 * trR + trR - trPR])
  }

  /// e = y − ȳ − (X − x̄)β̂ with the within β̂: E[e'We] = σ²ₑ(n − N − k), E[e'Be] = σ²ₑ(N − 1 + tr A X'BX) +
  /// σ²ᵤ(n − ΣTᵢ²/n), A = (X'WX)⁻¹, X about its mean.
  private static func amemiya(_ data: EntityTransforms) throws -> VarianceComponents {
    let within = try data.within()
    let errors = try withinVariance(data, within)
    try requireEntities(data, rank: 1)
    let one = Grouping(name: "", numbers: [Int](repeating: 0, count: data.y.count))
    let centred = one.subtractingMeans(from: data.x)
    let y = one.subtractingMeans(from: Matrix(columns: [data.y])).elements
    let e = zip(y, centred * within.coefficients).map { $0 - $1 }
    let roots = data.sizes.map { $0.squareRoot() }
    let means = data.entities.means(of: centred).scalingRows(by: roots) * within.inverseFactor
    let (n, entities) = (Double(data.y.count), Double(data.sizes.count))
    let trace = means.elements.dot(means.elements)
    let spread = n - data.sizes.reduce(0) { $0 + $1 * $1 } / n
    let between = split(e, data).between
    return VarianceComponents(errors: errors, effects: (between - (entities - 1 + trace) * errors) / spread)
  }

  /// e'We and e'Be.
  private static func split(_ e: [Double], _ data: EntityTransforms) -> (within: Double, between: Double) {
    let column = Matrix(columns: [e])
    let deviations = data.entities.subtractingMeans(from: column).elements
    let means = data.entities.means(of: column).elements
    let between = zip(means, data.sizes).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    return (deviations.dot(deviations), between)
  }

  private static func solve(
    within: Double, _ a: [Double], between: Double, _ b: [Double]
  ) throws -> VarianceComponents {
    let solution = try LU(Matrix([a, b]), named: "The expected sums of squares").solve([within, between])
    return VarianceComponents(errors: solution[0], effects: solution[1])
  }
}
