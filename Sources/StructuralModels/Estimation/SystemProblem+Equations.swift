import LinearAlgebra
import Regression

extension SystemProblem {
  /// What a regressor is called in the system.
  struct Label {
    let name: String
    let isExogenous: Bool
    /// What it is of the current explained variables; empty where exogenous.
    let combines: [String: Double]
  }

  /// Instruments named below the equations, each once; where there are none, the model's exogenous variables, or nil for a
  /// system without endogenous regressors.
  func instrumentColumns() -> [[Double]]? {
    if case .seeminglyUnrelated = system { return nil }
    var found: [[Double]] = []
    for problem in problems where !problem.clauses.instruments.isEmpty {
      let z = problem.instruments()
      let kept = problem.rows.indices.filter { rows.contains(problem.rows[$0]) }
      for j in 0..<z.columns {
        let column = kept.map { z[$0, j] }
        if !found.contains(column) { found.append(column) }
      }
    }
    guard found.isEmpty else { return found }
    guard system != .separate, let source = problems.first?.source else { return nil }
    let first = source.model.variables.count
    return source.model.exogenous.indices.map { i in rows.map { source.frame[$0, first + i] } }
      .filter { $0.allSatisfy(\.isFinite) }
  }

  /// Every regressor's part in the system.
  func labels(_ instruments: [[Double]]?) throws -> [[Label]] {
    try problems.indices.map { e in
      try problems[e].names.indices.map { j in
        let isShared = problems.count { $0.names.contains(problems[e].names[j]) } > 1
        let parameter = problems[e].names[j] + (isShared ? " in \(problems[e].equation.name)" : "")
        let column = designs[e].x[j]
        let exogenous = Label(name: parameter, isExogenous: true, combines: [:])
        guard let instruments else { return exogenous }
        if instruments.contains(column) { return exogenous }
        if system == .separate { return Label(name: parameter, isExogenous: false, combines: [:]) }
        let slopes = try problems[e].variableSlopes(of: j, rows, system.label)
        guard !slopes.isEmpty else { return exogenous }
        guard case .maximumLikelihood = system else {
          return Label(name: parameter, isExogenous: false, combines: slopes)
        }
        return Label(name: variable(column, slopes) ?? parameter, isExogenous: false, combines: slopes)
      }
    }
  }

  /// The variable a regressor is, where it is one.
  private func variable(_ column: [Double], _ slopes: [String: Double]) -> String? {
    guard slopes.count == 1, let name = slopes.first?.key, slopes[name] == 1,
      let source = problems.first?.source, let index = source.model.index(of: name)
    else { return nil }
    return rows.map { source.frame[$0, index] } == column ? name : nil
  }

  /// An equation's name in the system: with maximum likelihood the variable it explains.
  func name(_ e: Int) -> String {
    if case .maximumLikelihood = system { return problems[e].equation.variable }
    return problems[e].equation.name
  }

  func systemEquation(_ e: Int, _ labels: [Label]) -> SystemEquation {
    let x = designs[e].x
    func part(_ isExogenous: Bool) -> (matrix: Matrix, names: [String]) {
      let own = labels.indices.filter { labels[$0].isExogenous == isExogenous }
      return (
        own.isEmpty ? Matrix(rows: rows.count, columns: 0) : Matrix(columns: own.map { x[$0] }),
        own.map { labels[$0].name }
      )
    }
    let (exogenous, endogenous) = (part(true), part(false))
    return SystemEquation(
      name(e), response: designs[e].y, exogenous: exogenous.matrix, exogenousNames: exogenous.names,
      endogenous: endogenous.matrix, endogenousNames: endogenous.names)
  }

  /// Restrictions within equations, and that parameters with the same name are the same.
  func restrictions(_ labels: [[Label]]) throws -> [CrossEquationRestriction] {
    func term(_ e: Int, _ parameter: String, _ weight: Double) -> CrossEquationRestriction.Term? {
      problems[e].names.firstIndex(of: parameter).map { j in
        .init(name(e), labels[e][j].name, weight: weight)
      }
    }
    var found: [CrossEquationRestriction] = []
    for e in problems.indices {
      for restriction in try problems[e].linearRestrictions() {
        let terms = problems[e].names.compactMap { parameter in
          restriction.weights[parameter].flatMap { $0 == 0 ? nil : term(e, parameter, $0) }
        }
        found.append(CrossEquationRestriction(terms, equals: restriction.value))
      }
    }
    var owners: [String: Int] = [:]
    for e in problems.indices {
      for parameter in problems[e].names {
        if let owner = owners[parameter], let a = term(owner, parameter, 1), let b = term(e, parameter, -1) {
          found.append(CrossEquationRestriction([a, b], equals: 0))
        } else {
          owners[parameter] = e
        }
      }
    }
    return found
  }

  /// Of some columns those that others, and the ones before, do not contain.
  static func additional(_ columns: [[Double]], to others: [[Double]]) -> Matrix {
    var (basis, kept): ([[Double]], [[Double]]) = ([], [])
    func rest(_ column: [Double]) -> [Double]? {
      var left = column
      for _ in 0..<2 {
        for q in basis {
          let share = q.dot(left)
          left = zip(left, q).map { $0 - share * $1 }
        }
      }
      let (size, length) = (left.dot(left).squareRoot(), column.dot(column).squareRoot())
      return size > 1e-10 * length ? left.map { $0 / size } : nil
    }
    for column in others { rest(column).map { basis.append($0) } }
    for column in columns {
      if let q = rest(column) {
        basis.append(q)
        kept.append(column)
      }
    }
    return kept.isEmpty ? Matrix(rows: columns.first?.count ?? 0, columns: 0) : Matrix(columns: kept)
  }

  /// The estimates of one equation of the system.
  func equationFit(_ e: Int, of fit: SystemFit, _ labels: [Label]) -> EquationFit {
    let problem = problems[e]
    let places = labels.compactMap { fit.index(of: name(e), $0.name) }
    let residuals = Array(fit.residuals.column(e))
    let degrees = rows.count - (places.count - problem.clauses.restrictionCount)
    let sum = residuals.reduce(0) { $0 + $1 * $1 }
    let response = problem.response()
    return EquationFit(
      equation: problem.equation.name, method: fit.instruments == nil ? .ols : .iv, names: problem.names,
      coefficients: places.map { fit.coefficients[$0] },
      covariance: Matrix(rows: places.count, columns: places.count) {
        fit.covariance[places[$0], places[$1]]
      },
      covarianceChoice: .homoskedastic, periods: rows.map(problem.source.rows.period), residuals: residuals,
      response: problem.rows.indices.filter { rows.contains(problem.rows[$0]) }.map { response[$0] },
      sigma: (sum / Double(degrees)).squareRoot(), inferenceDegreesOfFreedom: nil, degreesOfFreedom: degrees,
      unused: problem.unused, priors: [])
  }
}
