import Foundation
import Synchronization

/// Threads that project and judge the chunks of a run. Each counts into tallies of its own; these merge without a trace
/// of who counted what.
struct WorkerPool {
  let bench: ScenarioBench
  let queue: ChunkQueue
  let seed: UInt64
  let threads: Int

  /// Runs until the queue is empty; `progress` hears how many draws are done, on the calling thread.
  func run(progress: (Int) -> Void) -> [ScenarioOutcome] {
    let home = Homecoming(threads: threads)
    for _ in 0..<threads {
      let worker = Thread { [bench, queue, seed] in
        var worker = Worker(bench: bench, seed: seed)
        while let chunk = queue.claim() {
          worker.judge(chunk, of: queue)
          queue.finish(chunk)
        }
        home.arrive(with: worker.tallies)
      }
      worker.stackSize = 1 << 23
      worker.start()
    }
    while !home.isComplete(within: 0.1) { progress(queue.drawsDone) }
    progress(queue.drawsDone)
    return outcomes(home.tallies)
  }

  private func outcomes(_ merged: [Tally?]) -> [ScenarioOutcome] {
    bench.scenarios.indices.map { index in
      if let reason = queue.failure(of: index) { return ScenarioOutcome(tally: nil, failure: reason) }
      return ScenarioOutcome(tally: merged[index], failure: nil)
    }
  }
}

/// One thread's block, buffers and tallies.
private struct Worker: ~Copyable {
  private let bench: ScenarioBench
  private var block: PathBlock
  private var buffers: [JudgeBuffers?]
  var tallies: [Tally?]

  init(bench: ScenarioBench, seed: UInt64) {
    self.bench = bench
    block = PathBlock(seed: seed)
    // The hits of the baseline travel in the buffers, so all scenarios share one set, large enough for each.
    let ready = bench.scenarios.compactMap(\.ready?.judge)
    let shared = JudgeBuffers(
      series: ready.map(\.series.count).max() ?? 0, targets: ready.map(\.targets.count).max() ?? 0)
    buffers = bench.scenarios.map { $0.ready == nil ? nil : shared }
    tallies = bench.scenarios.map(\.ready?.tally)
  }

  mutating func judge(_ chunk: ChunkQueue.Chunk, of queue: ChunkQueue) {
    var start = chunk.draws.lowerBound
    while start < chunk.draws.upperBound {
      let end = min(start + UInt64(PathBlock.capacity), chunk.draws.upperBound)
      for index in tallies.indices where !queue.hasFailed(index, before: chunk.index) {
        judge(start..<end, index, chunk.index, queue)
      }
      start = end
    }
  }

  private mutating func judge(_ draws: Range<UInt64>, _ index: Int, _ chunk: Int, _ queue: ChunkQueue) {
    guard let ready = bench.scenarios[index].ready, let buffers = buffers[index] else { return }
    do {
      try ready.projection.fill(&block, draws: draws)
    } catch {
      queue.fail(index, in: chunk, because: String(describing: error))
      return
    }
    guard var tally = tallies[index].take() else { return }
    ready.judge.fold(
      block, logWeightScale: ready.projection.logWeightScale, as: ready.role, into: &tally, using: buffers)
    tallies[index] = tally
  }
}

/// Where threads hand in what they counted.
private final class Homecoming: Sendable {
  private struct State {
    var missing: Int
    var tallies: [Tally?] = []
  }

  private let state: Mutex<State>
  private let condition = NSCondition()

  init(threads: Int) { state = Mutex(State(missing: threads)) }

  var tallies: [Tally?] { state.withLock { $0.tallies } }

  func arrive(with tallies: [Tally?]) {
    condition.lock()
    state.withLock { state in
      if state.tallies.isEmpty {
        state.tallies = tallies
      } else {
        for index in tallies.indices {
          guard let other = tallies[index], var own = state.tallies[index].take() else { continue }
          own.add(other)
          state.tallies[index] = own
        }
      }
      state.missing -= 1
    }
    condition.signal()
    condition.unlock()
  }

  func isComplete(within seconds: Double) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    condition.lock()
    defer { condition.unlock() }
    while state.withLock({ $0.missing > 0 }) {
      if !condition.wait(until: deadline) { break }
    }
    return state.withLock { $0.missing == 0 }
  }
}
