import LinearAlgebra

/// A panel's regressors split into entity means and deviations from them.
struct EntityTransforms {
  let entities: Grouping
  let x: Matrix
  let y: [Double]
  /// Tᵢ.
  let sizes: [Double]
  /// X̄, entities × k.
  let means: Matrix
  /// X − X̄ on the rows; columns that do not vary within entities are zero.
  let deviations: Matrix
  /// Whether each column varies within entities.
  let varies: [Bool]

  init(_ y: [Double], _ x: Matrix, _ entities: Grouping) {
    self.entities = entities
    self.x = x
    self.y = y
    sizes = entities.sizes.map(Double.init)
    means = entities.means(of: x)
    let deviations = entities.subtractingMeans(from: x)
    let varies = (0..<x.columns).map { j in
      Array(deviations.column(j)).norm > 1e-12 * Array(x.column(j)).norm
    }
    self.varies = varies
    self.deviations = Matrix(rows: x.rows, columns: x.columns) { i, j in varies[j] ? deviations[i, j] : 0 }
  }

  /// y − ȳ on the rows.
  var responseDeviations: [Double] { column(entities.subtractingMeans(from: Matrix(columns: [y]))) }

  /// ȳ by entity.
  var responseMeans: [Double] { column(entities.means(of: Matrix(columns: [y]))) }

  /// Least squares of deviations on deviations; columns without variation of their own have coefficient zero.
  func within() throws -> LeastSquaresSolution {
    try LeastSquaresSolution(
      deviations, responseDeviations, rankDeficiency: .dropped, refinementSteps: 2, tolerance: 1e-10,
      named: "x within entities")
  }

  /// Least squares of the entities' means, each times the root of its weight.
  func between(weights: [Double]? = nil) throws -> LeastSquaresSolution {
    let roots = weights?.map { $0.squareRoot() } ?? [Double](repeating: 1, count: sizes.count)
    return try LeastSquaresSolution(
      means.scalingRows(by: roots), zip(responseMeans, roots).map { $0 * $1 }, rankDeficiency: .dropped,
      tolerance: 1e-10, named: "The entities' means of x")
  }

  private func column(_ matrix: Matrix) -> [Double] { matrix.elements }
}
