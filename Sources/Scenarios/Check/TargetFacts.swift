import Datasets
import TimeSeries

/// What the targets and the statements say of each variable: last year's level, this year's level and growth.
struct TargetFacts {
  /// A number with the statement or target it was read from.
  struct Number {
    var value: Double
    var unit: TimeSeries.Unit
    /// Computed from other numbers rather than stated.
    var isDerived = false
    var statement: String?
  }

  struct Facts {
    var name: Bilingual
    var targets: [Target]
    /// Last year's level, on the basis this year's growth is measured on.
    var base: Number?
    var level: Number?
    /// Percent.
    var growth: Number?

    var statements: [String] {
      var seen: Set<String> = []
      let all = targets.map(\.statement) + [base?.statement, level?.statement, growth?.statement]
      return all.compactMap { $0 }.filter { seen.insert($0).inserted }
    }
  }

  let plan: Plan
  /// The targets of one year.
  let targets: [Target]
  let statements: [String: Statement]
  private let facts: [String: Facts]

  init(_ plan: Plan, year: Period) {
    self.plan = plan
    targets = plan.targets.filter { $0.period == year }
    statements = Dictionary(plan.statements.map { ($0.id, $0) }) { first, _ in first }
    var facts: [String: Facts] = [:]
    for target in targets {
      guard let quantity = target.single, target.kind == .modelled else { continue }
      let own = Self.facts(of: target, quantity, statements)
      var known = facts[quantity.variable] ?? Facts(name: target.name, targets: [])
      known.targets.append(target)
      known.base = known.base ?? own.base
      known.level = known.level ?? own.level
      known.growth = known.growth ?? own.growth
      facts[quantity.variable] = known
    }
    self.facts = facts.mapValues(Self.completed)
  }

  /// Facts of a variable; a bare name where no target speaks of it.
  func of(_ variable: String) -> Facts {
    facts[variable] ?? Facts(name: Bilingual(variable), targets: [])
  }

  private static func facts(of target: Target, _ quantity: Quantity, _ statements: [String: Statement])
    -> Facts
  {
    var own = Facts(name: target.name, targets: [target])
    let statement = target.statement.flatMap { statements[$0] }
    let number = Number(value: target.bound.middle, unit: target.unit, statement: statement?.id)
    if quantity.measure == .growth { own.growth = number } else { own.level = number }
    if let statement {
      if own.growth == nil, let growth = statement.growth {
        own.growth = Number(value: growth, unit: .percent, statement: statement.id)
      }
      if own.level == nil, let level = statement.level, let unit = statement.unit {
        own.level = Number(value: level, unit: unit, statement: statement.id)
      }
      if let result = statement.parentID.flatMap({ statements[$0] }), result.kind == .result,
        result.year == statement.year.advanced(years: -1), let level = result.level, let unit = result.unit,
        result.nature == statement.nature
      {
        own.base = Number(value: level, unit: unit, statement: result.id)
      }
    }
    return own
  }

  /// Of level, base and growth the third follows from two.
  private static func completed(_ facts: Facts) -> Facts {
    var facts = facts
    if facts.level == nil, let base = facts.base, let growth = facts.growth {
      facts.level = Number(
        value: Growth.level(base: base.value, growth: growth.value), unit: base.unit, isDerived: true)
    }
    if facts.base == nil, let level = facts.level, let growth = facts.growth {
      facts.base = Number(
        value: Growth.comparableBase(level: level.value, growth: growth.value), unit: level.unit,
        isDerived: true)
    }
    if facts.growth == nil, let level = facts.level, let base = facts.base, base.value > 0,
      let converted = try? base.unit.convert(base.value, to: level.unit)
    {
      facts.growth = Number(
        value: Growth.rate(level: level.value, base: converted), unit: .percent, isDerived: true)
    }
    return facts
  }

  func finding(
    _ id: String, _ severity: Finding.Severity, en: String, zh: String, of facts: [Facts] = [],
    targets: [String] = [],
    statements: [String] = [], at position: SourcePosition
  ) -> Finding {
    Finding(
      id: id, severity: severity, message: Bilingual(en: en, zh: zh),
      targets: Self.unique(facts.flatMap { $0.targets.map(\.id) } + targets),
      statements: Self.unique(facts.flatMap(\.statements) + statements), position: position)
  }

  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}

extension Target {
  /// The quantity of a target that is about one variable, taken as it is.
  var single: Quantity? {
    guard forms.count == 1, forms[0].terms.count == 1, forms[0].terms[0].coefficient == 1 else { return nil }
    return forms[0].terms[0].quantity
  }
}

extension Bound {
  /// The number a bound is taken at: its end, or the middle of a range.
  var middle: Double { ends.reduce(0, +) / Double(ends.count) }

  var floor: Double? {
    switch self {
    case .atLeast(let b), .above(let b): b
    case .within(let low, _): low
    case .atMost: nil
    }
  }

  var ceiling: Double? {
    switch self {
    case .atMost(let b): b
    case .within(_, let high): high
    case .atLeast, .above: nil
    }
  }
}

extension Double {
  /// With a fixed number of digits after the point, ties away from zero; a minus sign only where a digit is not zero.
  func fixed(_ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (self * scale).rounded()
    guard scaled.magnitude < 9e15 else { return "\(self)" }
    let figures = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, digits + 1 - figures.count)) + figures
    let sign = scaled < 0 ? "-" : ""
    if digits == 0 { return sign + padded }
    return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
  }

  /// With its sign: +15.0, -3.2.
  func signed(_ digits: Int) -> String {
    let text = fixed(digits)
    return text.hasPrefix("-") ? text : "+" + text
  }
}
