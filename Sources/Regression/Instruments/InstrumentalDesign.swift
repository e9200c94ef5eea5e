public import LinearAlgebra

/// The right-hand side of an equation with endogenous regressors, and the instruments that identify it:
/// y = X₁β₁ + Yβ₂ + u with E(u | X₁, Z₂) = 0. X₁ n × k₁ exogenous regressors (the constant's column of ones included;
/// nothing is added), Y n × g endogenous regressors, Z₂ n × l instruments that are excluded from the equation, l ≥ g.
/// Coefficients come in the order [β₁, β₂]. Greene (2018) §8.3.
///
/// The design is checked once, when it is made: finite values, one row per observation, one name per column, the order
/// condition l ≥ g, and independent columns in [X₁, Y] and in [X₁, Z₂]. That the instruments are uncorrelated with u
/// is an assumption; with l > g `Sargan` and `HansenJ` test it in part.
public struct InstrumentalDesign: Codable, Equatable, Sendable {
  /// X₁, n × k₁.
  public let exogenous: Matrix
  /// Y, n × g.
  public let endogenous: Matrix
  /// Z₂, n × l: the instruments that are not regressors.
  public let instruments: Matrix
  /// Names of the columns of X₁.
  public let exogenousNames: [String]
  /// Names of the columns of Y.
  public let endogenousNames: [String]
  /// Names of the columns of Z₂.
  public let instrumentNames: [String]

  /// Makes and checks a design. Names are x1 …, y1 … and z1 … unless given. `exogenous` may have no columns.
  ///
  /// - Throws: `InstrumentError` or `RegressionError`, naming columns and observations.
  public init(
    exogenous: Matrix, endogenous: Matrix, instruments: Matrix, exogenousNames: [String]? = nil,
    endogenousNames: [String]? = nil, instrumentNames: [String]? = nil
  ) throws {
    self.exogenous = exogenous
    self.endogenous = endogenous
    self.instruments = instruments
    self.exogenousNames = exogenousNames ?? (0..<exogenous.columns).map { "x\($0 + 1)" }
    self.endogenousNames = endogenousNames ?? (0..<endogenous.columns).map { "y\($0 + 1)" }
    self.instrumentNames = instrumentNames ?? (0..<instruments.columns).map { "z\($0 + 1)" }
    try requireShapes()
    try requireRanks()
  }

  /// Number of observations.
  public var n: Int { endogenous.rows }
  /// Number of coefficients, k₁ + g.
  public var k: Int { exogenous.columns + endogenous.columns }
  /// Instruments beyond the number needed, l − g; zero where the equation is exactly identified.
  public var overidentification: Int { instruments.columns - endogenous.columns }
  /// Names of the coefficients: exogenous regressors, then endogenous ones.
  public var names: [String] { exogenousNames + endogenousNames }

  /// X = [X₁, Y], n × k.
  public var regressors: Matrix { exogenous.joined(with: endogenous) }
  /// Z = [X₁, Z₂], n × (k₁ + l).
  public var allInstruments: Matrix { exogenous.joined(with: instruments) }

  private func requireShapes() throws {
    guard endogenous.columns > 0 else { throw InstrumentError.noEndogenousRegressors }
    let parts = [
      ("the exogenous regressors", exogenous, exogenousNames),
      ("the endogenous regressors", endogenous, endogenousNames),
      ("the instruments", instruments, instrumentNames),
    ]
    for (part, matrix, names) in parts {
      guard names.count == matrix.columns else {
        throw InstrumentError.nameCount(part: part, names: names.count, columns: matrix.columns)
      }
      guard matrix.rows == n else {
        throw InstrumentError.rowMismatch(part: part, rows: matrix.rows, observations: n)
      }
      try DesignCheck(matrix, names).requireFiniteRegressors()
    }
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted { throw InstrumentError.duplicateName(name) }
    guard instruments.columns >= endogenous.columns else {
      throw InstrumentError.fewerInstruments(
        instruments: instruments.columns, endogenous: endogenous.columns)
    }
    let columns = exogenous.columns + instruments.columns
    guard n > columns else { throw InstrumentError.tooFewObservations(observations: n, columns: columns) }
  }

  private func requireRanks() throws {
    let regression = DesignCheck(regressors, names)
    let dependent = try regression.dependentColumns()
    guard dependent.isEmpty else { throw RegressionError.collinear(try regression.explain(dependent)) }
    let first = DesignCheck(allInstruments, exogenousNames + instrumentNames)
    let redundant = try first.dependentColumns()
    guard redundant.isEmpty else { throw InstrumentError.collinear(try first.explain(redundant)) }
  }
}

extension DesignCheck {
  /// Columns that earlier columns already contain, to working precision; rising.
  func dependentColumns() throws -> [Int] {
    do {
      _ = try LeastSquaresSolution(
        x, [Double](repeating: 0, count: x.rows), refinementSteps: 0, named: "x")
      return []
    } catch LinearAlgebraError.rankDeficient {
      return try columnsInOrder()
    }
  }

  private func columnsInOrder() throws -> [Int] {
    var (kept, dependent) = ([Int](), [Int]())
    let limit = 4 * Double(x.columns) * Double(x.rows).squareRoot() * Double.ulpOfOne
    for j in 0..<x.columns {
      let column = Array(x.column(j))
      let rest =
        kept.isEmpty
        ? column : try LeastSquaresSolution(x.selectingColumns(kept), column, refinementSteps: 0).residuals
      if rest.norm <= 100 * limit * column.norm { dependent.append(j) } else { kept.append(j) }
    }
    return dependent
  }
}

extension Matrix {
  /// [A, B], side by side.
  func joined(with other: Matrix) -> Matrix {
    Matrix(rows: rows, columns: columns + other.columns, columnMajor: elements + other.elements)
  }
}
