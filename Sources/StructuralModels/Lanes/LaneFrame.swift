import Probability

/// Where the rows of a frame lie.
struct LaneLayout: Sendable {
  /// The place of each column of a period; nil for columns that are zero throughout.
  let place: [Int?]
  /// The place of each variable's data where they are kept beside what is simulated; empty otherwise.
  let history: [Int]
  /// Rows of a period.
  let width: Int
  /// Periods before the first solved one, and in all.
  let lags: Int
  let periods: Int
  let parameters: Int

  init(columns: Int, absent: Set<Int>, historic: Int, parameters: Int, lags: Int, periods: Int) {
    var place: [Int?] = []
    var next = 0
    for column in 0..<columns {
      place.append(absent.contains(column) ? nil : next)
      next += absent.contains(column) ? 0 : 1
    }
    self.place = place
    history = (0..<historic).map { next + $0 }
    width = next + historic
    self.lags = lags
    self.periods = periods
    self.parameters = parameters
  }
}

/// Numbers of many draws side by side: a row of lanes for every column in every period, and one for every parameter.
///
/// Made for one simulation and used again block after block; one for each thread. Rows have room for
/// `LaneProgram.paddedLanes(capacity)` lanes.
public struct LaneFrame: ~Copyable {
  let layout: LaneLayout
  let stride: Int
  let numbers: UnsafeMutablePointer<Double>
  let constants: UnsafeMutablePointer<Double>
  let workspace: LaneWorkspace
  var isLoaded = false

  /// The most lanes it holds.
  public let capacity: Int
  /// 1 for a draw that was solved, 0 for one that failed; after `LaneSimulation.solve`.
  public let validity: UnsafeMutablePointer<Double>
  /// Lanes in use.
  public internal(set) var lanes = 0
  /// The draws that failed, since `LaneSimulation.load`.
  public internal(set) var failures = LaneFailures()

  /// Room for `capacity` draws of a simulation.
  public init(_ simulation: LaneSimulation, capacity: Int = 256) {
    precondition(capacity > 0, "a frame holds at least one lane")
    layout = simulation.layout
    self.capacity = capacity
    stride = LaneProgram.rowStride(forLanes: capacity)
    numbers = Self.allocate(layout.periods * layout.width * stride)
    constants = Self.allocate(layout.parameters * stride)
    validity = Self.allocate(stride)
    workspace = LaneWorkspace(simulation)
  }

  deinit {
    numbers.deallocate()
    constants.deallocate()
    validity.deallocate()
  }

  /// The lanes of a column. `period` counts from the first solved one: lags before it are negative.
  public func row(_ column: Int, period: Int) -> UnsafeMutablePointer<Double> {
    guard let place = layout.place[column] else {
      preconditionFailure("the column is zero throughout; name it among the inputs that vary")
    }
    return address(place, row: layout.lags + period)
  }

  /// The lanes of a parameter, by its position in the model. Only parameters named among the inputs that vary are read.
  public func parameter(_ index: Int) -> UnsafeMutablePointer<Double> {
    precondition((0..<layout.parameters).contains(index), "the model has no such parameter")
    return constants + index * stride
  }

  func address(_ place: Int, row: Int) -> UnsafeMutablePointer<Double> {
    precondition((0..<layout.periods).contains(row), "the simulation does not reach that period")
    return numbers + (row * layout.width + place) * stride
  }

  static func allocate(_ count: Int) -> UnsafeMutablePointer<Double> {
    UnsafeMutableRawPointer.allocate(byteCount: max(1, count) * MemoryLayout<Double>.stride, alignment: 64)
      .bindMemory(to: Double.self, capacity: max(1, count))
  }
}
