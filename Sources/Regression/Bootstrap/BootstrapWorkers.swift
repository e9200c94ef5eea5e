import Dispatch
import Synchronization

/// Threads that share the chunks of a bootstrap. A chunk is the same whoever makes it, and chunks are joined in their order.
final class BootstrapWorkers: Sendable {
  private let plan: BootstrapPlan
  private let threads: Int
  private let next = Atomic<Int>(0)
  private let done: Mutex<[BootstrapChunk?]>

  init(plan: BootstrapPlan, threads: Int) {
    self.plan = plan
    let chunks = (plan.choice.replications + BootstrapDraws.lanes - 1) / BootstrapDraws.lanes
    self.threads = min(threads, chunks)
    done = Mutex([BootstrapChunk?](repeating: nil, count: chunks))
  }

  func run() -> [BootstrapChunk] {
    if threads == 1 {
      work()
    } else {
      DispatchQueue.concurrentPerform(iterations: threads) { _ in self.work() }
    }
    return done.withLock { $0.compactMap { $0 } }
  }

  private func work() {
    var bench = BootstrapBench(plan)
    let count = done.withLock { $0.count }
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard chunk < count else { return }
      let first = chunk * BootstrapDraws.lanes
      let result = bench.replicates(
        first: first, count: min(BootstrapDraws.lanes, plan.choice.replications - first))
      done.withLock { $0[chunk] = result }
    }
  }
}
