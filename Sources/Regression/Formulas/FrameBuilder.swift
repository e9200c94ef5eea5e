import LinearAlgebra

/// Makes a frame of a formula and a table: evaluates, trims rows, codes categories.
struct FrameBuilder {
  private let formula: Formula
  private let table: DataTable
  private var evaluation: FrameEvaluation
  private var beside: [FormulaDiagnostic] = []

  typealias Factor = FrameEvaluation.Factor

  init(_ formula: Formula, _ table: DataTable, precision: Precision) {
    self.formula = formula
    self.table = table
    evaluation = FrameEvaluation(table, source: formula.text, precision: precision)
  }

  mutating func frame(weights: String?, clusters: [String]) throws -> ModelFrame {
    let y = response()
    let regressors = factors(formula.regressors)
    let effects = factors(formula.fixedEffects, asGroups: true)
    let endogenous = factors(formula.endogenous)
    let instruments = factors(formula.instruments)
    let weight = weights.flatMap { column($0, .weights) }
    let groups = clusters.map { name in
      name.split(separator: ":").compactMap { column(String($0), .clusters) }
    }
    try throwIfAny()
    guard let y else { throw FormulaDiagnostics([]) }
    var parts = [y.reasons] + (regressors + effects + endogenous + instruments).flatMap { $0 }.map(\.reasons)
    parts += groups.flatMap { $0 }.map(\.reasons)
    if let weight { parts.append(weight.reasons) }
    let trimmed = Trimming(parts, evaluation.reasons, rows: table.rowCount)
    guard !trimmed.rows.isEmpty else {
      throw FormulaDiagnostics([
        FormulaDiagnostic(
          .noRowLeft(rows: table.rowCount, missing: trimmed.missing), in: formula.text, at: nil)
      ])
    }
    return try assemble(y, regressors, effects, endogenous, instruments, weight, clusters, groups, trimmed)
  }

  private mutating func assemble(
    _ y: ColumnValues, _ regressors: [[Factor]], _ effects: [[Factor]], _ endogenous: [[Factor]],
    _ instruments: [[Factor]], _ weight: Factor?, _ clusters: [String], _ groups: [[Factor]],
    _ trimmed: Trimming
  ) throws -> ModelFrame {
    let rows = PeriodIndex(table)?.ordered(trimmed.rows) ?? trimmed.rows
    let spansConstant = formula.hasConstant || formula.hasFixedEffects
    let mains = formula.regressors + formula.endogenous
    var coding = CategoryCoding(rows: rows, terms: mains, hasConstant: spansConstant)
    let x = coding.columns(formula.regressors, regressors)
    let w = coding.columns(formula.endogenous, endogenous)
    coding.terms = formula.regressors + formula.instruments
    let z = coding.columns(formula.instruments, instruments)
    for (problem, range) in coding.problems { evaluation.report(problem, at: range) }
    if x.isEmpty, w.isEmpty, !formula.hasConstant { evaluation.report(.nothingToEstimate, at: nil) }
    try throwIfAny()
    let constant = CategoryCoding.Column(
      ModelFrame.constantName, Array(repeating: DoubleDouble(1), count: rows.count))
    let selectedWeights: [Double]? = weight.flatMap { factor in
      if case .numbers(let column) = factor { rows.map { column.values[$0].high } } else { nil }
    }
    return ModelFrame(
      response: formula.response.unwrapped, extendedY: rows.map { y.values[$0] },
      regressors: block((formula.hasConstant ? [constant] : []) + x), hasConstant: formula.hasConstant,
      fixedEffects: zip(formula.fixedEffects, effects).map { grouping($0.text, $1, rows) },
      endogenous: block(w), instruments: block(z), weights: selectedWeights,
      clusters: zip(clusters, groups).map { grouping($0, $1, rows) },
      entities: table.entities.map { labels in Grouping(labels: rows.map { labels[$0] }) },
      periods: table.periods.map { periods in rows.map { periods[$0] } }, rows: rows,
      tableRows: table.rowCount, missing: trimmed.missing, baseLevels: coding.bases)
  }

