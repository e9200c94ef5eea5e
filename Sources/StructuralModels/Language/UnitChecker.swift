import TimeSeries

/// What an expression is measured in, as far as declarations tell.
struct Dimensions: Equatable {
  /// Powers of what is measured; rates, shares, points and index numbers are pure numbers and have none.
  var powers: [TimeSeries.Unit.Dimension: Int]
  /// Base units in one; nil where a number has been multiplied in, which may change the unit.
  var scale: Double?
  /// The prices it is counted in; nil where that is unknown or does not matter.
  var basis: PriceBasis?
  /// How messages call it.
  var symbol: String

  var isPure: Bool { powers.isEmpty }

  init(_ unit: TimeSeries.Unit, _ basis: PriceBasis?) {
    switch unit.dimension {
    case .share, .percentagePoint, .index: powers = [:]
    case .yuanPerHead: powers = [.yuan: 1, .persons: -1]
    default: powers = [unit.dimension: 1]
    }
    scale = powers.isEmpty ? nil : unit.scale
    self.basis = basis == .notApplicable || powers.isEmpty ? nil : basis
    symbol = unit.symbol
  }
}

/// Looks for sums, comparisons and equations of things measured differently: 亿元 and %, nominal and real values without
/// a deflator, 亿元 and 万元.
///
/// Only names with a declared unit or basis say anything. A parameter, a shock and a product with one may be measured in
/// anything; so may a number in a sum. A product with a number may have any size of its unit, one with an index number
/// any prices. log, exp and sqrt give anything. Rates, shares, points and index numbers are not told apart.
struct UnitChecker {
  /// What clashes: the two texts and what each is measured in.
  struct Clash: Error {
    let problem: ModelProblem
  }

  private let measures: [String: Dimensions]
  private let bases: [String: PriceBasis]

  init(_ variables: [ModelVariable]) {
    var measures: [String: Dimensions] = [:]
    var bases: [String: PriceBasis] = [:]
    for variable in variables {
      measures[variable.name] = variable.unit.map { Dimensions($0, variable.basis) }
      if variable.unit == nil, let basis = variable.basis, basis != .notApplicable {
        bases[variable.name] = basis
      }
    }
    (self.measures, self.bases) = (measures, bases)
  }

  /// The first clash in an equation; nil where there is none.
  func problem(in left: Expression, equals right: Expression) -> ModelProblem? {
    do {
      _ = try joined((left, try measure(left)), (right, try measure(right)))
      return nil
    } catch { return error.problem }
  }

  /// A measure, or prices alone where a name has a basis and no unit.
  fileprivate enum Kind {
    case anything
    case prices(PriceBasis)
    case measured(Dimensions)

    var basis: PriceBasis? {
      switch self {
      case .anything: nil
      case .prices(let basis): basis
      case .measured(let measure): measure.basis
      }
    }
  }

  private func measure(_ x: Expression) throws(Clash) -> Kind {
    switch x {
    case .number: return .anything
    case .name(let name, _):
      return measures[name].map(Kind.measured) ?? bases[name].map(Kind.prices) ?? .anything
    case .negated(let x): return try measure(x)
    case .not(let x):
      _ = try measure(x)
      return .anything
    case .operation(let symbol, let a, let b):
      let (p, q) = (try measure(a), try measure(b))
      switch symbol {
      case .plus, .minus: return try joined((a, p), (b, q))
      case .times: return product(p, q, of: (a, b), sign: 1)
      case .over: return product(p, q, of: (a, b), sign: -1)
      case .power: return power(p, b.constant)
      case .and, .or: return .anything
      default:
        _ = try joined((a, p), (b, q))
        return .anything
      }
    case .call(let function, let arguments): return try measure(function, arguments)
    }
  }

