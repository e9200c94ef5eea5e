public import Datasets
public import TimeSeries

/// What a user types: a region, data, a model, targets and the scenarios under which they are judged.
///
/// Reading checks everything that can be known without the model. Which variables a model projects, in which units, only the model
/// knows: `validate(against:parameters:)` checks a plan against it before it is judged.
public struct Plan: Sendable {
  /// A data file the plan names, by role.
  public struct Source: Sendable, Hashable {
    public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
      /// Statements of a report: results and targets, one a row.
      case statements
      /// Published outturns and targets of many regions: the estimation panel.
      case panel
      /// Later outturns, used by scenarios and checks that name them and never by the baseline.
      case outturns
      /// Values and priors of parameters with their sources.
      case parameters
    }

    /// The file's name without its folder and extension.
    public var id: String
    public var role: Role
    /// Path as written, relative to the plan's folder.
    public var path: String
    /// Last period read; nil for all.
    public var until: Period?
    public var position: SourcePosition
  }

  /// The model by name, and the section that configures it, undecoded.
  public struct ModelChoice: Sendable, Hashable {
    public var name: String
    public var settings: SettingTree

    /// The name of a model read from a file that `settings` names under `file`.
    public static let file = "file"

    /// What to call it: its name, or the file it is read from.
    public var label: String { name == Self.file ? settings["file"]?.text ?? name : name }
  }

  /// Parts of a total whose published growth can be reproduced from the parts: an audit of an aggregation.
  public struct AggregationCheck: Sendable, Hashable {
    public var region: String
    /// `Source.id` of the outturns it is read from.
    public var source: String
    public var period: Period
    public var parts: [String]
    public var total: String
    /// Scenarios whose output shows it.
    public var scenarios: [String]
    public var position: SourcePosition
  }

  public struct Run: Sendable, Hashable {
    public static let defaultDraws = 100_000
    public static let defaultSeed: UInt64 = 20_200_106
    public static let mostDraws = 1_000_000_000

    public var draws: Int
    public var seed: UInt64
    /// Nil for as many as the machine has cores.
    public var threads: Int?

    public init(draws: Int = defaultDraws, seed: UInt64 = defaultSeed, threads: Int? = nil) {
      self.draws = draws
      self.seed = seed
      self.threads = threads
    }
  }

  public var file: String
  public var region: Bilingual
  public var title: Bilingual
  /// Nothing published after this period is used by scenarios that do not name it.
  public var information: Period
  public var sources: [Source]
  public var model: ModelChoice
  public var horizon: Horizon
  public var groups: [TargetGroup]
  public var targets: [Target]
  public var relations: [Relation]
  public var scenarios: [Scenario]
  public var aggregationChecks: [AggregationCheck]
  public var run: Run
  /// The statements read from the sources with that role, in order.
  public var statements: [Statement]
  /// The text it was read from, for diagnostics of later stages.
  public var text: PlanText
  /// What is worth knowing of the files though it is no error: another encoding, numbers left out.
  public var notes: Diagnostics

  /// The whole text as a tree, after `--set`.
  var tree: SettingTree
  /// Its maps by the places that targets, overrides and the rest carry.
  var maps: [SourcePosition: SettingTree]
  /// The scenario or override set that wrote an override or a condition, by the place it stands in.
  var origins: [SourcePosition: String]
  /// How each target that compares growth rates was read where its words leave it open.
  var incomeReadings: [String: IncomeReading]
}
