/// A regression as people write it: `fai ~ gdp + lag(fai) + log(retail) | region + year`.
///
/// What is explained stands before `~`; after it regressors, joined by `+`; after `|` fixed effects, absorbed rather than
/// estimated; and in a part with a `~` of its own endogenous regressors and their instruments:
/// `y ~ exogenous | fixed effects | endogenous ~ instruments`, the fixed effects left out where there are none.
///
/// - A constant is among the regressors unless `-1` or `0` stands there or fixed effects absorb it.
/// - Among terms, `a:b` is the product of two terms and `a*b` means `a + b + a:b`; `- a` takes a term away. `a/b` and
///   `x^2` are arithmetic everywhere.
/// - Inside parentheses and functions everything is arithmetic, so `(a*b)` is one column and `(a + b)` a sum; what is explained is
///   arithmetic too.
/// - Text columns and `factor(x)` are categories: one column a level, `region[Hubei]`, levels in the order of their text
///   (of numbers: of size), the first left out where its effect is that of the constant.
/// - Names of columns that are no words (letters of any script, digits, `_`, `.`) stand between backticks or quotation marks.
///
/// Functions: `FormulaFunction`. Lags are those of periods and entities, never of rows.
public struct Formula: Sendable, CustomStringConvertible {
  /// The formula as it was written.
  public let text: String
  let response: FormulaExpression
  let regressors: [FormulaTerm]
  /// Whether the regressors have a constant. Fixed effects, where there are any, take its place.
  public let hasConstant: Bool
  let fixedEffects: [FormulaTerm]
  let endogenous: [FormulaTerm]
  let instruments: [FormulaTerm]

  public var description: String { text }

  /// Whether fixed effects are to be absorbed.
  public var hasFixedEffects: Bool { !fixedEffects.isEmpty }
  /// Whether some regressors are endogenous.
  public var hasInstruments: Bool { !endogenous.isEmpty }

  /// Reads a formula; nothing is looked up yet.
  ///
  /// - Throws: every mistake found in the text, with its place.
  public init(_ text: String) throws(FormulaDiagnostics) {
    var parser = FormulaParser(text)
    let parsed = FormulaParts(&parser, text)
    guard let response = parsed.response, parser.diagnostics.isEmpty else {
      throw FormulaDiagnostics(parser.withoutConsequences)
    }
    self.text = text
    self.response = response
    regressors = parsed.regressors.terms
    fixedEffects = parsed.fixedEffects
    hasConstant = (parsed.regressors.constant ?? true) && parsed.fixedEffects.isEmpty
    endogenous = parsed.endogenous
    instruments = parsed.instruments
  }

  /// All columns the formula names, each once, in its order.
  public var columns: [String] {
    var seen: Set<String> = []
    return (arithmetic + fixedEffects.flatMap(\.factors)).flatMap(\.columns).filter {
      seen.insert($0).inserted
    }
  }

  /// Columns whose values serve to tell groups apart and nothing else: fixed effects and arguments of `factor`.
  public var categoryColumns: Set<String> {
    Set(columns).subtracting(arithmetic.filter { !$0.isCategory }.flatMap(\.columns))
  }

  /// Whether values come from other periods, or from the number of the period.
  public var readsPeriods: Bool { arithmetic.contains(where: \.readsPeriods) }

  /// Every expression but the fixed effects.
  private var arithmetic: [FormulaExpression] {
    [response] + (regressors + endogenous + instruments).flatMap(\.factors)
  }
}

/// The parts of a formula as they are found.
private struct FormulaParts {
  var response: FormulaExpression?
  var regressors = FormulaParser.Terms()
  var fixedEffects: [FormulaTerm] = []
  var endogenous: [FormulaTerm] = []
  var instruments: [FormulaTerm] = []

  init(_ parser: inout FormulaParser, _ text: String) {
    response = parser.recovering(at: ["~", "|"]) { parser throws(FormulaDiagnostics) in
      let response = try parser.arithmetic()
      guard parser.token.is("~") || parser.token.kind == .end || parser.token.is("|") else {
        throw parser.unexpected(.end)
      }
      return response
    }
    guard parser.take("~") else {
      if parser.diagnostics.isEmpty { parser.report(.noTilde, at: parser.token.range) }
      return
    }
    regressors = parser.terms()
    if parser.token.is("~") {
      parser.report(.secondTilde, at: parser.token.range)
      return
    }
    while parser.take("|") { readPart(&parser) }
  }

  private mutating func readPart(_ parser: inout FormulaParser) {
    let start = parser.token.range
    let part = parser.terms()
    if !instruments.isEmpty {
      parser.report(.fixedEffectsAfterInstruments, at: start)
    } else if parser.token.is("~") {
      let tilde = parser.token.range
      let before = parser.diagnostics.count
      _ = parser.take("~")
      let after = parser.terms()
      endogenous = part.terms
      instruments = after.terms
      guard parser.diagnostics.count == before else { return }
      if part.terms.isEmpty { parser.report(.noEndogenous, at: tilde) }
      if after.terms.isEmpty { parser.report(.noInstruments, at: tilde) }
    } else if !fixedEffects.isEmpty {
      parser.report(.tooManyParts, at: start)
    } else {
      fixedEffects = part.terms
      for factor in part.terms.flatMap(\.factors) where factor.column == nil {
        parser.report(.notAColumn(factor.text), at: factor.range)
      }
    }
  }
}

extension FormulaExpression {
  /// The columns it names, from the left, repeated where they are.
  var columns: [String] {
    switch node {
    case .number: []
    case .column(let name): [name]
    case .negative(let operand): operand.columns
    case .operation(_, let a, let b): a.columns + b.columns
    case .call(_, let argument, _): argument?.columns ?? []
    }
  }

  var isCategory: Bool { if case .call(.factor, _, _) = node { true } else { false } }

  var readsPeriods: Bool {
    switch node {
    case .number: false
    case .column(let name): name == FormulaFunction.trend.rawValue
    case .negative(let operand): operand.readsPeriods
    case .operation(_, let a, let b): a.readsPeriods || b.readsPeriods
    case .call(let function, let argument, _):
      function == .trend || function.readsOtherPeriods || argument?.readsPeriods ?? false
    }
  }
}
