import LinearAlgebra
import Regression
import TimeSeries

extension EquationProblem {
  /// Estimates as the clauses say.
  func fit() throws -> EquationFit {
    let isLinear = equation.right.isLinear(in: Set(names))
    let method = clauses.method ?? (clauses.instruments.isEmpty ? (isLinear ? .ols : .nls) : .iv)
    guard isLinear || method == .nls else { throw error(.notLinear(method: method.rawValue)) }
    let restrictions = try linearRestrictions()
    if method != .ols {
      if !restrictions.isEmpty { throw error(.notCombined("restrictions", with: method.rawValue)) }
      if !clauses.errors.isEmpty { throw error(.notCombined("autoregressive errors", with: method.rawValue)) }
    }
    switch method {
    case .nls: return try nonlinear()
    case .iv: return try instrumental()
    case .ols:
      if !clauses.errors.isEmpty {
        if !restrictions.isEmpty {
          throw error(.notCombined("restrictions with autoregressive errors", with: method.rawValue))
        }
        return try autoregressive()
      }
      return restrictions.isEmpty ? try ordinary() : try restricted(restrictions)
    }
  }

  /// The left side less what the right side is without the estimated parameters.
  private func linearResponse() -> (y: [Double], x: Matrix) {
    let zero = values(with: names.map { _ in 0 })
    let (left, offset) = (column(Self.left, zero), column(Self.right, zero))
    return (zip(left, offset).map { $0 - $1 }, regressors(zero))
  }

  private func result(
    _ method: EstimationClauses.Method, _ fit: some RegressionFit, residuals: [Double], sigma: Double
  ) -> EquationFit {
    let order = names.compactMap { fit.names.firstIndex(of: $0) }
    let covariance = Matrix(rows: names.count, columns: names.count) { fit.covariance[order[$0], order[$1]] }
    return EquationFit(
      equation: equation.name, method: method, names: names, coefficients: order.map { fit.coefficients[$0] },
      covariance: covariance, periods: periods, residuals: residuals, response: column(Self.left, values),
      sigma: sigma, inferenceDegreesOfFreedom: fit.inferenceDegreesOfFreedom,
      degreesOfFreedom: fit.inferenceDegreesOfFreedom ?? periods.count - names.count)
  }

  private func ordinary() throws -> EquationFit {
    let (y, x) = linearResponse()
    let fit = try LeastSquares().fit(y, on: x, names: names)
    return result(.ols, fit, residuals: fit.residuals, sigma: fit.sigma)
  }

  private func restricted(_ restrictions: [LinearRestriction]) throws -> EquationFit {
    let (y, x) = linearResponse()
    let fit = try RestrictedLeastSquares(restrictions).fit(y, on: x, names: names)
    return result(.ols, fit, residuals: fit.residuals, sigma: fit.sigma)
  }

  /// Regressors that equal an instrument are exogenous; the others are endogenous and the other instruments excluded.
  private func instrumental() throws -> EquationFit {
    let (y, x) = linearResponse()
    let instruments = clauses.instruments.indices.map { column(Self.instruments + $0, values) }
    let exogenous = names.indices.filter { j in instruments.contains(Array(x.column(j))) }
    let endogenous = names.indices.filter { !exogenous.contains($0) }
    guard !endogenous.isEmpty else { throw error(.needsInstruments) }
    let excluded = instruments.indices.filter { z in
      !exogenous.contains { Array(x.column($0)) == instruments[z] }
    }
    let design = try InstrumentalDesign(
      exogenous: x.selectingColumns(exogenous), endogenous: x.selectingColumns(endogenous),
      instruments: Matrix(rows: y.count, columns: excluded.count) { instruments[excluded[$1]][$0] },
      exogenousNames: exogenous.map { names[$0] }, endogenousNames: endogenous.map { names[$0] },
      instrumentNames: excluded.map { "instrument \(clauses.instruments[$0])" })
    let fit = try TwoStageLeastSquares().fit(y, on: design)
    return result(.iv, fit, residuals: fit.residuals, sigma: fit.sigma)
  }

  private func nonlinear() throws -> EquationFit {
    let start = try names.map { name in
      guard let value = model.parameters.first(where: { $0.name == name })?.value else {
        throw error(.noStart(name))
      }
      return value
    }
    let rowNumbers = Matrix(rows: rows.count, columns: 1) { i, _ in Double(i) }
    let problem = self
    let fit = try NonlinearLeastSquares().fit(
      column(Self.left, values), on: rowNumbers, from: start, names: names,
      value: { b, i in problem.right(Int(i[0]), b) },
      gradient: { b, i in problem.gradient(Int(i[0]), b) })
    return result(.nls, fit, residuals: fit.residuals, sigma: fit.sigma)
  }

  private func right(_ i: Int, _ estimates: [Double]) -> Double {
    var evaluator = TapeEvaluator(tape)
    return evaluator.sides(Self.right, frame, row: rows[i], values(with: estimates)).right
  }

  private func gradient(_ i: Int, _ estimates: [Double]) -> [Double] {
    var evaluator = TapeEvaluator(tape)
    _ = evaluator.sides(Self.right, frame, row: rows[i], values(with: estimates))
    evaluator.differentiateRight(Self.right)
    return names.map { name in tape.parameterSlot(name, in: Self.right).map { evaluator.adjoints[$0] } ?? 0 }
  }

  /// Cochrane and Orcutt's iteration: as the model's equation has it, nothing is assumed of the errors' start.
  private func autoregressive() throws -> EquationFit {
    for (a, b) in zip(periods, periods.dropFirst()) where a.distance(to: b) != 1 {
      throw error(.gap(before: b.description))
    }
    let (y, x) = linearResponse()
    let fit = try AutoregressiveErrors(order: clauses.errors.count, method: .cochraneOrcutt)
      .fit(y, on: x, names: names)
    let k = names.count
    let covariance = Matrix(rows: k + fit.phi.count, columns: k + fit.phi.count) { i, j in
      if i < k, j < k { return fit.covariance[i, j] }
      return i == j ? fit.phiStandardErrors[i - k] * fit.phiStandardErrors[i - k] : 0
    }
    return EquationFit(
      equation: equation.name, method: .ols, names: names + clauses.errors,
      coefficients: fit.coefficients + fit.phi, covariance: covariance,
      periods: Array(periods.dropFirst(fit.phi.count)), residuals: fit.innovations,
      response: Array(column(Self.left, values).dropFirst(fit.phi.count)), sigma: fit.sigma,
      inferenceDegreesOfFreedom: fit.inferenceDegreesOfFreedom,
      degreesOfFreedom: fit.innovations.count - k)
  }
}
