public import Scenarios
public import TimeSeries

/// An administrative count the plan sets a target for: schools built, sewers laid. Judged by a prior on delivery rates.
public struct DeliveryTarget: Sendable, Hashable, Codable {
  /// Identifier of the target; the variable is `delivery.<id>`, in percent of the target.
  public var id: String
  public var name: Bilingual
  public var modality: Target.Modality

  public init(_ id: String, name: Bilingual, modality: Target.Modality) {
    self.id = id
    self.name = name
    self.modality = modality
  }

  /// The delivery targets of a plan, in its order.
  public static func all(in targets: [Target]) -> [DeliveryTarget] {
    targets.filter { $0.kind == .delivery }.map {
      DeliveryTarget($0.id, name: $0.name, modality: $0.modality)
    }
  }

  var variable: String { "delivery.\(id)" }

  /// A plan that merely expects words a plain statement.
  var meanParameter: String {
    switch modality {
    case .ensure: "delivery.ensure.mean"
    case .strive: "delivery.strive.mean"
    case .expect, .plain: "delivery.plain.mean"
    }
  }
}
