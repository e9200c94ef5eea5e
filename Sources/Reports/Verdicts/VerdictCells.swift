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

  func text(_ estimate: Estimate?, wordWidth: Int, in language: Language) -> String {
    guard let estimate, estimate.value.isFinite else { return "–" }
    let likelihood = Likelihood(estimate.value)
    let word = likelihood.word.rendered(in: language).padded(to: wordWidth)
    switch self {
    case .wordAndError:
      let error = "±" + VerdictFigures.points(estimate.monteCarloError)
      return
        "\(likelihood.symbol) \(word) \(VerdictFigures.percent(estimate).padded(to: 6, alignment: .right)) \(error)"
    case .word:
      return
        "\(likelihood.symbol) \(word) \(VerdictFigures.wholePercent(estimate.value).padded(to: 4, alignment: .right))"
    case .symbol:
      let figure = String(VerdictFigures.wholePercent(estimate.value).dropLast())
      return "\(likelihood.symbol) \(figure.padded(to: 3, alignment: .right))"
    }
  }
}

/// Probabilities in percent.
enum VerdictFigures {
  /// Without decimals; what is neither never nor always is not rounded to it.
  static func wholePercent(_ p: Double) -> String {
    if p > 0, p < 0.005 { return "<1%" }
    if p < 1, p >= 0.995 { return ">99%" }
    return Figures.fixed(100 * p, decimals: 0) + "%"
  }

  /// With as many decimals as the Monte-Carlo error supports, at most two.
  static func percent(_ estimate: Estimate) -> String {
    Figures.fixed(100 * estimate.value, decimals: decimals(for: estimate.monteCarloError)) + "%"
  }

  /// A difference of probabilities in percentage points, to one significant digit of errors.
  static func points(_ error: Double) -> String {
    Figures.fixed(100 * error, decimals: decimals(for: error))
  }

  private static func decimals(for error: Double) -> Int {
    if error >= 0.0095 { return 0 }
    return error >= 0.00095 || error == 0 ? 1 : 2
  }
}

/// The columns of a verdict table: which scenarios stand beside each other, and how their cells look, so that no row is
/// wider than the terminal.
struct VerdictLayout {
  var style: CellStyle
  var wordWidth: Int
  var gap: Int
  /// Scenarios by their places in the run, a band of columns each.
  var bands: [Range<Int>]

  /// - Parameters:
  ///   - labelWidth: the least that names and bounds need.
  ///   - comfortable: what they need to stay on one line.
  init(scenarios: Int, width: Int, labelWidth: Int, comfortable: Int, language: Language) {
    let words = Likelihood.allCases.map { DisplayWidth.of($0.word.rendered(in: language)) }
    wordWidth = words.max() ?? 0
    let room = max(0, width - labelWidth)
    let sample = Estimate(value: 0.5, monteCarloError: 0.001)
    for style in CellStyle.allCases {
      let cell = DisplayWidth.of(style.text(sample, wordWidth: wordWidth, in: language))
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
