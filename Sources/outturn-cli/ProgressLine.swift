import Reports
import TimeSeries

/// One line on standard error that tells how far a run is, once it takes longer than a second.
final class ProgressLine {
  private let isShown: Bool
  private let scenarios: Int
  private let language: Language
  private let start = ContinuousClock.now
  private var hasWritten = false

  init(isShown: Bool, scenarios: Int, language: Language) {
    self.isShown = isShown
    self.scenarios = scenarios
    self.language = language
  }

  func show(done: Int, of requested: Int) {
    guard isShown, requested > 0, ContinuousClock.now - start > .seconds(1) else { return }
    hasWritten = true
    let percent = Figures.fixed(100 * Double(done) / Double(requested), decimals: 0)
    let total = Figures.grouped(requested)
    Console.progress(
      Bilingual(
        en: "judging \(scenarios) scenarios: \(percent)% of \(total) draws (Ctrl-C stops and reports)",
        zh: "正在评估\(scenarios)个情景：\(total)次模拟已完成\(percent)%（Ctrl-C 停止并给出结果）"
      ).rendered(in: language))
  }

  func clear() {
    if hasWritten { Console.progress("") }
  }
}
