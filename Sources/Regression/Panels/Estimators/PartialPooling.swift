public import LinearAlgebra

/// Partial pooling: every entity has coefficients of its own, drawn around common ones: βᵢ = β + δᵢ, Var δ = Δ.
///
/// Swamy (1970), Econometrica 38:311: each entity's least squares bᵢ with Vᵢ = sᵢ²(Xᵢ'Xᵢ)⁻¹, Δ̂ = Σ(bᵢ − b̄)(bᵢ − b̄)'/(N − 1) − ΣVᵢ/N, and
/// β̂ = (ΣWᵢ)⁻¹ΣWᵢbᵢ with Wᵢ = (Δ̂ + Vᵢ)⁻¹. The shrunken coefficients are the empirical Bayes (best linear unbiased) predictions
/// β̂ᵢ = β̂ + Δ̂Wᵢ(bᵢ − β̂) (Lindley & Smith 1972; Judge et al. 1985 §13.3): an entity with few or noisy observations leans on
/// the others. X n × k with the constant's column.
public struct PartialPooling: Codable, Equatable, Sendable {
  /// What is done where the estimate of Δ is no covariance, because it subtracts the sampling variances.
  public enum IndefiniteSpread: String, Codable, Sendable {
    /// Without the subtraction, Σ(bᵢ − b̄)(bᵢ − b̄)'/(N − 1): Swamy's choice, and that of plm's `pvcm` and Stata's `xtrc`; too large.
    case unsubtracted
    /// Its negative eigenvalues, in units of its own diagonal, set to zero.
    case truncated
  }

  /// Whose error variance an entity's sampling variance has.
  public enum ErrorVariance: String, Codable, Sendable {
    /// Its own, sᵢ² = eᵢ'eᵢ/(Tᵢ − k).
    case own
    /// That of all entities, Σeᵢ'eᵢ/(n − Nk); steadier where entities have few observations.
    case common
  }

  /// What is done where Δ̂ is no covariance.
  public var indefiniteSpread: IndefiniteSpread
  /// Whose error variance each entity has.
  public var errorVariance: ErrorVariance

  public init(
    errorVariance: ErrorVariance = .own, indefiniteSpread: IndefiniteSpread = .unsubtracted
  ) {
    self.errorVariance = errorVariance
    self.indefiniteSpread = indefiniteSpread
  }

  /// Estimates common and entities' coefficients of `y` on the columns of `x`, whose rows are those of the panel.
  /// - Throws: `PanelError.entityTooShort` unless each entity has more observations than coefficients;
  ///   `PanelError.collinearInEntity`; `RegressionError`.
  public func fit(_ y: [Double], on x: Matrix, panel: Panel, names: [String]? = nil) throws -> Fit {
    let door = try PanelDoor(y, x, names: names, panel: panel)
    let entities = panel.entities
    guard entities.count > x.columns else {
      throw PanelError.tooFewEntities(
        what: "The spread of coefficients", entities: entities.count, coefficients: x.columns)
    }
    let parts = try EntityRegressions(door, panel, errorVariance)
    let spread = try Spread(parts, indefiniteSpread)
    let pooled = try pool(parts, spread.matrix)
    let k = x.columns
    let shrunken = entities.sizes.indices.map { i -> (Vector, Matrix) in
      let gain = spread.matrix * pooled.weights[i]
      let distance = zip(parts.coefficients[i], pooled.coefficients).map { $0 - $1 }
      let rest = Matrix.identity(k) - gain
      let own = (rest * spread.matrix)
      let common = (rest * pooled.covariance).timesTranspose(rest)
      let variance = 0.5 * (own + own.transposed()) + common
      return (zip(pooled.coefficients, gain * distance).map { $0 + $1 }, variance)
    }
    return Fit(
      choice: self, names: door.names, coefficients: pooled.coefficients, covariance: pooled.covariance,
      n: x.rows,
      spread: spread.matrix, spreadWasIndefinite: spread.wasIndefinite, entities: entities,
      ownCoefficients: Self.rows(parts.coefficients), ownCovariances: parts.covariances,
      entityCoefficients: Self.rows(shrunken.map(\.0)), entityCovariances: shrunken.map(\.1))
  }

