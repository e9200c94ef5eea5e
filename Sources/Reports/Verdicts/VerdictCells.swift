import Scenarios
import TimeSeries

/// How much of a probability one cell of the verdict table shows.
enum CellStyle: CaseIterable {
  /// `◕ likely 72.3% ±0.1`
  case wordAndError
  /// `◕ likely 72%`
  case word
  /// `◕  72`: percent, the symbol standing for its word.
  case symbol

  /// - Parameter figureWidth: columns of the percentage; wider where a cell of the table says `>99.99%`.
  func text(_ estimate: Estimate?, wordWidth: Int, figureWidth: Int = 6, in language: Language) -> String {
    guard let estimate, estimate.value.isFinite else { return "–" }
    let likelihood = Likelihood(estimate.value)
    let word = likelihood.word.rendered(in: language).padded(to: wordWidth)
    switch self {
    case .wordAndError:
      let error = "±" + VerdictFigures.points(estimate.monteCarloError)
      let figure = VerdictFigures.percent(estimate).padded(to: figureWidth, alignment: .right)
      return "\(likelihood.symbol) \(word) \(figure) \(error)"
    case .word:
      return
        "\(likelihood.symbol) \(word) \(VerdictFigures.wholePercent(estimate.value).padded(to: 4, alignment: .right))"
    case .symbol:
      let figure = String(VerdictFigures.wholePercent(estimate.value).dropLast())
      return "\(likelihood.symbol) \(figure.padded(to: 3, alignment: .right))"
    }
  }
}

/// Probabilities in percent. Finitely many draws prove nothing impossible and nothing certain: no probability is printed as
/// 0 or 100, no error as 0.
enum VerdictFigures {
  /// Without decimals.
  static func wholePercent(_ p: Double) -> String {
    if p < 0.005 { return "<1%" }
    if p >= 0.995 { return ">99%" }
    return Figures.fixed(100 * p, decimals: 0) + "%"
  }

  /// With as many decimals as the Monte-Carlo error supports, at most two.
  static func percent(_ estimate: Estimate) -> String {
    let decimals = decimals(for: estimate.monteCarloError)
    let text = Figures.fixed(100 * estimate.value, decimals: decimals)
    switch text {
    case Figures.fixed(0, decimals: decimals): return "<" + leastStep(decimals) + "%"
    case Figures.fixed(100, decimals: decimals): return ">" + (["99", "99.9", "99.99"][decimals]) + "%"
    default: return text + "%"
    }
  }

  /// A Monte-Carlo error in percentage points, to one significant digit.
  static func points(_ error: Double) -> String {
    let decimals = decimals(for: error)
    let text = Figures.fixed(100 * error, decimals: decimals)
    return text == Figures.fixed(0, decimals: decimals) ? "<" + leastStep(decimals) : text
  }

  /// A difference of probabilities in percentage points with its sign and its error: `-12.3 ±0.2`.
  static func difference(_ estimate: Estimate) -> String {
    let text = Figures.fixed(100 * estimate.value, decimals: decimals(for: estimate.monteCarloError))
    let isZero = text.allSatisfy { "0.".contains($0) }
    return (text.hasPrefix("-") || isZero ? text : "+" + text) + " ±" + points(estimate.monteCarloError)
  }

  /// A counted share, exact: `0.3%`, `12%`; `<0.1%` for what would round to nothing.
  static func share(_ share: Double) -> String {
    if share < 0.0005 { return "<0.1%" }
    return Figures.fixed(100 * share, decimals: share < 0.0995 ? 1 : 0) + "%"
  }

  private static func leastStep(_ decimals: Int) -> String { ["1", "0.1", "0.01"][decimals] }

  private static func decimals(for error: Double) -> Int {
    if error >= 0.0095 { return 0 }
    return error >= 0.00095 ? 1 : 2
  }
}

/// The columns of a verdict table: which scenarios stand beside each other, and how their cells look, so that no row is
/// wider than the terminal.
struct VerdictLayout {
  var style: CellStyle
  var wordWidth: Int
  var figureWidth: Int
  var gap: Int
  /// Scenarios by their places in the run, a band of columns each.
  var bands: [Range<Int>]

  /// - Parameters:
  ///   - estimates: what the cells will show.
  ///   - labelWidth: the least that names and bounds need.
  ///   - comfortable: what they need to stay on one line.
  init(
    scenarios: Int, estimates: [Estimate], width: Int, labelWidth: Int, comfortable: Int, language: Language
  ) {
    let words = Likelihood.allCases.map { DisplayWidth.of($0.word.rendered(in: language)) }
    let room = max(0, width - labelWidth)
    let sample = [Estimate(value: 0.5, monteCarloError: 0.001)]
    let wordWidth = words.max() ?? 0
    let figureWidth = max(6, estimates.map { DisplayWidth.of(VerdictFigures.percent($0)) }.max() ?? 0)
    self.wordWidth = wordWidth
    self.figureWidth = figureWidth
    for style in CellStyle.allCases {
      let texts = (estimates + sample).map {
        style.text($0, wordWidth: wordWidth, figureWidth: figureWidth, in: language)
      }
      let cell = texts.map(DisplayWidth.of).max() ?? 0
      for gap in style == .symbol ? [2, 1] : [2] where scenarios * (cell + gap) <= room {
        if style == .symbol, gap == 2, scenarios * (cell + gap) > width - comfortable { continue }
        self.style = style
        self.gap = gap
        bands = [0..<scenarios]
        return
      }
    }
    style = .symbol
    gap = 2
    let inBand = max(1, room / 7)
    let count = (scenarios + inBand - 1) / inBand
    bands = (0..<count).map { ($0 * inBand)..<min(scenarios, ($0 + 1) * inBand) }
  }
}

extension Int {
  /// A, B, … Z, AA, AB …: how a scenario is named at the head of a column.
  var columnLetters: String {
    let letter = String(UnicodeScalar(UInt8(65 + self % 26)))
    return self < 26 ? letter : (self / 26 - 1).columnLetters + letter
  }
}
