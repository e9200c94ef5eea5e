import Foundation

/// Information criteria of one order, on a sample common to all orders compared. With Σ̃ the maximum-likelihood error
/// covariance, n periods, K = mk coefficients: AIC = log|Σ̃| + 2K/n, BIC = log|Σ̃| + K log n / n,
/// HQ = log|Σ̃| + 2K log log n / n, FPE = ((n + k)/(n − k))ᵐ |Σ̃|. Lütkepohl (2005) §4.3.
public struct InformationCriteria: Hashable, Sendable {
  public let lags: Int
  public let akaike: Double
  public let bayes: Double
  public let hannanQuinn: Double
  public let finalPredictionError: Double

  init(_ fit: VAR.Fit) {
    let (n, k, m) = (Double(fit.observations), Double(fit.coefficientsPerEquation), Double(fit.count))
    let size = fit.logDeterminant
    lags = fit.lags
    akaike = size + 2 * m * k / n
    bayes = size + m * k * log(n) / n
    hannanQuinn = size + 2 * m * k * log(log(n)) / n
    finalPredictionError = exp(m * log((n + k) / (n - k)) + size)
  }
}

/// Which order the criteria choose: all orders from 1 to the most compared on the periods after the most lags.
public struct LagSelection: Hashable, Sendable {
  /// One a number of lags, from 1.
  public let criteria: [InformationCriteria]

  /// - Throws: `VectorError`, as `VAR.fit`.
  public init(
    _ data: MultipleSeries, most: Int, terms: VAR.Terms = .constant, exogenous: MultipleSeries? = nil
  ) throws(VectorError) {
    guard most > 0 else { throw .lags(most) }
    var criteria: [InformationCriteria] = []
    for lags in 1...most {
      let model = VAR(lags: lags, terms: terms)
      let design = try LagDesign(model, data, exogenous, from: most)
      criteria.append(InformationCriteria(try VAR.Fit(model, data, design)))
    }
    self.criteria = criteria
  }

  /// The order with the smallest AIC.
  public var akaike: Int { best(\.akaike) }
  /// The order with the smallest BIC.
  public var bayes: Int { best(\.bayes) }
  /// The order with the smallest Hannan–Quinn criterion.
  public var hannanQuinn: Int { best(\.hannanQuinn) }
  /// The order with the smallest final prediction error.
  public var finalPredictionError: Int { best(\.finalPredictionError) }

  private func best(_ criterion: KeyPath<InformationCriteria, Double>) -> Int {
    criteria.min { $0[keyPath: criterion] < $1[keyPath: criterion] }?.lags ?? 1
  }
}

extension VAR.Fit {
  /// Of this fit alone, on its own sample.
  public var criteria: InformationCriteria { InformationCriteria(self) }
}
