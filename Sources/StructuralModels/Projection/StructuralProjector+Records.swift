public import Scenarios
import TimeSeries

extension StructuralProjector {
  /// Every number the model uses: parameters, the spread of disturbances, the last data, and what is given from outside.
  public var parameters: [ParameterRecord] {
    model.parameters.map(record) + disturbanceRecords + model.variables.compactMap(base) + assumptions
  }

  private func record(_ parameter: ModelParameter) -> ParameterRecord {
    let value = solver.parameters[parameter.name] ?? 0
    let fits = fit?.equations ?? []
    if let fit = fits.first(where: { $0.names.contains(parameter.name) }),
      let place = fit.names.firstIndex(of: parameter.name)
    {
      let span = fit.periods.first.map { "\($0)..\(fit.periods.last ?? $0)" } ?? ""
      let way = uncertainty.coefficients == .drawn ? "drawn" : "held fixed"
      return ParameterRecord(
        id: parameter.name, name: name(of: parameter, in: fit.equation), value: value,
        standardError: max(fit.covariance[place, place], 0).squareRoot(), unit: "",
        provenance: .estimated, source: "estimated on \(source) \(span) (\(fit.method.rawValue)), \(way)",
        observations: fit.n)
    }
    let isDrawn = uncertainty.coefficients == .drawn && parameter.prior != nil
    return ParameterRecord(
      id: parameter.name, name: parameter.label, value: value,
      standardError: isDrawn ? parameter.prior?.standardDeviation ?? 0 : 0, unit: "",
      provenance: .assumption,
      source: parameter.prior.map {
        "prior \($0) in \(model.text.file)\(isDrawn ? ", drawn" : ", held fixed")"
      } ?? "given in \(model.text.file)")
  }

  /// A parameter without a label is called by its equation.
  private func name(of parameter: ModelParameter, in equation: String) -> Bilingual {
    guard parameter.label == Bilingual(parameter.name), let number = model.index(ofEquation: equation),
      let variable = model.index(of: model.equations[number].variable)
    else { return parameter.label }
    let label = model.variables[variable].label
    return Bilingual(
      en: "\(label.en): coefficient \(parameter.name)", zh: "\(label.zh)：系数 \(parameter.name)")
  }

  private var disturbanceRecords: [ParameterRecord] {
    guard let history, uncertainty.disturbances != .none else { return [] }
    let source = "residuals of \(self.source); \(uncertainty.disturbances.words)"
    var records = history.equations.indices.map { i in
      let name = history.equations[i]
      let label =
        model.index(ofEquation: name).flatMap { model.index(of: model.equations[$0].variable) }
        .map { model.variables[$0].label } ?? Bilingual(name)
      let isJoint = uncertainty.disturbances != .independent
      return ParameterRecord(
        id: "\(name).sigma",
        name: Bilingual(
          en: "\(label.en): standard deviation of the disturbance", zh: "\(label.zh)：扰动标准差"),
        value: isJoint ? history.covariance[i][i].squareRoot() : history.standardErrors[i],
        standardError: 0, unit: "", provenance: .estimated, source: source,
        observations: history.periods.count)
    }
    if case .student(let ν) = uncertainty.disturbances {
      records.append(
        ParameterRecord(
          id: "disturbances.degrees_of_freedom",
          name: Bilingual(en: "Degrees of freedom of the disturbances", zh: "扰动的自由度"), value: ν,
          standardError: 0, unit: "", provenance: .assumption, source: "set in the plan"))
    }
    return records
  }

  private func base(_ variable: ModelVariable) -> ParameterRecord? {
    guard let series = data[variable.name], let last = series.span.last(where: { series[$0] != nil }),
      let value = series[last]
    else { return nil }
    return ParameterRecord(
      id: "\(variable.name).base",
      name: Bilingual(
        en: "\(variable.label.en): level of \(last)", zh: "\(variable.label.zh)：\(last.name.zh)水平"),
      value: value, standardError: 0, unit: variable.unit?.name.en ?? "", provenance: .published,
      source: source)
  }
}

extension Disturbances {
  /// How they are drawn, in a few words.
  var words: String {
    switch self {
    case .none: "none drawn"
    case .normal: "jointly normal"
    case .independent: "independent normal"
    case .student: "Student's t with the covariance"
    case .bootstrap: "whole periods with replacement"
    case .matrix: "given"
    }
  }
}

extension ModelDistribution {
  var standardDeviation: Double {
    switch self {
    case .normal(_, let sd): return sd
    case .student(_, let scale, let ν): return ν > 2 ? scale * (ν / (ν - 2)).squareRoot() : .infinity
    case .uniform(let lower, let upper): return (upper - lower) / 12.0.squareRoot()
    case .lognormal(let m, let s):
      return ((Scalar.exp(s * s) - 1) * Scalar.exp(2 * m + s * s)).squareRoot()
    }
  }
}
