import LinearAlgebra

/// Turns terms into columns of numbers. A category becomes a column of zeros and ones for each level that occurs;
/// the first is left out where the term without the category is in the formula too (the constant, for a
/// category alone), since its effect is then that term's. Without a constant the first category alone keeps all its
/// levels. Chambers & Hastie (1992) §2.4.1.
struct CategoryCoding {
  /// A column of the design.
  struct Column {
    let name: String
    let values: [DoubleDouble]

    init(_ name: String, _ values: [DoubleDouble]) {
      self.name = name
      self.values = values
    }
  }

  /// The rows used.
  let rows: [Int]
  /// All terms of the equation.
  var terms: [FormulaTerm] {
    didSet { keys = Set(terms.map(\.key)) }
  }
  private var keys: Set<[String]>
  private var mayLeaveOutAlone: Bool
  private(set) var bases: [ModelFrame.BaseLevel] = []
  private(set) var problems: [(FormulaProblem, Range<Int>)] = []

  init(rows: [Int], terms: [FormulaTerm], hasConstant: Bool) {
    self.rows = rows
    self.terms = terms
    keys = Set(terms.map(\.key))
    mayLeaveOutAlone = hasConstant
  }

  /// The columns of some terms with their names.
  mutating func columns(_ terms: [FormulaTerm], _ factors: [[FrameEvaluation.Factor]]) -> [Column] {
    var result: [Column] = []
    for (term, parts) in zip(terms, factors) {
      var product: [Column] = []
      for (expression, factor) in zip(term.factors, parts) {
        let columns = columns(of: expression, factor, in: term)
        product = product.isEmpty ? columns : Self.products(product, columns)
      }
      result += product
    }
    return result
  }

  private static func products(_ a: [Column], _ b: [Column]) -> [Column] {
    b.flatMap { second in
      a.map { first in
        Column("\(first.name):\(second.name)", zip(first.values, second.values).map { $0 * $1 })
      }
    }
  }

  private mutating func columns(
    of expression: FormulaExpression, _ factor: FrameEvaluation.Factor, in term: FormulaTerm
  ) -> [Column] {
    switch factor {
    case .numbers(let column):
      return [Column(expression.text, rows.map { column.values[$0] })]
    case .category(let labels, let levels, _):
      let used = Set(rows.map { labels[$0] }).sorted()
      let leavesOut = leavesOutFirst(expression, of: term)
      guard let base = used.first else { return [] }
      if used.count == 1, leavesOut {
        problems.append((.oneLevel(variable: expression.text, level: levels[base]), expression.range))
        return []
      }
      let note = ModelFrame.BaseLevel(variable: expression.text, level: levels[base])
      if leavesOut, !bases.contains(note) { bases.append(note) }
      return used.dropFirst(leavesOut ? 1 : 0).map { level in
        Column(
          "\(expression.text)[\(levels[level])]", rows.map { DoubleDouble(labels[$0] == level ? 1 : 0) })
      }
    }
  }

  private mutating func leavesOutFirst(_ expression: FormulaExpression, of term: FormulaTerm) -> Bool {
    let rest = term.key.filter { $0 != expression.text }
    guard rest.isEmpty else { return keys.contains(rest) }
    defer { mayLeaveOutAlone = true }
    return mayLeaveOutAlone
  }
}
