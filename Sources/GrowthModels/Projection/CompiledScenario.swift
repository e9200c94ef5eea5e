public import Probability
public import Scenarios

/// What a prepared scenario does to a block of draws, piece by piece: for measuring it and for doing the same elsewhere.
///
/// `shared` random rows and the `prelude` that transforms them serve every scenario of a model and a horizon; `reserved` rows are
/// standard normals of this scenario's own, placed in the input rows `reservedPlaces`. `program` reads the prelude's outputs
/// and these rows; its outputs are `quantities` × periods, then validity, then the log-weight if there is one.
@_spi(Compiled) public struct CompiledScenario: Sendable {
  public let shared: [RandomRow]
  public let prelude: LaneProgram
  public let reserved: [RandomRow]
  public let reservedPlaces: [Int]
  public let program: LaneProgram
  public let quantities: [Scenarios.Quantity]
  public let isWeighted: Bool
  public let logWeightScale: Double

  /// Nil unless a growth model prepared it.
  public init?(_ projection: any PreparedProjection) {
    guard let projection = projection as? GrowthProjection else { return nil }
    shared = projection.layout.random
    prelude = projection.layout.prelude
    reserved = projection.reserved.map(projection.layout.randomRow(reserved:))
    reservedPlaces = projection.reserved
    program = projection.program
    quantities = projection.quantities
    isWeighted = projection.isWeighted
    logWeightScale = projection.logWeightScale
  }
}
