public import LinearAlgebra

/// Three-stage least squares: a system with endogenous regressors and errors correlated across equations.
/// β̂ = (X̂ᵀ(Σ̂⁻¹ ⊗ I)X̂)⁻¹X̂ᵀ(Σ̂⁻¹ ⊗ I)y with X̂ᵢ = PXᵢ, P the projection on all exogenous variables and instruments, and Σ̂
/// from the two-stage residuals. Zellner & Theil (1962); Greene (2018) §10.4.5. Every equation has the same instruments.
/// Iterated it does not become maximum likelihood; see `FIML`.
public struct ThreeStageLeastSquares: Codable, Equatable, Sendable {
  /// How often the error covariance is estimated.
  public var steps: SystemSteps
  /// The divisor of the error covariance.
  public var divisor: ErrorDivisor

  public init(steps: SystemSteps = .one, divisor: ErrorDivisor = .observations) {
    self.steps = steps
    self.divisor = divisor
  }

  /// Estimates the equations under restrictions.
  ///
  /// - Parameters:
  ///   - instruments: instruments beside the exogenous regressors of all equations, n × l; none unless given.
  ///   - instrumentNames: one per column; z1 … unless given.
  /// - Throws: `SystemError`, `InstrumentError` or `RegressionError`, naming equation and variable.
  public func fit(
    _ equations: [SystemEquation], instruments: Matrix? = nil, instrumentNames: [String]? = nil,
    restrictions: [CrossEquationRestriction] = []
  ) throws -> SystemFit {
    let set = try EquationSet(equations)
    let q = try SystemInstruments(set, instruments, instrumentNames).basis
    let system = StackedSystem(set, try RestrictedSpace(restrictions, in: set), instruments: q)
    return try system.fit(.threeStage, steps: steps, divisor: divisor, instruments: q.columns)
  }
}

/// Two-stage least squares of a system, equation by equation, so that restrictions across equations can be imposed and
/// coefficients of different equations compared: the covariance of β̂ has the blocks σ̂ᵢⱼ(X̂ᵢᵀX̂ᵢ)⁻¹X̂ᵢᵀX̂ⱼ(X̂ⱼᵀX̂ⱼ)⁻¹. With no
/// endogenous regressors and no instruments it is least squares.
public struct SystemTwoStageLeastSquares: Codable, Equatable, Sendable {
  /// The divisor of the error covariance.
  public var divisor: ErrorDivisor

  public init(divisor: ErrorDivisor = .observations) { self.divisor = divisor }

  /// Estimates the equations under restrictions; parameters and errors as those of `ThreeStageLeastSquares`.
  public func fit(
    _ equations: [SystemEquation], instruments: Matrix? = nil, instrumentNames: [String]? = nil,
    restrictions: [CrossEquationRestriction] = []
  ) throws -> SystemFit {
    let set = try EquationSet(equations)
    let space = try RestrictedSpace(restrictions, in: set)
    if instruments == nil, equations.allSatisfy({ $0.endogenous.columns == 0 }) {
      return try StackedSystem(set, space).fitSeparately(divisor: divisor, instruments: nil)
    }
    let q = try SystemInstruments(set, instruments, instrumentNames).basis
    return try StackedSystem(set, space, instruments: q).fitSeparately(
      divisor: divisor, instruments: q.columns)
  }
}

/// An orthonormal basis of the exogenous variables of a system and its further instruments.
struct SystemInstruments {
  let basis: Matrix

  init(_ set: EquationSet, _ further: Matrix?, _ names: [String]?) throws {
    let (exogenous, exogenousNames) = try set.exogenousVariables()
    let extra = further ?? Matrix(rows: set.n, columns: 0)
    let extraNames = names ?? (0..<extra.columns).map { "z\($0 + 1)" }
    guard extraNames.count == extra.columns else {
      throw InstrumentError.nameCount(
        part: "the instruments", names: extraNames.count, columns: extra.columns)
    }
    guard extra.rows == set.n else {
      throw InstrumentError.rowMismatch(part: "the instruments", rows: extra.rows, observations: set.n)
    }
    let all = DesignCheck(exogenous.joined(with: extra), exogenousNames + extraNames)
    try all.requireFiniteRegressors()
    guard all.x.columns < set.n else {
      throw InstrumentError.tooFewObservations(observations: set.n, columns: all.x.columns)
    }
    let dependent = try all.dependentColumns()
    let redundant = dependent.filter { $0 >= exogenous.columns }
    guard redundant.isEmpty else { throw InstrumentError.collinear(try all.explain(redundant)) }
    let kept = (0..<all.x.columns).filter { !dependent.contains($0) }
    for equation in set.equations {
      let excluded = kept.count - equation.exogenous.columns
      guard excluded >= equation.endogenous.columns else {
        throw SystemError.fewerInstruments(
          equation: equation.name, instruments: excluded, endogenous: equation.endogenous.columns)
      }
    }
    basis = try QR(all.x.selectingColumns(kept), named: "The instruments").q
    for equation in set.equations {
      let projected = DesignCheck(basis.transposeTimes(equation.regressors), equation.names)
      guard try projected.dependentColumns().isEmpty else {
        throw SystemError.notIdentified(equation: equation.name)
      }
    }
  }
}
