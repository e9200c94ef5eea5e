import Datasets
import TimeSeries

/// Finds the rows of a block that targets speak of, and collects what cannot be found.
struct RowBinding {
  let quantities: [Quantity]
  let periods: [Period]
  var series: [Judge.Reading] = []
  var diagnostics = Diagnostics()

  private let places: [Quantity: Int]
  private var known: [Judge.Reading: Int] = [:]

  init(quantities: [Quantity], horizon: Horizon) {
    self.quantities = quantities
    periods = Array(horizon.periods)
    places = Dictionary(quantities.enumerated().map { ($1, $0) }) { first, _ in first }
  }

  var rows: [Int] { Set(series.flatMap(\.rows)).sorted() }

  /// The series of a target's judged value; a plain quantity shares the one of its fan.
  mutating func series(of target: Target) -> Int {
    guard let period = periods.firstIndex(of: target.period) else {
      diagnostics.append(.outsideHorizon(target, periods))
      return 0
    }
    var forms: [[Judge.Term]] = []
    for form in target.forms {
      var terms: [Judge.Term] = []
      for term in form.terms {
        guard let place = places[term.quantity] else {
          diagnostics.append(.notProjected(term.quantity, for: target, by: quantities))
          continue
        }
        terms.append(Judge.Term(coefficient: term.coefficient, row: place * periods.count + period))
      }
      forms.append(terms)
    }
    guard !forms.isEmpty, !forms.contains([]) else {
      if target.forms.isEmpty || target.forms.contains(where: \.terms.isEmpty) {
        diagnostics.append(.nothingToJudge(target))
      }
      return 0
    }
    if forms.count == 1, forms[0].count == 1, forms[0][0].coefficient == 1 {
      return add(.row(forms[0][0].row))
    }
    return add(.worst(forms, target.bound))
  }

  /// Every quantity the targets use, over the whole horizon.
  mutating func fans(of targets: [Target]) -> [Judge.Fan] {
    let used = targets.flatMap(\.forms).flatMap(\.terms).map(\.quantity).uniqued()
    var fans: [Judge.Fan] = []
    for quantity in used {
      guard let place = places[quantity] else { continue }
      for (index, period) in periods.enumerated() {
        let series = add(.row(place * periods.count + index))
        fans.append(Judge.Fan(quantity: quantity, period: period, series: series))
      }
    }
    return fans
  }

  private mutating func add(_ reading: Judge.Reading) -> Int {
    if let index = known[reading] { return index }
    series.append(reading)
    known[reading] = series.count - 1
    return series.count - 1
  }
}

extension Diagnostic {
  static func outsideHorizon(_ target: Target, _ periods: [Period]) -> Diagnostic {
    let first = periods.first?.description ?? ""
    let last = periods.last?.description ?? ""
    let span = first == last ? first : "\(first)..\(last)"
    return Diagnostic(
      .error,
      Bilingual(
        en: "target “\(target.id)” is for \(target.period), outside the horizon \(span)",
        zh: "目标“\(target.id)”属于\(target.period)，不在预测期\(span)内"),
      at: target.position, suggestion: Bilingual(en: "extend the horizon to it", zh: "请延长预测期"))
  }

  static func notProjected(_ quantity: Quantity, for target: Target, by quantities: [Quantity]) -> Diagnostic
  {
    let others = quantities.filter { $0.variable == quantity.variable }.map(\.measure.rawValue)
    let suggestion =
      others.isEmpty
      ? Diagnostic.didYouMean(Suggestion.nearest(to: quantity.variable, among: quantities.map(\.variable)))
      : Bilingual(
        en: "its \(others.joined(separator: " and ")) is projected",
        zh: "模型只给出它的\(others.joined(separator: "、"))")
    return Diagnostic(
      .error,
      Bilingual(
        en:
          "target “\(target.id)” needs the \(quantity.measure.rawValue) of “\(quantity.variable)”, which the model does not project",
        zh: "目标“\(target.id)”需要“\(quantity.variable)”的\(quantity.measure.rawValue)，模型没有给出"),
      at: target.position, suggestion: suggestion)
  }

  static func nothingToJudge(_ target: Target) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "target “\(target.id)” names no quantity to judge", zh: "目标“\(target.id)”没有可判断的数量"),
      at: target.position,
      suggestion: Bilingual(en: "name a variable, or mark it as unquantified", zh: "请写明变量，或标为未量化"))
  }

  static func unknownGroup(of target: Target, known: [String]) -> Diagnostic {
    Diagnostic(
      .error,
      Bilingual(
        en: "target “\(target.id)” is listed under “\(target.group)”, which is no group of the plan",
        zh: "目标“\(target.id)”所属的组“\(target.group)”不存在"),
      at: target.position,
      suggestion: Diagnostic.didYouMean(Suggestion.nearest(to: target.group, among: known)))
  }
}
