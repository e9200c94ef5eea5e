public import StructuralModels
public import TimeSeries

/// From the panel of communiqués and the priors to the growth model's behavioural equations.
///
/// The rule, the same for every equation: with at least `fewestObservations` of `fewestRegions` the panel's estimate is used
/// (`TrendRegression`), otherwise the priors `<variable>.anchor`, `.slope`, `.sigma` with their own provenance. How long a variable's own
/// deviation from the panel lasts is a prior throughout (`residual.persistence`): annual histories are too short to tell.
///
/// GDP growth is estimated on its own lag, so its slope is a persistence. Investment is anchored on the panel, but its persistence,
/// spread and tails come from longer provincial series (`fai.persistence`, `fai.sigma`, `fai.tail`).
public struct GrowthEstimation: Sendable {
  public static let fewestObservations = 20
  public static let fewestRegions = 8

  public let equations: [AnchoredEquation]
  public let correlations: GrowthParameters.ShockCorrelations
  /// Priors no equation has taken up, and those an equation has, under its names and with their own provenance.
  public let scalars: [Parameter]
  /// The regressions behind the estimated equations, by variable.
  public let regressions: [String: TrendRegression]

  /// - Parameters:
  ///   - panel: growth of regions up to the base year.
  ///   - priors: values and priors of parameters.
  ///   - base: what is known of the region itself in the base year.
  ///   - areas: parts of fixed-asset investment.
  ///   - text: the equations; the library's own unless given.
  /// - Throws: `GrowthEstimationError` when a prior that is needed is missing; `RegressionError`; `Diagnostics` for the text.
  public init(
    panel: GrowthPanel, priors: [Parameter], base: [GrowthParameters.BaseValue], areas: [String],
    baseYear: Int, equations text: ModelText = GrowthEquations.shipped
  ) throws {
    try self.init(
      panel: panel, priors: priors, base: base, baseYear: baseYear,
      equations: GrowthEquations(text, areas: areas))
  }

  init(
    panel: GrowthPanel, priors: [Parameter], base: [GrowthParameters.BaseValue], baseYear: Int,
    equations text: GrowthEquations
  ) throws {
    let work = Workings(
      panel: panel, priors: Dictionary(uniqueKeysWithValues: priors.map { ($0.id, $0) }),
      base: Dictionary(uniqueKeysWithValues: base.map { ($0.variable, $0) }), baseYear: baseYear,
      catalogue: VariableCatalogue(text.model))
    let specifications = BehaviouralEquation.all(in: text)
    var regressions: [String: TrendRegression] = [:]
    for specification in specifications {
      regressions[specification.variable] = try work.regression(specification)
    }
    let missing = work.missing(specifications, regressions)
    guard missing.isEmpty else { throw GrowthEstimationError.missingPriors(missing) }
    var expected: [String: Double] = [:]
    var equations: [AnchoredEquation] = []
    var coefficients: [Parameter] = []
    for specification in specifications {
      let regression = regressions[specification.variable]
      let equation = try work.equation(specification, regression, expected: expected)
      let driver = equation.driver.flatMap { expected[$0] } ?? 0
      expected[equation.variable] =
        equation.anchor + equation.slope * (driver - equation.driverMean)
        + equation.persistence * equation.lastResidual
      equations.append(equation)
      coefficients += work.priorCoefficients(specification, equation, isEstimated: regression != nil)
    }
    self.equations = equations
    self.regressions = regressions
    correlations = try work.correlations(specifications, regressions)
    let taken = Set(specifications.flatMap(\.priors) + ["correlation.default"]).subtracting([
      "unemployment.slope"
    ])
    scalars = priors.filter { !taken.contains($0.id) } + coefficients
  }
}

extension BehaviouralEquation {
  /// Everything its equation takes from the priors; the slope of unemployment stays a scalar, being truncated.
  fileprivate var priors: [String] { [anchor, slope, sigma, persistence, "\(variable).tail"] }
}

/// Priors the model cannot do without are missing.
public enum GrowthEstimationError: BilingualError, Equatable {
  case missingPriors([MissingPrior])

  public struct MissingPrior: Sendable, Equatable {
    public var id: String
    public var neededBy: String

    public init(id: String, neededBy: String) {
      self.id = id
      self.neededBy = neededBy
    }
  }

  public var message: Bilingual {
    switch self {
    case .missingPriors(let missing):
      Bilingual(
        en: "the plan's parameters lack "
          + missing.map { "\($0.id) (for \($0.neededBy))" }.joined(separator: ", "),
        zh: "计划的参数缺少" + missing.map { "\($0.id)（用于\($0.neededBy)）" }.joined(separator: "、"))
    }
  }
}
