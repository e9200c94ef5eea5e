import Datasets
import Foundation
import GrowthModels
import Testing
import TimeSeries

/// Estimates on the shipped panel against Tests/References/communiques/estimate.py, an independent computation with numpy.
@Suite struct PanelEstimateTests {
  struct Reference: Sendable, CustomTestStringConvertible {
    var variable: String
    var anchor, anchorStandardError, driverMean, slope, slopeStandardError, trend, sigma: Double
    var observations, regions: Int
    var setAside: String
    var testDescription: String { variable }
  }

  static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let references: [Reference] = {
    let path = repository.appending(path: "Tests/References/communiques/equations.csv").path
    var problems = Diagnostics()
    let table = DelimitedText.read(path: path, into: &problems)
    return (table?.rows ?? []).map { row in
      func number(_ column: String) -> Double { row.number(column, &problems) ?? .nan }
      return Reference(
        variable: row.text("variable"), anchor: number("anchor"), anchorStandardError: number("anchor_se"),
        driverMean: number("driver_mean"), slope: number("slope"), slopeStandardError: number("slope_se"),
        trend: number("trend"), sigma: number("sigma"), observations: Int(number("observations")),
        regions: Int(number("regions")), setAside: row.text("set_aside"))
    }
  }()

  static func panel() -> GrowthPanel {
    var problems = Diagnostics()
    let paths = ["hubei", "china"].map { repository.appending(path: "datasets/communiques/\($0).csv").path }
    let data = CommuniquePanel.read(paths: paths, into: &problems)
    return GrowthPanel(data.selecting(through: .year(2019), knownBy: .month(2020, 1)).resolved())
  }

  @Test func everyEquationOfThePanelHasAReference() {
    let equations = [
      "gdp", "fai", "industrial_va", "budget_revenue", "retail", "urban_income", "rural_income",
    ]
    #expect(Self.references.map(\.variable) == equations)
  }

  @Test(arguments: references) func agreesWithAnIndependentComputation(_ expected: Reference) throws {
    let panel = Self.panel()
    let isOwnLag = expected.variable == "gdp"
    let hasDriver = expected.variable != "fai"
    let observations = panel.cells(expected.variable).compactMap { cell -> TrendRegression.Observation? in
      let year = isOwnLag ? cell.year - 1 : cell.year
      let source = GrowthPanel.Cell(region: cell.region, year: year)
      guard let response = panel[expected.variable, cell] else { return nil }
      guard hasDriver else { return .init(cell, response: response, driver: nil) }
      return panel["gdp", source].map { .init(cell, response: response, driver: $0) }
    }
    let found = try TrendRegression(observations, lastYear: 2019)
    #expect(found.observations == expected.observations)
    #expect(found.regions == expected.regions)
    #expect(
      found.setAside.map { "\($0.cell.region) \($0.cell.year)" }.joined(separator: "; ") == expected.setAside)
    let pairs = [
      (found.anchor, expected.anchor), (found.anchorStandardError, expected.anchorStandardError),
      (found.driverMean, expected.driverMean), (found.slope, expected.slope),
      (found.slopeStandardError, expected.slopeStandardError), (found.trend, expected.trend),
      (found.sigma, expected.sigma),
    ]
    for (ours, theirs) in pairs { #expect(abs(ours - theirs) <= 2e-9 * max(1, abs(theirs))) }
  }

  @Test func anEquationWithoutEnoughObservationsKeepsItsPrior() throws {
    let priors = try Self.priors()
    let estimation = try GrowthEstimation(
      panel: Self.panel(), priors: priors, base: [.init("gdp", growth: 7.5, source: "test")], areas: [],
      baseYear: 2019)
    let trade = try #require(estimation.equations.first { $0.variable == "trade" })
    #expect(estimation.regressions["trade"] == nil)
    #expect(trade.provenance == .assumption)
    #expect(trade.anchor == 5 && trade.slope == 0.3 && trade.sigma == 12)
    let retail = try #require(estimation.equations.first { $0.variable == "retail" })
    #expect(retail.provenance == .estimated && retail.observations == 45)
  }

  @Test func withoutAPanelEverythingIsAPrior() throws {
    let estimation = try GrowthEstimation(
      panel: GrowthPanel(), priors: try Self.priors(), base: [], areas: [], baseYear: 2019)
    #expect(estimation.equations.allSatisfy { $0.provenance != .estimated })
    #expect(estimation.correlations.provenance != .estimated)
  }

  @Test func aMissingPriorIsNamed() throws {
    let priors = try Self.priors().filter { !["trade.sigma", "area.premium"].contains($0.id) }
    let missing = GrowthEstimationError.missingPriors([.init(id: "trade.sigma", neededBy: "trade")])
    #expect(missing.message.en == "the plan's parameters lack trade.sigma (for trade)")
    #expect(throws: missing) {
      try GrowthEstimation(panel: GrowthPanel(), priors: priors, base: [], areas: [], baseYear: 2019)
    }
  }

  @Test func correlationsArePositiveDefiniteAndZeroBetweenDriverAndDriven() throws {
    let estimation = try GrowthEstimation(
      panel: Self.panel(), priors: try Self.priors(), base: [], areas: ["fai.a", "fai.b"], baseYear: 2019)
    let names = estimation.correlations.variables
    let matrix = estimation.correlations.matrix
    let gdp = try #require(names.firstIndex(of: "gdp"))
    let retail = try #require(names.firstIndex(of: "retail"))
    #expect(abs(matrix[gdp][retail]) < 0.05)
    #expect(matrix.indices.allSatisfy { matrix[$0][$0] == 1 })
    #expect(Self.choleskyPivots(matrix).allSatisfy { $0 > 1e-3 })
  }

  private static func priors() throws -> [Parameter] {
    var problems = Diagnostics()
    let path = repository.appending(path: "datasets/caidian-2020/parameters.csv").path
    let priors = ParameterTable.read(path: path, into: &problems)
    try problems.throwIfErrors()
    return priors
  }

  private static func choleskyPivots(_ a: [[Double]]) -> [Double] {
    var rest = a
    return a.indices.map { k in
      let pivot = rest[k][k]
      for i in a.indices where i > k {
        for j in a.indices where j > k { rest[i][j] -= rest[i][k] * rest[k][j] / pivot }
      }
      return pivot
    }
  }
}
