/// Arithmetic of columns, row by row, and where it stands in the formula.
struct FormulaExpression: Sendable {
  indirect enum Node: Sendable {
    case number(Double)
    case column(String)
    case negative(FormulaExpression)
    case operation(Operation, FormulaExpression, FormulaExpression)
    /// `steps` is the number of periods gone by functions that go any.
    case call(FormulaFunction, FormulaExpression?, steps: Int)
  }

  enum Operation: Character, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"
    case power = "^"
  }

  let node: Node
  /// One spelling for equal expressions: blanks and needless parentheses gone.
  let text: String
  let range: Range<Int>

  init(_ node: Node, text: String, range: Range<Int>) {
    self.node = node
    self.text = text
    self.range = range
  }

  /// The number, where it is nothing else.
  var number: Double? { if case .number(let value) = node { value } else { nil } }

  /// The name, where it is a column and nothing else.
  var column: String? { if case .column(let name) = node { name } else { nil } }
}

/// A product of expressions, of which categories become one column a level.
struct FormulaTerm: Sendable {
  let factors: [FormulaExpression]

  init(_ factors: [FormulaExpression]) {
    var seen: Set<String> = []
    self.factors = factors.map(\.withoutNeedlessParentheses).filter { seen.insert($0.text).inserted }
  }

  /// What makes two terms the same, whatever the order of their factors.
  var key: [String] { factors.map(\.text).sorted() }

  var text: String { factors.map(\.text).joined(separator: ":") }

  var range: Range<Int> {
    (factors.map(\.range.lowerBound).min() ?? 0)..<(factors.map(\.range.upperBound).max() ?? 1)
  }

  static func * (a: FormulaTerm, b: FormulaTerm) -> FormulaTerm { FormulaTerm(a.factors + b.factors) }
}
