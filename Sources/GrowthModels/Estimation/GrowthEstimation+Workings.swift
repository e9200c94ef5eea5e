import Scenarios
import TimeSeries

extension GrowthEstimation {
  /// The inputs of an estimation, and the steps from them to equations.
  struct Workings {
    var panel: GrowthPanel
    var priors: [String: Parameter]
    var base: [String: GrowthParameters.BaseValue]
    var baseYear: Int
    var catalogue: VariableCatalogue

    /// The panel's regression for an equation; nil where the panel is too thin for the rule.
    func regression(_ specification: BehaviouralEquation) throws -> TrendRegression? {
      guard specification.isEstimable else { return nil }
      let observations = panel.cells(specification.variable).compactMap { cell in
        observation(cell, of: specification)
      }
      guard observations.count >= GrowthEstimation.fewestObservations,
        Set(observations.map(\.cell.region)).count >= GrowthEstimation.fewestRegions
      else { return nil }
      return try TrendRegression(observations, lastYear: baseYear)
    }

    /// Priors that are needed and not there, each once.
    func missing(
      _ specifications: [BehaviouralEquation], _ regressions: [String: TrendRegression]
    ) -> [GrowthEstimationError.MissingPrior] {
      var seen = Set<String>()
      var missing: [GrowthEstimationError.MissingPrior] = []
      for specification in specifications {
        let isEstimated = regressions[specification.variable] != nil
        for id in needed(specification, isEstimated: isEstimated)
        where priors[id] == nil && seen.insert(id).inserted {
          missing.append(.init(id: id, neededBy: specification.variable))
        }
      }
      let common = "correlation.default"
      return priors[common] == nil ? missing + [.init(id: common, neededBy: "all shocks")] : missing
    }

    private func needed(_ e: BehaviouralEquation, isEstimated: Bool) -> [String] {
      if isEstimated {
        return e.driver == .ownLag ? [] : [e.persistence] + (e.hasPriorShock ? [e.sigma] : [])
      }
      let anchor = e.variable == "unemployment" ? [] : [e.anchor]
      let slope = e.driverVariable == nil || e.isRelative ? [] : [e.slope]
      return anchor + slope + [e.sigma, e.persistence]
    }

    private func observation(
      _ cell: GrowthPanel.Cell, of specification: BehaviouralEquation
    ) -> TrendRegression.Observation? {
      guard cell.year <= baseYear, let response = panel[specification.variable, cell] else { return nil }
      switch specification.driver {
      case .none: return .init(cell, response: response, driver: nil)
      case .variable(let driver):
        return panel[driver, cell].map { .init(cell, response: response, driver: $0) }
      case .ownLag:
        let before = GrowthPanel.Cell(region: cell.region, year: cell.year - 1)
        return panel[specification.variable, before].map { .init(cell, response: response, driver: $0) }
      }
    }

    /// - Parameter expected: growth expected for the first year of the horizon, of the variables before this one.
    func equation(
      _ specification: BehaviouralEquation, _ regression: TrendRegression?, expected: [String: Double]
    ) throws -> AnchoredEquation {
      guard let regression else { return try assumed(specification, expected: expected) }
      if specification.driver == .ownLag { return autoregression(specification, regression) }
      return try estimated(specification, regression)
    }

    private func estimated(
      _ specification: BehaviouralEquation, _ regression: TrendRegression
    ) throws -> AnchoredEquation {
      let variable = specification.variable
      let persistence = try prior(specification.persistence, for: variable)
      let ownDriver = specification.driverVariable.map { base[$0]?.growth ?? regression.driverMean }
      let residual = base[variable]?.growth.map { $0 - regression.expectedInLastYear(driver: ownDriver) }
      let spread = specification.hasPriorShock ? try prior(specification.sigma, for: variable).mean : nil
      return AnchoredEquation(
        variable, on: specification.driverVariable, anchor: regression.anchor,
        anchorStandardError: regression.anchorStandardError, driverMean: regression.driverMean,
        slope: regression.slope, slopeStandardError: regression.slopeStandardError,
        persistence: persistence.mean, persistenceStandardError: persistence.sd,
        lastResidual: TrendRegression.rounded(residual ?? 0), sigma: spread ?? regression.sigma,
        degreesOfFreedom: priors["\(variable).tail"]?.distribution.mean, provenance: .estimated,
        observations: regression.observations, regions: regression.regions, source: regression.summary)
    }

    /// Growth on its own lag, anchored at what it expects for the first year from the region's own last growth: the
    /// slope is then the persistence of deviations from that expectation, which later years keep.
    private func autoregression(
      _ specification: BehaviouralEquation, _ regression: TrendRegression
    ) -> AnchoredEquation {
      let distance = (base[specification.variable]?.growth ?? regression.driverMean) - regression.driverMean
      let slopePart = distance * regression.slopeStandardError
      let level = regression.anchorStandardError
      return AnchoredEquation(
        specification.variable,
        anchor: TrendRegression.rounded(regression.anchor + regression.slope * distance),
        anchorStandardError: TrendRegression.rounded((level * level + slopePart * slopePart).squareRoot()),
        persistence: regression.slope, persistenceStandardError: regression.slopeStandardError,
        sigma: regression.sigma, provenance: .estimated, observations: regression.observations,
        regions: regression.regions, source: regression.summary + ", on its own lag")
    }

