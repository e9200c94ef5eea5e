import Datasets
import Regression
import TimeSeries

/// A formula read against a file: what an estimator needs, and the cells it came from.
struct RegressionEquation {
  let formula: Formula
  let frame: ModelFrame
  let source: RegressionTable
  let estimation: EstimationOptions

  /// Reads both; the first mistake in neither hides those in the other.
  ///
  /// - Throws: `Diagnostics` with everything wrong with the formula, the cells it needs and the columns named beside it.
  static func read(
    _ path: String, _ text: String, _ options: TableOptions, _ estimation: EstimationOptions
  ) throws(Diagnostics) -> RegressionEquation {
    var problems = Diagnostics()
    let formula = Self.formula(text, &problems)
    guard let file = DelimitedText.read(path: path, into: &problems) else { throw problems }
    guard let formula else { throw problems }
    let clusters = estimation.clusterColumns
    let source = RegressionTable(
      file, formula, options, weights: estimation.weights, clusters: clusters,
      needsPeriods: estimation.needsPeriods, into: &problems)
    let precision: Precision = source.table.rowCount <= 100_000 ? .extended : estimation.precision.precision
    let frame = Self.explained(&problems, source) {
      try formula.frame(
        source.table, precision: precision, weights: estimation.weights, clusters: clusters)
    }
    try problems.throwIfErrors()
    guard let frame else { throw problems }
    var equation = RegressionEquation(formula: formula, frame: frame, source: source, estimation: estimation)
    equation.notes = problems
    return equation
  }

  private var notes = Diagnostics()

  private init(
    formula: Formula, frame: ModelFrame, source: RegressionTable, estimation: EstimationOptions
  ) {
    self.formula = formula
    self.frame = frame
    self.source = source
    self.estimation = estimation
  }

  /// What is worth knowing of the file though it is no error, such as its encoding.
  func tellNotes(in language: Language) {
    if !notes.isEmpty { Console.tell(notes.rendered(in: language)) }
  }

  private static func formula(_ text: String, _ problems: inout Diagnostics) -> Formula? {
    do { return try Formula(text) } catch {
      problems.append(contentsOf: error.diagnostics)
      return nil
    }
  }

  private static func explained(
    _ problems: inout Diagnostics, _ source: RegressionTable, _ work: () throws -> ModelFrame
  ) -> ModelFrame? {
    do { return try work() } catch let error as FormulaDiagnostics {
      // Cells that were refused already explain rows and periods that are not there.
      let hadErrors = problems.hasErrors
      for item in error.items {
        if case .needsPeriods = item.problem, source.hasPeriodMistakes { continue }
        if hadErrors, item.range == nil { continue }
        var diagnostic = item.diagnostic
        if case .repeatedPeriod(let call, let rows, _) = item.problem {
          diagnostic.message = repeatedPeriod(call, lines: rows.map { source.rows[$0 - 1].position.line })
        }
        problems.append(diagnostic)
      }
    } catch {
      problems.append(Diagnostic(Bilingual(String(describing: error))))
    }
    return nil
  }

  /// In lines of the file, of which --where and --frequency may leave out some.
  private static func repeatedPeriod(_ call: String, lines: [Int]) -> Bilingual {
    let numbers = lines.map(String.init)
    return Bilingual(
      en: "\(call) is not defined: lines \(numbers.joined(separator: " and ")) are of one period",
      zh: "\(call) 无法确定：第\(numbers.joined(separator: "、"))行属同一时期")
  }

  /// Does the estimation; what is wrong with the data becomes diagnostics, in the file's rows.
  func explaining<Result>(_ work: () throws -> Result) throws -> Result {
    do { return try work() } catch let error as RegressionError {
      throw Diagnostics([diagnostic(error)])
    } catch let error as InstrumentError {
      throw Diagnostics([Diagnostic(error.message)])
    } catch let error as PanelError {
      throw Diagnostics([diagnostic(error)])
    } catch let error as any ChineseSentence {
      throw Diagnostics([Diagnostic(error.bilingual)])
    }
  }

  private func diagnostic(_ error: RegressionError) -> Diagnostic {
    switch error {
    case .weightNotPositive(let observation, _):
      return marked(error, observation, column: estimation.weights)
    case .fullLeverage(let observation, _):
      return marked(error, observation, column: nil)
    case .tooFewObservations:
      let reasons = frame.missing.map(\.message)
      let advice = reasons.isEmpty ? nil : Bilingual.list(reasons)
      return Diagnostic(error.message, suggestion: advice)
    case .collinear(let dependences):
      let names = frame.regressors.names + frame.endogenous.names
      let told = RegressionError.collinear(RegressionError.Dependence.told(dependences, names))
      return Diagnostic(
        told.message,
        suggestion: Bilingual(
          en: "leave one of each set out of the formula, or add --drop-collinear",
          zh: "请从公式中去掉其中一个，或加 --drop-collinear"))
    case .outOfRange(let names):
      let list = names.joined(separator: ", ")
      return Diagnostic(
        Bilingual(
          en: "the coefficient or standard error of \(list) is beyond the range of numbers",
          zh: "\(list) 的系数或标准误超出数值范围"),
        suggestion: Bilingual(
          en: "change units so that numbers are of everyday size", zh: "请换用单位，使数值大小适中"))
    case .oneCluster:
      let name = frame.clusters.first { $0.levels.count < 2 }?.name ?? ""
      let level = frame.clusters.first { $0.levels.count < 2 }?.levels.first ?? ""
      return Diagnostic(
        Bilingual(
          en: "\(name) is “\(level)” in every row used; clustered errors need at least two clusters",
          zh: "所用各行的 \(name) 均为“\(level)”；聚类标准误至少需要两组"))
    default: return Diagnostic(error.message)
    }
  }

  private func diagnostic(_ error: PanelError) -> Diagnostic {
    switch error {
    case .duplicate(let entity, let period, let first, let second):
      let lines = [first, second].map { source.rows[frame.rows[$0]].position.line }.sorted()
      return Diagnostic(
        Bilingual(
          en: "\(entity) has two rows for \(period): lines \(lines[0]) and \(lines[1])",
          zh: "\(entity) 在 \(period) 有两行：第\(lines[0])行和第\(lines[1])行"),
        suggestion: Bilingual(en: "keep one, or add them up", zh: "请保留一行，或合并"))
    case .absorbed(let regressors, let effects):
      let (names, by) = (regressors.joined(separator: ", "), effects.joined(separator: ", "))
      return Diagnostic(
        Bilingual(
          en: "the effects of \(by) explain \(names) completely", zh: "\(by) 的效应已完全解释 \(names)"),
        suggestion: Bilingual(
          en: "leave \(regressors.count == 1 ? "it" : "them") out of the formula, or add --drop-collinear",
          zh: "请从公式中去掉，或加 --drop-collinear"))
    default: return Diagnostic(error.bilingual)
    }
  }

  private func marked(_ error: RegressionError, _ observation: Int, column: String?) -> Diagnostic {
    let row = source.rows[frame.rows[observation]]
    guard let column else {
      return Diagnostic(
        error.message, at: SourcePosition(file: row.position.file, line: row.position.line, column: 0))
    }
    return row.diagnostic(error.message, at: column)
  }
}

extension EstimationOptions {
  /// Whether method or standard errors need to know the periods, formula or not.
  var needsPeriods: Bool {
    let isOfPanels = method == .re || method == .fd || method == .between
    return isOfPanels || cov == .hac || cov == .driscollKraay
  }
}
