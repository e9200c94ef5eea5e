import LinearAlgebra
import Probability

/// Errors of prediction by cross-validation, folds dealt by a counter-based generator: the same for a seed anywhere.
struct FoldedErrors {
  /// The fold of each observation.
  let fold: [Int]
  let count: Int

  init(folds: Int, seed: UInt64, observations n: Int) throws {
    guard folds >= 2, folds <= n else { throw ShrinkageError.foldsNotUsable(folds: folds, observations: n) }
    var stream = PhiloxStream(seed: seed, draw: 0, period: 0, shock: 0)
    let order = (0..<n).map { _ in stream.next() }.enumerated().sorted {
      ($0.element, $0.offset) < ($1.element, $1.offset)
    }
    var fold = [Int](repeating: 0, count: n)
    for (place, item) in order.enumerated() { fold[item.offset] = place % folds }
    (self.fold, count) = (fold, folds)
  }

  /// Mean squared errors at each λ, and the standard error of the folds' means. Regressors are standardised anew in each fold; one that
  /// does not vary without the held observations, such as a dummy of one of them, has no say in their prediction.
  func errors(
    of choice: ElasticNet, _ y: [Double], _ x: Matrix, _ penalties: [Double]
  ) throws -> [ElasticNet.CrossValidation] {
    var means: [[Double]] = []
    var sizes: [Double] = []
    for held in 0..<count {
      let inside = fold.indices.filter { fold[$0] != held }
      let outside = fold.indices.filter { fold[$0] == held }
      let kept = Self.usable(x, inside)
      let design = try ShrinkageDesign(
        inside.map { y[$0] }, x.selectingRows(inside).selectingColumns(kept), nil,
        standardizes: choice.standardizes)
      let test = x.selectingRows(outside).selectingColumns(kept)
      let target = outside.map { y[$0] }
      means.append(
        try choice.points(design, penalties).map { point in
          let e = zip(target, test * point.coefficients).map { $0 - $1 }
          return e.dot(e) / Double(e.count)
        })
      sizes.append(Double(outside.count))
    }
    let total = sizes.reduce(0, +)
    return penalties.indices.map { i in
      let error = zip(means, sizes).reduce(0) { $0 + $1.0[i] * $1.1 } / total
      let spread = zip(means, sizes).reduce(0) { $0 + $1.1 * ($1.0[i] - error) * ($1.0[i] - error) } / total
      return ElasticNet.CrossValidation(
        error: error, standardError: (spread / Double(count - 1)).squareRoot())
    }
  }

  /// Columns that vary over these rows, and the constant.
  private static func usable(_ x: Matrix, _ rows: [Int]) -> [Int] {
    let constant = x.constantColumns.firstIndex(of: true)
    return (0..<x.columns).filter { j in
      let first = x[rows[0], j]
      return j == constant || rows.contains { x[$0, j] != first }
    }
  }
}
