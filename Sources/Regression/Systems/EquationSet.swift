import LinearAlgebra

/// The door of every system: equations with their places among the stacked coefficients.
struct EquationSet {
  let equations: [SystemEquation]
  /// Where each equation's coefficients stand.
  let places: [Range<Int>]

  init(_ equations: [SystemEquation]) throws {
    self.equations = equations
    var start = 0
    places = equations.map { equation in
      defer { start += equation.k }
      return start..<(start + equation.k)
    }
    try requireUsable()
  }

  var n: Int { equations.first?.response.count ?? 0 }
  /// Number of equations, M.
  var count: Int { equations.count }
  /// Number of coefficients, K.
  var k: Int { places.last?.upperBound ?? 0 }
  /// “consumption: profits”.
  var names: [String] { equations.flatMap { equation in equation.names.map { "\(equation.name): \($0)" } } }

  /// y₁ … y_M, n × M.
  var responses: Matrix { Matrix(columns: equations.map(\.response)) }

  /// E, n × M.
  func residuals(_ beta: [Double]) -> Matrix {
    Matrix(
      columns: zip(equations, places).map { equation, place in
        zip(equation.response, equation.regressors * Array(beta[place])).map { $0 - $1 }
      })
  }

  /// Position of a coefficient.
  func place(_ equation: String, _ regressor: String) throws -> Int {
    guard let i = equations.firstIndex(where: { $0.name == equation }),
      let j = equations[i].names.firstIndex(of: regressor)
    else { throw SystemError.unknownCoefficient(equation: equation, regressor: regressor) }
    return places[i].lowerBound + j
  }

  /// The exogenous variables of all equations, each once, by name.
  func exogenousVariables() throws -> (matrix: Matrix, names: [String]) {
    var owners: [String: (equation: SystemEquation, column: Int)] = [:]
    var (names, columns) = ([String](), [[Double]]())
    for equation in equations {
      for (j, name) in equation.exogenousNames.enumerated() {
        let column = Array(equation.exogenous.column(j))
        if let owner = owners[name] {
          guard Array(owner.equation.exogenous.column(owner.column)) == column else {
            throw SystemError.conflictingVariable(
              name: name, equations: [owner.equation.name, equation.name])
          }
        } else {
          owners[name] = (equation, j)
          names.append(name)
          columns.append(column)
        }
      }
    }
    return (columns.isEmpty ? Matrix(rows: n, columns: 0) : Matrix(columns: columns), names)
  }

  private func requireUsable() throws {
    guard !equations.isEmpty else { throw SystemError.noEquations }
    var seen = Set<String>()
    for equation in equations {
      guard seen.insert(equation.name).inserted else { throw SystemError.duplicateEquation(equation.name) }
      try requireShape(equation)
      let qualified = equation.names.map { "\(equation.name): \($0)" }
      try DesignCheck(equation.regressors, qualified).requireUsable(equation.response)
      let dependent = try DesignCheck(equation.regressors, equation.names).dependentColumns()
      guard dependent.isEmpty else {
        throw SystemError.collinear(
          equation: equation.name, try DesignCheck(equation.regressors, equation.names).explain(dependent))
      }
    }
    guard count <= n else { throw SystemError.tooManyEquations(equations: count, observations: n) }
  }

  private func requireShape(_ equation: SystemEquation) throws {
    let parts = [
      ("values of y", equation.response.count, n),
      ("rows of exogenous regressors", equation.exogenous.rows, n),
      ("rows of endogenous regressors", equation.endogenous.rows, n),
      ("names of exogenous regressors", equation.exogenousNames.count, equation.exogenous.columns),
      ("names of endogenous regressors", equation.endogenousNames.count, equation.endogenous.columns),
    ]
    for (part, count, expected) in parts where count != expected {
      throw SystemError.shape(equation: equation.name, part: part, count: count, expected: expected)
    }
    var seen = Set<String>()
    for name in equation.names where !seen.insert(name).inserted {
      throw SystemError.duplicateRegressor(equation: equation.name, name: name)
    }
  }
}

/// Stacked coefficients under restrictions: β = Tγ + s, T K × K′ with orthonormal columns.
struct RestrictedSpace {
  let t: Matrix
  let s: [Double]

  init(_ restrictions: [CrossEquationRestriction], in set: EquationSet) throws {
    guard !restrictions.isEmpty else {
      t = .identity(set.k)
      s = [Double](repeating: 0, count: set.k)
      return
    }
    var r = Matrix(rows: set.k, columns: restrictions.count)
    for (j, restriction) in restrictions.enumerated() {
      for term in restriction.terms {
        r[try set.place(term.equation, term.regressor), j] += term.weight
      }
    }
    guard restrictions.count < set.k else { throw SystemError.dependentRestrictions }
    let qr = try QR(r, named: "The restrictions")
    let scales = r.columnNorms
    guard zip(qr.r.diagonal, scales).allSatisfy({ abs($0) > 1e-12 * $1 }) else {
      throw SystemError.dependentRestrictions
    }
    let right = try qr.r.solve(triangle: .upper, transposed: true, restrictions.map(\.value))
    s = qr.q * right
    t = try r.orthogonalComplement()
  }
}
