import LinearAlgebra

/// A system in orthonormal coordinates, Aᵢ = QᵀXᵢ and bᵢ = Qᵀyᵢ: Q spans the instruments, or everything there is.
struct StackedSystem {
  let set: EquationSet
  let space: RestrictedSpace
  private let a: [Matrix]
  private let b: [[Double]]

  /// Generalized least squares with β = Tγ + s.
  struct Solution {
    let coefficients: [Double]
    /// S, K × K′, with SSᵀ = T(Tᵀ(Σ_ij σⁱʲAᵢᵀAⱼ)T)⁻¹Tᵀ.
    let inverseFactor: Matrix
    /// The orthonormal basis of the whitened, stacked regressors: (rM) × K′.
    let basis: Matrix
    /// The whitened residuals' sum of squares within the coordinates.
    let objective: Double

    /// The largest change of a coefficient, in standard errors.
    func distance(from previous: [Double]) -> Double {
      let variances = inverseFactor.outerGram().diagonal
      return zip(zip(coefficients, previous), variances).reduce(0) { largest, pair in
        let step = abs(pair.0.0 - pair.0.1)
        return step == 0 ? largest : max(largest, step / pair.1.squareRoot())
      }
    }
  }

  /// All regressors exogenous: coordinates that hold regressors and responses exactly.
  init(_ set: EquationSet, _ space: RestrictedSpace) throws {
    (self.set, self.space) = (set, space)
    let all = set.equations.reduce(set.responses) { $0.joined(with: $1.regressors) }
    guard all.columns < all.rows else {
      a = set.equations.map(\.regressors)
      b = set.equations.map(\.response)
      return
    }
    let r = try QR(all, named: "The system").r
    a = set.places.map { place in
      let columns = (place.lowerBound + set.count)..<(place.upperBound + set.count)
      return Matrix(r[rows: 0..<r.rows, columns: columns])
    }
    b = (0..<set.count).map { Array(r.column($0)) }
  }

  /// Instrumented by the columns of Z, of which `q` is an orthonormal basis.
  init(_ set: EquationSet, _ space: RestrictedSpace, instruments q: Matrix) {
    (self.set, self.space) = (set, space)
    a = set.equations.map { q.transposeTimes($0.regressors) }
    b = set.equations.map { q.transposeTimes($0.response) }
  }

  /// Solves with errors whitened by W, M × M lower triangular.
  func solve(_ w: Matrix) throws -> Solution {
    let r = a.first?.rows ?? 0
    var design = Matrix(rows: r * set.count, columns: set.k)
    var response = [Double](repeating: 0, count: r * set.count)
    for (i, place) in set.places.enumerated() {
      for row in i..<set.count where w[row, i] != 0 {
        for t in 0..<r { response[row * r + t] += w[row, i] * b[i][t] }
        for (j, column) in place.enumerated() {
          for t in 0..<r { design[row * r + t, column] = w[row, i] * a[i][t, j] }
        }
      }
    }
    let target = zip(response, design * space.s).map { $0 - $1 }
    let solution: LeastSquaresSolution
    do {
      solution = try LeastSquaresSolution(design * space.t, target, named: "The system")
    } catch LinearAlgebraError.rankDeficient {
      throw SystemError.notEstimable
    } catch LinearAlgebraError.tooFewRows {
      throw SystemError.notEstimable
    }
    return Solution(
      coefficients: zip(space.t * solution.coefficients, space.s).map { $0 + $1 },
      inverseFactor: space.t * solution.inverseFactor, basis: solution.orthonormalBasis,
      objective: solution.residualSumOfSquares)
  }

  /// Solves equation by equation, as with uncorrelated errors of equal variance.
  func solveSeparately() throws -> Solution { try solve(.identity(set.count)) }

  /// The covariance of `solveSeparately` with correlated errors: S Bᵀ(Σ ⊗ I)B Sᵀ.
  func covariance(of solution: Solution, _ errors: ErrorCovariance) -> Matrix {
    let r = a.first?.rows ?? 0
    let root = errors.root
    var scores = Matrix(rows: solution.basis.rows, columns: solution.basis.columns)
    for j in 0..<scores.columns {
      for row in 0..<set.count {
        for i in row..<set.count {
          for t in 0..<r { scores[row * r + t, j] += root[row, i] * solution.basis[i * r + t, j] }
        }
      }
    }
    return scores.gram().between(solution.inverseFactor)
  }
}
