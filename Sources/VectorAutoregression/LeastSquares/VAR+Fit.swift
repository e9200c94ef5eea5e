import Foundation
public import LinearAlgebra
import Regression

extension VAR {
  /// An estimated vector autoregression.
  public struct Fit: Sendable {
    public let model: VAR
    public let data: MultipleSeries
    /// The regressors of every equation: deterministic terms, lags in order, exogenous variables.
    public let regressors: [String]
    public let exogenousNames: [String]
    /// One row a regressor, one column an equation.
    public let coefficients: Matrix
    /// û, one row a period after the lags.
    public let residuals: Matrix
    /// (XᵀX)⁻¹.
    public let inverseGram: Matrix

    /// Number of variables, m.
    public var count: Int { data.count }
    /// p.
    public var lags: Int { model.lags }
    /// Number of periods estimated on, n.
    public var observations: Int { residuals.rows }
    /// Coefficients of an equation, k.
    public var coefficientsPerEquation: Int { coefficients.rows }
    /// Σ̂ = ûᵀû / (n − k).
    public var covariance: Matrix {
      residuals.gram() / Double(observations - coefficientsPerEquation)
    }
    /// Σ̃ = ûᵀû / n, the maximum-likelihood estimate.
    public var likelihoodCovariance: Matrix { residuals.gram() / Double(observations) }

    init(_ model: VAR, _ data: MultipleSeries, _ design: LagDesign) throws(VectorError) {
      self.model = model
      self.data = data
      regressors = design.names
      exogenousNames = design.exogenousNames
      let solution = try LagSolution(design.regressors, design.response, design.names)
      coefficients = solution.coefficients
      inverseGram = solution.inverseGram
      residuals = design.response - design.regressors * solution.coefficients
      try requireErrors(design.response)
    }

    /// Refuses a variable that follows from the others without error.
    private func requireErrors(_ response: Matrix) throws(VectorError) {
      guard let r = try? QR(residuals, named: "The residuals").r else {
        throw .tooFewPeriods(observations, needed: coefficientsPerEquation + count, coefficients: count)
      }
      for j in 0..<count {
        let column = Array(response.column(j))
        guard abs(r[j, j]) > 1e-10 * max(column.norm, .leastNormalMagnitude) else {
          throw .singularErrors(data.names[j])
        }
      }
    }

    /// A_l, lag l counted from 1: row i, column j is what variable j at lag l does to variable i.
    public func lagMatrix(_ lag: Int) -> Matrix {
      precondition(lag >= 1 && lag <= lags, "lags count from 1 to \(lags)")
      let first = model.terms.count + (lag - 1) * count
      return Matrix(rows: count, columns: count) { i, j in coefficients[first + j, i] }
    }

    /// Standard error of each coefficient, √(Σ̂ᵢᵢ (XᵀX)⁻¹ⱼⱼ); shaped as `coefficients`.
    public var standardErrors: Matrix {
      let sigma = covariance.diagonal
      let gram = inverseGram.diagonal
      return Matrix(rows: coefficients.rows, columns: coefficients.columns) { j, i in
        (sigma[i] * gram[j]).squareRoot()
      }
    }

    /// The companion matrix, mp × mp: its eigenvalues are the roots of the system.
    public var companion: Matrix {
      let m = count
      var companion = Matrix(rows: m * lags, columns: m * lags)
      for lag in 1...lags {
        let a = lagMatrix(lag)
        for i in 0..<m {
          for j in 0..<m { companion[i, (lag - 1) * m + j] = a[i, j] }
        }
      }
      for i in m..<max(m, m * lags) { companion[i, i - m] = 1 }
      return companion
    }

    /// The eigenvalues of the companion matrix; the process is stable where all moduli are below 1.
    public func roots() throws -> Eigenvalues { try Eigenvalues(companion, named: "The companion matrix") }

    /// Whether the estimated process is stable.
    public func isStable() throws -> Bool { try (roots().moduli.first ?? 0) < 1 }

    /// log L at the maximum-likelihood estimate, errors normal.
    public var logLikelihood: Double {
      let n = Double(observations)
      return -n / 2 * (Double(count) * log(2 * Double.pi) + logDeterminant + Double(count))
    }

    /// log |Σ̃|.
    public var logDeterminant: Double {
      guard let factor = try? Cholesky(likelihoodCovariance) else { return -.infinity }
      return factor.logDeterminant
    }
  }
}

/// Least squares of several responses on one set of regressors, by one QR.
struct LagSolution {
  let coefficients: Matrix
  let inverseGram: Matrix

  init(_ x: Matrix, _ y: Matrix, _ names: [String]) throws(VectorError) {
    do throws(any Error) {
      let lengths = x.columnNorms.map { $0 > 0 ? 1 / $0 : 1 }
      let scaled = x.scalingColumns(by: lengths)
      let qr = try QR(scaled, named: "The regressors")
      guard qr.reciprocalCondition > 1e-13 else { throw VectorError.collinear(Self.culprits(scaled, names)) }
      let inverse = try qr.inverseOfR().scalingRows(by: lengths)
      let k = x.columns
      let top = Matrix(
        columns: (0..<y.columns).map { Array(qr.transposedQ(times: Array(y.column($0))).prefix(k)) })
      coefficients = inverse * top
      inverseGram = inverse.outerGram()
    } catch let error as VectorError {
      throw error
    } catch {
      throw .collinear("\(error)")
    }
  }

  /// The regressors that combine others, by least squares with pivoting.
  private static func culprits(_ x: Matrix, _ names: [String]) -> String {
    let y = [Double](repeating: 1, count: x.rows)
    do {
      _ = try LeastSquares().fit(y, on: x, names: names)
      return names.joined(separator: ", ")
    } catch {
      return "\(error)"
    }
  }
}
