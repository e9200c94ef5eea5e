import ArgumentParser
import Datasets
import StructuralModels
import TimeSeries

/// What is wished, and what may be moved for it.
struct ModelWishOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Targets to be met exactly: the first column the period, then one column an explained variable.",
      valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var targets: String?

  @Option(
    help: ArgumentHelp(
      "One target, such as 'cn>=66@1940' or 'y=98@1940..1941'; =, >= and <=. May be repeated.",
      valueName: "name>=value@period"))
  var target: [String] = []

  @Option(
    help: ArgumentHelp(
      "Exogenous variables, shocks or equations (their add-factors), separated by commas. May be repeated.",
      valueName: "names"))
  var instruments: [String]

  @Option(
    help: ArgumentHelp(
      "The cost of a squared unit of an instrument's deviation from its path: g=4. Default: 1. May be repeated.",
      valueName: "name=cost"))
  var weight: [String] = []

  @Option(
    help: ArgumentHelp(
      "The cost of a squared change of the deviation from one period to the next: g=2. May be repeated.",
      valueName: "name=cost"))
  var smooth: [String] = []

  @Option(
    help: ArgumentHelp(
      "How far an instrument may go: g=0..20, g=..20, g=0... May be repeated.", valueName: "name=low..high"))
  var within: [String] = []

  func validate() throws {
    if targets == nil, target.isEmpty {
      throw ValidationError("say what is wished: --targets FILE.csv or --target 'cn>=66@1940'.")
    }
  }
}

extension ModelArguments {
  /// `cn>=66@1940..1941`: the variable, the bound, the periods.
  mutating func targets(_ texts: [String]) -> [PathTarget] {
    texts.flatMap { target($0) }
  }

  private mutating func target(_ text: String) -> [PathTarget] {
    let plain = text.replacing("≥", with: ">=").replacing("≤", with: "<=")
    let sign = [">=", "<=", "="].first { plain.contains($0) }
    let sides = sign.map { plain.split(separator: $0, maxSplits: 1, omittingEmptySubsequences: false) } ?? []
    let parts = sides.count == 2 ? sides[1].split(separator: "@", omittingEmptySubsequences: false) : []
    guard let sign, parts.count == 2, let value = Double(parts[0].trimmingBlanks()), value.isFinite else {
      refuse(
        Bilingual(en: "“\(text)” is not a target", zh: "“\(text)”不是有效的目标"), "--target", text,
        Bilingual(
          en: "write NAME>=VALUE@PERIOD, such as 'cn>=66@1940'", zh: "请写 变量名>=数值@时期，如 'cn>=66@1940'"))
      return []
    }
    let name = String(sides[0].trimmingBlanks())
    guard isKnown(name, among: model.variables.map(\.name), "--target", text),
      let span = span(String(parts[1].trimmingBlanks()), option: "--target")
    else { return [] }
    return span.map { period in
      let bound: PathTarget.Bound =
        sign == "=" ? .equal(value) : sign == ">=" ? .atLeast(value) : .atMost(value)
      return PathTarget(name, in: period, bound)
    }
  }

  /// `NAME=VALUE` of instruments.
  mutating func costs(_ texts: [String], among names: [String], option: String) -> [String: Double] {
    var found: [String: Double] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let value = Double(parts[1].trimmingBlanks()), value > 0, value.isFinite else {
        refuse(
          Bilingual(en: "“\(text)” is no cost", zh: "“\(text)”不是有效的成本"), option, text,
          Bilingual(en: "write NAME=NUMBER, above zero", zh: "请写 名称=正数"))
        continue
      }
      let name = String(parts[0].trimmingBlanks())
      if isKnown(name, among: names, option, text) { found[name] = value }
    }
    return found
  }

  /// `NAME=LOW..HIGH` of instruments; an end left out is open.
  mutating func bounds(_ texts: [String], among names: [String]) -> [String: ClosedRange<Double>] {
    var found: [String: ClosedRange<Double>] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let ends = parts.count == 2 ? Self.ends(parts[1]) : nil
      guard let ends, ends.low <= ends.high else {
        refuse(
          Bilingual(en: "“\(text)” is no range", zh: "“\(text)”不是有效的范围"), "--within", text,
          Bilingual(
            en: "write NAME=LOW..HIGH, such as g=0..20, g=..20 or g=0..",
            zh: "请写 名称=下限..上限，如 g=0..20、g=..20 或 g=0.."))
        continue
      }
      let name = String(parts[0].trimmingBlanks())
      if isKnown(name, among: names, "--within", text) { found[name] = ends.low...ends.high }
    }
    return found
  }

  private static func ends(_ text: Substring) -> (low: Double, high: Double)? {
    guard let dots = text.firstRange(of: "..") else { return nil }
    let low = text[..<dots.lowerBound].trimmingBlanks()
    let high = text[dots.upperBound...].trimmingBlanks()
    guard let a = low.isEmpty ? -.infinity : Double(low), let b = high.isEmpty ? .infinity : Double(high),
      !a.isNaN, !b.isNaN
    else { return nil }
    return (a, b)
  }
}
