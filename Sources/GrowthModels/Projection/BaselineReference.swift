import Probability
import Scenarios
import TimeSeries

/// The model without any scenario: where its mean path lies, and how likely it finds what a scenario imposes.
final class BaselineReference {
  private let model: GrowthModel
  private let layout: DrawLayout
  private let years: [Period]
  private lazy var system = EquationSystem(model, layout: layout, assumptions: .none, years: years) { _, _ in
    .nan
  }

  init(_ model: GrowthModel, _ layout: DrawLayout, years: [Period]) {
    self.model = model
    self.layout = layout
    self.years = years
  }

  /// Value of a quantity with every shock zero and every coefficient at its mean.
  func mean(of quantity: Quantity, _ t: Int) -> Double {
    system.value(quantity, t).map(system.atMeans) ?? .nan
  }

  /// Distance of the imposed means from the model's own predictive mean in the metric of its predictive covariance, both from
  /// pilot draws.
  func plausibility(of slots: [ConditionSlot]) throws -> Plausibility? {
    let subjects = system.subjects(of: slots)
    let program = system.graph.compile(outputs: subjects)
    let columns = PilotDraws(layout, system.reserved.sorted()).columns(of: program)
    let moments = SampleMoments(columns)
    let predictive = try MultivariateNormal(mean: moments.mean, covariance: moments.covariance)
    let means = slots.map(\.condition.mean)
    let distance = try predictive.mahalanobisDistance(to: means)
    let square = distance * distance
    let p = try ChiSquared(degreesOfFreedom: Double(slots.count)).survival(square)
    guard slots.allSatisfy({ !$0.condition.isHard }) else {
      return Plausibility(squaredDistance: square, degreesOfFreedom: slots.count, pValue: p)
    }
    let variances = slots.map { $0.condition.standardDeviation * $0.condition.standardDeviation }
    let imposed = try MultivariateNormal(
      mean: means, covariance: slots.indices.map { i in slots.indices.map { $0 == i ? variances[i] : 0 } })
    let divergence = try imposed.divergence(from: predictive)
    return Plausibility(
      squaredDistance: square, degreesOfFreedom: slots.count, pValue: p, divergence: divergence,
      coinBias: equivalentCoinBias(divergence: divergence, dimension: slots.count))
  }
}

/// Mean and covariance of columns.
struct SampleMoments {
  let mean: [Double]
  let covariance: [[Double]]

  init(_ columns: [[Double]]) {
    let n = Double(columns.first?.count ?? 0)
    let mean = columns.map { $0.reduce(0, +) / n }
    self.mean = mean
    covariance = columns.indices.map { i in
      columns.indices.map { j in
        let (a, b) = i <= j ? (i, j) : (j, i)
        return zip(columns[a], columns[b]).reduce(0) { $0 + ($1.0 - mean[a]) * ($1.1 - mean[b]) } / (n - 1)
      }
    }
  }
}
