import Foundation
import LinearAlgebra

/// Variance-inflation factors: by how much the variance of a coefficient exceeds what it would be were its
/// regressor uncorrelated with the others. 1/(1 − R²ⱼ), R²ⱼ of regressor j on the others. For terms of
/// several columns the generalised factor det C₁₁ · det C₂₂/det C of their correlations (Fox & Monette 1992).
///
/// About the means where X contains a constant, which has no factor itself; else about zero, where factors
/// also count how far the regressors lie from zero.
public struct VarianceInflation: Sendable, Equatable {
  /// The factor of one term.
  public struct Factor: Sendable, Equatable {
    /// The columns of the term.
    public let columns: [String]
    /// The (generalised) factor, at least 1; infinite for a collinear term.
    public let value: Double

    /// value^(1/2p) for p columns: comparable across terms of different sizes, and √VIF for one column.
    public var perDimension: Double { pow(value, 1 / Double(2 * columns.count)) }
  }

  /// One factor per term.
  public let factors: [Factor]
  /// Whether correlations are about the means.
  public let isCentred: Bool

  /// - Parameter terms: the columns that belong together; each column on its own unless given.
  /// - Throws: `DiagnosticError` for a name the fit does not have.
  public init(_ fit: LeastSquares.Fit, terms: [[String]]? = nil) throws {
    let sample = WorkingSample(fit)
    let constant = fit.names.indices.first { Array(fit.regressors.column($0)).isConstant }
    let usable = fit.names.indices.filter { $0 != constant }
    let spanned = constant.map { [Array(sample.x.column($0))] }
    isCentred = constant != nil
    let columns = try usable.map { j -> [Double] in
      let column = Array(sample.x.column(j))
      let part =
        try spanned.map { try AuxiliaryRegression(column, on: Matrix(columns: $0)).residuals } ?? column
      return part.map { $0 / part.norm }
    }
    let groups = terms ?? usable.map { [fit.names[$0]] }
    factors = try groups.map { names in
      let places = try names.map { name -> Int in
        guard let j = fit.index(of: name), let place = usable.firstIndex(of: j) else {
          throw DiagnosticError.unknownCoefficient(name: name, known: usable.map { fit.names[$0] })
        }
        return place
      }
      return Factor(columns: names, value: try Self.factor(columns, Set(places)))
    }
  }

  private static func factor(_ columns: [[Double]], _ term: Set<Int>) throws -> Double {
    let inside = columns.indices.filter { term.contains($0) }
    let outside = columns.indices.filter { !term.contains($0) }
    guard !inside.isEmpty, !outside.isEmpty else { return 1 }
    let own = try logDeterminant(inside.map { columns[$0] })
    let others = try logDeterminant(outside.map { columns[$0] })
    let all = try logDeterminant(columns)
    return max(1, exp(2 * (own + others - all)))
  }

  /// log √det CᵀC.
  private static func logDeterminant(_ columns: [[Double]]) throws -> Double {
    try QR(Matrix(columns: columns)).r.diagonal.reduce(0) { $0 + log(abs($1)) }
  }
}
