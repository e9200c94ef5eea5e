public import LinearAlgebra

/// Linear restrictions Rβ = q on the coefficients of a fit, as a matrix or by the coefficients' names.
///
///     LinearHypothesis(zero: "gnp", "deflator")
///     LinearHypothesis(["gnp": 1, "deflator": -1]).and(["constant": 1], equals: 2)
///     LinearHypothesis(matrix: [[0, 1, 0], [0, 0, 1]], values: [1, 0])
public struct LinearHypothesis: Codable, Equatable, Sendable {
  /// A coefficient and what it is multiplied by.
  struct Term: Codable, Equatable, Sendable {
    let name: String
    let weight: Double
  }

  enum Form: Codable, Equatable, Sendable {
    case matrix(Matrix)
    case named([[Term]])
  }

  let form: Form
  let values: [Double]

  /// Rβ = q; R j × k in the order of the fit's coefficients, q of length j, zeros unless given.
  public init(matrix: Matrix, values: [Double]? = nil) {
    form = .matrix(matrix)
    self.values = values ?? [Double](repeating: 0, count: matrix.rows)
  }

  /// Each of these coefficients is zero.
  public init(zero names: String...) { self.init(zero: names) }

  /// Each of these coefficients is zero.
  public init(zero names: [String]) {
    form = .named(names.map { [Term(name: $0, weight: 1)] })
    values = [Double](repeating: 0, count: names.count)
  }

  /// One combination of coefficients has a value: `["gnp": 1, "deflator": -1]`, equal to 0 unless given.
  public init(_ weights: KeyValuePairs<String, Double>, equals value: Double = 0) {
    form = .named([weights.map { Term(name: $0.key, weight: $0.value) }])
    values = [value]
  }

  private init(form: Form, values: [Double]) {
    self.form = form
    self.values = values
  }

  /// This hypothesis and one combination more. A hypothesis given as a matrix cannot be continued by names.
  public func and(_ weights: KeyValuePairs<String, Double>, equals value: Double = 0) -> LinearHypothesis {
    guard case .named(let rows) = form else {
      preconditionFailure("restrictions given as a matrix cannot be continued by names")
    }
    let row = weights.map { Term(name: $0.key, weight: $0.value) }
    return LinearHypothesis(form: .named(rows + [row]), values: values + [value])
  }

  /// R and q for a fit's coefficients, rows independent.
  func bound(to names: [String]) throws -> (r: Matrix, q: [Double]) {
    let r = try matrix(for: names)
    guard r.rows > 0 else { throw DiagnosticError.noRestrictions }
    guard values.count == r.rows else {
      throw DiagnosticError.restrictionValues(values: values.count, restrictions: r.rows)
    }
    try r.requireFinite(named: "The restrictions")
    try values.requireFinite(named: "The values of the restrictions")
    for row in 0..<r.rows where try repeats(r, row) {
      throw DiagnosticError.dependentRestriction(row: row + 1)
    }
    return (r, values)
  }

  private func matrix(for names: [String]) throws -> Matrix {
    switch form {
    case .matrix(let r):
      guard r.columns == names.count else {
        throw DiagnosticError.restrictionColumns(columns: r.columns, coefficients: names.count)
      }
      return r
    case .named(let rows):
      var r = Matrix(rows: rows.count, columns: names.count)
      for (i, row) in rows.enumerated() {
        for term in row {
          guard let j = names.firstIndex(of: term.name) else {
            throw DiagnosticError.unknownCoefficient(name: term.name, known: names)
          }
          r[i, j] += term.weight
        }
      }
      return r
    }
  }

  /// Whether a row combines those above it.
  private func repeats(_ r: Matrix, _ row: Int) throws -> Bool {
    let target = r.row(row)
    guard row > 0, target.norm > 0 else { return target.norm == 0 }
    let above = Matrix(columns: (0..<row).map { r.row($0) })
    let left = try LeastSquaresSolution(above, target, rankDeficiency: .dropped).residuals.norm
    return left <= 1e-12 * target.norm
  }

  /// The restrictions in words: “gnp − deflator = 0”.
  func sentence(_ r: Matrix, _ q: [Double], _ names: [String]) -> String {
    (0..<r.rows).map { i in
      var text = ""
      for (j, name) in names.enumerated() where r[i, j] != 0 {
        let size = abs(r[i, j])
        let sign = r[i, j] < 0 ? (text.isEmpty ? "−" : " − ") : (text.isEmpty ? "" : " + ")
        text += sign + (size == 1 ? name : "\(Self.plain(size)) \(name)")
      }
      return "\(text) = \(Self.plain(q[i]))"
    }.joined(separator: "; ")
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
