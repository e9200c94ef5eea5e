import Datasets
import Testing
import TimeSeries

/// The shipped outturns of 2020, datasets/hindcast-2020.
struct Hindcast2020Tests {
  private static let sectors = ["va_primary", "va_secondary", "va_tertiary"]

  /// GDP of 2020 from the sectors' levels and growth rates, within 0.1 points of what was published.
  @Test(arguments: ["Hubei", "Wuhan"])
  func gdpFromItsSectors(area: String) throws {
    var diagnostics = Diagnostics()
    let path = try repositoryPath("datasets/hindcast-2020/hindcast-2020.csv")
    let table = try #require(DelimitedText.read(path: path, into: &diagnostics))
    func number(_ indicator: String, unit: String) throws -> Double {
      let rows = table.rows.filter {
        $0.text("area") == area && $0.text("indicator") == indicator && $0.text("period") == "2020"
          && $0.text("unit") == unit
      }
      #expect(rows.count == 1)
      return try #require(rows.first?.number("value", required: true, &diagnostics))
    }
    let levels = try Self.sectors.map { try number($0, unit: "亿元") }
    let growths = try Self.sectors.map { try number($0, unit: "% yoy cumulative") }
    let weights = try SectorAggregation.baseWeights(levels: levels, growths: growths)
    let growth = try SectorAggregation.aggregateGrowth(growths: growths, weights: weights)
    let published = try number("gdp_real", unit: "% yoy cumulative")
    #expect(abs(growth - published) <= 0.1)
    #expect(published == (area == "Hubei" ? -5.0 : -4.7))
    #expect(try abs(levels.reduce(0, +) - number("gdp", unit: "亿元")) < 0.02)
    #expect(diagnostics.isEmpty)
  }

  @Test func everyPeriodReads() throws {
    var diagnostics = Diagnostics()
    let path = try repositoryPath("datasets/hindcast-2020/hindcast-2020.csv")
    let table = try #require(DelimitedText.read(path: path, into: &diagnostics))
    let spans = table.rows.map { $0.span("period", required: true, &diagnostics) }
    #expect(diagnostics.isEmpty, "\(diagnostics)")
    #expect(spans.contains(.month(2020, 1)...Period.month(2020, 2)))
  }
}
