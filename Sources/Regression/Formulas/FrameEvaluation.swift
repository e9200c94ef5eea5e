import LinearAlgebra
import Probability

/// Works out the expressions of a formula in every row of a table, and collects what is wrong with them.
struct FrameEvaluation {
  /// A factor of a term: a column of numbers, or categories.
  enum Factor {
    case numbers(ColumnValues)
    /// The number of each row's level; levels as `Grouping` orders them.
    case category(labels: [Int], levels: [String], reasons: [Int])

    var reasons: [Int] {
      switch self {
      case .numbers(let column): column.reasons
      case .category(_, _, let reasons): reasons
      }
    }
  }

  let table: DataTable
  let source: String
  let place: FormulaDiagnostic.Place
  /// Whether numbers are read as the decimals they were typed as.
  let precision: Precision
  /// Numbered from 1.
  private(set) var reasons: [MissingRows.Reason] = []
  private(set) var diagnostics: [FormulaDiagnostic] = []
  private var known: [String: Factor] = [:]
  private var index: PeriodIndex?

  init(
    _ table: DataTable, source: String, precision: Precision, place: FormulaDiagnostic.Place = .formula
  ) {
    self.table = table
    self.precision = precision
    self.source = source
    self.place = place
    index = PeriodIndex(table)
  }

  mutating func report(_ problem: FormulaProblem, at range: Range<Int>?) {
    let diagnostic = FormulaDiagnostic(problem, in: source, at: range, place: place)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }

  /// Numbers or categories; nil, with the reason told, where there is a mistake.
  mutating func factor(_ expression: FormulaExpression) -> Factor? {
    if let factor = known[expression.text] { return factor }
    let factor: Factor?
    switch expression.node {
    case .column(let name):
      if case .texts(let texts)? = table[name]?.values {
        factor = category(texts, name)
      } else {
        factor = numbers(expression).map(Factor.numbers)
      }
    case .call(.factor, let argument?, _):
      if let name = argument.column, case .texts(let texts)? = table[name]?.values {
        factor = category(texts, name)
      } else {
        factor = numbers(argument).map(category)
      }
    default: factor = numbers(expression).map(Factor.numbers)
    }
    known[expression.text] = factor
    return factor
  }

  mutating func numbers(_ expression: FormulaExpression) -> ColumnValues? {
    switch expression.node {
    case .number(let value): return ColumnValues(constant: Self.read(value, precision), rows: table.rowCount)
    case .column(let name): return column(name, expression)
    case .negative(let operand): return numbers(operand)?.map(undefined: 0) { -$0 }
    case .operation(let operation, let a, let b):
      let (left, right) = (numbers(a), numbers(b))
      guard let left, let right else { return nil }
      let undefined = number(of: .undefined(expression: expression.unwrapped))
      return left.combined(with: right, undefined: undefined) { operation($0, $1) }
    case .call(.trend, _, _): return trend(expression)
    case .call(let function, let argument?, let steps):
      return numbers(argument).flatMap { call(function, $0, argument, steps, expression) }
    case .call: return nil
    }
  }

  private static func read(_ value: Double, _ precision: Precision) -> DoubleDouble {
    precision == .extended ? DoubleDouble(decimalOf: value) : DoubleDouble(value)
  }

  /// The reason's number, a new one where it is new.
  private mutating func number(of reason: MissingRows.Reason) -> Int {
    if let place = reasons.firstIndex(of: reason) { return place + 1 }
    reasons.append(reason)
    return reasons.count
  }

  private mutating func column(_ name: String, _ expression: FormulaExpression) -> ColumnValues? {
    switch table[name]?.values {
    case .numbers(let values):
      let empty = number(of: .empty(column: name))
      let precision = precision
      return ColumnValues(
        values.map { $0.map { Self.read($0, precision) } ?? .missing },
        reasons: values.map { $0 == nil ? empty : 0 })
    case .texts:
      report(.textInArithmetic(column: name), at: expression.range)
      return nil
    case nil:
      if name == FormulaFunction.trend.rawValue { return trend(expression) }
      report(.unknownColumn(name, known: table.names), at: expression.range)
      return nil
    }
  }

  private mutating func trend(_ expression: FormulaExpression) -> ColumnValues? {
    guard let periods = table.periods else {
      report(.needsPeriods("trend"), at: expression.range)
      return nil
    }
    let first = periods.min() ?? 0
    return ColumnValues(
      periods.map { DoubleDouble(Double($0 - first + 1)) }, reasons: Array(repeating: 0, count: periods.count)
    )
  }

  private mutating func call(
    _ function: FormulaFunction, _ x: ColumnValues, _ argument: FormulaExpression, _ steps: Int,
    _ expression: FormulaExpression
  ) -> ColumnValues? {
    if function.readsOtherPeriods { return acrossPeriods(function, x, argument, steps, expression) }
    let undefined = number(of: .undefined(expression: expression.text))
    switch function {
    case .log: return x.map(undefined: undefined) { DoubleDouble.log($0) }
    case .exp: return x.map(undefined: undefined) { DoubleDouble.exp($0) }
    case .sqrt: return x.map(undefined: undefined) { $0.squareRoot() }
    case .abs: return x.map(undefined: undefined) { $0.high < 0 ? -$0 : $0 }
    default:
      report(.textInArithmetic(column: expression.text), at: expression.range)
      return nil
    }
  }

  private mutating func acrossPeriods(
    _ function: FormulaFunction, _ x: ColumnValues, _ argument: FormulaExpression, _ steps: Int,
    _ expression: FormulaExpression
  ) -> ColumnValues? {
    guard let index else {
      report(.needsPeriods(expression.text), at: expression.range)
      return nil
    }
    if let rows = index.repeated {
      report(
        .repeatedPeriod(expression.text, rows: rows.map { $0 + 1 }, hasEntities: table.entities != nil),
        at: expression.range)
      return nil
    }
    let absent = number(of: .noOtherPeriod(call: expression.text))
    let other = x.moved(to: index.rows(earlier: function == .lead ? -steps : steps), absent: absent)
    if function == .lag || function == .lead { return other }
    let undefined = number(of: .undefined(expression: expression.text))
    return x.combined(with: other, undefined: undefined) { now, before in
      switch function {
      case .dlog: now.high > 0 && before.high > 0 ? DoubleDouble.log(now / before) : .missing
      case .growth: before.high > 0 ? (now - before) / before * 100 : .missing
      default: now - before
      }
    }
  }

  private mutating func category(_ texts: [String?], _ name: String) -> Factor {
    let empty = number(of: .empty(column: name))
    let levels = Set(texts.compactMap { $0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    return .category(
      labels: texts.map { text in text.flatMap { numbers[$0] } ?? 0 }, levels: levels,
      reasons: texts.map { $0 == nil ? empty : 0 })
  }

  private func category(_ column: ColumnValues) -> Factor {
    let values = zip(column.values, column.reasons).filter { $1 == 0 }.map(\.0.high)
    let levels = Set(values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, $0) })
    return .category(
      labels: column.values.map { numbers[$0.high] ?? 0 }, levels: levels.map(Self.spelled),
      reasons: column.reasons)
  }

  /// Whole numbers without a fraction.
  private static func spelled(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
