import Datasets
import Probability
import Scenarios
import Testing
import TimeSeries

@testable import StructuralModels

/// Conditions against the conditional moments of normal distributions. Seeds are fixed; a statistic may be 4.5 of its standard errors
/// off.
@Suite struct ConditionTests {
  let horizon = PeriodSpan(uncheckedBounds: (.year(1942), .year(1944)))

  private func condition(
    _ variable: String, _ year: Int, _ mean: Double, sd: Double = 0, as measure: Measure = .level
  ) -> Condition {
    Condition(
      Quantity(variable, measure), in: .year(year), mean: mean, standardDeviation: sd,
      at: ProjectedDraws.place)
  }

  /// Means and covariances of levels from unconditional draws of Klein's model, which is linear: exact conditional moments follow from
  /// them up to Monte-Carlo error. E(x | c) = x̄ + Cov(x, c) V⁻¹ (c − c̄).
  @Test func hardConditionsOnKlein() throws {
    let projector = try StructuralProjector.klein()
    let draws = 20_000
    let free = try ProjectedDraws(projector, over: horizon, draws: draws, seed: 1)
    let asked = [("cn", 1942, 75.0), ("w1", 1943, 60.0)]
    let given = try ProjectedDraws(
      projector, conditions: asked.map { condition($0.0, $0.1, $0.2) }, over: horizon, draws: draws, seed: 2)
    let c = asked.map { free[$0.0, .level, .year($0.1)] }
    let v = covariance(c)
    let determinant = v[0][0] * v[1][1] - v[0][1] * v[1][0]
    let inverse = [[v[1][1], -v[0][1]], [-v[1][0], v[0][0]]].map { row in row.map { $0 / determinant } }
    let gap = zip(asked, c).map { $0.0.2 - mean($0.1) }
    for (variable, measure, target) in asked {
      #expect(given[variable, .level, .year(measure)].allSatisfy { $0 == target })
    }
    for (variable, year) in [("y", 1942), ("i", 1943), ("cn", 1944), ("k", 1944)] {
      let x = free[variable, .level, .year(year)]
      let k = covariance([x] + c)
      let slopes = (0..<2).map { inverse[$0][0] * k[0][1] + inverse[$0][1] * k[0][2] }
      let expected = mean(x) + slopes[0] * gap[0] + slopes[1] * gap[1]
      let variance = k[0][0] - slopes[0] * k[0][1] - slopes[1] * k[0][2]
      let found = given.moments(variable, .year(year))
      let error = (2 * k[0][0] / Double(draws)).squareRoot() * 2
      #expect(abs(found.mean - expected) < 4.5 * error, "\(variable): \(found.mean), not \(expected)")
      #expect(
        abs(found.variance - variance) < 0.06 * k[0][0], "\(variable): \(found.variance), not \(variance)")
    }
    #expect(given.weights.allSatisfy { $0 == 1 })
  }

  /// A density: the variable has the distribution imposed.
  @Test func densityOnKlein() throws {
    let projector = try StructuralProjector.klein()
    let draws = 20_000
    let found = try ProjectedDraws(
      projector, conditions: [condition("y", 1943, 80, sd: 2)], over: horizon, draws: draws)
    let y = found.moments("y", .year(1943))
    #expect(abs(y.mean - 80) < 4.5 * 2 / Double(draws).squareRoot())
    #expect(abs(y.variance - 4) < 4.5 * 4 * (2 / Double(draws)).squareRoot())
  }

  /// Growth in the first year is a level; imposed means and distances are told.
  @Test func growthAndPlausibility() throws {
    let projector = try StructuralProjector.klein()
    let scenario = Scenario(
      id: "s", name: Bilingual("s"), conditions: [condition("cn", 1942, 5, as: .growth)],
      at: ProjectedDraws.place)
    let projection = try projector.prepare(scenario, over: Horizon(horizon))
    #expect(projection.imposed.map(\.manner) == [.conditionedHard])
    let free = try ProjectedDraws(projector, over: horizon, draws: 20_000)
    let cn = free.moments("cn", .year(1942), as: .growth)
    let distance = (5 - cn.mean) * (5 - cn.mean) / cn.variance
    let told = try #require(projection.plausibility)
    #expect(abs(told.squaredDistance / distance - 1) < 0.05)
    let draws = try ProjectedDraws(projection, over: horizon, draws: 300, seed: 4)
    #expect(draws["cn", .growth, .year(1942)].allSatisfy { $0 == 5 })
    let level = draws["cn", .level, .year(1942)]
    #expect(level.allSatisfy { abs($0 - 69.7 * 1.05) < 1e-9 })
  }

  /// y = b x + u with b ~ N(1, 0.3²), u ~ N(0, 0.5²), x = 2. Given y = 3: b ~ N(1 + v x (3 − x)/(v x² + σ²), (1/v + x²/σ²)⁻¹), v = 0.09.
  /// For a density the mean of b is the average over c, with slope v x/(v x² + σ²), and its variance the posterior one and slope²·sd².
  @Test(arguments: [0, 0.4]) func coefficientsLearn(_ sd: Double) throws {
    let text = """
      frequency annual
      variable y
      variable z
      exogenous x
      parameter b ~ normal(1, 0.3)
      shock u ~ normal(0, 0.5)
      behavioral y = b*x + u
      identity z = b*1
      """
    let year = PeriodSpan(uncheckedBounds: (.year(2020), .year(2020)))
    let data = ModelData([
      "x": Series(start: .year(2019), values: [2, 2], unit: .index, basis: .notApplicable),
      "y": Series(start: .year(2019), values: [2], unit: .index, basis: .notApplicable),
    ])
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: data,
      uncertainty: ModelUncertainty(disturbances: .none, coefficients: .drawn))
    let draws = 10_000
    let found = try ProjectedDraws(
      projector, conditions: [condition("y", 2020, 3, sd: sd)], over: year, draws: draws)
    let (v, x, σ²) = (0.09, 2.0, 0.25)
    let slope = v * x / (v * x * x + σ²)
    let expected = 1 + slope * (3 - x)
    let variance = 1 / (1 / v + x * x / σ²) + slope * slope * sd * sd
    let b = found.moments("z", .year(2020))
    #expect(b.size > 0.3 * Double(draws))
    // The density of the conditions is averaged over 512 pilot draws: some percent of noise where c is drawn.
    let noise = sd > 0 ? 0.03 : 0.0
    let bound = 4.5 * (variance / b.size).squareRoot() + noise * variance.squareRoot()
    #expect(abs(b.mean - expected) < bound)
    let wide = 4.5 * (2 / b.size).squareRoot() + noise
    #expect(abs(b.variance / variance - 1) < wide)
    if sd == 0 {
      #expect(found["y", .level, .year(2020)].allSatisfy { $0 == 3 })
    } else {
      let y = found.moments("y", .year(2020))
      let near = 4.5 * sd / y.size.squareRoot() + noise * sd
      #expect(abs(y.mean - 3) < near)
    }
  }

  /// A model in logarithms: the logarithm is linear, so the level is met exactly and log x in the other year has its conditional mean.
  @Test func logarithms() throws {
    let text = """
      frequency annual
      variable x
      shock e ~ normal(0, 0.1)
      behavioral dlog(x) = 0.02 + e
      """
    let span = PeriodSpan(uncheckedBounds: (.year(2020), .year(2021)))
    let data = ModelData([
      "x": Series(start: .year(2019), values: [100], unit: .index, basis: .notApplicable)
    ])
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: data, uncertainty: StructuralProjector.certain)
    let draws = 20_000
    let found = try ProjectedDraws(
      projector, conditions: [condition("x", 2021, 120)], over: span, draws: draws)
    #expect(found["x", .level, .year(2021)].allSatisfy { $0 == 120 })
    let logs = found["x", .level, .year(2020)].map(Scalar.log)
    // A random walk between two ends: halfway, with variance σ²/2.
    let expected = (Scalar.log(100) + Scalar.log(120)) / 2
    #expect(abs(mean(logs) - expected) < 4.5 * (0.005 / Double(draws)).squareRoot())
    let variance = covariance([logs])[0][0]
    #expect(abs(variance / 0.005 - 1) < 4.5 * (2 / Double(draws)).squareRoot())
  }

  @Test func refusals() throws {
    func messages(_ projector: StructuralProjector, _ conditions: [Condition]) -> [String] {
      let error = #expect(throws: Diagnostics.self) {
        try ProjectedDraws(projector, conditions: conditions, over: horizon, draws: 1)
      }
      #expect(error?.items.allSatisfy { $0.position == ProjectedDraws.place } ?? false)
      return error?.items.map(\.message.en) ?? []
    }
    let klein = try StructuralProjector.klein()
    #expect(
      messages(
        klein,
        [
          condition("g", 1942, 15), condition("cn", 1943, 2, as: .growth), condition("cn", 1950, 70),
          condition("c", 1942, 70),
        ]) == [
          "“g” is given from outside, so there is nothing to learn from a condition on it",
          "growth of “cn” in 1943 is on a level that is itself uncertain: a condition on it is not linear in the disturbances",
          "1950 is not in the horizon 1942..1944", "the model has no variable “c”",
        ])
    let all = ["cn", "i", "w1", "y"].map { condition($0, 1942, 50) }
    #expect(messages(klein, all) == ["the conditions before it already determine “y” in 1942"])
    let student = try StructuralProjector.klein(
      ModelUncertainty(disturbances: .student(degreesOfFreedom: 5)))
    #expect(
      messages(student, [condition("cn", 1942, 70)]) == [
        "conditions are exact for normal disturbances only; this plan draws others"
      ])
    let certain = try StructuralProjector.klein(StructuralProjector.certain)
    #expect(
      messages(certain, [condition("cn", 1942, 70)]) == [
        "no normal disturbance moves “cn” in 1942, so it cannot be brought to a value"
      ])
  }

  /// x² of a normal x is not linear, nor its logarithm.
  @Test func nonlinear() throws {
    let text = """
      frequency annual
      variable x
      variable q
      shock e ~ normal(0, 1)
      behavioral x = 3 + e
      identity q = x^2
      """
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: ModelData(), uncertainty: StructuralProjector.certain)
    let error = #expect(throws: Diagnostics.self) {
      try ProjectedDraws(projector, conditions: [condition("q", 1942, 9)], over: horizon, draws: 1)
    }
    #expect(
      error?.items.map(\.message.en) == [
        "“q” in 1942 is not linear in the disturbances, nor is its logarithm, so it cannot be conditioned upon exactly"
      ])
  }

  /// Linear as far as disturbances usually reach, and not where the condition lies: q = 12 there instead of 6, so no draw is valid.
  @Test func drawsThatMissAreInvalid() throws {
    let text = """
      frequency annual
      variable x
      variable q
      shock e ~ normal(0, 0.1)
      behavioral x = 1 + e
      identity q = if(x < 4, x, 2*x)
      """
    let projector = try StructuralProjector(
      Model(ModelText(text)), data: ModelData(), uncertainty: StructuralProjector.certain)
    let missed = try ProjectedDraws(
      projector, conditions: [condition("q", 1942, 6)], over: horizon, draws: 50)
    #expect(missed.validity.allSatisfy { $0 == 0 })
    let met = try ProjectedDraws(
      projector, conditions: [condition("q", 1942, 1.3)], over: horizon, draws: 50)
    #expect(met.validity.allSatisfy { $0 == 1 })
  }

  private func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }

  private func covariance(_ columns: [[Double]]) -> [[Double]] {
    let means = columns.map(mean)
    return columns.indices.map { i in
      columns.indices.map { j in
        let products = zip(columns[i], columns[j]).map { ($0 - means[i]) * ($1 - means[j]) }
        return products.reduce(0, +) / Double(products.count)
      }
    }
  }
}
