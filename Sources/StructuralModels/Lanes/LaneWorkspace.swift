import Probability

/// Memory a thread solves strips of lanes in.
final class LaneWorkspace {
  /// Addresses of the rows of the routine that runs.
  let table: UnsafeMutablePointer<UInt>
  /// Addresses of the unknowns of the block that is solved, in the order of elimination.
  let unknowns: UnsafeMutablePointer<UInt>
  /// Rows of 64 lanes: what routines return, steps, the steps searched along and where from, factors of each lane.
  let results: UnsafeMutablePointer<Double>
  let steps: UnsafeMutablePointer<Double>
  let directions: UnsafeMutablePointer<Double>
  let origins: UnsafeMutablePointer<Double>
  let factors: UnsafeMutablePointer<Double>
  /// Single rows: lanes that move or begin a search, lengths of their steps, sizes of residuals now and before the step.
  let mask: UnsafeMutablePointer<Double>
  let length: UnsafeMutablePointer<Double>
  let size: UnsafeMutablePointer<Double>
  let previous: UnsafeMutablePointer<Double>
  /// What became of each lane of the strip.
  let states: UnsafeMutablePointer<LaneState>
  let scratch = LaneScratch()
  let bench = LaneBench()

  init(_ simulation: LaneSimulation) {
    let needs = simulation.needs
    let strip = LaneProgram.laneMultiple
    table = .allocate(capacity: max(1, needs.rows))
    unknowns = .allocate(capacity: max(1, needs.unknowns))
    results = LaneFrame.allocate(needs.results * strip)
    steps = LaneFrame.allocate(needs.unknowns * strip)
    directions = LaneFrame.allocate(needs.unknowns * strip)
    origins = LaneFrame.allocate(needs.unknowns * strip)
    factors = LaneFrame.allocate(needs.places * strip)
    mask = LaneFrame.allocate(strip)
    length = LaneFrame.allocate(strip)
    size = LaneFrame.allocate(strip)
    previous = LaneFrame.allocate(strip)
    states = .allocate(capacity: strip)
  }

  deinit {
    table.deallocate()
    unknowns.deallocate()
    results.deallocate()
    steps.deallocate()
    directions.deallocate()
    origins.deallocate()
    factors.deallocate()
    mask.deallocate()
    length.deallocate()
    size.deallocate()
    previous.deallocate()
    states.deallocate()
  }

  /// How much room the routines of a simulation need.
  struct Needs: Sendable {
    var rows = 0
    var unknowns = 0
    var results = 0
    var places = 0

    mutating func take(_ routine: LaneRoutine) {
      rows = max(rows, routine.program.rowCount)
      results = max(results, routine.outputs.count)
    }
  }
}

/// What became of a lane in a block of equations.
enum LaneState: UInt8 {
  /// Not looked at: past the last draw, or failed before.
  case idle
  case moving
  /// At what should be the solution, still to be judged.
  case settled
  /// To be tried another way.
  case stalled
  case solved
}
