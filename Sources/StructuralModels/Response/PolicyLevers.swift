import TimeSeries

/// Instruments being moved: one number for each instrument in each period in which it may move.
struct PolicyLevers {
  /// One number of the vector of instruments.
  struct Lever {
    /// Place among the instruments wished.
    let instrument: Int
    let name: String
    let column: Int
    let period: Period
    /// Periods since the first simulated.
    let origin: Int
    let reference: Double
    let bounds: ClosedRange<Double>
  }

  private enum Kind { case exogenous, shock, addFactor }

  /// In the order of the instruments, then of periods.
  private(set) var levers: [Lever] = []
  let instruments: [PolicyInstrument]
  private let spans: [PeriodSpan]
  private let kinds: [Kind]
  private let simulation: Simulation
  /// Instruments counted in the model's units.
  private let data: ModelData
  private let model: Model

  /// Throws what does not fit; costs may be zero where instruments `mayBeFree`. Exogenous variables without data start from
  /// `missing`, and are refused where it is nil.
  init(
    _ solver: ModelSolver, _ instruments: [PolicyInstrument], _ simulation: Simulation, _ data: ModelData,
    mayBeFree: Bool, missing value: Double? = nil
  ) throws {
    guard !instruments.isEmpty else { throw PolicyError.noInstruments }
    let model = solver.model
    let columns = try solver.columns(ofInstruments: instruments.map(\.name))
    self.instruments = instruments
    self.simulation = simulation
    self.model = model
    kinds = instruments.map { instrument in
      if model.exogenous.contains(where: { $0.name == instrument.name }) { return .exogenous }
      return model.shocks.contains { $0.name == instrument.name } ? .shock : .addFactor
    }
    spans = instruments.map { $0.span ?? simulation.span }
    self.data = Self.converted(data, model, Set(instruments.map(\.name)))
    try requireSpans()
    try requireCosts(mayBeFree: mayBeFree)
    for (k, instrument) in instruments.enumerated() {
      var missing: [Period] = []
      let declared = model.exogenous.first { $0.name == instrument.name }
      let wished = instrument.reference?.counted(in: declared?.unit)
      for period in spans[k] {
        let reference = wished?[period] ?? self.value(k, in: period) ?? value
        if reference == nil { missing.append(period) }
        levers.append(
          Lever(
            instrument: k, name: instrument.name, column: columns[k], period: period,
            origin: simulation.span.lowerBound.distance(to: period), reference: reference ?? 0,
            bounds: instrument.bounds))
      }
      guard missing.isEmpty else { throw PolicyError.noReference(instrument.name, missing) }
    }
  }

  /// What an instrument is without moving it; zero for shocks and add-factors without values.
  func value(_ instrument: Int, in period: Period) -> Double? {
    let name = instruments[instrument].name
    switch kinds[instrument] {
    case .exogenous: return data[name]?[period]
    case .shock: return simulation.shocks[name]?[period] ?? 0
    case .addFactor: return simulation.addFactors[name]?[period] ?? 0
    }
  }

  /// Exogenous data in the units of the model, so that what is written over them counts likewise. What does not convert is left
  /// for the simulation to refuse.
  private static func converted(_ data: ModelData, _ model: Model, _ names: Set<String>) -> ModelData {
    var data = data
    for variable in model.exogenous where names.contains(variable.name) {
      data[variable.name] = data[variable.name]?.counted(in: variable.unit)
    }
    return data
  }

  private func requireSpans() throws(PolicyError) {
    for (k, instrument) in instruments.enumerated() {
      let span = spans[k]
      guard span.frequency == simulation.span.frequency, simulation.span.contains(span.lowerBound),
        simulation.span.contains(span.upperBound)
      else { throw .outside(instrument.name, span, simulated: simulation.span) }
      for other in 0..<k where instruments[other].name == instrument.name && spans[other].overlaps(span) {
        throw .overlapping(instrument.name, span.clamped(to: spans[other]))
      }
    }
  }

  private func requireCosts(mayBeFree: Bool) throws(PolicyError) {
    for instrument in instruments {
      let cost = instrument.cost.weight
      guard cost.isFinite, cost > 0 || mayBeFree && cost == 0 else {
        throw .notPositive(
          Bilingual(en: "the cost of instrument \(instrument.name)", zh: "工具 \(instrument.name) 的成本"))
      }
      let smoothing = instrument.smoothing.weight
      guard smoothing.isFinite, smoothing >= 0 else {
        throw .notPositive(
          Bilingual(
            en: "the cost of changes of instrument \(instrument.name)", zh: "工具 \(instrument.name) 的变动成本"))
      }
    }
  }

  // MARK: - Moving them

  /// The simulation and the data with these values in place.
  func placing(_ u: [Double]) -> (simulation: Simulation, data: ModelData) {
    var (simulation, data) = (simulation, data)
    for (k, series) in series(u).enumerated() {
      let name = instruments[k].name
      switch kinds[k] {
      case .exogenous: data = data.overlaid(with: ModelData([name: series]))
      case .shock: simulation.shocks[name] = Self.merged(simulation.shocks[name], series)
      case .addFactor: simulation.addFactors[name] = Self.merged(simulation.addFactors[name], series)
      }
    }
    return (simulation, data)
  }

  /// Values by name, over all periods in which the name may move.
  func named(_ u: [Double]) -> [String: Series] {
    var named: [String: Series] = [:]
    for (instrument, series) in zip(instruments, series(u)) {
      named[instrument.name] = Self.merged(named[instrument.name], series)
    }
    return named
  }

  /// Values by instrument.
  private func series(_ u: [Double]) -> [Series] {
    var next = 0
    return spans.enumerated().map { k, span in
      let values = Array(u[next..<next + span.count])
      next += span.count
      let name = instruments[k].name
      let declared = kinds[k] == .exogenous ? model.exogenous.first { $0.name == name } : nil
      let old = declared == nil ? nil : data[name]
      return Series(
        start: span.lowerBound, values: values, unit: declared?.unit ?? old?.unit ?? .ratio,
        basis: declared?.basis ?? old?.basis ?? .notApplicable)
    }
  }

  static func merged(_ old: Series?, _ new: Series) -> Series {
    guard let old else { return new }
    return ModelData(["": old]).overlaid(with: ModelData(["": new]))[""] ?? new
  }
}

extension Series {
  /// The same series in a unit it converts to; else as it is.
  func counted(in unit: TimeSeries.Unit?) -> Series {
    guard let unit, unit != self.unit else { return self }
    return (try? converted(to: unit)) ?? self
  }
}