  private static func rows(_ vectors: [Vector]) -> Matrix { Matrix(columns: vectors).transposed() }

  /// β̂ with its covariance (ΣWᵢ)⁻¹, and Wᵢ.
  private func pool(
    _ parts: EntityRegressions, _ spread: Matrix
  ) throws -> (coefficients: Vector, covariance: Matrix, weights: [Matrix]) {
    let k = spread.rows
    let weights = try parts.covariances.map {
      try Cholesky($0 + spread, named: "An entity's covariance").inverse
    }
    let total = weights.reduce(Matrix(rows: k, columns: k)) { $0 + $1 }
    let factor = try Cholesky(total, named: "The entities' weights")
    let sum = zip(weights, parts.coefficients).reduce(Vector(repeating: 0, count: k)) { sum, part in
      zip(sum, part.0 * part.1).map { $0 + $1 }
    }
    return (factor.solve(sum), factor.inverse, weights)
  }
}

/// Least squares of each entity by itself.
struct EntityRegressions {
  let coefficients: [Vector]
  /// Vᵢ.
  let covariances: [Matrix]

  init(_ door: PanelDoor, _ panel: Panel, _ errorVariance: PartialPooling.ErrorVariance) throws {
    let (entities, k) = (panel.entities, door.x.columns)
    var coefficients: [Vector] = []
    var inverses: [Matrix] = []
    var sums: [Double] = []
    for (i, start) in entities.starts.enumerated() {
      let rows = Array(panel.order[start..<start + entities.sizes[i]])
      let label = "\(entities.name) \(entities.levels[i])"
      guard rows.count > k else {
        throw PanelError.entityTooShort(entity: label, observations: rows.count, coefficients: k)
      }
      do {
        let solution = try LeastSquaresSolution(
          door.x.selectingRows(rows), rows.map { door.y[$0] }, named: "x")
        coefficients.append(solution.coefficients)
        inverses.append(solution.inverseGram)
        sums.append(solution.residualSumOfSquares)
      } catch LinearAlgebraError.rankDeficient(_, _, _, let dependent) {
        throw PanelError.collinearInEntity(entity: label, regressors: dependent.map { door.names[$0] })
      }
    }
    let common = sums.reduce(0, +) / Double(door.x.rows - entities.count * k)
    self.coefficients = coefficients
    covariances = inverses.indices.map { i in
      (errorVariance == .common ? common : sums[i] / Double(entities.sizes[i] - k)) * inverses[i]
    }
  }
}

/// Δ̂, the covariance of the entities' true coefficients.
struct Spread {
  let matrix: Matrix
  let wasIndefinite: Bool

  init(_ parts: EntityRegressions, _ choice: PartialPooling.IndefiniteSpread) throws {
    let b = Matrix(columns: parts.coefficients).transposed()
    let count = Double(b.rows)
    let one = Grouping(name: "", numbers: [Int](repeating: 0, count: b.rows))
    let total = (1 / (count - 1)) * one.subtractingMeans(from: b).gram()
    let sampling = parts.covariances.reduce(Matrix(rows: b.columns, columns: b.columns)) { $0 + $1 }
    let difference = total - (1 / count) * sampling
    // Scaled by the total's diagonal, so that units do not decide what is negative.
    let scales = total.diagonal.map { $0 > 0 ? $0.squareRoot() : 1 }
    let relative = Matrix(rows: b.columns, columns: b.columns) { i, j in
      difference[i, j] / (scales[i] * scales[j])
    }
    let eigen = try SymmetricEigen(relative, named: "The spread of coefficients")
    wasIndefinite = eigen.values.contains { $0 < 0 }
    if !wasIndefinite {
      matrix = difference
    } else if choice == .unsubtracted {
      matrix = total
    } else {
      let repaired = eigen.applying { max(0, $0) }
      matrix = Matrix(rows: b.columns, columns: b.columns) { i, j in
        repaired[i, j] * scales[i] * scales[j]
      }
    }
  }
}
