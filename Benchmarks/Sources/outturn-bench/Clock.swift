import Foundation

/// Seconds a piece of work took: of the processor (all threads of this process) and of the wall clock.
struct Timing {
  var processor: Double
  var wall: Double

  static func of(_ work: () throws -> Void) rethrows -> Timing {
    let (cpu, wall) = (processorSeconds(), wallSeconds())
    try work()
    return Timing(processor: processorSeconds() - cpu, wall: wallSeconds() - wall)
  }

  private static func processorSeconds() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
  private static func wallSeconds() -> Double { seconds(CLOCK_MONOTONIC) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

extension [Double] {
  /// The middle value; of an even number, the mean of the two.
  var median: Double {
    guard !isEmpty else { return .nan }
    let ordered = sorted()
    return (ordered[(count - 1) / 2] + ordered[count / 2]) / 2
  }
}

/// Median processor time of `repetitions` runs of something.
func processorTime(repetitions: Int, _ work: () throws -> Void) rethrows -> Double {
  try (0..<repetitions).map { _ in try Timing.of(work).processor }.median
}
