public import LinearAlgebra

/// A regression model y = f(b, x) + e written once over any `ModelNumber`: the library evaluates it in doubles, in
/// dual numbers for the derivatives and, where asked, in twice the working precision.
///
///     struct Saturation: NonlinearModel {
///       func value<Number: ModelNumber>(_ b: [Number], _ x: [Number]) -> Number {
///         b[0] * (1 - Number.exp(-b[1] * x[0]))
///       }
///     }
public protocol NonlinearModel: Sendable {
  /// f(b, x) for parameters b and one row of regressors x.
  func value<Number: ModelNumber>(_ b: [Number], _ x: [Number]) -> Number
}

extension NonlinearModel {
  /// f(b, xᵢ) for every row of x: what a fit predicts there, with b its coefficients.
  public func values(_ b: [Double], on x: Matrix) -> [Double] {
    let parameters = b.map { PlainNumber($0) }
    return (0..<x.rows).map { value(parameters, x.row($0).map { PlainNumber($0) }).value }
  }
}

/// f at every row of X, with what the solver asks of it.
protocol MeanFunction {
  /// f(b, xᵢ), n values.
  func values(_ b: [Double]) -> [Double]
  /// f(b, xᵢ) and J, n × k with Jᵢⱼ = ∂f(b, xᵢ)/∂bⱼ.
  func linearization(_ b: [Double]) throws -> (values: [Double], jacobian: Matrix)
}

/// A model on the rows of X; the closure form is evaluated in dual numbers throughout.
struct DifferentiatedModel: MeanFunction {
  let rows: [[Double]]
  let plain: ([Double], [Double]) -> Double
  let dual: ([Dual], [Dual]) -> Dual

  init(_ rows: [[Double]], _ model: some NonlinearModel) {
    self.rows = rows
    plain = { model.value($0.map { PlainNumber($0) }, $1.map { PlainNumber($0) }).value }
    dual = { model.value($0, $1) }
  }

  init(_ rows: [[Double]], _ model: @escaping ([Dual], [Dual]) -> Dual) {
    self.rows = rows
    plain = { model($0.map { Dual($0) }, $1.map { Dual($0) }).value }
    dual = model
  }

  func values(_ b: [Double]) -> [Double] { rows.map { plain(b, $0) } }

  func linearization(_ b: [Double]) -> (values: [Double], jacobian: Matrix) {
    var values = [Double](repeating: 0, count: rows.count)
    var jacobian = Matrix(rows: rows.count, columns: b.count)
    for first in stride(from: 0, to: b.count, by: Dual.width) {
      let pass = first..<min(first + Dual.width, b.count)
      let seeded = b.indices.map { j in
        pass.contains(j) ? Dual(parameter: b[j], position: j - first) : Dual(b[j])
      }
      for (i, row) in rows.enumerated() {
        let result = dual(seeded, row.map { Dual($0) })
        values[i] = result.value
        for j in pass { jacobian[i, j] = result.derivatives[j - first] }
      }
    }
    return (values, jacobian)
  }
}

/// A model whose derivatives the user wrote.
struct GivenJacobian: MeanFunction {
  let rows: [[Double]]
  let value: ([Double], [Double]) -> Double
  let gradient: ([Double], [Double]) -> [Double]

  func values(_ b: [Double]) -> [Double] { rows.map { value(b, $0) } }

  func linearization(_ b: [Double]) throws -> (values: [Double], jacobian: Matrix) {
    let gradients = rows.map { gradient(b, $0) }
    if let odd = gradients.first(where: { $0.count != b.count }) {
      throw NonlinearError.gradientCount(count: odd.count, parameters: b.count)
    }
    return (values(b), Matrix(gradients))
  }
}

/// Residuals y − f(b, x) in twice the working precision; y and x are read as the decimals they stand for.
struct PreciseResiduals {
  private let y: [DoubleDouble]
  private let rows: [[DoubleDouble]]
  private let value: ([DoubleDouble], [DoubleDouble]) -> DoubleDouble

  /// Of the arithmetic: exponentials and sines lose a few of a double-double's 106 bits.
  static let unit = 0x1p-100

  init(_ y: [Double], _ rows: [[Double]], _ model: some NonlinearModel) {
    self.y = y.map { DoubleDouble(decimalOf: $0) }
    self.rows = rows.map { $0.map { DoubleDouble(decimalOf: $0) } }
    value = { model.value($0.map { PreciseNumber($0) }, $1.map { PreciseNumber($0) }).exact }
  }

  func at(_ b: [DoubleDouble]) -> [Double] { zip(y, rows).map { ($0 - value(b, $1)).value } }
}
