public import LinearAlgebra
public import TimeSeries

/// Disturbances of several equations in the periods they have in common: what stochastic simulation draws from.
public struct JointResiduals: Equatable, Sendable {
  /// Equations with estimated parameters, in the order of the model: the columns.
  public let equations: [String]
  /// Periods in which every one of them was estimated, in order: the rows.
  public let periods: [Period]
  /// E, periods × equations, each column in the units of its equation's left side.
  public let values: Matrix
  /// Σ̂ᵢⱼ = Σₜ eₜᵢeₜⱼ / √((T − kᵢ)(T − kⱼ)), T the number of common periods and kᵢ the free coefficients of equation i:
  /// on the diagonal the equations' own σ̂² where they were estimated in these periods (Zellner 1962). Positive
  /// semidefinite; singular where equations are more than periods. Divided by T where T − kᵢ is not positive.
  public let covariance: Matrix

  init(_ fits: [EquationFit]) {
    let common = fits.dropFirst().reduce(into: Set(fits.first?.periods ?? [])) {
      $0.formIntersection($1.periods)
    }
    let periods = common.sorted()
    let columns = fits.map { fit in
      let known = Dictionary(uniqueKeysWithValues: zip(fit.periods, fit.residuals))
      return periods.compactMap { known[$0] }
    }
    let values = columns.isEmpty ? Matrix(rows: 0, columns: 0) : Matrix(columns: columns)
    let divisors = fits.map { fit in
      let freedom = periods.count - (fit.n - fit.degreesOfFreedom)
      return Double(freedom > 0 ? freedom : max(periods.count, 1)).squareRoot()
    }
    let products = values.gram()
    equations = fits.map(\.equation)
    self.periods = periods
    self.values = values
    covariance = Matrix(rows: fits.count, columns: fits.count) { i, j in
      products[i, j] / (divisors[i] * divisors[j])
    }
  }
}

extension ModelEstimation.Fit {
  /// The disturbances of all estimated equations in their common periods.
  public var jointResiduals: JointResiduals { JointResiduals(equations) }

  /// The estimates of an equation; nil where it has none.
  public func equation(_ name: String) -> EquationFit? { equations.first { $0.equation == name } }
}
