import Synchronization

/// Hands out a run's draws in chunks, first ones first, to whoever asks. What has been handed out is always the first
/// draws without gaps; so is what has been done once every thread has come home.
final class ChunkQueue: Sendable {
  struct Chunk {
    var index: Int
    var draws: Range<UInt64>
  }

  let chunks: Int
  private let draws: Int
  private let size: Int
  private let isCancelled: (@Sendable () -> Bool)?
  private let next = Mutex(0)
  private let done = Atomic(0)
  private let anyFailed = Atomic(false)
  private let failures = Mutex<[Int: (chunk: Int, reason: String)]>([:])

  init(draws: Int, chunk: Int, isCancelled: (@Sendable () -> Bool)?) {
    self.draws = draws
    size = chunk
    chunks = (draws - 1) / chunk + 1
    self.isCancelled = isCancelled
  }

  /// Draws that have been judged.
  var drawsDone: Int { done.load(ordering: .sequentiallyConsistent) }

  /// The next chunk; nil when there are no more, or the run was cancelled.
  func claim() -> Chunk? {
    let index: Int? = next.withLock { next in
      guard next < chunks else { return nil }
      if next > 0, let isCancelled, isCancelled() {
        next = chunks
        return nil
      }
      next += 1
      return next - 1
    }
    guard let index else { return nil }
    let start = index * size
    return Chunk(index: index, draws: UInt64(start)..<UInt64(min(start + size, draws)))
  }

  func finish(_ chunk: Chunk) {
    done.add(chunk.draws.count, ordering: .sequentiallyConsistent)
  }

  /// True when the scenario failed in an earlier chunk, so that this one need not be projected.
  ///
  /// Chunks before the earliest failure are never skipped; which failure is reported does not depend on the threads.
  func hasFailed(_ scenario: Int, before chunk: Int) -> Bool {
    guard anyFailed.load(ordering: .acquiring) else { return false }
    return failures.withLock { ($0[scenario]?.chunk ?? .max) < chunk }
  }

  func fail(_ scenario: Int, in chunk: Int, because reason: String) {
    failures.withLock { failures in
      if (failures[scenario]?.chunk ?? .max) > chunk { failures[scenario] = (chunk, reason) }
    }
    anyFailed.store(true, ordering: .releasing)
  }

  func failure(of scenario: Int) -> String? { failures.withLock { $0[scenario]?.reason } }
}