    /// An equation made of priors; it responds to what its driver does beyond the expectation for the first year.
    private func assumed(
      _ specification: BehaviouralEquation, expected: [String: Double]
    ) throws -> AnchoredEquation {
      let variable = specification.variable
      let driver = specification.driverVariable.flatMap { expected[$0] } ?? 0
      let anchor = try anchorPrior(specification)
      let level = anchor.mean + (specification.isRelative ? driver : 0)
      let slope = try slopePrior(specification)
      let persistence = try prior(specification.persistence, for: variable)
      return AnchoredEquation(
        variable, on: specification.driverVariable, anchor: TrendRegression.rounded(level),
        anchorStandardError: anchor.sd, driverMean: TrendRegression.rounded(driver), slope: slope.mean,
        slopeStandardError: slope.sd, persistence: persistence.mean, persistenceStandardError: persistence.sd,
        lastResidual: TrendRegression.rounded(base[variable]?.growth.map { $0 - level } ?? 0),
        sigma: try prior(specification.sigma, for: variable).mean,
        degreesOfFreedom: priors["\(variable).tail"]?.distribution.mean, provenance: anchor.provenance,
        source: anchor.source)
    }

    private typealias Prior = (mean: Double, sd: Double, provenance: Provenance, source: String)

    /// Unemployment is explained as a change, expected to be none.
    private func anchorPrior(_ specification: BehaviouralEquation) throws -> Prior {
      guard specification.variable == "unemployment" else {
        return try prior(specification.anchor, for: specification.variable)
      }
      let slope = try slopePrior(specification)
      return (0, 0, slope.provenance, slope.source)
    }

    /// A relative equation without a slope of its own follows its driver one for one.
    private func slopePrior(_ specification: BehaviouralEquation) throws -> Prior {
      if specification.driverVariable == nil { return (0, 0, .assumption, "") }
      if specification.isRelative, priors[specification.slope] == nil { return (1, 0, .assumption, "") }
      return try prior(specification.slope, for: specification.variable)
    }

    private func prior(_ id: String, for variable: String) throws -> Prior {
      guard let parameter = priors[id] else {
        throw GrowthEstimationError.missingPriors([.init(id: id, neededBy: variable)])
      }
      let distribution = parameter.distribution
      return (distribution.mean, distribution.standardDeviation, parameter.provenance, parameter.source)
    }

    /// The coefficients of an equation that are priors, under the equation's names and with a provenance of their own.
    func priorCoefficients(
      _ specification: BehaviouralEquation, _ equation: AnchoredEquation, isEstimated: Bool
    ) -> [Parameter] {
      let isOwnLag = specification.driver == .ownLag
      var sources: [(part: String, prior: String, value: ParameterDistribution)] = []
      if !(isEstimated && isOwnLag) {
        let spread = equation.persistenceStandardError
        sources.append(
          ("persistence", specification.persistence, .normal(mean: equation.persistence, sd: spread)))
      }
      if !isEstimated || specification.hasPriorShock {
        sources.append(("sigma", specification.sigma, .fixed(equation.sigma)))
      }
      if !isEstimated {
        let level = ParameterDistribution.normal(mean: equation.anchor, sd: equation.anchorStandardError)
        sources.append(("anchor", specification.anchor, level))
        let response = ParameterDistribution.normal(mean: equation.slope, sd: equation.slopeStandardError)
        if specification.variable != "unemployment" {
          sources.append(("slope", specification.slope, response))
        }
      }
      return sources.compactMap { part, id, value in
        guard let prior = priors[id] else { return nil }
        var parameter = prior
        parameter.id = "\(specification.variable).\(part)"
        parameter.distribution = value
        if part == "anchor", specification.isRelative { describe(&parameter, prior, specification, equation) }
        return parameter
      }
    }

    /// An anchor that is a premium on the driver's expectation: growth in percent, its prior told in the source.
    private func describe(
      _ parameter: inout Parameter, _ prior: Parameter, _ specification: BehaviouralEquation,
      _ equation: AnchoredEquation
    ) {
      let name = catalogue.name(specification.variable)
      parameter.name = Bilingual(en: "\(name.en): expected growth", zh: "\(name.zh)：预期增速")
      parameter.unit = "%"
      let driver = specification.driverVariable ?? ""
      parameter.source =
        "premium of \(prior.distribution.mean) points on the \(GrowthSection.figure(equation.driverMean)) "
        + "expected of \(driver). \(prior.source)"
    }

    /// Correlations among the shocks of the equations; each is uncorrelated with its driver's by construction, and the link from
    /// investment to GDP stands in the equations.
    func correlations(
      _ specifications: [BehaviouralEquation], _ regressions: [String: TrendRegression]
    ) throws -> GrowthParameters.ShockCorrelations {
      let driven = specifications.compactMap { specification in
        specification.driverVariable.map { (specification.variable, $0) }
      }
      let standard = try prior("correlation.default", for: "all shocks")
      // Shocks of unemployment are bad news where the others' are good; no data say how far they go together.
      let variables = specifications.map(\.variable).filter { $0 != "unemployment" }
      let estimate = try ShockCorrelationEstimate(
        variables: variables, residuals: regressions.mapValues(\.residuals),
        orthogonal: driven + [("fai", "gdp")], default: standard.mean)
      let source =
        "\(estimate.estimatedPairs) pairs from residuals of the communiqué panel, shrunk; the others "
        + "\(standard.mean): \(standard.source)"
      return .init(
        variables: variables, matrix: estimate.matrix,
        provenance: estimate.estimatedPairs > 0 ? .estimated : standard.provenance, source: source)
    }
  }
}

extension TrendRegression {
  /// What was estimated on what, for provenance tables.
  var summary: String {
    let aside =
      setAside.isEmpty
      ? "" : "; set aside: " + setAside.map { "\($0.cell.region) \($0.cell.year)" }.joined(separator: ", ")
    let errors = isClustered ? "errors clustered by region" : "homoskedastic errors"
    return "communiqué panel \(years.lowerBound)–\(years.upperBound), trend, \(errors)\(aside)"
  }
}
