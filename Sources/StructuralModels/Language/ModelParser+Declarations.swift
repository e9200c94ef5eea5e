import TimeSeries

extension ModelParser {
  /// The words for frequencies.
  static let frequencies: [(word: String, frequency: Frequency)] = [
    ("annual", .annual), ("semiannual", .halfYear), ("quarterly", .quarter), ("monthly", .month),
  ]

  /// `frequency annual`
  mutating func readFrequency(at place: ModelText.Place) throws(Abandoned) {
    let token = next
    let words = Self.frequencies.map(\.word)
    guard let word = token.name, let found = Self.frequencies.first(where: { $0.word == word }) else {
      let written = spelled(token)
      let suggestion = Suggestion.nearest(to: written, among: words)
      throw fail(.unknownFrequency(written, suggestion: suggestion), at: token.place)
    }
    advance()
    try requireEnd(after: .frequency)
    if draft.frequency != nil { throw fail(.repeatedFrequency, at: place) }
    draft.frequency = found.frequency
  }

  /// `variable cn "Consumption" "消费" unit "亿元" basis real 2015`
  mutating func readVariable(isExogenous: Bool) throws(Abandoned) {
    let keyword: ModelKeyword = isExogenous ? .exogenous : .variable
    let (name, place) = try requireNewName()
    let label = takeLabel(of: name)
    var unit: TimeSeries.Unit?
    var basis: PriceBasis?
    while next.kind != .end {
      if take(.unit) {
        unit = try readUnit()
      } else if take(.basis) {
        basis = try readBasis()
      } else {
        try requireEnd(after: keyword)
      }
    }
    draft.variables.append(
      ModelVariable(
        name: name, label: label, unit: unit, basis: basis, isExogenous: isExogenous, place: place))
  }

  /// One label for both languages, or the English and the Chinese one.
  private mutating func takeLabel(of name: String) -> Bilingual {
    guard case .text(let first) = next.kind else { return Bilingual(name) }
    advance()
    guard case .text(let second) = next.kind else { return Bilingual(first) }
    advance()
    return Bilingual(en: first, zh: second)
  }

  private mutating func readUnit() throws(Abandoned) -> TimeSeries.Unit {
    let token = next
    let written: String
    switch token.kind {
    case .text(let text): written = text
    case .name(let name): written = name
    case .sign("%"): written = "%"
    default: throw fail(.expectedUnit(found: spelled(token)), at: token.place)
    }
    advance()
    do { return try TimeSeries.Unit(parsing: written) } catch { throw fail(.unit(error), at: token.place) }
  }

  /// The words for price bases.
  static let bases = ["nominal", "real", "usd", "none"]

  private mutating func readBasis() throws(Abandoned) -> PriceBasis {
    let token = next
    switch token.name {
    case "nominal": advance(); return .nominal
    case "usd": advance(); return .currentUSD
    case "none": advance(); return .notApplicable
    case "real":
      advance()
      guard case .number = next.kind, let (word, place) = takeWord() else { return .real(base: nil) }
      do { return .real(base: try Period(word)) } catch { throw fail(.period(error), at: place) }
    default:
      let written = spelled(token)
      let suggestion = Suggestion.nearest(to: written, among: Self.bases)
      throw fail(.unknownBasis(written, suggestion: suggestion), at: token.place)
    }
  }

  /// `parameter a, b "label"`, each with `= 0.5`, `~ normal(0.5, 0.1)`, `estimated`, or several of them.
  mutating func readParameters() throws(Abandoned) {
    var names = [try requireNewName()]
    while take(",") { names.append(try requireNewName()) }
    var (value, prior, isEstimated, isGiven): (Double?, ModelDistribution?, Bool, Bool) = (
      nil, nil, false, false
    )
    var label: Bilingual?
    while next.kind != .end {
      if take("=") {
        value = try requireNumber(.parameter)
      } else if take("~") {
        prior = try readDistribution()
      } else if take(.estimated) {
        isEstimated = true
      } else if take(.given) {
        isGiven = true
      } else if case .text = next.kind {
        label = takeLabel(of: "")
      } else {
        try requireEnd(after: .parameter)
      }
    }
    for (name, place) in names {
      if value == nil, prior == nil, !isEstimated, !isGiven {
        report(.parameterWithoutValue(name), at: place)
      }
      draft.parameters.append(
        ModelParameter(
          name: name, label: label ?? Bilingual(name), value: value ?? prior?.mean, prior: prior,
          isEstimated: isEstimated, place: place))
    }
  }

  /// `shock e "label" ~ normal(0, 1)`
  mutating func readShock() throws(Abandoned) {
    let (name, place) = try requireNewName()
    let label = takeLabel(of: name)
    var distribution: ModelDistribution?
    if take("~") {
      let at = next.place
      distribution = try readDistribution()
      if let mean = distribution?.mean, mean != 0 { report(.shockWithMean(name), at: at) }
    }
    try requireEnd(after: .shock)
    draft.shocks.append(ModelShock(name: name, label: label, distribution: distribution, place: place))
  }

  private mutating func readDistribution() throws(Abandoned) -> ModelDistribution {
    let token = next
    let written = spelled(token)
    guard ModelDistribution.names.contains(written) else {
      let suggestion = Suggestion.nearest(to: written, among: ModelDistribution.names)
      throw fail(.unknownDistribution(written, suggestion: suggestion), at: token.place)
    }
    advance()
    try require("(", after: written)
    var arguments = [try requireNumber(.distribution)]
    while take(",") { arguments.append(try requireNumber(.distribution)) }
    let place = token.place.joined(to: next.place)
    try require(")", after: written)
    guard let distribution = ModelDistribution(written, arguments) else {
      throw fail(.badDistribution(written), at: place)
    }
    return distribution
  }
}
