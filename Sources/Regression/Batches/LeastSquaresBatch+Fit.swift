public import LinearAlgebra
import Probability

extension LeastSquaresBatch {
  /// What was found of every problem. The columns of problems among `failures` have no meaning; `subscript` leaves them out.
  public struct Fit: Codable, Equatable, Sendable {
    /// Names of the coefficients.
    public let names: [String]
    /// Observations of each problem.
    public let n: Int
    /// β̂, k × problems; zero for failures.
    public let coefficients: Matrix
    /// Homoskedastic standard errors, k × problems; zero for failures.
    public let standardErrors: Matrix
    /// σ̂ of each problem; zero for failures.
    public let sigma: [Double]
    /// The problems that could not be estimated, in rising order.
    public let failures: [Failure]

    init(
      names: [String], n: Int, coefficients: Matrix, standardErrors: Matrix, sigma: [Double],
      failures: [Failure]
    ) {
      var (b, se, s) = (coefficients, standardErrors, sigma)
      let zeros = [Double](repeating: 0, count: names.count)
      for failure in failures {
        b.setColumn(failure.problem, to: zeros)
        se.setColumn(failure.problem, to: zeros)
        s[failure.problem] = 0
      }
      (self.names, self.n, self.failures) = (names, n, failures)
      (self.coefficients, self.standardErrors, self.sigma) = (b, se, s)
    }

    /// Number of problems, failures included.
    public var problems: Int { sigma.count }
    /// n − k.
    public var degreesOfFreedom: Int { n - names.count }

    /// One problem's estimates; nil where it failed.
    public subscript(problem: Int) -> Estimate? {
      guard !failures.contains(where: { $0.problem == problem }) else { return nil }
      return Estimate(
        names: names, coefficients: Array(coefficients.column(problem)),
        standardErrors: Array(standardErrors.column(problem)), sigma: sigma[problem], n: n)
    }
  }

  /// The estimates of one problem.
  public struct Estimate: Equatable, Sendable {
    /// Names of the coefficients.
    public let names: [String]
    /// β̂.
    public let coefficients: [Double]
    /// Homoskedastic standard errors.
    public let standardErrors: [Double]
    /// σ̂.
    public let sigma: Double
    /// Number of observations.
    public let n: Int

    /// β̂ⱼ over its standard error; zero for a coefficient of zero.
    public var statistics: [Double] { zip(coefficients, standardErrors).map { $0 == 0 ? 0 : $0 / $1 } }
    /// Two-sided p-values of βⱼ = 0 by Student's t with n − k degrees of freedom.
    public var pValues: [Double] {
      get throws {
        let t = try StudentT(degreesOfFreedom: Double(n - coefficients.count))
        return statistics.map { 2 * t.survival(abs($0)) }
      }
    }
  }

  /// A problem that could not be estimated.
  public struct Failure: Codable, Equatable, Sendable, CustomStringConvertible {
    /// Why.
    public enum Reason: Codable, Equatable, Sendable {
      /// These regressors are linear combinations of the ones before them.
      case collinear([String])
      /// A value is NaN or infinite; `value` is its spelling.
      case notFinite(variable: String, observation: Int, value: String)
      /// Squares of the values leave the range of doubles.
      case outOfRange
    }

    /// Its index, from 0.
    public let problem: Int
    public let reason: Reason

    public var description: String {
      switch reason {
      case .collinear(let columns):
        "Problem \(problem + 1): \(columns.joined(separator: ", ")) repeats what the regressors before hold; drop it."
      case .notFinite(let variable, let observation, let value):
        "Problem \(problem + 1): \(variable) is \(value) in observation \(observation + 1); fill the value or leave "
          + "the problem out."
      case .outOfRange:
        "Problem \(problem + 1): the squares of its values overflow; rescale its variables."
      }
    }
  }
}

/// Shapes of a batch that do not fit. Counts are those given.
public enum LeastSquaresBatchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// y has no columns.
  case noProblems
  /// x cannot be shared out evenly.
  case unevenColumns(columns: Int, problems: Int)
  /// x and y differ in observations.
  case unequalRows(x: Int, y: Int)
  /// More than 64 coefficients a problem.
  case tooManyCoefficients(Int)

  public var description: String {
    switch self {
    case .noProblems: "y has no columns; give one per problem."
    case .unevenColumns(let columns, let problems):
      "\(columns) columns of x cannot be shared by \(problems) problems; give each problem the same number."
    case .unequalRows(let x, let y):
      "x has \(x) rows and y \(y); give both one per observation."
    case .tooManyCoefficients(let k):
      "\(k) coefficients a problem are more than a batch takes, 64; use LeastSquares for each problem."
    }
  }
}
