import Foundation
import LinearAlgebra

extension Double {
  /// Number of decimal digits that agree with a reference value, −log₁₀ of the relative error; at most 16.
  func digits(of reference: Double) -> Double {
    if self == reference { return 16 }
    let error = reference == 0 ? abs(self) : abs(self - reference) / abs(reference)
    return error.isNaN ? -.infinity : min(16, -log10(error))
  }

  /// True when at least so many decimal digits agree.
  func agrees(with reference: Double, to digits: Double) -> Bool { self.digits(of: reference) >= digits }
}

extension Matrix {
  /// The largest absolute difference of two matrices of one size.
  func distance(to other: Matrix) -> Double { (self - other).largestMagnitude }
}

/// Matrices that tests share.
enum Sample {
  /// Uniform on (−1, 1) from a fixed linear congruential sequence (Knuth's MMIX constants).
  static func matrix(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Matrix {
    var state = seed
    return Matrix(rows: rows, columns: columns) { _, _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64(bitPattern: state) >> 11) / 0x1p52
    }
  }

  static func vector(_ count: Int, seed: UInt64 = 7) -> [Double] { matrix(count, 1, seed: seed).elements }

  static func positiveDefinite(_ n: Int) -> Matrix { matrix(n + 3, n, seed: 5).gram() }

  static func hilbert(_ n: Int) -> Matrix { Matrix(rows: n, columns: n) { i, j in 1 / Double(i + j + 1) } }
}
