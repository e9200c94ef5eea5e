import Datasets
import Testing
import TimeSeries

/// Whatever the bytes, reading ends with values or diagnostics.
struct DamagedInputTests {
  /// Knuth's 64-bit linear congruential generator, so that every run tries the same inputs.
  private struct Bits: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 0..<8)
  func tablesWithChangedBytes(seed: UInt64) throws {
    let sample =
      "id,时期,level,unit\r\ngdp,2019年1-3月,\"5,20\",亿元\n\"a \"\"b\"\"\ny\",2019Q1,1,%\n,,,\nfai,2019-13,NaN,亿圆\n"
    var bits = Bits(state: seed)
    let alphabet: [UInt8] = [
      0x22, 0x2C, 0x0A, 0x0D, 0x00, 0xFF, 0xE4, 0x80, 0x30, 0x2E, 0xEF, 0xBB, 0xBF, 0x20,
    ]
    for _ in 0..<60 {
      var bytes = Array(sample.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &bits) {
        let at = Int.random(in: 0..<bytes.count, using: &bits)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &bits)]
        if Bool.random(using: &bits) { bytes[at] = byte } else { bytes.insert(byte, at: at) }
      }
      if Bool.random(using: &bits) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &bits)) }
      var diagnostics = Diagnostics()
      let table = try withFile(bytes) { DelimitedText.read(path: $0, name: "x", into: &diagnostics) }
      for row in table?.rows ?? [] {
        for column in table?.columns ?? [] {
          _ = row.number(column, &diagnostics)
          _ = row.span(column, &diagnostics)
          _ = row.unit(column, &diagnostics)
        }
      }
      #expect(table != nil || diagnostics.hasErrors)
      #expect(
        Language.allCases.allSatisfy { !diagnostics.hasErrors || !diagnostics.rendered(in: $0).isEmpty })
    }
  }

  @Test func periodsAndQuantitiesOfRandomPieces() {
    let pieces = [
      "2019", "年", "-", "..", "Q", "1", "3", "13", "月", "季度", "上半年", "至", "M", "H", " ", "e", "%", "亿元", ".",
      "−", "前", "第", "一",
    ]
    var bits = Bits(state: 7)
    var read = 0
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 0...6, using: &bits)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &bits)]
      }
      .joined()
      if let span = try? PeriodSpan(text) {
        read += 1
        #expect(span.lowerBound <= span.upperBound)
        #expect((try? PeriodSpan(span.text)) == span, "\(text)")
      }
      _ = try? Amount(parsing: text)
      _ = try? PeriodSpan(text, year: 2020)
    }
    #expect(read > 20)
  }
}
