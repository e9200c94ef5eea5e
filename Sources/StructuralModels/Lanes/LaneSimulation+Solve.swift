import LaneKernels

extension LaneSimulation {
  /// Solves every lane for the numbers its rows hold, period by period. Draws without a solution are marked in
  /// `LaneFrame.validity` and counted in `LaneFrame.failures`; from the period on in which they failed their variables are not
  /// numbers.
  public func solve(_ frame: inout LaneFrame) {
    precondition(frame.isLoaded, "load the frame first")
    frame.failures = LaneFailures()
    for first in stride(from: 0, to: frame.lanes, by: LaneStrip.width) {
      var strip = LaneStrip(frame, first: first, row: layout.lags)
      strip.validity.update(repeating: 1, count: LaneStrip.width)
      var failed: [(lane: Int, period: Int)] = []
      for (number, plan) in planOfPeriod.enumerated() {
        strip.row = layout.lags + number
        solve(plans[plan], number, strip) { lane, reason in
          frame.failures.add(1, span.lowerBound.advanced(by: number), reason)
          failed.append((lane, number))
        }
      }
      for (lane, period) in failed { erase(lane, from: period, strip) }
    }
  }

  private func solve(
    _ plan: LanePlan, _ period: Int, _ strip: LaneStrip, fail: (Int, SolveFailure.Reason) -> Void
  ) {
    for (stage, anchor) in zip(plan.stages, baseline.anchors[period]) {
      switch stage {
      case .straight(let routine):
        strip.workspace.mask.update(from: strip.validity, count: LaneStrip.width)
        strip.run(routine)
        strip.judge(routine)
        for lane in 0..<strip.count where strip.validity[lane] != strip.workspace.mask[lane] {
          fail(lane, .undefined)
        }
      case .together(let block):
        guard let anchor else { continue }
        LaneNewton(strip: strip, block: block, anchor: anchor, settings: solver.settings).solve(fail: fail)
      }
    }
  }

  /// A failed draw has no numbers from the period of its failure on.
  private func erase(_ lane: Int, from period: Int, _ strip: LaneStrip) {
    var strip = strip
    for later in period..<planOfPeriod.count {
      strip.row = layout.lags + later
      for column in plans[planOfPeriod[later]].solved {
        strip.address(.column(column, shift: 0))[lane] = .nan
      }
    }
  }
}
