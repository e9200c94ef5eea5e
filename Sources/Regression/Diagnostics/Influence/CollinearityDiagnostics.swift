public import LinearAlgebra

/// Belsley's diagnosis of near-collinearity: condition indices σ₁/σⱼ of X with columns scaled to unit length
/// (constant included, not centred), and what share of each coefficient's variance comes from each. An index
/// above 30 with two or more shares above ½ names regressors that a near-dependency degrades. Belsley, Kuh &
/// Welsch (1980) ch. 3.
public struct CollinearityDiagnostics: Sendable, Equatable {
  /// Names of the coefficients, as columns of `proportions`.
  public let names: [String]
  /// σ₁/σⱼ, rising from 1.
  public let conditionIndices: [Double]
  /// Variance-decomposition proportions: element (j, i) is the share of var(β̂ᵢ) from index j; columns sum to
  /// 1.
  public let proportions: Matrix

  public init(_ fit: LeastSquares.Fit) throws {
    names = fit.names
    let x = WorkingSample(fit).x
    let lengths = (0..<x.columns).map { Array(x.column($0)).norm }
    let svd = try SVD(Matrix(rows: x.rows, columns: x.columns) { i, j in x[i, j] / lengths[j] })
    let sigma = svd.singularValues
    conditionIndices = sigma.map { sigma[0] / $0 }
    let parts = Matrix(rows: x.columns, columns: x.columns) { j, i in
      let share = svd.vTransposed[j, i] / sigma[j]
      return share * share
    }
    proportions = Matrix(rows: x.columns, columns: x.columns) { j, i in
      parts[j, i] / parts.column(i).reduce(0, +)
    }
  }

  /// The regressors with a share above one half at an index above `limit`, and that index.
  public func nearDependencies(above limit: Double = 30) -> [(index: Double, regressors: [String])] {
    conditionIndices.indices.filter { conditionIndices[$0] > limit }.map { j in
      (conditionIndices[j], names.indices.filter { proportions[j, $0] > 0.5 }.map { names[$0] })
    }
  }
}
