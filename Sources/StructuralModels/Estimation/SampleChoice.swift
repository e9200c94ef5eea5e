public import TimeSeries

/// Periods of a sample that an equation could not be estimated with, and the names whose values are missing there.
public struct UnusedPeriods: Hashable, Sendable {
  /// Neighbouring periods.
  public let span: PeriodSpan
  /// Names that the equation, its instruments or its lags need, in the order of the model.
  public let missing: [String]

  public var message: Bilingual {
    let (first, last) = (span.lowerBound, span.upperBound)
    return Bilingual(
      en: "\(first == last ? "\(first) is" : "\(first)–\(last) are") not used: values of "
        + "\(missing.joined(separator: ", ")) that it needs are missing",
      zh: "\(first == last ? "\(first)" : "\(first)–\(last)") 未使用：所需的 \(missing.joined(separator: "、")) 有缺失值")
  }
}

/// The periods an equation is estimated with: those of the sample in which every value it needs is there.
struct SampleChoice {
  let rows: [Int]
  let unused: [UnusedPeriods]

  /// - Parameter lags: how many periods before, of both sides, are needed too.
  init(_ equation: Equation, _ source: EstimationFrame, _ stretch: Int, lags: Int, sample: PeriodSpan?) throws
  {
    if let sample, sample.frequency != source.model.frequency {
      throw EstimationError(
        equation: equation.name, reason: .sampleFrequency(sample, model: source.model.frequency))
    }
    let instruments = stretch + 2..<stretch + 2 + (equation.estimation?.instruments.count ?? 0)
    var needs = Self.Needs(source)
    for lag in 0...lags {
      needs.add(stretch, lag)
      needs.add(stretch + 1, lag)
    }
    for instrument in instruments { needs.add(instrument, 0) }
    let span = source.rows.span
    let asked = sample.map { source.rows.row($0.lowerBound)...source.rows.row($0.upperBound) }
    var (rows, unused): ([Int], [(row: Int, missing: [Int])]) = ([], [])
    for row in asked ?? span.lowerBound...span.upperBound - 1 {
      let missing = needs.missing(in: row)
      if missing.isEmpty { rows.append(row) } else { unused.append((row, missing)) }
    }
    if asked == nil {
      // Without a sample asked for, what lies before the first and after the last usable period is no loss.
      unused.removeAll { $0.row < rows.first ?? .max || $0.row > rows.last ?? .min }
    }
    self.rows = rows
    self.unused = Self.joined(unused, source)
  }

  private static func joined(_ unused: [(row: Int, missing: [Int])], _ source: EstimationFrame)
    -> [UnusedPeriods]
  {
    var groups: [(rows: ClosedRange<Int>, missing: [Int])] = []
    for (row, missing) in unused {
      if let last = groups.last, last.missing == missing, last.rows.upperBound == row - 1 {
        groups[groups.count - 1].rows = last.rows.lowerBound...row
      } else {
        groups.append((row...row, missing))
      }
    }
    return groups.map { rows, missing in
      UnusedPeriods(
        span: source.rows.period(rows.lowerBound)...source.rows.period(rows.upperBound),
        missing: missing.map { source.tape.layout.columns[$0] })
    }
  }

  /// The cells around a row that must hold a value.
  private struct Needs {
    private let source: EstimationFrame
    /// Shifts by column.
    private var shifts: [Int: Set<Int>] = [:]
    private var cells: [(column: Int, shift: Int)] = []

    init(_ source: EstimationFrame) { self.source = source }

    mutating func add(_ stretch: Int, _ lag: Int) {
      for (column, shift) in source.tape.operands(of: stretch)
      where shifts[column, default: []].insert(shift - lag).inserted {
        cells.append((column, shift - lag))
      }
    }

    /// Columns without a value somewhere, rising.
    func missing(in row: Int) -> [Int] {
      var found: [Int] = []
      for (column, shift) in cells {
        let at = row + shift
        let isKnown = at >= 0 && at < source.rows.count && !source.frame[at, column].isNaN
        if !isKnown, !found.contains(column) { found.append(column) }
      }
      return found.sorted()
    }
  }
}
