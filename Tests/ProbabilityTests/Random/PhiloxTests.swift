import Probability
import Testing

@Suite struct PhiloxTests {
  // Random123, kat_vectors, lines "philox4x32 10".
  @Test(
    arguments: [
      (
        [0, 0, 0, 0], [0, 0], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
      ),
      (
        [0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff], [0xffff_ffff, 0xffff_ffff],
        [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
      ),
      (
        [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0],
        [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
      ),
    ] as [([UInt32], [UInt32], [UInt32])])
  func knownAnswers(counter: [UInt32], key: [UInt32], answer: [UInt32]) {
    let x = Philox.block(counter: (counter[0], counter[1], counter[2], counter[3]), key: (key[0], key[1]))
    #expect([x.0, x.1, x.2, x.3] == answer)
  }

  @Test func streamsRepeatAndDiffer() {
    func words(_ draw: UInt64, _ period: UInt32, _ shock: UInt32) -> [UInt64] {
      var stream = PhiloxStream(seed: 7, draw: draw, period: period, shock: shock)
      return (0..<100).map { _ in stream.next() }
    }
    #expect(words(1, 2, 3) == words(1, 2, 3))
    let all = words(1, 2, 3) + words(2, 2, 3) + words(1, 3, 3) + words(1, 2, 4)
    #expect(Set(all).count == all.count)
  }
}
