import Foundation
import LinearAlgebra

/// Γ of a system: who depends on whom.
struct SystemStructure {
  /// Number of endogenous variables: the equations' and the identities'.
  let order: Int
  /// Γ with the identities' rows and the equations' diagonal; coefficients still to be put in.
  private let frame: Matrix
  /// Place among the stacked coefficients, equation and variable of each endogenous regressor.
  let entries: [(coefficient: Int, equation: Int, variable: Int)]

  init(_ set: EquationSet, _ identities: [SystemIdentity]) throws {
    let names = set.equations.map(\.name) + identities.map(\.name)
    var places: [String: Int] = [:]
    for (i, name) in names.enumerated() {
      guard places.updateValue(i, forKey: name) == nil else { throw SystemError.duplicateEquation(name) }
    }
    var frame = Matrix.identity(names.count)
    for (i, identity) in identities.enumerated() {
      for (name, weight) in identity.combines.sorted(by: { $0.key < $1.key }) {
        guard let j = places[name] else {
          throw SystemError.undefinedEndogenous(equation: identity.name, name: name)
        }
        frame[set.count + i, j] -= weight
      }
    }
    var entries: [(Int, Int, Int)] = []
    for (i, equation) in set.equations.enumerated() {
      for (j, name) in equation.endogenousNames.enumerated() {
        guard let variable = places[name] else {
          throw SystemError.undefinedEndogenous(equation: equation.name, name: name)
        }
        entries.append((set.places[i].lowerBound + equation.exogenous.columns + j, i, variable))
      }
    }
    (order, self.frame) = (names.count, frame)
    self.entries = entries.map { (coefficient: $0.0, equation: $0.1, variable: $0.2) }
  }

  /// Γ(β).
  func gamma(_ beta: [Double]) throws -> LU {
    var gamma = frame
    for entry in entries { gamma[entry.equation, entry.variable] -= beta[entry.coefficient] }
    do {
      let factors = try LU(gamma, named: "The matrix of the endogenous variables")
      guard factors.reciprocalCondition > Double.ulpOfOne else { throw SystemError.incompleteSystem }
      return factors
    } catch LinearAlgebraError.singular {
      throw SystemError.incompleteSystem
    }
  }
}

/// The concentrated log-likelihood of a system, with exact derivatives.
struct SystemLikelihood {
  let set: EquationSet
  let structure: SystemStructure

  /// The likelihood at some coefficients.
  struct Point {
    let beta: [Double]
    let residuals: Matrix
    let errors: ErrorCovariance
    /// Γ⁻¹.
    let inverseGamma: Matrix
    let logLikelihood: Double
  }

  func point(_ beta: [Double]) throws -> Point {
    let e = set.residuals(beta)
    let errors = try ErrorCovariance(e, .observations, in: set)
    let gamma = try structure.gamma(beta)
    let n = Double(set.n)
    let logDeterminant = 2 * errors.root.diagonal.reduce(0) { $0 + log(abs($1)) }
    let constant = Double(set.count) * (1 + log(2 * Double.pi))
    return Point(
      beta: beta, residuals: e, errors: errors, inverseGamma: gamma.inverse,
      logLikelihood: n * gamma.logDeterminant.logarithm - n / 2 * (constant + logDeterminant))
  }

  /// The first point along a step, halved until the likelihood rises by enough; nil where it never does.
  func rise(from point: Point, along step: [Double], slope: Double) throws -> Point? {
    var length = 1.0
    while length > 1e-10 {
      let beta = zip(point.beta, step).map { $0 + length * $1 }
      if let next = try? self.point(beta), next.logLikelihood >= point.logLikelihood + 1e-4 * length * slope {
        return next
      }
      length /= 2
    }
    return nil
  }

  /// Xᵢᵀ(EΣ⁻¹)ᵢ less nΓ⁻¹ at the places of endogenous regressors.
  func gradient(_ point: Point) throws -> [Double] {
    let f = try weighted(point)
    var gradient = zip(set.equations, 0..<set.count).flatMap { equation, i in
      equation.regressors.transposeTimes(Array(f.column(i)))
    }
    for entry in structure.entries {
      gradient[entry.coefficient] -= Double(set.n) * point.inverseGamma[entry.variable, entry.equation]
    }
    return gradient
  }

  /// Blocks −σⁱʲXᵢᵀ(I − P)Xⱼ + (Xᵢᵀfⱼ)(Xⱼᵀfᵢ)ᵀ/n, F = EΣ⁻¹ and P the projection on E, less nΓ⁻¹Γ⁻¹ at the places of
  /// endogenous regressors.
  func hessian(_ point: Point) throws -> Matrix {
    let f = try weighted(point)
    let n = Double(set.n)
    let q = try QR(point.residuals, named: "The residuals").q
    let inverse = try point.errors.whitener().gram()
    let regressors = set.equations.map(\.regressors)
    let off = regressors.map { q.residuals(of: $0) }
    let crossed = regressors.map { $0.transposeTimes(f) }
    var h = Matrix(rows: set.k, columns: set.k)
    for (i, rows) in set.places.enumerated() {
      for (j, columns) in set.places.enumerated() {
        let block = off[i].transposeTimes(off[j])
        for (a, row) in rows.enumerated() {
          for (b, column) in columns.enumerated() {
            h[row, column] = crossed[i][a, j] * crossed[j][b, i] / n - inverse[i, j] * block[a, b]
          }
        }
      }
    }
    let g = point.inverseGamma
    for a in structure.entries {
      for b in structure.entries {
        h[a.coefficient, b.coefficient] -= n * g[b.variable, a.equation] * g[a.variable, b.equation]
      }
    }
    return h
  }

  /// Ŵᵀ(Σ⁻¹ ⊗ I)Ŵ, endogenous regressors less what the errors move of them through Γ⁻¹.
  func predictedInformation(_ point: Point) throws -> Matrix {
    let reduced = point.residuals.timesTranspose(
      Matrix(point.inverseGamma[rows: 0..<structure.order, columns: 0..<set.count]))
    var regressors = set.equations.map(\.regressors)
    for entry in structure.entries {
      let j = entry.coefficient - set.places[entry.equation].lowerBound
      let predicted = zip(regressors[entry.equation].column(j), reduced.column(entry.variable)).map {
        $0 - $1
      }
      regressors[entry.equation].setColumn(j, to: predicted)
    }
    let inverse = try point.errors.whitener().gram()
    var information = Matrix(rows: set.k, columns: set.k)
    for (i, rows) in set.places.enumerated() {
      for (j, columns) in set.places.enumerated() {
        let block = regressors[i].transposeTimes(regressors[j])
        for (a, row) in rows.enumerated() {
          for (b, column) in columns.enumerated() { information[row, column] = inverse[i, j] * block[a, b] }
        }
      }
    }
    return information
  }

  /// F = EΣ⁻¹, n × M.
  private func weighted(_ point: Point) throws -> Matrix {
    let w = try point.errors.whitener()
    return point.residuals.timesTranspose(w) * w
  }
}
