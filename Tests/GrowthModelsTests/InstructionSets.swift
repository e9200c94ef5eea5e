import LaneKernels

/// Runs work once with every variant of the lane kernels that this processor can run.
enum InstructionSets {
  static func each<R>(_ work: () throws -> R) rethrows -> [R] {
    let before = lane_kernels_current()
    defer { _ = lane_kernels_select(before) }
    return try (0..<lane_kernels_count()).filter { lane_kernels_supported($0) != 0 }.map { variant in
      _ = lane_kernels_select(variant)
      return try work()
    }
  }
}
