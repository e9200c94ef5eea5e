import LinearAlgebra

/// Ramsey's RESET test of functional form: are powers of the fitted values, of the regressors or of their
/// first principal component significant when added? An F test of the powers. Ramsey (1969); Greene (2018)
/// §5.9.
public struct RESET: HypothesisTest {
  /// What is raised to powers.
  public enum Variable: String, Codable, Sendable {
    /// The fitted values, with the variation of y as their unit.
    case fitted
    /// Every regressor that takes more than two values.
    case regressors
    /// The first principal component of those regressors.
    case principalComponent
  }

  public static let name = "RESET"
  public let null = "the equation is linear in its regressors"
  public let outcome: TestOutcome

  /// - Throws: `DiagnosticError` for powers that are none, below 2 or repeated.
  public init(_ fit: LeastSquares.Fit, powers: [Int] = [2, 3], of variable: Variable = .fitted) throws {
    guard !powers.isEmpty, powers.allSatisfy({ $0 >= 2 }), Set(powers).count == powers.count else {
      throw DiagnosticError.outOfRange(
        what: "The list of powers", value: "\(powers)", allowed: "whole numbers from 2, each once")
    }
    outcome = try Self.outcome(fit, powers, variable)
  }

  private static func outcome(
    _ fit: LeastSquares.Fit, _ powers: [Int], _ variable: Variable
  ) throws -> TestOutcome {
    let sample = WorkingSample(fit)
    guard !sample.isPerfect else { return .perfectFit }
    let variables = try Self.variables(fit, variable)
    guard !variables.isEmpty else {
      return .notApplicable(reason: "No regressor takes more than two values; their powers say nothing new.")
    }
    guard variable != .fitted || !fit.fitted.isConstant else {
      return .notApplicable(reason: "The fitted values are constant; their powers say nothing new.")
    }
    let count = variables.count * powers.count
    guard sample.n > sample.k + count else {
      return .tooFewObservations(
        sample.n, for: "A regression with \(count) powers added", needed: sample.k + count + 1)
    }
    let roots = fit.weights?.map { $0.squareRoot() }
    let added = powers.flatMap { power in
      variables.map { v in
        let raised = v.map { value in (1..<power).reduce(value) { product, _ in product * value } }
        return roots.map { zip(raised, $0).map { $0 * $1 } } ?? raised
      }
    }
    let full = try AuxiliaryRegression(sample.e, on: sample.x.appending(columns: added))
    guard full.rank == sample.k + count else {
      return .notApplicable(reason: "The powers are collinear with the regressors or each other; try fewer.")
    }
    return try .comparison(
      restricted: sample.unexplained, full: full.unexplained, restrictions: count,
      freedom: sample.n - sample.k - count)
  }

  private static func variables(_ fit: LeastSquares.Fit, _ variable: Variable) throws -> [[Double]] {
    guard variable != .fitted else {
      let centred = try fit.regressors.spansConstant()
      let y = zip(fit.fitted, fit.residuals).map { $0 + $1 }
      let spread = (centred ? y.centred : y).norm / Double(max(1, fit.n - 1)).squareRoot()
      let values = centred ? Self.aboutMean(fit.fitted, of: y) : fit.fitted
      return [values.map { $0 / spread }]
    }
    let columns = (0..<fit.k).map { Array(fit.regressors.column($0)) }.filter { Set($0).count > 2 }
    guard variable == .principalComponent, !columns.isEmpty else { return columns }
    let deviations = Matrix(columns: columns.map(\.centred))
    let direction = Array(try SVD(deviations).vTransposed.row(0))
    return [Matrix(columns: columns) * direction]
  }

  /// Values less the mean of y.
  private static func aboutMean(_ values: [Double], of y: [Double]) -> [Double] {
    let mean = zip(y, y.centred).reduce(0) { $0 + ($1.0 - $1.1) } / Double(y.count)
    return values.map { $0 - mean }
  }
}
