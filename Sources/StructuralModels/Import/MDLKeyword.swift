/// The keywords of MDL, the model description language of the R package bimets. All but the first two and TSRANGE are
/// written with a `>` behind them.
///
/// A. Luciani, “bimets: Time Series and Econometric Modeling”, reference manual, page MDL (CRAN).
public enum MDLKeyword: String, CaseIterable, Sendable {
  case model = "MODEL"
  case end = "END"
  case comment = "COMMENT"
  case behavioral = "BEHAVIORAL"
  case equation = "EQUATION"
  case identity = "IDENTITY"
  case range = "TSRANGE"
  case formula = "EQ"
  case coefficients = "COEFF"
  case store = "STORE"
  case instruments = "IV"
  case restrictions = "RESTRICT"
  case polynomial = "PDL"
  case error = "ERROR"
  case condition = "IF"

  /// As a text writes it.
  var spelling: String {
    switch self {
    case .model, .end, .range: rawValue
    default: rawValue + ">"
    }
  }

  /// Whether it begins the description of an equation.
  var beginsGroup: Bool { self == .behavioral || self == .equation || self == .identity }

  /// Whether it may describe a behavioral equation.
  var describesBehavior: Bool {
    switch self {
    case .range, .formula, .coefficients, .store, .instruments, .restrictions, .polynomial, .error: true
    default: false
    }
  }

  /// Whether it may describe an identity.
  var describesIdentity: Bool { self == .formula || self == .condition || self == .store }

  /// Whether a group may have it more than once.
  var mayRepeat: Bool {
    switch self {
    case .store, .instruments, .restrictions, .polynomial: true
    default: false
    }
  }
}

/// The functions of MDL, read without regard to case.
public enum MDLFunction: String, CaseIterable, Sendable {
  case lag = "TSLAG"
  case lead = "TSLEAD"
  case difference = "TSDELTA"
  case percentage = "TSDELTAP"
  case logarithmicDifference = "TSDELTALOG"
  case average = "MOVAVG"
  case sum = "MOVSUM"
  case logarithm = "LOG"
  case exponential = "EXP"
  case absolute = "ABS"

  init?(spelling: String) {
    let word = spelling.uppercased()
    guard let function = Self(rawValue: word) ?? Self.aliases[word] else { return nil }
    self = function
  }

  static let aliases: [String: MDLFunction] = [
    "LAG": .lag, "LEAD": .lead, "DEL": .difference, "MAVE": .average, "MTOT": .sum,
  ]

  /// Whether a second argument is a number of periods, 1 unless given.
  var takesPeriods: Bool {
    switch self {
    case .logarithm, .exponential, .absolute: false
    default: true
    }
  }

  /// How it is written.
  var usage: String { takesPeriods ? "\(rawValue)(x, n)" : "\(rawValue)(x)" }
}
