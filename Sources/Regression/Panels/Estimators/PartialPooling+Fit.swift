public import LinearAlgebra

extension PartialPooling {
  /// What partial pooling found. Entities count from 0 in the order of `entities.levels`.
  public struct Fit: RegressionFit, Codable, Equatable, Sendable {
    /// The choices it was made with.
    public let choice: PartialPooling
    /// Names of the coefficients.
    public let names: [String]
    /// β̂, the common coefficients: the mean of the distribution the entities' are drawn from.
    public let coefficients: [Double]
    /// (ΣWᵢ)⁻¹, for large samples.
    public let covariance: Matrix
    /// Number of observations.
    public let n: Int
    /// Δ̂, the covariance of the entities' true coefficients about β.
    public let spread: Matrix
    /// Whether subtracting the sampling variances left no covariance, so that `indefiniteSpread` was applied.
    public let spreadWasIndefinite: Bool
    /// The entities.
    public let entities: Grouping
    /// bᵢ, least squares of each entity by itself: entities × k.
    public let ownCoefficients: Matrix
    /// Vᵢ, the sampling covariance of bᵢ.
    public let ownCovariances: [Matrix]
    /// β̂ᵢ, shrunken towards β̂: entities × k.
    public let entityCoefficients: Matrix
    /// Covariance of β̂ᵢ − βᵢ, that of β̂ included and Δ̂ and sᵢ² taken as known.
    public let entityCovariances: [Matrix]

    /// Normal: the common coefficients are of a large number of entities.
    public var inferenceDegreesOfFreedom: Int? { nil }

    /// Standard errors of the shrunken coefficients: entities × k.
    public var entityStandardErrors: Matrix {
      Matrix(rows: entities.count, columns: k) { i, j in entityCovariances[i][j, j].squareRoot() }
    }
  }
}

/// Swamy's (1970) test that all entities have the same coefficients: Σ(bᵢ − β̄)'Vᵢ⁻¹(bᵢ − β̄) with β̄ the mean weighted by Vᵢ⁻¹; χ² with
/// k(N − 1) degrees of freedom, for many observations of each entity.
public struct HomogeneityOfCoefficients: HypothesisTest, Equatable {
  public static let name = "Swamy's test of equal coefficients"
  public let null = "all entities have the same coefficients"
  public let outcome: TestOutcome

  public init(_ fit: PartialPooling.Fit) throws {
    let k = fit.k
    guard fit.ownCovariances.allSatisfy({ $0.diagonal.allSatisfy { $0 > 0 } }) else {
      outcome = .notApplicable(reason: "an entity's own regression fits perfectly")
      return
    }
    let factors = try fit.ownCovariances.map { try Cholesky($0, named: "An entity's covariance") }
    let weights = factors.map(\.inverse)
    let own = (0..<fit.entities.count).map { fit.ownCoefficients.row($0) }
    let total = weights.reduce(Matrix(rows: k, columns: k)) { $0 + $1 }
    let sum = zip(weights, own).reduce(Vector(repeating: 0, count: k)) { sum, part in
      zip(sum, part.0 * part.1).map { $0 + $1 }
    }
    let mean = try Cholesky(total, named: "The entities' weights").solve(sum)
    let statistic = zip(factors, own).reduce(0) { total, part in
      total + part.0.squaredLength(of: zip(part.1, mean).map { $0 - $1 })
    }
    outcome = try TestOutcome(statistic, .chiSquared(degreesOfFreedom: k * (own.count - 1)))
  }
}