  private func block(_ columns: [CategoryCoding.Column]) -> ModelFrame.Block {
    ModelFrame.Block(names: columns.map(\.name), extended: ExtendedMatrix(columns: columns.map(\.values)))
  }

  private mutating func response() -> ColumnValues? {
    let expression = formula.response
    if let name = expression.column, case .texts? = table[name]?.values {
      evaluation.report(.textResponse(column: name), at: expression.range)
      return nil
    }
    return evaluation.numbers(expression)
  }

  /// The factors of each term; fixed effects read numbers as categories.
  private mutating func factors(_ terms: [FormulaTerm], asGroups: Bool = false) -> [[Factor]] {
    terms.map { term in
      term.factors.compactMap { expression in
        let read = asGroups ? expression.asFactor : expression
        return evaluation.factor(read)
      }
    }
  }

  /// A column named beside the formula: weights as numbers, clusters as categories.
  private mutating func column(_ name: String, _ place: FormulaDiagnostic.Place) -> Factor? {
    let range = 0..<max(1, name.count)
    let report = { (problem: FormulaProblem, beside: inout [FormulaDiagnostic]) in
      beside.append(FormulaDiagnostic(problem, in: name, at: range, place: place))
    }
    guard let column = table[name] else {
      report(.unknownColumn(name, known: table.names), &beside)
      return nil
    }
    if place == .weights, case .texts = column.values {
      report(.textWeights(column: name), &beside)
      return nil
    }
    let expression = FormulaExpression(.column(name), text: FormulaLexer.spelled(name), range: range)
    return evaluation.factor(place == .clusters ? expression.asFactor : expression)
  }

  private func throwIfAny() throws {
    let all = evaluation.diagnostics + beside
    if !all.isEmpty { throw FormulaDiagnostics(all) }
  }

  /// Groups by all factors together, numbered in the order of their levels; only those that occur.
  private func grouping(_ name: String, _ factors: [Factor], _ rows: [Int]) -> Grouping {
    if factors.count == 1, case .category(let labels, let names, _) = factors[0] {
      let used = Set(rows.map { labels[$0] }).sorted()
      var numbers = [Int](repeating: 0, count: names.count)
      for (number, label) in used.enumerated() { numbers[label] = number }
      return Grouping(name: name, labels: rows.map { numbers[labels[$0]] }, levels: used.map { names[$0] })
    }
    var keys = [[Int]](repeating: [], count: rows.count)
    var levels: [[String]] = []
    for case .category(let labels, let names, _) in factors {
      for (i, row) in rows.enumerated() { keys[i].append(labels[row]) }
      levels.append(names)
    }
    let distinct = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0) })
    return Grouping(
      name: name, labels: keys.map { numbers[$0] ?? 0 },
      levels: distinct.map { key in zip(key, levels).map { $1[$0] }.joined(separator: ":") })
  }
}

/// Which rows have all values, and why others have not.
struct Trimming {
  let rows: [Int]
  let missing: [MissingRows]

  /// `parts` holds for each expression the number of each row's reason, 0 for none.
  init(_ parts: [[Int]], _ reasons: [MissingRows.Reason], rows count: Int) {
    var counts = [Int](repeating: 0, count: reasons.count + 1)
    var kept: [Int] = []
    for row in 0..<count {
      guard parts.contains(where: { $0[row] != 0 }) else {
        kept.append(row)
        continue
      }
      var found: Set<Int> = []
      for part in parts where part[row] != 0 { found.insert(part[row]) }
      for reason in found { counts[reason] += 1 }
    }
    rows = kept
    missing = reasons.indices.filter { counts[$0 + 1] > 0 }.map {
      MissingRows(reason: reasons[$0], count: counts[$0 + 1])
    }
  }
}

extension FormulaExpression {
  /// The expression read as categories.
  var asFactor: FormulaExpression {
    if case .call(.factor, _, _) = node { return self }
    return FormulaExpression(.call(.factor, self, steps: 1), text: "factor(\(text))", range: range)
  }
}
