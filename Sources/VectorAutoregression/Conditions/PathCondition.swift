public import TimeSeries

/// Something said about the future: a linear combination of variables in periods, and what is believed of it.
///
///     PathCondition("gdp", in: q1, equals: 2.5)
///     PathCondition(mean: "gdp", over: q1...q4, equals: 3)
public struct PathCondition: Hashable, Sendable {
  /// One term of the combination.
  public struct Term: Hashable, Sendable {
    public let variable: String
    public let period: Period
    public let weight: Double

    public init(_ variable: String, in period: Period, weight: Double = 1) {
      self.variable = variable
      self.period = period
      self.weight = weight
    }
  }

  /// What is believed of it.
  public enum Belief: Hashable, Sendable {
    /// Exactly this.
    case equals(Double)
    /// Normal around a mean, instead of what the model says of it. Antolín-Díaz, Petrella & Rubio-Ramírez (2021).
    case density(mean: Double, standardDeviation: Double)
  }

  public let terms: [Term]
  public let belief: Belief

  public init(_ terms: [Term], _ belief: Belief) {
    self.terms = terms
    self.belief = belief
  }

  /// One variable in one period.
  public init(_ variable: String, in period: Period, equals value: Double) {
    self.init([Term(variable, in: period)], .equals(value))
  }

  /// The mean of a variable over several periods: an annual average of quarters.
  public init(mean variable: String, over span: PeriodSpan, equals value: Double) {
    let weight = 1 / Double(span.count)
    self.init(span.map { Term(variable, in: $0, weight: weight) }, .equals(value))
  }

  var center: Double {
    switch belief {
    case .equals(let value): value
    case .density(let mean, _): mean
    }
  }

  var spread: Double {
    switch belief {
    case .equals: 0
    case .density(_, let sd): sd
    }
  }
}

extension PathCondition: CustomStringConvertible {
  public var description: String {
    let left = terms.map { term in
      (term.weight == 1 ? "" : "\(term.weight)·") + "\(term.variable)[\(term.period)]"
    }.joined(separator: " + ")
    switch belief {
    case .equals(let value): return "\(left) = \(value)"
    case .density(let mean, let sd): return "\(left) ~ N(\(mean), \(sd)²)"
    }
  }
}

/// Conditions on a path of `names` over `span`, checked: row r of the restrictions is a list of (period, variable, weight).
struct PathRestrictions {
  struct Cell {
    let period: Int
    let variable: Int
    let weight: Double
  }

  let conditions: [PathCondition]
  let rows: [[Cell]]

  init(_ conditions: [PathCondition], names: [String], span: PeriodSpan) throws(VectorError) {
    self.conditions = conditions
    var rows: [[Cell]] = []
    for condition in conditions {
      guard condition.center.isFinite, condition.spread >= 0, condition.spread.isFinite else {
        throw .refused(
          .init(en: "the condition \(condition) is not a number", zh: "条件\(condition)不是有效数值"))
      }
      var row: [Cell] = []
      for term in condition.terms where term.weight != 0 {
        guard let variable = names.firstIndex(of: term.variable) else {
          throw .unknownVariable(
            term.variable, suggestion: Suggestion.nearest(to: term.variable, among: names))
        }
        guard term.period.frequency == span.frequency, span.contains(term.period) else {
          throw .outsideHorizon(term.variable, term.period, span)
        }
        row.append(
          Cell(
            period: span.lowerBound.distance(to: term.period), variable: variable, weight: term.weight))
      }
      rows.append(row)
    }
    self.rows = rows
  }
}
