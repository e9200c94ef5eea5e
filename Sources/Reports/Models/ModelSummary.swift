public import TimeSeries

/// What a model is: its names, its equations, and the order they are solved in.
public struct ModelSummary: Sendable, Hashable {
  /// A variable, given from outside or explained.
  public struct Variable: Sendable, Hashable {
    public var name: String
    public var label: Bilingual
    /// As the model declares it; nil where it does not.
    public var unit: String?
    public var basis: Bilingual?
    /// The equation that determines it; nil for one given from outside.
    public var equation: String?
    /// Its block in the order of solution, from 1.
    public var block: Int?

    public init(
      name: String, label: Bilingual, unit: String?, basis: Bilingual?, equation: String? = nil,
      block: Int? = nil
    ) {
      self.name = name
      self.label = label
      self.unit = unit
      self.basis = basis
      self.equation = equation
      self.block = block
    }
  }

  /// A constant of the equations, or a disturbance.
  public struct Constant: Sendable, Hashable {
    public var name: String
    public var label: Bilingual
    /// Nil where it has none yet, and for disturbances.
    public var value: Double?
    /// A prior, or what a disturbance is drawn from.
    public var distribution: String?
    public var isEstimated: Bool

    public init(
      name: String, label: Bilingual, value: Double?, distribution: String?, isEstimated: Bool = false
    ) {
      self.name = name
      self.label = label
      self.value = value
      self.distribution = distribution
      self.isEstimated = isEstimated
    }
  }

  public struct Equation: Sendable, Hashable {
    public var name: String
    /// `behavioral` or `identity`.
    public var kind: String
    /// As the language writes it, without the kind.
    public var text: String
    public var line: Int
    /// The variable it determines in the order of solution.
    public var determines: String

    public init(name: String, kind: String, text: String, line: Int, determines: String) {
      self.name = name
      self.kind = kind
      self.text = text
      self.line = line
      self.determines = determines
    }
  }

  /// Equations solved together.
  public struct Block: Sendable, Hashable {
    public var variables: [String]
    public var equations: [String]
    /// Variables that, once known, let the others be computed one after the other.
    public var feedback: [String]

    public init(variables: [String], equations: [String], feedback: [String]) {
      self.variables = variables
      self.equations = equations
      self.feedback = feedback
    }
  }

  /// A total and parts, each with an equation, that are reconciled with their sum.
  public struct Reconciliation: Sendable, Hashable {
    public var total: String
    public var parts: [String]
    public var line: Int

    public init(total: String, parts: [String], line: Int) {
      self.total = total
      self.parts = parts
      self.line = line
    }
  }

  /// The file.
  public var name: String
  public var frequency: Frequency
  public var variables: [Variable]
  public var exogenous: [Variable]
  public var parameters: [Constant]
  public var shocks: [Constant]
  public var equations: [Equation]
  /// In the order of solution.
  public var blocks: [Block]
  /// Periods looked back and ahead.
  public var lag: Int
  public var lead: Int
  /// Explained variables that equations look ahead at.
  public var leads: [String]
  public var reconciliations: [Reconciliation] = []

  public init(
    name: String, frequency: Frequency, variables: [Variable], exogenous: [Variable],
    parameters: [Constant], shocks: [Constant], equations: [Equation], blocks: [Block], lag: Int, lead: Int,
    leads: [String]
  ) {
    self.name = name
    self.frequency = frequency
    self.variables = variables
    self.exogenous = exogenous
    self.parameters = parameters
    self.shocks = shocks
    self.equations = equations
    self.blocks = blocks
    self.lag = lag
    self.lead = lead
    self.leads = leads
  }

  /// Names of parameters without a value.
  public var withoutValue: [String] { parameters.filter { $0.value == nil }.map(\.name) }
}
