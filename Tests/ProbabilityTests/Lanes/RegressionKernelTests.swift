import Foundation
import LaneKernels
import LinearAlgebra
import Probability
import Testing

extension LaneVariantTests {
  /// The kernels of regressions give the same bytes on every instruction set this processor has.
  @Suite struct RegressionKernelTests {
    private func perVariant<R: Equatable>(_ body: () -> R) {
      let before = lane_kernels_current()
      defer { _ = lane_kernels_select(before) }
      #expect(lane_kernels_select(0) == 1)
      let expected = body()
      for variant in 1..<lane_kernels_count() where lane_kernels_supported(variant) == 1 {
        #expect(lane_kernels_select(variant) == 1)
        #expect(body() == expected)
      }
    }

    private let y = (0..<1003).map { sin(Double($0)) }

    @Test(arguments: [1, 4, 7, 12]) func tallFactors(_ k: Int) {
      let x = Matrix(rows: 1003, columns: k) { i, j in cos(Double((i + 3) * (j + 1)) * 0.7) }
      let scales = (0..<1003).map { 1 + Double($0 % 3) }
      for power in 0...2 {
        perVariant {
          let qr = TallQR(x, y, rowScales: scales)
          let found = qr.residuals(of: y, on: x, rowScales: scales, leveragePower: power)
          let plain = TallQR(x, y).residuals(of: y, on: x, leveragePower: power)
          return [
            qr.r.elements, qr.projected, [qr.residualSumOfSquares, found.leastSlack], found.residuals,
            found.fitted,
            found.scores.elements, plain.residuals, plain.scores.elements,
          ]
        }
      }
    }

    @Test(arguments: [1, 2, 3, 4, 6, 9]) func batches(_ k: Int) {
      let x = Matrix(rows: 21, columns: 19 * k) { i, j in cos(Double((i + 3) * (j + 1)) * 0.7) }
      let y = Matrix(rows: 21, columns: 19) { i, p in sin(Double(i * p + 1)) }
      perVariant {
        let found = BatchedLeastSquares(x, y)
        return [found.coefficients.elements, found.standardErrors.elements, found.sigma]
      }
    }

    @Test func signsAndSums() {
      let draws = (0..<64).map { UInt64($0) + 5 }
      perVariant {
        var signs = [Double](repeating: 0, count: 300 * 72)
        RandomSigns.fill(&signs, stride: 72, seed: 9, draws: draws, period: 2, rows: 0..<300)
        var sums = [Double](repeating: 1, count: 7 * 72)
        LaneSums.add(
          terms: (0..<2100).map { sin(Double($0)) }, count: 7, first: 0, values: signs, rows: 300, lanes: 64,
          stride: 72, to: &sums)
        return signs + sums
      }
    }

    /// ±1 with equal chances, independent from row to row: sums over 64,000 draws within five standard errors; a row's signs are its
    /// bit of Philox's block.
    @Test func signsAreBitsOfTheGenerator() {
      var (total, products) = (0.0, 0.0)
      for block in 0..<100 {
        let draws = (0..<64).map { UInt64(block * 64 + $0) }
        var signs = [Double](repeating: 0, count: 10 * 64)
        RandomSigns.fill(&signs, stride: 64, seed: 1 << 40 | 3, draws: draws, period: 1, rows: 128..<138)
        let words = Philox.block(counter: (UInt32(block * 64), 0, 1, 1), key: (3, 256))
        for row in 0..<10 {
          #expect(signs[row * 64] == (words.0 >> UInt32(row) & 1 == 1 ? -1 : 1))
          for lane in 0..<64 {
            total += signs[row * 64 + lane]
            if row > 0 { products += signs[row * 64 + lane] * signs[(row - 1) * 64 + lane] }
          }
        }
      }
      #expect(abs(total) < 5 * 64_000.0.squareRoot() && abs(products) < 5 * 57_600.0.squareRoot())
    }
  }
}
