import LinearAlgebra

/// The door of panel estimators: a response and regressors with one row per row of the panel.
struct PanelDoor {
  let y: [Double]
  let x: Matrix
  let names: [String]

  init(_ y: [Double], _ x: Matrix, names: [String]?, rows: Int, rowsOf what: String) throws {
    self.y = y
    self.x = x
    self.names = names ?? (0..<x.columns).map { "x\($0 + 1)" }
    try DesignCheck(x, self.names).requireUsable(y)
    guard rows == x.rows else {
      throw RegressionError.lengthMismatch(what: what, count: rows, observations: x.rows)
    }
  }

  init(_ y: [Double], _ x: Matrix, names: [String]?, panel: Panel) throws {
    try self.init(y, x, names: names, rows: panel.n, rowsOf: "The panel")
  }
}

/// Least squares on panel data that were transformed to remove or weigh effects.
struct TransformedLeastSquares {
  let solution: LeastSquaresSolution
  let x: Matrix

  /// - Throws: `RegressionError.collinear`, naming columns.
  init(_ y: [Double], _ x: Matrix, names: [String], tolerance: Double? = nil) throws {
    self.x = x
    let steps = x.rows * x.columns * x.columns <= 4_000_000 ? 2 : 0
    do {
      solution = try LeastSquaresSolution(x, y, refinementSteps: steps, tolerance: tolerance, named: "x")
    } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
      throw RegressionError.collinear(try DesignCheck(x, names).explain(dependent))
    }
  }

  func sandwich(
    _ panel: Panel?, absorbed: AbsorbedFreedom? = nil, _ smallSample: PanelSmallSample
  ) -> PanelSandwich {
    PanelSandwich(
      x: x, residuals: solution.residuals, inverseFactor: solution.inverseFactor, panel: panel,
      absorbed: absorbed, smallSample: smallSample)
  }
}
