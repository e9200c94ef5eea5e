import LinearAlgebra
import TimeSeries

/// The regressors of a vector autoregression: deterministic terms, then lag 1 of every variable, lag 2 …, then exogenous
/// variables; a row for each period after the first p.
struct LagDesign {
  let regressors: Matrix
  let response: Matrix
  let names: [String]
  let exogenousNames: [String]

  init(
    _ model: VAR, _ data: MultipleSeries, _ exogenous: MultipleSeries?, from first: Int? = nil,
    needsFreedom: Bool = true
  )
    throws(VectorError)
  {
    guard model.lags > 0 else { throw .lags(model.lags) }
    let (p, m) = (model.lags, data.count)
    let start = max(first ?? p, p)
    let n = data.length - start
    let d = model.terms.count
    let extra = try exogenous.map { x throws(VectorError) in try Self.aligned(x, with: data) }
    exogenousNames = exogenous?.names ?? []
    let k = d + m * p + exogenousNames.count
    guard n > (needsFreedom ? k : 0) else { throw .tooFewPeriods(max(n, 0), needed: k + 1, coefficients: k) }
    regressors = Matrix(rows: n, columns: k) { t, j in
      if j < d { return model.terms.values(start + t + 1)[j] }
      if j < d + m * p {
        let (lag, variable) = ((j - d) / m + 1, (j - d) % m)
        return data.values[start + t - lag, variable]
      }
      return extra?[start + t, j - d - m * p] ?? 0
    }
    response = Matrix(rows: n, columns: m) { t, i in data.values[start + t, i] }
    names =
      model.terms.names
      + (1...p).flatMap { lag in data.names.map { "\($0)[-\(lag)]" } } + exogenousNames
  }

  private static func aligned(_ x: MultipleSeries, with data: MultipleSeries) throws(VectorError) -> Matrix {
    guard x.span.frequency == data.span.frequency, x.span.lowerBound <= data.span.lowerBound,
      x.span.upperBound >= data.span.upperBound
    else { throw .exogenousPeriods(x.span, needed: data.span) }
    let offset = x.span.lowerBound.distance(to: data.span.lowerBound)
    return x.values.selectingRows(Array(offset..<offset + data.length))
  }
}
