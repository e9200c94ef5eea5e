public import TimeSeries

/// What a regression found, as a report needs it: numbers and words, nothing of how they were reached.
public struct RegressionRecord: Sendable, Hashable {
  public struct Coefficient: Sendable, Hashable {
    public var name: String
    public var estimate: Double
    public var standardError: Double
    /// Estimate over standard error.
    public var statistic: Double
    public var pValue: Double
    /// Ends of the interval that holds the coefficient with probability 95 %.
    public var interval: ClosedRange<Double>
    /// The quantile it is of, where several are estimated.
    public var quantile: Double?

    public init(
      name: String, estimate: Double, standardError: Double, statistic: Double, pValue: Double,
      interval: ClosedRange<Double>
    ) {
      self.name = name
      self.estimate = estimate
      self.standardError = standardError
      self.statistic = statistic
      self.pValue = pValue
      self.interval = interval
    }
  }

  /// How standard errors allow for the errors.
  public struct CovarianceRecord: Sendable, Hashable {
    /// `homoskedastic`, `hc3`, `cluster` …
    public var id: String
    public var name: Bilingual
    /// The factor for small samples, its formula and value; nil where there is none.
    public var factorFormula: String?
    public var factorValue: Double?
    /// By what errors are clustered and into how many groups.
    public var clusters: [Group]
    public var bandwidth: Double?

    public init(
      id: String, name: Bilingual, factorFormula: String? = nil, factorValue: Double? = nil,
      clusters: [Group] = [], bandwidth: Double? = nil
    ) {
      self.id = id
      self.name = name
      self.factorFormula = factorFormula
      self.factorValue = factorValue
      self.clusters = clusters
      self.bandwidth = bandwidth
    }
  }

  /// A variable that groups observations, and its number of groups.
  public struct Group: Sendable, Hashable {
    public var name: String
    public var count: Int

    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// A test of the equation.
  public struct Test: Sendable, Hashable {
    public var id: String
    public var name: Bilingual
    /// The hypothesis tested, as a sentence; nil for a figure that is no test.
    public var null: Bilingual?
    public var statistic: Double?
    /// `F(2, 16)`, `χ²(3)`; nil where the distribution has no name.
    public var distribution: String?
    public var pValue: Double?
    /// Why there is no statistic.
    public var reason: Bilingual?

    public init(
      id: String, name: Bilingual, null: Bilingual? = nil, statistic: Double? = nil,
      distribution: String? = nil, pValue: Double? = nil, reason: Bilingual? = nil
    ) {
      self.id = id
      self.name = name
      self.null = null
      self.statistic = statistic
      self.distribution = distribution
      self.pValue = pValue
      self.reason = reason
    }
  }

  /// Why rows of the file were not used.
  public struct Missing: Sendable, Hashable {
    public var reason: Bilingual
    public var rows: Int

    public init(reason: Bilingual, rows: Int) {
      self.reason = reason
      self.rows = rows
    }
  }

  /// A number about the fit that has no place of its own, such as the within R² of a panel.
  public struct Measure: Sendable, Hashable {
    public var id: String
    public var name: Bilingual
    public var value: Double

    public init(id: String, name: Bilingual, value: Double) {
      self.id = id
      self.name = name
      self.value = value
    }
  }

  public var file: String
  public var formula: String
  public var response: String
  /// `ols`, `iv` …
  public var method: String
  public var methodName: Bilingual
  /// `double` or `extended`.
  public var precision: String
  public var weights: String?
  public var covariance: CovarianceRecord
  /// Observations used.
  public var n: Int
  /// Rows of the file.
  public var rows: Int
  public var missing: [Missing]
  /// Rows that are not among the observations.
  public var droppedRows = 0
  /// Of the residuals.
  public var degreesOfFreedom: Int?
  /// Of the t distribution the statistics are compared with; nil for the normal distribution.
  public var inferenceDegreesOfFreedom: Int?
  public var rSquared: Double?
  public var adjustedRSquared: Double?
  /// Standard error of the regression.
  public var sigma: Double?
  public var measures: [Measure]
  public var coefficients: [Coefficient]
  public var fixedEffects: [Group]
  /// How rows are placed in time and among entities: the column's name and what it holds.
  public var panel: Bilingual?
  public var tests: [Test]
  /// Tests of the assumptions, shown as a table.
  public var diagnostics: [Test] = []
  public var notes: [Bilingual]

  public init(
    file: String, formula: String, response: String, method: String, methodName: Bilingual,
    precision: String, weights: String?, covariance: CovarianceRecord, n: Int, rows: Int,
    missing: [Missing], coefficients: [Coefficient]
  ) {
    self.file = file
    self.formula = formula
    self.response = response
    self.method = method
    self.methodName = methodName
    self.precision = precision
    self.weights = weights
    self.covariance = covariance
    self.n = n
    self.rows = rows
    self.missing = missing
    self.coefficients = coefficients
    measures = []
    fixedEffects = []
    tests = []
    notes = []
  }

  /// Degrees of freedom of the model: one a coefficient.
  public var k: Int { coefficients.count }
}
