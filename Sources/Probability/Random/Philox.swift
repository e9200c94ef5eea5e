internal import LaneKernels

/// Philox4x32-10: four 32-bit words of a counter, keyed, to four random words.
///
/// Salmon, Moraes, Dror and Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3".
public enum Philox {
  /// The four words of a counter under a key, after ten rounds.
  public static func block(
    counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
  ) -> (UInt32, UInt32, UInt32, UInt32) {
    var out: [UInt32] = [0, 0, 0, 0]
    lane_philox([counter.0, counter.1, counter.2, counter.3], [key.0, key.1], &out)
    return (out[0], out[1], out[2], out[3])
  }
}

/// A stream of random words of one draw, for tests and small uses; `RandomNumberGenerator` for the standard library.
///
/// Words 2k and 2k+1 are the 128 bits at counter (draw low, draw high, period + 2¹²k, shock + 255·2²⁴), key = seed, which no
/// row of a ``RandomBlock`` reads. The stream repeats after 2²¹ words.
public struct PhiloxStream: RandomNumberGenerator, Sendable {
  private let seed: UInt64
  private let draw: UInt64
  private let period: UInt32
  private let shock: UInt32
  private var index: UInt32 = 0
  private var second: UInt64?

  /// `period` is below 4096, `shock` below 2²⁴.
  public init(seed: UInt64, draw: UInt64, period: UInt32, shock: UInt32) {
    precondition(period < 4096 && shock < 1 << 24, "a stream has a period below 4096 and a shock below 2^24")
    self.seed = seed
    self.draw = draw
    self.period = period
    self.shock = shock
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    if let word = second {
      second = nil
      return word
    }
    let counter = (
      UInt32(truncatingIfNeeded: draw), UInt32(truncatingIfNeeded: draw >> 32), period | index << 12,
      0xff00_0000 | shock
    )
    let key = (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
    let x = Philox.block(counter: counter, key: key)
    index &+= 1
    second = UInt64(x.2) | UInt64(x.3) << 32
    return UInt64(x.0) | UInt64(x.1) << 32
  }
}