  private func measure(_ function: ModelFunction, _ arguments: [Expression]) throws(Clash) -> Kind {
    var kinds: [Kind] = []
    for argument in arguments { kinds.append(try measure(argument)) }
    switch function {
    case .abs, .diff, .mavg, .msum: return kinds[0]
    case .min, .max:
      var result = (arguments[0], kinds[0])
      for other in zip(arguments, kinds).dropFirst() {
        let kind = try joined(result, other)
        if case .anything = result.1 { result.0 = other.0 }
        result.1 = kind
      }
      return result.1
    case .if: return try joined((arguments[1], kinds[1]), (arguments[2], kinds[2]))
    default: return .anything
    }
  }

  /// What two things that are added, compared or set equal are measured in; throws where they cannot be.
  private func joined(_ a: (Expression, Kind), _ b: (Expression, Kind)) throws(Clash) -> Kind {
    if let p = a.1.basis, let q = b.1.basis, !p.agrees(with: q) {
      throw Clash(problem: .basisClash(Self.text(a.0), p, Self.text(b.0), q))
    }
    switch (a.1, b.1) {
    case (.anything, let other), (let other, .anything): return other
    case (.prices, .measured(let m)), (.measured(let m), .prices):
      var m = m
      m.basis = a.1.basis ?? b.1.basis
      return .measured(m)
    case (.prices, .prices): return a.1
    case (.measured(var m), .measured(let n)):
      let (x, y) = (Self.text(a.0), Self.text(b.0))
      if m.powers != n.powers {
        if m.isPure || n.isPure { throw Clash(problem: .levelWithRate(x, m.symbol, y, n.symbol)) }
        throw Clash(problem: .unitClash(x, m.symbol, y, n.symbol))
      }
      if let p = m.scale, let q = n.scale, p != q {
        throw Clash(problem: .sizeClash(x, m.symbol, y, n.symbol))
      }
      (m.scale, m.basis) = (m.scale ?? n.scale, m.basis ?? n.basis)
      return .measured(m)
    }
  }

  private func product(_ p: Kind, _ q: Kind, of sides: (Expression, Expression), sign: Int) -> Kind {
    if sides.1.constant != nil { return p.resized }
    if sides.0.constant != nil {
      guard sign > 0 else { return Self.inverse(q.resized) }
      return q.resized
    }
    guard case .measured(let m) = p, case .measured(let n) = q else { return .anything }
    var result = m
    for (dimension, power) in n.powers {
      let sum = (m.powers[dimension] ?? 0) + sign * power
      result.powers[dimension] = sum == 0 ? nil : sum
    }
    result.scale = nil
    result.basis = nil
    result.symbol = "\(m.symbol)\(sign > 0 ? "·" : "/")\(n.symbol)"
    return .measured(result)
  }

  private func power(_ base: Kind, _ exponent: Double?) -> Kind {
    guard case .measured(var m) = base else { return .anything }
    if m.isPure { return base }
    guard let exponent, let n = Int(exactly: exponent), abs(n) < 100 else { return .anything }
    m.powers = n == 0 ? [:] : m.powers.mapValues { $0 * n }
    m.symbol = "\(m.symbol)^\(n)"
    (m.scale, m.basis) = (nil, nil)
    return .measured(m)
  }

  private static func inverse(_ kind: Kind) -> Kind {
    guard case .measured(var m) = kind else { return .anything }
    m.powers = m.powers.mapValues { -$0 }
    (m.scale, m.basis, m.symbol) = (nil, nil, "1/\(m.symbol)")
    return .measured(m)
  }

  /// The expression for a message, cut where it is long.
  private static func text(_ x: Expression) -> String {
    let text = x.description
    return text.count > 40 ? text.prefix(39) + "…" : text
  }
}

extension UnitChecker.Kind {
  /// Times a number.
  fileprivate var resized: Self {
    guard case .measured(var m) = self else { return self }
    m.scale = nil
    return .measured(m)
  }
}

extension PriceBasis {
  /// Whether values may be added: constant prices of an unnamed base agree with those of a named one.
  fileprivate func agrees(with other: PriceBasis) -> Bool {
    switch (self, other) {
    case (.real(nil), .real), (.real, .real(nil)): true
    default: self == other
    }
  }
}
