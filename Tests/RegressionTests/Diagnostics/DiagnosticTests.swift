import Foundation
import LinearAlgebra
import Regression
import Testing

/// Agreement with R (lmtest, strucchange, car, tseries: Tests/References/r/diagnostics.R) and statsmodels
/// (Tests/References/statsmodels/diagnostics.py).
@Suite struct DiagnosticTests {
  let r: DiagnosticReferences
  let statsmodels: DiagnosticReferences

  init() throws {
    r = try DiagnosticReferences("r/diagnostics.csv")
    statsmodels = try DiagnosticReferences("statsmodels/diagnostics.csv")
  }

  @Test(arguments: DiagnosticSample.all) func heteroskedasticity(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    r.check(try BreuschPagan(fit), "bp.studentised", in: name)
    r.check(try BreuschPagan(fit, form: .original), "bp.original", in: name)
    statsmodels.check(try BreuschPagan(fit), "bp.studentised", in: name, pValue: false)
    for lags in [1, 3] {
      statsmodels.check(try ARCHTest(fit, lags: lags), "arch.chiSquared.\(lags)", in: name)
      statsmodels.check(try ARCHTest(fit, lags: lags, form: .f), "arch.f.\(lags)", in: name)
    }
  }

  @Test func white() throws {
    let fit = try DiagnosticSample("macro").fit()
    statsmodels.check(try White(fit), "white.crossProducts", in: "macro")
    statsmodels.check(try White(fit, terms: .squares), "white.squares", in: "macro", pValue: false)
  }

  @Test(arguments: DiagnosticSample.all) func autocorrelation(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    for order in [1, 4] {
      r.check(try BreuschGodfrey(fit, order: order), "bg.chisq.\(order)", in: name)
      r.check(try BreuschGodfrey(fit, order: order, form: .f), "bg.f.\(order)", in: name)
      r.check(try BreuschGodfrey(fit, order: order, presample: .dropped), "bg.dropped.\(order)", in: name)
    }
    statsmodels.check(try BreuschGodfrey(fit, order: 2), "bg.2", in: name)
    statsmodels.check(try BreuschGodfrey(fit, order: 2, form: .f), "bg.f.2", in: name, pValue: false)
    r.check(try BoxPierce(fit, lags: 4), "box.pierce", in: name)
    r.check(try LjungBox(fit, lags: 4), "ljung.box", in: name)
    r.check(try LjungBox(fit, lags: 4, fittedParameters: 2), "ljung.box.fitted", in: name)
    statsmodels.check(try LjungBox(fit, lags: 5, fittedParameters: 1), "ljung.box", in: name)
    statsmodels.check(try BoxPierce(fit, lags: 5, fittedParameters: 1), "box.pierce", in: name)
  }

  @Test(arguments: DiagnosticSample.all) func normalityAndForm(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    let normality = try JarqueBera(fit)
    r.check(normality, "jarque.bera", in: name)
    statsmodels.check(normality, "jarque.bera", in: name)
    let skewness = statsmodels.value("skewness", of: "jarque.bera", in: name)
    #expect((normality.skewness ?? .nan).agrees(with: skewness, to: 9))
    r.check(try RESET(fit), "reset.fitted", in: name)
    statsmodels.check(try RESET(fit), "reset", in: name, digits: 8)
    r.check(try RESET(fit, of: .regressors), "reset.regressor", in: name, digits: 8)
    r.check(try RESET(fit, of: .principalComponent), "reset.princomp", in: name, digits: 8)
    r.check(try RESET(fit, powers: [2]), "reset.square", in: name)
  }

  /// lmtest's `pan` with 2000 points instead of its 15.
  @Test func durbinWatsonIsExact() throws {
    let fit = try DiagnosticSample("longley").fit()
    r.check(try DurbinWatson(fit), "dw.greater", in: "longley", digits: 11)
    r.check(try DurbinWatson(fit, alternative: .negative), "dw.less", in: "longley", digits: 11)
    r.check(try DurbinWatson(fit, alternative: .twoSided), "dw.two.sided", in: "longley", digits: 11)
    let macro = try DiagnosticSample("macro").fit()
    r.check(try DurbinWatson(macro), "dw.greater", in: "macro")
    #expect(try DurbinWatson(macro).isExact == true)
    for (name, fit) in [("longley", fit), ("macro", macro)] {
      let approximate = try DurbinWatson(fit, method: .normal)
      r.check(approximate, "dw.normal", in: name)
      #expect(approximate.isExact == false)
    }
  }

  /// A long sample gets the normal approximation, which there is as good as the exact distribution.
  @Test func durbinWatsonOfLongSamples() throws {
    let n = DurbinWatson.exactLimit + 1
    let x = Matrix(columns: [[Double](repeating: 1, count: n), (0..<n).map { sin(Double($0) * 0.37) }])
    let y = (0..<n).map { t -> Double in
      let noise = sin(Double(t * t) * 0.71)
      return noise + 0.05 * sin(Double(t) * 0.2)
    }
    let fit = try LeastSquares().fit(y, on: x)
    let normal = try DurbinWatson(fit)
    let exact = try DurbinWatson(fit, method: .exact)
    #expect(normal.isExact == false && exact.isExact == true && normal.statistic == exact.statistic)
    #expect(abs((normal.pValue ?? 0) - (exact.pValue ?? 1)) < 1e-3)
  }

