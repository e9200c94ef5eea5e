public import LinearAlgebra
import Probability
public import TimeSeries

extension VAR {
  /// A forecast given what is said of the future: the normal distribution of the path, conditioned. Waggoner & Zha (1999) with
  /// parameters taken as known; the same numbers as a Kalman smoother that sees the conditions as observations (Bańbura,
  /// Giannone & Lenza 2015).
  public struct ConditionedForecast: Sendable {
    public let names: [String]
    public let span: PeriodSpan
    public let conditions: [PathCondition]
    /// One row a period, one column a variable.
    public let mean: Matrix
    /// Of the whole path, variables within periods.
    public let pathCovariance: Matrix
    /// The squared distance of what was said from what was expected, (c − Rμ)ᵀ(RVRᵀ)⁻¹(c − Rμ), and its p-value: how surprised the model
    /// is. χ² with one degree of freedom a condition.
    public let surprise: Double
    public let plausibility: Double

    /// Standard deviations, shaped as `mean`.
    public var standardDeviations: Matrix {
      let m = names.count
      return Matrix(rows: mean.rows, columns: m) { h, i in
        max(0, pathCovariance[h * m + i, h * m + i]).squareRoot()
      }
    }
  }
}

extension VAR.Forecast {
  /// The forecast once conditions are known to hold.
  ///
  /// - Throws: `VectorError` for unknown variables, periods outside the horizon, and conditions that contradict or repeat others.
  public func conditioned(on conditions: [PathCondition]) throws -> VAR.ConditionedForecast {
    let restrictions = try PathRestrictions(conditions, names: names, span: span)
    let (m, q) = (names.count, conditions.count)
    let flat = (0..<mean.rows).flatMap { mean.row($0) }
    let r = Matrix(rows: q, columns: flat.count) { i, j in
      restrictions.rows[i].reduce(0) { $0 + ($1.period * m + $1.variable == j ? $1.weight : 0) }
    }
    let cross = pathCovariance.timesTranspose(r)
    let known = r * cross
    let factor = try restrictions.factor(known)
    let gap = zip(conditions, r * flat).map { $0.center - $1 }
    let moved = cross * factor.solve(gap)
    let gain = factor.solve(cross.transposed()).transposed()
    let spreads = Matrix(diagonal: conditions.map { $0.spread * $0.spread })
    let covariance = pathCovariance + gain * (spreads - known).timesTranspose(gain)
    let surprise = try Cholesky(known + spreads).squaredLength(of: gap)
    return VAR.ConditionedForecast(
      names: names, span: span, conditions: conditions,
      mean: Matrix(rows: mean.rows, columns: m) { h, i in flat[h * m + i] + moved[h * m + i] },
      pathCovariance: covariance, surprise: surprise,
      plausibility: q == 0 ? 1 : try ChiSquared(degreesOfFreedom: Double(q)).survival(surprise))
  }
}

extension PathRestrictions {
  /// The Cholesky factor of RVRᵀ; names the first condition that those before it determine.
  func factor(_ known: Matrix) throws -> Cholesky {
    var lower = Matrix(rows: known.rows, columns: known.rows)
    for i in 0..<known.rows {
      for j in 0...i {
        let rest = (0..<j).reduce(known[i, j]) { $0 - lower[i, $1] * lower[j, $1] }
        if i == j {
          guard rest > 1e-12 * known[i, i], known[i, i] > 0 else {
            throw VectorError.conditionDetermined(conditions[i].description)
          }
          lower[i, i] = rest.squareRoot()
        } else {
          lower[i, j] = rest / lower[j, j]
        }
      }
    }
    return try Cholesky(known, named: "The covariance of what is conditioned on")
  }
}
