import LaneKernels
import Probability

/// Newton's method for one block over a strip of lanes. What happens to a lane depends on that lane alone; a lane that has
/// arrived is left as it is.
struct LaneNewton {
  /// Residuals of this share of the terms' size are followed by one last step.
  private static let goal = 1e-12
  /// Steps with shared factors must leave no more than this share of the residuals, steps with a lane's own no more than that.
  private static let sharedRate = 0.3
  private static let ownRate = 0.9
  private static let sharedLimit = 30
  private static let ownLimit = 50
  /// Nonlinear blocks up to this size use each lane's own derivatives from the start.
  private static let smallBlock = 16

  let strip: LaneStrip
  let block: LaneBlock
  let anchor: LaneBench.Anchor
  let settings: NewtonSettings

  private var workspace: LaneWorkspace { strip.workspace }

  /// Solves the valid lanes. Lanes without a solution lose their validity and are handed to `fail`.
  func solve(fail: (_ lane: Int, SolveFailure.Reason) -> Void) {
    for lane in 0..<LaneStrip.width {
      let isUsed = lane < strip.count && strip.validity[lane] != 0
      workspace.states[lane] = isUsed ? .moving : .idle
    }
    for (i, position) in anchor.order.unknown.enumerated() {
      let row = strip.address(.column(block.columns[Int(position)], shift: 0))
      workspace.unknowns[i] = UInt(bitPattern: row)
      row.update(repeating: anchor.values[Int(position)], count: LaneStrip.width)
    }
    if block.isLinear || block.size > Self.smallBlock {
      iterate(block.residuals, limit: Self.sharedLimit, rate: Self.sharedRate) { elimination in
        lane_sparse_solve(elimination, anchor.factors, workspace.results, workspace.steps)
      }
    } else {
      stallMoving()
    }
    if restart() {
      iterate(block.derivatives, limit: Self.ownLimit, rate: Self.ownRate, body: ownStep)
    }
    for lane in 0..<strip.count where workspace.states[lane] == .stalled { rescue(lane, fail) }
  }

  /// Steps until every moving lane has arrived or stalled, then the verdict on those that arrived.
  private func iterate(
    _ routine: LaneRoutine, limit: Int, rate: Double, body: (UnsafePointer<lane_elimination>) -> Void
  ) {
    anchor.order.withElimination { elimination in
      workspace.previous.update(repeating: .infinity, count: LaneStrip.width)
      for _ in 0..<limit {
        strip.run(routine)
        lane_residual_size(workspace.results, anchor.weights, block.size, workspace.size)
        guard decide(rate) else { break }
        body(elimination)
        lane_newton_step(workspace.unknowns, workspace.steps, block.size, workspace.mask)
      }
    }
    stallMoving()
    judge()
  }

  /// Tells which lanes move; false if none does.
  private func decide(_ rate: Double) -> Bool {
    var moves = false
    for lane in 0..<LaneStrip.width {
      workspace.mask[lane] = 0
      guard workspace.states[lane] == .moving else { continue }
      let size = workspace.size[lane]
      if size <= Self.goal {
        workspace.states[lane] = .settled
      } else if !(size < .infinity) || size > rate * workspace.previous[lane] {
        workspace.states[lane] = .stalled
        continue
      }
      workspace.previous[lane] = size
      workspace.mask[lane] = 1
      moves = true
    }
    return moves
  }

  private func stallMoving() {
    for lane in 0..<LaneStrip.width where workspace.states[lane] == .moving {
      workspace.states[lane] = .stalled
    }
  }

  /// Settled lanes are solved if every equation holds.
  private func judge() {
    strip.run(block.verdict)
    for lane in 0..<LaneStrip.width where workspace.states[lane] == .settled {
      workspace.states[lane] = workspace.results[lane] != 0 ? .solved : .stalled
    }
  }

  /// Puts stalled lanes back to where they began; false if there are none.
  private func restart() -> Bool {
    let stalled = (0..<LaneStrip.width).filter { workspace.states[$0] == .stalled }
    for (column, value) in zip(block.columns, anchor.values) {
      let row = strip.address(.column(column, shift: 0))
      for lane in stalled { row[lane] = value }
    }
    for lane in stalled { workspace.states[lane] = .moving }
    return !stalled.isEmpty
  }

  /// A step with each lane's own derivatives, which the routine that ran has left behind the residuals and their sizes.
  private func ownStep(_ elimination: UnsafePointer<lane_elimination>) {
    let (factors, width) = (workspace.factors, LaneStrip.width)
    factors.update(repeating: 0, count: anchor.order.places * width)
    for (entry, place) in anchor.order.placeOfEntry.enumerated() {
      let from = workspace.results + (2 * block.size + entry) * width
      (factors + place * width).update(from: from, count: width)
    }
    lane_sparse_factor(elimination, factors)
    lane_sparse_solve_own(elimination, factors, workspace.results, workspace.steps)
  }

  /// One lane with a line search and from other starts.
  private func rescue(_ lane: Int, _ fail: (Int, SolveFailure.Reason) -> Void) {
    let before = block.columns.map { column -> Double in
      let value = strip.row > 0 ? strip.address(.column(column, shift: -1))[lane] : .nan
      return value.isNaN ? 1 : value
    }
    let ones = block.columns.map { _ in 1.0 }
    let outcome = workspace.bench.solve(
      block, from: [anchor.values, before, ones], order: anchor.order, settings
    ) { strip.address($0)[lane] }
    switch outcome {
    case .solved(let solution):
      for (column, value) in zip(block.columns, solution.values) {
        strip.address(.column(column, shift: 0))[lane] = value
      }
      workspace.states[lane] = .solved
    case .failed(let reason):
      strip.validity[lane] = 0
      fail(lane, reason)
    }
  }
}

extension EliminationOrder {
  /// Hands the order to the kernels.
  func withElimination(_ body: (UnsafePointer<lane_elimination>) -> Void) {
    lower.withUnsafeBufferPointer { lower in
      upper.withUnsafeBufferPointer { upper in
        column.withUnsafeBufferPointer { column in
          target.withUnsafeBufferPointer { target in
            equation.withUnsafeBufferPointer { equation in
              var elimination = lane_elimination(
                n: size, lower: lower.baseAddress, upper: upper.baseAddress, column: column.baseAddress,
                target: target.baseAddress, equation: equation.baseAddress)
              body(&elimination)
            }
          }
        }
      }
    }
  }
}
