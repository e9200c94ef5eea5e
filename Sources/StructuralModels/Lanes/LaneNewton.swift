import LaneKernels
import Probability

/// Newton's method for one block over a strip of lanes. What happens to a lane depends on that lane alone; a lane that has
/// arrived is left as it is.
///
/// First, for large blocks, steps with one factorisation for all lanes, that of the path with nothing drawn. Lanes it does not
/// serve start again with their own derivatives and step lengths, from several starts; what is left, one by one.
struct LaneNewton {
  /// Residuals of this share of the terms' size are followed by one last step.
  private static let goal = 1e-12
  /// Steps with shared factors must leave no more than this share of the residuals.
  private static let sharedRate = 0.3
  private static let sharedLimit = 30
  /// Steps shorter than this are not tried.
  private static let shortest = 1e-6
  /// Nonlinear blocks up to this size use each lane's own derivatives from the start.
  private static let smallBlock = 16

  let strip: LaneStrip
  let block: LaneBlock
  let anchor: LaneBench.Anchor
  let settings: NewtonSettings

  private var workspace: LaneWorkspace { strip.workspace }
  private static let lanes = 0..<LaneStrip.width

  /// Solves the valid lanes. Lanes without a solution lose their validity and are handed to `fail`.
  func solve(fail: (_ lane: Int, SolveFailure.Reason) -> Void) {
    for lane in Self.lanes {
      let isUsed = lane < strip.count && strip.validity[lane] != 0
      workspace.states[lane] = isUsed ? .moving : .idle
    }
    for (i, position) in anchor.order.unknown.enumerated() {
      let row = strip.address(.column(block.columns[Int(position)], shift: 0))
      workspace.unknowns[i] = UInt(bitPattern: row)
      row.update(repeating: anchor.values[Int(position)], count: LaneStrip.width)
    }
    anchor.order.withElimination { elimination in
      if block.isLinear || block.size > Self.smallBlock {
        share(elimination)
      } else {
        stallMoving()
      }
      for start in 0..<3 where begin(from: start) { search(elimination) }
    }
    for lane in 0..<strip.count where workspace.states[lane] == .stalled { rescue(lane, fail) }
  }

  // MARK: Shared derivatives

  private func share(_ elimination: UnsafePointer<lane_elimination>) {
    workspace.previous.update(repeating: .infinity, count: LaneStrip.width)
    for _ in 0..<Self.sharedLimit {
      strip.run(block.residuals)
      lane_residual_size(workspace.results, anchor.weights, block.size, workspace.size)
      guard choose() else { break }
      lane_sparse_solve(elimination, anchor.factors, workspace.results, workspace.steps)
      lane_newton_step(workspace.unknowns, workspace.steps, block.size, workspace.mask)
    }
    stallMoving()
    judge()
  }

  /// Masks the lanes that move; false if none does.
  private func choose() -> Bool {
    var moves = false
    for lane in Self.lanes {
      workspace.mask[lane] = 0
      guard workspace.states[lane] == .moving else { continue }
      let size = workspace.size[lane]
      if size <= Self.goal {
        workspace.states[lane] = .settled
      } else if !(size < .infinity) || size > Self.sharedRate * workspace.previous[lane] {
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
    for lane in Self.lanes where workspace.states[lane] == .moving { workspace.states[lane] = .stalled }
  }

  /// Settled lanes are solved if every equation holds.
  private func judge() {
    strip.run(block.verdict)
    for lane in Self.lanes where workspace.states[lane] == .settled {
      workspace.states[lane] = workspace.results[lane] != 0 ? .solved : .stalled
    }
  }

  // MARK: Each lane's own derivatives

  /// Puts stalled lanes at a start: the path with nothing drawn, the period before, ones. False if there are none.
  private func begin(from start: Int) -> Bool {
    let stalled = Self.lanes.filter { workspace.states[$0] == .stalled }
    guard !stalled.isEmpty else { return false }
    for (column, value) in zip(block.columns, anchor.values) {
      let row = strip.address(.column(column, shift: 0))
      for lane in stalled {
        row[lane] = start == 0 ? value : start == 1 ? before(column, lane) : 1
      }
    }
    for lane in stalled { workspace.states[lane] = .moving }
    return true
  }

  private func before(_ column: Int, _ lane: Int) -> Double {
    let value = strip.row > 0 ? strip.address(.column(column, shift: -1))[lane] : .nan
    return value.isNaN ? 1 : value
  }

  /// Newton's method with a line search in every lane, until each has arrived or stalled; then the verdict.
  private func search(_ elimination: UnsafePointer<lane_elimination>) {
    workspace.previous.update(repeating: .infinity, count: LaneStrip.width)
    workspace.length.update(repeating: 0, count: LaneStrip.width)
    for _ in 0..<2 * settings.iterationLimit {
      strip.run(block.derivatives)
      lane_residual_size(workspace.results, anchor.weights, block.size, workspace.size)
      let (begins, moves) = lengthen()
      guard moves else { break }
      if begins { linearise(elimination) }
      lane_newton_search(
        workspace.unknowns, workspace.origins, workspace.directions, workspace.steps, block.size,
        workspace.mask, workspace.length)
    }
    stallMoving()
    judge()
  }

  /// Chooses each moving lane's step length: 1 along a new direction where residuals have become smaller, else half the last
  /// one. Tells whether any lane begins, and whether any moves.
  private func lengthen() -> (begins: Bool, moves: Bool) {
    var (begins, moves) = (false, false)
    for lane in Self.lanes {
      let length = workspace.length[lane]
      workspace.mask[lane] = 0
      workspace.length[lane] = 0
      guard workspace.states[lane] == .moving else { continue }
      let size = workspace.size[lane]
      let isFirst = workspace.previous[lane] == .infinity
      let isSmaller = size < (1 - 1e-4 * length) * workspace.previous[lane]
      if size <= Self.goal || isSmaller || isFirst && size < .infinity {
        if size <= Self.goal { workspace.states[lane] = .settled }
        workspace.previous[lane] = size
        workspace.mask[lane] = 1
        workspace.length[lane] = 1
        (begins, moves) = (true, true)
      } else if !isFirst, length / 2 >= Self.shortest {
        workspace.length[lane] = length / 2
        moves = true
      } else {
        workspace.states[lane] = .stalled
      }
    }
    return (begins, moves)
  }

  /// A step with each lane's own derivatives, which the routine that ran has left behind the residuals and their sizes.
  private func linearise(_ elimination: UnsafePointer<lane_elimination>) {
    let (factors, width) = (workspace.factors, LaneStrip.width)
    factors.update(repeating: 0, count: anchor.order.places * width)
    for (entry, place) in anchor.order.placeOfEntry.enumerated() {
      let from = workspace.results + (2 * block.size + entry) * width
      (factors + place * width).update(from: from, count: width)
    }
    lane_sparse_factor(elimination, factors)
    lane_sparse_solve_own(elimination, factors, workspace.results, workspace.steps)
  }

  /// One lane with an order of elimination of its own.
  private func rescue(_ lane: Int, _ fail: (Int, SolveFailure.Reason) -> Void) {
    let outcome = workspace.bench.solve(block, from: [anchor.values], order: anchor.order, settings) {
      strip.address($0)[lane]
    }
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
