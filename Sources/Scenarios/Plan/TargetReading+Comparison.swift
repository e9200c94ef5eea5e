import Datasets
import TimeSeries

/// How an income target is read where its words leave it open.
struct IncomeReading: Hashable, Sendable {
  enum Concept: String, CaseIterable, Sendable { case both, urban, rural }
  enum Basis: String, CaseIterable, Sendable { case nominal, real }
  enum Comparison: String, CaseIterable, Sendable { case realised, target }

  /// Whose income: 城乡居民 both, each of them for itself.
  var concept = Concept.both
  /// Real: growth less that of consumer prices.
  var basis = Basis.nominal
  /// Against what comes true, or against the number the plan sets.
  var against = Comparison.realised

  var variables: [String] {
    switch concept {
    case .both: ["urban_income", "rural_income"]
    case .urban: ["urban_income"]
    case .rural: ["rural_income"]
    }
  }
}

/// Targets that compare growth: each variable's growth above another's.
extension TargetReading {
  func comparison() -> Subject? {
    let reading = incomeReading()
    for key in BoundReading.keys where key != "above" && values[key] != nil {
      decoder.reader.report(
        Bilingual(
          en: "“\(key)” is one too many: the target compares two growth rates", zh: "“\(key)”多余：该目标比较两个增速"),
        about: values[key] ?? tree)
    }
    guard let reading, let other = otherVariable() else { return nil }
    let names = values["variable"] == nil && values["variables"] == nil ? reading.variables : variableNames()
    if names.isEmpty { return nil }
    decoder.incomeReadings[id] = reading
    if reading.against == .target { decoder.comparedTargets[id] = other }
    let forms = names.map { name in
      var terms = [LinearForm.Term(1, Quantity(name, .growth))]
      if reading.basis == .real { terms.append(.init(-1, Quantity("cpi", .growth))) }
      if reading.against == .realised { terms.append(.init(-1, Quantity(other, .growth))) }
      return LinearForm(terms)
    }
    let unit: TimeSeries.Unit = reading.against == .realised ? .percentagePoint : .percent
    return Subject(kind: .modelled, forms: forms, bound: .above(0), unit: unit)
  }

  private func otherVariable() -> String? {
    guard let tree = values["above"] else { return "gdp" }
    guard let map = decoder.map(tree, .comparison),
      let name = decoder.required("variable", in: map, of: .comparison, at: tree)
    else { return nil }
    return decoder.reader.string(name, of: PlanDecoder.noun("the variable", "变量"))
  }

  private func incomeReading() -> IncomeReading? {
    guard let tree = values["income"] else { return IncomeReading() }
    guard let map = decoder.map(tree, .income) else { return nil }
    var reading = IncomeReading()
    if let concept = map["concept"] {
      if values["variable"] != nil || values["variables"] != nil {
        decoder.reader.report(
          Bilingual(en: "“concept” is one too many: the variables are named", zh: "“concept”多余：变量已写明"),
          about: concept,
          suggestion: Bilingual(en: "leave one of the two out", zh: "请去掉其中之一"))
      }
      guard let value: IncomeReading.Concept = word(concept, "concept") else { return nil }
      reading.concept = value
    }
    if let basis = map["basis"] {
      guard let value: IncomeReading.Basis = word(basis, "basis") else { return nil }
      reading.basis = value
    }
    if let against = map["against"] {
      guard let value: IncomeReading.Comparison = word(against, "against") else { return nil }
      reading.against = value
    }
    return reading
  }

  private func word<Choice: RawRepresentable<String> & CaseIterable>(_ tree: SettingTree, _ key: String)
    -> Choice?
  {
    decoder.reader.choice(tree, of: Bilingual("“\(key)”"), among: Choice.allCases.map(\.rawValue)).flatMap(
      Choice.init)
  }
}
