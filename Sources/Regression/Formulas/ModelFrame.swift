public import LinearAlgebra

/// What a formula makes of a table: response, regressors, instruments and groups of the rows that have all values
/// needed, and what became of the others.
public struct ModelFrame: Sendable {
  /// Columns of numbers with their names.
  public struct Block: Sendable, Equatable {
    public let names: [String]
    /// n × number of names, as they were worked out, to 31 digits.
    public let extended: ExtendedMatrix

    /// The same in doubles.
    public var matrix: Matrix { extended.high }

    /// The block without some of its columns.
    public func dropping(_ dropped: [String]) -> Block {
      let kept = names.indices.filter { !dropped.contains(names[$0]) }
      return Block(
        names: kept.map { names[$0] },
        extended: ExtendedMatrix(
          high: extended.high.selectingColumns(kept), low: extended.low.selectingColumns(kept)))
    }
  }

  /// What is explained, as the formula spells it.
  public let response: String
  /// Its values, of length n, as they were worked out, to 31 digits.
  public let extendedY: [DoubleDouble]
  /// The constant, where there is one, and the exogenous regressors.
  public let regressors: Block
  /// Whether the first regressor is the constant.
  public let hasConstant: Bool
  /// Groups whose effects are to be absorbed.
  public let fixedEffects: [Grouping]
  /// Regressors correlated with the errors; without columns where the formula has no instruments.
  public let endogenous: Block
  /// Instruments that are not regressors themselves.
  public let instruments: Block
  /// Of the observations; nil where none were asked for.
  public let weights: [Double]?
  /// Groups within which errors are correlated, in the order asked for.
  public let clusters: [Grouping]
  /// The entity of each observation, numbered; nil where the table has none.
  public let entities: Grouping?
  /// Ordinal of the period of each observation; nil where the table has none.
  public let periods: [Int]?
  /// The rows of the table that are used, counted from 0: in the order of entities and periods where the table has
  /// periods, else in the table's.
  public let rows: [Int]
  /// Number of rows of the table.
  public let tableRows: Int
  /// Why the others are not, in the order of the formula.
  public let missing: [MissingRows]
  /// Categories without a column of their own, those the others are compared with: variable and level.
  public let baseLevels: [BaseLevel]

  /// A category whose effect is in the constant.
  public struct BaseLevel: Sendable, Equatable {
    public let variable: String
    public let level: String
  }

  /// The name of the constant among the regressors.
  public static let constantName = "(Intercept)"

  /// The values of what is explained, in doubles.
  public var y: [Double] { extendedY.map(\.high) }
  /// Number of observations.
  public var n: Int { rows.count }
  /// Number of rows not used.
  public var droppedRows: Int { tableRows - rows.count }
}

extension Formula {
  /// Reads the formula against a table.
  ///
  /// A row is used where every expression has a value there; weights and clusters are expressions' equals in this.
  /// Lags look at all rows of the table, used or not.
  ///
  /// - Parameters:
  ///   - precision: extended reads numbers as the decimals of at most 15 digits they were typed as, so that powers are right
  ///     to 31 digits: for `LeastSquares.fit` of double-doubles.
  ///   - weights: the column of the observations' weights.
  ///   - clusters: columns whose values, several joined by `:` in one text, tell groups of correlated errors apart.
  /// - Throws: `FormulaDiagnostics` with everything found: names that are unknown, text where numbers belong, lags without
  ///   periods, categories of one level, no row left.
  public func frame(
    _ table: DataTable, precision: Precision = .double, weights: String? = nil, clusters: [String] = []
  ) throws -> ModelFrame {
    var builder = FrameBuilder(self, table, precision: precision)
    return try builder.frame(weights: weights, clusters: clusters)
  }
}
