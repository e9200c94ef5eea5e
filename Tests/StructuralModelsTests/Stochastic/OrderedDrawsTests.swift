import Testing

@testable import StructuralModels

/// Sorting by digits against the standard library's.
@Suite struct OrderedDrawsTests {
  @Test(arguments: [0, 1, 511, 512, 5000]) func agrees(_ count: Int) {
    var state: UInt64 = 88
    let values = (0..<count).map { index -> Double in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let x = Double(Int64(bitPattern: state)) / 1e15
      if index % 7 == 0 { return 0 }
      if index % 11 == 0 { return x * 1e300 }
      return index % 13 == 0 ? -Double.infinity : x
    }
    #expect(OrderedDraws.sorted(values) == values.sorted())
  }

  @Test func equalNumbers() {
    #expect(OrderedDraws.sorted([Double](repeating: 2.5, count: 600)) == [Double](repeating: 2.5, count: 600))
  }
}