  /// Recursive residuals of CUSUM are those of `RecursiveLeastSquares`.
  @Test(arguments: DiagnosticSample.all) func recursiveResidualsAreOne(name: String) throws {
    let sample = try DiagnosticSample(name)
    let w = try RecursiveLeastSquares().fit(sample.y, on: sample.x).recursiveResiduals
    let path = try CUSUM(sample.fit()).path
    let steps = zip(path, [0] + path).map { $0 - $1 }
    let mean = w.reduce(0, +) / Double(w.count)
    let squares = w.reduce(0.0) { sum, value in sum + (value - mean) * (value - mean) }
    let scale = (squares / Double(w.count - 1)).squareRoot() * Double(w.count).squareRoot()
    let expected = w.map { $0 / scale }
    #expect(zip(steps, expected).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test(arguments: DiagnosticSample.all) func knownBreaks(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    r.check(try ChowBreak(fit, at: fit.n / 2), "chow", in: name)
    r.check(try ChowPredictive(fit, from: fit.n / 2), "chow.predictive", in: name)
  }

  @Test(arguments: DiagnosticSample.all) func cumulatedSums(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    let recursive = try CUSUM(fit)
    r.check(recursive, "rec-cusum", in: name)
    let path = r.list("path", of: "rec-cusum", in: name)
    #expect(path.count == recursive.path.count)
    #expect(zip(recursive.path, path).allSatisfy { abs($0 - $1) < 1e-9 })
    let ordinary = try CUSUM(fit, process: .leastSquares)
    r.check(ordinary, "ols-cusum", in: name)
    let squares = try CUSUMOfSquares(fit)
    statsmodels.check(squares, "cusumsq", in: name, pValue: false)
    let bound = statsmodels.value("bound", of: "cusumsq", in: name)
    #expect((squares.bound() ?? .nan).agrees(with: bound, to: 12))
    // Brown, Durbin & Evans (1975): 0.948 at 5%. Kolmogorov: 1.358.
    #expect(abs((recursive.boundary().last ?? 0) - 3 * 0.948) < 2e-3)
    #expect(abs((ordinary.boundary().last ?? 0) - 1.358099) < 1e-6)
  }

  @Test(arguments: DiagnosticSample.all) func unknownBreaks(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    let trimming = name == "longley" ? 0.35 : 0.15
    let sup = try AndrewsBreak(fit, trimming: trimming)
    #expect(digits(sup.statistics, of: r.list("f", of: "fstats", in: name)) >= 9)
    #expect(sup.breakpoint == Int(r.value("breakpoint", of: "fstats", in: name)))
    let mean = try AndrewsBreak(fit, trimming: trimming, functional: .average)
    let exponential = try AndrewsBreak(fit, trimming: trimming, functional: .exponential)
    r.check(sup, "supF", in: name)
    r.check(mean, "aveF", in: name)
    // Beyond the range of its polynomial strucchange's exp-F p-value turns back to 1; held at the turning
    // point it is a bound.
    r.check(exponential, "expF", in: name, pValue: name == "longley")
    if name == "macro" { #expect((exponential.pValue ?? 1) < 1e-4) }
  }

  @Test(arguments: DiagnosticSample.all) func influence(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    let influence = try Influence(fit)
    let found: [(String, [Double])] = [
      ("leverage", influence.leverages), ("internal", influence.standardisedResiduals.compactMap { $0 }),
      ("external", influence.studentisedResiduals.compactMap { $0 }),
      ("cook", influence.cooksDistances.compactMap { $0 }), ("dffits", influence.dffits.compactMap { $0 }),
      ("dfbetas", (0..<fit.k).flatMap { j in influence.dfbetas.compactMap { $0?[j] } }),
    ]
    for (quantity, values) in found {
      #expect(digits(values, of: r.list("i", of: "influence.\(quantity)", in: name)) >= 9, "\(quantity)")
    }
    #expect(influence.leverages.reduce(0, +).agrees(with: Double(fit.k), to: 13))
  }

  @Test(arguments: DiagnosticSample.all) func collinearity(name: String) throws {
    let fit = try DiagnosticSample(name).fit()
    let inflation = try VarianceInflation(fit)
    #expect(digits(inflation.factors.map(\.value), of: r.list("v", of: "vif", in: name)) >= 10)
    #expect(inflation.isCentred && inflation.factors.map { $0.columns[0] } == Array(fit.names.dropFirst()))
    let belsley = try CollinearityDiagnostics(fit)
    #expect(digits(belsley.conditionIndices, of: statsmodels.list("index", of: "belsley", in: name)) >= 10)
    let shares = belsley.proportions.elements
    #expect(digits(shares, of: statsmodels.list("share", of: "belsley", in: name)) >= 9)
    #expect((0..<fit.k).allSatisfy { abs(belsley.proportions.column($0).reduce(0, +) - 1) < 1e-14 })
  }

  @Test func generalisedInflation() throws {
    let data = try DiagnosticSample("longley")
    let gnp = Array(data.x.column(2))
    let columns = (0..<4).map { Array(data.x.column($0)) }
    let wide = Matrix(columns: columns + [gnp.map { $0 * $0 }, gnp.map { $0 * $0 * $0 }])
    let fit = try LeastSquares().fit(data.y, on: wide, names: data.names + ["gnp2", "gnp3"])
    let inflation = try VarianceInflation(fit, terms: [["gnp", "gnp2", "gnp3"]])
    // The correlations of R's coefficients have lost digits to powers of gnp: the condition number is 3e9.
    #expect(inflation.factors[0].value.agrees(with: r.value("powers", of: "gvif", in: "longley"), to: 6))
    #expect(
      throws: DiagnosticError.unknownCoefficient(
        name: "m2", known: ["deflator", "gnp", "armed", "gnp2", "gnp3"])
    ) {
      try VarianceInflation(fit, terms: [["m2"]])
    }
  }

}
