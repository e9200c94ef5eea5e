extension Judge {
  /// Finds or computes the row of every series for the block at hand, those inherited excepted.
  func locateSeries(
    _ block: borrowing PathBlock, except inherited: [Bool]? = nil, _ buffers: JudgeBuffers
  ) {
    for (index, reading) in series.enumerated() where !(inherited?[index] ?? false) {
      switch reading {
      case .row(let row):
        buffers.series[index] = UnsafePointer(block.row(row / block.periods, period: row % block.periods))
      case .worst(let forms, let bound):
        let values = buffers.value(index)
        evaluate(forms[0], block, into: values)
        for form in forms.dropFirst() {
          evaluate(form, block, into: buffers.other)
          worsen(values, by: buffers.other, bound, block.lanes)
        }
        buffers.series[index] = UnsafePointer(values)
      }
    }
  }

  private func evaluate(
    _ form: [Term], _ block: borrowing PathBlock, into values: UnsafeMutablePointer<Double>
  ) {
    for (index, term) in form.enumerated() {
      let row = block.row(term.row / block.periods, period: term.row % block.periods)
      let coefficient = term.coefficient
      if index == 0 {
        for lane in 0..<block.lanes { values[lane] = coefficient * row[lane] }
      } else {
        for lane in 0..<block.lanes { values[lane] += coefficient * row[lane] }
      }
    }
  }

  /// Takes the other value where it has the smaller margin.
  private func worsen(
    _ values: UnsafeMutablePointer<Double>, by other: UnsafePointer<Double>, _ bound: Bound, _ lanes: Int
  ) {
    switch bound {
    case .atLeast, .above:
      for lane in 0..<lanes { values[lane] = other[lane] < values[lane] ? other[lane] : values[lane] }
    case .atMost:
      for lane in 0..<lanes { values[lane] = other[lane] > values[lane] ? other[lane] : values[lane] }
    case .within:
      for lane in 0..<lanes where bound.margin(other[lane]) < bound.margin(values[lane]) {
        values[lane] = other[lane]
      }
    }
  }

  /// Sketches placed by what the valid draws of a pilot block say; about zero where there are none.
  func grids(pilot: borrowing PathBlock, using buffers: JudgeBuffers) -> [SketchGrid] {
    findValid(pilot, reading: rows, buffers)
    locateSeries(pilot, buffers)
    return series.indices.map { index in
      let x = buffers.series[index]
      var count = 0.0
      var sum = 0.0
      for lane in 0..<pilot.lanes where isValid(lane, buffers) {
        count += 1
        sum += x[lane]
      }
      guard count > 0 else { return SketchGrid(mean: 0, standardDeviation: 1) }
      let mean = sum / count
      var squares = 0.0
      for lane in 0..<pilot.lanes where isValid(lane, buffers) {
        squares += (x[lane] - mean) * (x[lane] - mean)
      }
      guard mean.isFinite else { return SketchGrid(mean: 0, standardDeviation: 1) }
      return SketchGrid(mean: mean, standardDeviation: (squares / count).squareRoot())
    }
  }

  private func isValid(_ lane: Int, _ buffers: JudgeBuffers) -> Bool {
    buffers.valid[lane / 64] >> UInt64(lane % 64) & 1 == 1
  }
}

extension Bound {
  /// How far a value may miss a bound, or must clear a strict one, before it counts as doing so: 10⁻⁹ of the bound (of 1
  /// for smaller ones). A path imposed exactly at its bound comes back from the equations with the last digits rounded.
  static func tolerance(at bound: Double) -> Double { 1e-9 * max(1, bound.magnitude) }

  /// How far a value is on the right side of the bound, in the value's unit; negative when it is missed.
  func margin(_ value: Double) -> Double {
    switch self {
    case .atLeast(let b), .above(let b): value - b
    case .atMost(let b): b - value
    case .within(let low, let high): min(value - low, high - value)
    }
  }
}
