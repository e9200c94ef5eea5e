/// What can be wrong with a formula, by itself or with the table it is read against. Rows count from 1.
public enum FormulaProblem: Equatable, Sendable, CustomStringConvertible {
  // Spelling
  case unexpectedCharacter(String)
  case equalsSign
  case unclosedQuote
  case emptyName
  case unclosedParenthesis
  /// Something else stands where `wanted` should; `found` is nil at the end of the text.
  case expected(wanted: Wanted, found: String?)
  case noTilde
  case secondTilde
  case tooManyParts
  case fixedEffectsAfterInstruments
  // Terms
  case unknownFunction(String, instead: String?, known: [String])
  case argumentCount(function: String, allowed: ClosedRange<Int>, given: Int)
  case badStep(function: String, given: String)
  case numberAsTerm(String)
  case nothingToRemove(String)
  case interactionInside
  case notAColumn(String)
  case noEndogenous
  case noInstruments
  // Against a table
  case unknownColumn(String, known: [String])
  case textInArithmetic(column: String)
  case textResponse(column: String)
  case textWeights(column: String)
  case needsPeriods(String)
  case repeatedPeriod(String, rows: [Int], hasEntities: Bool)
  case oneLevel(variable: String, level: String)
  case noRowLeft(rows: Int, missing: [MissingRows])
  case nothingToEstimate

  /// What the parser was looking for.
  public enum Wanted: Equatable, Sendable {
    case value, closing, end, number
  }

  public var description: String {
    switch self {
    case .unexpectedCharacter(let text): "“\(text)” has no meaning in a formula"
    case .equalsSign: "“=” is not used in a formula"
    case .unclosedQuote: "the quotation mark is not closed"
    case .emptyName: "there is no name between the quotation marks"
    case .unclosedParenthesis: "the parenthesis is not closed"
    case .expected(let wanted, let found): Self.expectation(wanted, found)
    case .noTilde: "a formula needs “~” between what is explained and what explains it"
    case .secondTilde: "a second “~” stands only after “|”, between endogenous regressors and instruments"
    case .tooManyParts: "there are more than three parts"
    case .fixedEffectsAfterInstruments: "nothing follows the part with the instruments"
    case .unknownFunction(let name, _, _): "unknown function “\(name)”"
    case .argumentCount(let function, let allowed, let given): Self.arguments(function, allowed, given)
    case .badStep(let function, let given):
      "\(function)() goes a whole number of periods, 1 or more, not “\(given)”"
    case .numberAsTerm(let text):
      "“\(text)” is not a regressor; of numbers only 1 and 0 stand alone, for the constant"
    case .nothingToRemove(let term): "there is no term \(term) to take away"
    case .interactionInside: "“:” joins terms; inside parentheses everything is arithmetic"
    case .notAColumn(let text): "a fixed effect is a column, not \(text)"
    case .noEndogenous: "no endogenous regressor stands before “~”"
    case .noInstruments: "no instrument stands after “~”"
    case .unknownColumn(let name, _): "unknown column “\(name)”"
    case .textInArithmetic(let column): "\(column) is text; there is no arithmetic with it"
    case .textResponse(let column): "\(column) is text; what is explained must be numbers"
    case .textWeights(let column): "\(column) is text; weights must be numbers"
    case .needsPeriods(let call): "\(call) needs the period of each row, and the table has none"
    case .repeatedPeriod(let call, let rows, _):
      "\(call) is not defined: rows \(rows.map(String.init).joined(separator: " and ")) are of one period"
    case .oneLevel(let variable, let level):
      "\(variable) is “\(level)” in every row used; one category explains nothing"
    case .noRowLeft(let rows, let missing):
      "none of the \(rows) rows has all the values the formula needs"
        + (missing.isEmpty ? "" : ": ") + missing.map(\.description).joined(separator: "; ")
    case .nothingToEstimate: "there is nothing to estimate: no regressor and no constant"
    }
  }

  /// What to do instead, where that can be said without knowing names.
  public var advice: String? {
    switch self {
    case .equalsSign, .noTilde: "write y ~ x + z"
    case .unknownFunction(_, let instead?, _): "write \(instead)"
    case .badStep("lag", let given) where given.hasPrefix("-"): "lead() goes forward"
    case .badStep("lead", let given) where given.hasPrefix("-"): "lag() goes back"
    case .numberAsTerm(let text): "for a multiple write (\(text) * x)"
    case .interactionInside: "for a product write *"
    case .tooManyParts: "write y ~ x | fixed effects | endogenous ~ instruments"
    case .notAColumn: "for one effect a pair write region:year"
    case .repeatedPeriod(_, _, false): "say which column tells the entities of the panel apart"
    case .repeatedPeriod(_, _, true): "keep one row for each entity and period"
    default: nil
    }
  }

  /// The names that could be meant; the caller may look for the nearest.
  public var candidates: [String] {
    switch self {
    case .unknownColumn(_, let known): known
    case .unknownFunction(_, nil, let known): known
    default: []
    }
  }

  /// The name that is not known.
  public var unknownName: String? {
    switch self {
    case .unknownColumn(let name, _), .unknownFunction(let name, nil, _): name
    default: nil
    }
  }

  private static func expectation(_ wanted: Wanted, _ found: String?) -> String {
    let what =
      switch wanted {
      case .value: "a column, a function or a number"
      case .closing: "“)” or “,”"
      case .end: "“+”, “~” or “|”"
      case .number: "a number"
      }
    guard let found else { return "\(what) is missing at the end" }
    return "\(what) should stand here, not “\(found)”"
  }

  private static func arguments(_ function: String, _ allowed: ClosedRange<Int>, _ given: Int) -> String {
    let wanted =
      allowed.count == 1 ? "\(allowed.lowerBound)" : "\(allowed.lowerBound) or \(allowed.upperBound)"
    return "\(function)() takes \(wanted) argument\(allowed.upperBound == 1 ? "" : "s"), not \(given)"
  }
}
