import Scenarios

/// A variable read one way, in this module; TimeSeries has a number with its unit of the same name.
typealias Quantity = Scenarios.Quantity
