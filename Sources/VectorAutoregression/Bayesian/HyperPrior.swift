import Foundation
import Optimization
import Probability

/// What is believed of the hyperparameters: gamma distributions by their modes and standard deviations. The defaults are those of
/// Giannone, Lenza & Primiceri (2015): λ 0.2 ± 0.4, μ and δ 1 ± 1.
public struct HyperPrior: Codable, Hashable, Sendable {
  /// A gamma distribution by its mode and standard deviation.
  public struct Belief: Codable, Hashable, Sendable {
    public var mode: Double
    public var standardDeviation: Double

    public init(mode: Double, standardDeviation: Double) {
      precondition(mode > 0 && standardDeviation > 0, "mode and standard deviation are positive")
      self.mode = mode
      self.standardDeviation = standardDeviation
    }

    /// log density up to nothing: (a − 1) log x − x/θ − a log θ − log Γ(a), θ = (√(mode² + 4sd²) − mode)/2, a = sd²/θ².
    func logDensity(_ x: Double) -> Double {
      let θ = ((mode * mode + 4 * standardDeviation * standardDeviation).squareRoot() - mode) / 2
      let a = standardDeviation * standardDeviation / (θ * θ)
      return (a - 1) * log(x) - x / θ - a * log(θ) - logGamma(a)
    }
  }

  public var tightness: Belief
  public var sumOfCoefficients: Belief
  public var singleUnitRoot: Belief

  public init(
    tightness: Belief = Belief(mode: 0.2, standardDeviation: 0.4),
    sumOfCoefficients: Belief = Belief(mode: 1, standardDeviation: 1),
    singleUnitRoot: Belief = Belief(mode: 1, standardDeviation: 1)
  ) {
    self.tightness = tightness
    self.sumOfCoefficients = sumOfCoefficients
    self.singleUnitRoot = singleUnitRoot
  }

  /// log density of the hyperparameters a prior has.
  func logDensity(_ prior: MinnesotaPrior) -> Double {
    tightness.logDensity(prior.tightness)
      + (prior.sumOfCoefficients.map(sumOfCoefficients.logDensity) ?? 0)
      + (prior.singleUnitRoot.map(singleUnitRoot.logDensity) ?? 0)
  }
}

/// The hyperparameters with the highest posterior density, over their logarithms within bounds.
struct HyperparameterSearch {
  let mode: MinnesotaPrior

  init(_ evidence: MarginalLikelihood, _ start: MinnesotaPrior, _ belief: HyperPrior) throws {
    // The density at the start tells of data or settings that admit none at all.
    _ = try evidence.log(start)
    let search = BFGS()
    let found = search.minimise(from: start.logHyperparameters) { θ in
      guard θ.allSatisfy({ abs($0) < 12 }) else { return .infinity }
      let prior = start.replacing(logHyperparameters: θ)
      guard let log = try? evidence.log(prior) else { return .infinity }
      return -(log + belief.logDensity(prior))
    }
    mode = start.replacing(logHyperparameters: found.point)
  }
}

extension MinnesotaPrior {
  /// Logarithms of λ, and of μ and δ where there are dummies.
  var logHyperparameters: [Double] {
    [log(tightness)] + [sumOfCoefficients, singleUnitRoot].compactMap { $0.map { log($0) } }
  }

  func replacing(logHyperparameters θ: [Double]) -> MinnesotaPrior {
    var prior = self
    var rest = θ.map { exp($0) }[...]
    prior.tightness = rest.removeFirst()
    if sumOfCoefficients != nil { prior.sumOfCoefficients = rest.removeFirst() }
    if singleUnitRoot != nil { prior.singleUnitRoot = rest.removeFirst() }
    return prior
  }
}
