import Dispatch
import Foundation
import Synchronization
import TimeSeries

/// Threads that solve the blocks of a stochastic simulation. A block writes to places of its own, so that who solved it leaves no trace.
final class StochasticWorkers: Sendable {
  private let bench: StochasticBench
  private let threads: Int
  private let next = Atomic<Int>(0)
  private let failures = Mutex(LaneFailures())
  /// Variable by variable, period by period, draw by draw.
  nonisolated(unsafe) private let values: UnsafeMutablePointer<Double>
  private let count: Int

  /// - Parameter threads: nil for as many as the machine has cores.
  init(_ bench: StochasticBench, threads: Int?) {
    self.bench = bench
    let wanted = threads ?? ProcessInfo.processInfo.activeProcessorCount
    self.threads = max(1, min(wanted, bench.blocks))
    count = bench.columns.count * bench.periods * bench.simulation.draws
    values = .allocate(capacity: max(count, 1))
  }

  deinit { values.deallocate() }

  /// Every value, NaN in draws that found no solution, and how many did not.
  func run() -> (values: [Double], failures: LaneFailures) {
    if threads == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in self.work() }
    }
    return (Array(UnsafeBufferPointer(start: values, count: count)), failures.withLock { $0 })
  }

  private func work() {
    let drawn = DrawnRows()
    var frame = LaneFrame(bench.lanes, capacity: StochasticBench.block)
    while true {
      let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard block < bench.blocks else { return }
      let draws = bench.draws(ofBlock: block)
      bench.lanes.load(&frame, lanes: draws.count)
      drawn.fill(bench.layout, seed: bench.simulation.seed, draws: draws)
      bench.disturb(&frame, by: drawn)
      bench.lanes.solve(&frame)
      store(frame, from: Int(draws.lowerBound))
      let failed = frame.failures
      failures.withLock { $0.merge(failed) }
    }
  }

  private func store(_ frame: borrowing LaneFrame, from first: Int) {
    for (place, column) in bench.columns.enumerated() {
      for period in 0..<bench.periods {
        let row = frame.row(column, period: period)
        let out = values + (place * bench.periods + period) * bench.simulation.draws + first
        for lane in 0..<frame.lanes { out[lane] = frame.validity[lane] == 1 ? row[lane] : .nan }
      }
    }
  }
}

extension StochasticPaths {
  init(
    _ outcome: (values: [Double], failures: LaneFailures), of simulation: StochasticSimulation,
    _ names: [String], _ deterministic: SimulatedPaths, over span: PeriodSpan
  ) {
    self.deterministic = deterministic
    draws = simulation.draws
    failures = outcome.failures
    coefficients = simulation.coefficients
    var distributions: [String: PathDistribution] = [:]
    for (place, name) in names.enumerated() {
      guard let path = deterministic[name] else { continue }
      let rows = (0..<span.count).map { period in
        let start = (place * span.count + period) * simulation.draws
        return outcome.values[start..<start + simulation.draws]
      }
      distributions[name] = PathDistribution(rows, deterministic: path, simulation.quantiles)
    }
    self.distributions = distributions
    kept =
      simulation.keepsDraws
      ? KeptPaths(variables: names, span: span, draws: simulation.draws, values: outcome.values) : nil
  }
}
