public import Scenarios
public import TimeSeries

/// Everything there is to tell about one run: what was asked, of which inputs, and what was found. Reports render it,
/// a run file stores it.
public struct RunRecord: Sendable, Hashable, Codable {
  /// Version of the program that made the run.
  public var version: String
  public var title: Bilingual
  public var region: Bilingual
  /// Nothing published after this period was used by scenarios that do not name it.
  public var information: Period
  public var horizon: Horizon
  /// The model by name.
  public var model: String
  public var inputs: [InputRecord]
  public var groups: [TargetGroup]
  /// All targets of the plan in its order, those that are not judged included.
  public var targets: [TargetRecord]
  public var variables: [Variable]
  public var parameters: [ParameterRecord]
  /// Every assumption and condition of every scenario, with the place it was written at.
  public var settings: [SettingRecord]
  /// What a reader must know beside the numbers: readings chosen where the plan is ambiguous, checks of aggregations.
  public var notes: [Bilingual]
  public var result: BatchResult

  public init(
    version: String, title: Bilingual, region: Bilingual, information: Period, horizon: Horizon,
    model: String,
    inputs: [InputRecord], groups: [TargetGroup], targets: [TargetRecord], variables: [Variable],
    parameters: [ParameterRecord], settings: [SettingRecord], notes: [Bilingual], result: BatchResult
  ) {
    self.version = version
    self.title = title
    self.region = region
    self.information = information
    self.horizon = horizon
    self.model = model
    self.inputs = inputs
    self.groups = groups
    self.targets = targets
    self.variables = variables
    self.parameters = parameters
    self.settings = settings
    self.notes = notes
    self.result = result
  }

  /// The name of a variable; its identifier where the model does not list it.
  public func name(ofVariable id: String) -> Bilingual {
    variables.first { $0.id == id }?.name ?? Bilingual(id)
  }

  public func target(_ id: String) -> TargetRecord? { targets.first { $0.id == id } }

  /// The targets judged together in the row “all together”: those of the group `headline` that carry a number, or all
  /// modelled targets where the plan has no such group.
  public var headlineTargets: [TargetRecord] {
    let headline = targets.filter { $0.group == Self.headline && $0.kind != .unquantified }
    return headline.isEmpty ? targets.filter { $0.kind == .modelled } : headline
  }

  /// Identifier of the group whose targets make the first table.
  public static let headline = "headline"
}

/// A file the run read.
public struct InputRecord: Sendable, Hashable, Codable {
  /// `plan`, or the role the plan gives it: `statements`, `panel`, `outturns`, `parameters`.
  public var role: String
  /// As written in the plan; the plan itself by its file name alone.
  public var path: String
  /// Lower-case hexadecimal SHA-256 of its bytes.
  public var sha256: String
  public var bytes: Int

  public init(role: String, path: String, sha256: String, bytes: Int) {
    self.role = role
    self.path = path
    self.sha256 = sha256
    self.bytes = bytes
  }
}
