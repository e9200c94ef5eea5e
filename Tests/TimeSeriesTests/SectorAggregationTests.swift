import Testing
import TimeSeries

struct SectorAggregationTests {
  // Sector levels (亿元) and growth in 2020, and published growth of GDP: datasets/hindcast-2020 (Hubei: 湖北日报 2021-01-20;
  // Wuhan: 2020 statistical communiqué). DatasetsTests reads the same from the file.
  @Test(arguments: [
    ([4131.91, 17023.9, 22287.65], [0.0, -7.4, -3.8], -5.0),
    ([402.18, 5557.47, 9656.41], [-3.8, -7.3, -3.1], -4.7),
  ])
  func gdpOf2020FromItsSectors(levels: [Double], growths: [Double], published: Double) throws {
    let weights = try SectorAggregation.baseWeights(levels: levels, growths: growths)
    let growth = try SectorAggregation.aggregateGrowth(growths: growths, weights: weights)
    #expect(abs(growth - published) <= 0.1)
    let base = zip(levels, growths).reduce(0) { $0 + Growth.comparableBase(level: $1.0, growth: $1.1) }
    #expect(growth.agrees(with: Growth.rate(level: levels.reduce(0, +), base: base)))
  }

  @Test func refusesPartsThatMakeNoTotal() {
    #expect(throws: SectorAggregationError.weightsDoNotSumToOne(0.75)) {
      try SectorAggregation.aggregateGrowth(growths: [1, 2], weights: [0.5, 0.25])
    }
    #expect(throws: SectorAggregationError.impossibleBase(part: 2, level: 3, growth: -100)) {
      try SectorAggregation.baseWeights(levels: [1, 3], growths: [2, -100])
    }
    #expect(throws: SectorAggregationError.differentCounts(1, 2)) {
      try SectorAggregation.aggregateGrowth(growths: [1], weights: [0.5, 0.5])
    }
  }
}
