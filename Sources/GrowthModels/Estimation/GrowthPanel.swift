/// Published annual growth of several variables in several regions: what regional relations are estimated on.
///
/// One number at most per region, year and variable, in percent on the year before. Nothing is interpolated; most cells are empty.
public struct GrowthPanel: Sendable, Hashable {
  /// A region in one year.
  public struct Cell: Sendable, Hashable, Comparable {
    public var region: String
    public var year: Int

    public init(region: String, year: Int) {
      self.region = region
      self.year = year
    }

    public static func < (a: Cell, b: Cell) -> Bool { (a.region, a.year) < (b.region, b.year) }
  }

  private var growth: [String: [Cell: Double]] = [:]

  public init() {}

  /// Growth of `variable` in percent; nil where it was not published.
  public subscript(variable: String, cell: Cell) -> Double? {
    get { growth[variable]?[cell] }
    set { growth[variable, default: [:]][cell] = newValue }
  }

  /// Cells in which `variable` is known, in order of region and year.
  public func cells(_ variable: String) -> [Cell] { (growth[variable] ?? [:]).keys.sorted() }
}
