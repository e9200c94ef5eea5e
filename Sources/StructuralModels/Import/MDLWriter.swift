import TimeSeries

/// Writes equations of an MDL text in the language of this library.
struct MDLWriter {
  private let source: ModelText
  private let frequency: Frequency
  private(set) var lines: [String] = []
  /// Where each line of an equation came from, by its number from 1.
  private(set) var origins: [(line: Int, place: ModelText.Place)] = []
  private(set) var notes: [MDLDiagnostic] = []
  /// What variables are called here.
  private var variables: [String: String] = [:]
  private var taken: Set<String> = []

  init(_ source: ModelText, _ frequency: Frequency) {
    self.source = source
    self.frequency = frequency
  }

  mutating func write(_ equations: [MDLEquation], rest: [String]) {
    let groups = Self.joined(equations)
    nameVariables(groups)
    let parameters = nameParameters(groups)
    lines += ["# Imported from \(source.file), a text in the language of bimets."]
    let word = ModelParser.frequencies.first { $0.frequency == frequency }?.word ?? ""
    lines += ["frequency \(word)", ""]
    declare("variable", groups.map(\.name))
    let explained = Set(groups.map(\.name))
    var seen = explained
    declare("exogenous", groups.flatMap(\.variables).filter { seen.insert($0).inserted })
    for (group, names) in zip(groups, parameters) where !names.all.isEmpty {
      lines.append("parameter \(names.all.joined(separator: ", ")) estimated")
      origins.append((lines.count, group.place))
    }
    for (group, names) in zip(groups, parameters) {
      lines.append("")
      lines += group.comments.filter { !$0.isEmpty }.map { "# \($0)" }
      if group.isBehavioral { writeBehavioral(group, names) } else { writeIdentity(group) }
    }
    if !rest.isEmpty { lines += [""] + rest.filter { !$0.isEmpty }.map { "# \($0)" } }
  }

  /// Identities of one name as one with several cases. Where several hold, bimets lets the last one count and this
  /// library the first: so they are turned round.
  private static func joined(_ equations: [MDLEquation]) -> [MDLEquation] {
    var positions: [String: Int] = [:]
    var groups: [MDLEquation] = []
    for equation in equations {
      if let position = positions[equation.name] {
        groups[position].cases = equation.cases + groups[position].cases
        groups[position] = groups[position].adding(equation.comments)
      } else {
        positions[equation.name] = groups.count
        groups.append(equation)
      }
    }
    return groups
  }

  // MARK: - Names

  /// Words of this library's language get an underscore.
  private mutating func nameVariables(_ groups: [MDLEquation]) {
    for group in groups {
      for name in [group.name] + group.variables where variables[name] == nil {
        variables[name] = name
        taken.insert(name)
      }
    }
    for group in groups {
      for name in [group.name] + group.variables where variables[name] == name && Self.isReserved(name) {
        let new = free(name + "_")
        variables[name] = new
        note(.renamed(name, as: new), at: group.place)
      }
    }
  }

  private static func isReserved(_ name: String) -> Bool {
    ModelFunction(rawValue: name) != nil || ModelKeyword.reserved.contains(name)
  }

  /// The name, with underscores until nothing else is called so.
  private mutating func free(_ name: String) -> String {
    var name = name
    while !taken.insert(name).inserted { name += "_" }
    return name
  }

  private struct Parameters {
    var names: [String: String] = [:]
    var errors: [String] = []
    var all: [String] = []
  }

  /// Coefficients keep their names where only one equation has them; otherwise its name stands before them.
  private mutating func nameParameters(_ groups: [MDLEquation]) -> [Parameters] {
    var owners: [String: Int] = [:]
    for group in groups { for name in group.coefficients { owners[name, default: 0] += 1 } }
    return groups.map { group in
      var parameters = Parameters()
      for name in group.coefficients {
        let isFree = owners[name] == 1 && !taken.contains(name) && !Self.isReserved(name)
        let new = free(isFree ? name : "\(group.name)_\(name)")
        if new != name { note(.renamed(name, as: new), at: group.place) }
        parameters.names[name] = new
        parameters.all.append(new)
      }
      parameters.errors = (0..<group.errorOrder).map { free("\(group.name)_rho\($0 + 1)") }
      parameters.all += parameters.errors
      return parameters
    }
  }

  private mutating func note(_ problem: MDLProblem, at place: ModelText.Place) {
    notes.append(MDLDiagnostic(problem, at: place, in: source))
  }

  // MARK: - Statements

  private mutating func declare(_ keyword: String, _ names: [String]) {
    guard !names.isEmpty else { return }
    lines += names.map { "\(keyword) \(variables[$0] ?? $0)" } + [""]
  }

  private func renamed(_ x: Expression, _ parameters: Parameters = Parameters()) -> Expression {
    x.replacingNames { name, shift in
      .name(parameters.names[name] ?? variables[name] ?? name, shift: shift)
    }
  }

  private mutating func writeStatement(_ text: String, of group: MDLEquation) {
    origins.append((lines.count + 1, group.place))
    lines += Self.wrapped(text)
  }

  private mutating func writeIdentity(_ group: MDLEquation) {
    for part in group.cases {
      let condition = part.condition.map { " when \(renamed($0))" } ?? ""
      writeStatement("identity \(renamed(group.left)) = \(renamed(part.value))\(condition)", of: group)
    }
  }

  private mutating func writeBehavioral(_ group: MDLEquation, _ parameters: Parameters) {
    for part in group.cases {
      writeStatement("behavioral \(renamed(group.left)) = \(renamed(part.value, parameters))", of: group)
    }
    if let range = group.range {
      let first = period(range.first).advanced(by: -group.errorOrder)
      lines.append("  sample \(first)..\(period(range.last))")
    }
    if !group.instruments.isEmpty {
      note(.instrumentsUsed(group.name), at: group.place)
      let list = group.instruments.map { renamed($0).description }.joined(separator: ", ")
      lines += ["  method iv"] + Self.wrapped("  instruments \(list)")
    }
    for restriction in group.restrictions {
      lines.append(
        "  restrict \(renamed(restriction.left, parameters)) = \(renamed(restriction.right, parameters))")
    }
    for lags in group.polynomials {
      let names = lags.names.map { parameters.names[$0] ?? $0 }.joined(separator: ", ")
      lines += Self.wrapped("  pdl \(names) degree \(lags.degree)")
    }
    if !parameters.errors.isEmpty {
      lines.append("  errors ar(\(parameters.errors.joined(separator: ", ")))")
    }
  }

  private func period(_ date: (year: Int, period: Int)) -> Period {
    Period(frequency, year: date.year, index: date.period)
  }

  /// The text in lines of at most about a hundred characters, broken behind signs and commas outside brackets.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var depth = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      line += word
      depth += word.count { $0 == "(" } - word.count { $0 == ")" }
      let mayBreak = depth == 0 && (word == "+" || word == "-" || word.hasSuffix(","))
      if mayBreak, line.count > 80 {
        lines.append(line)
        line = "   "
      }
      line += " "
    }
    return lines + [String(line.dropLast())]
  }
}

extension MDLEquation {
  /// The same with further comments.
  fileprivate func adding(_ more: [String]) -> MDLEquation {
    var copy = MDLEquation(name: name, isBehavioral: isBehavioral, place: place, comments: comments + more)
    (copy.left, copy.cases, copy.coefficients, copy.range) = (left, cases, coefficients, range)
    (copy.instruments, copy.restrictions) = (instruments, restrictions)
    (copy.polynomials, copy.errorOrder) = (polynomials, errorOrder)
    return copy
  }
}
