/// Everything a program needs to judge a plan, by one import.
@_exported public import Datasets
@_exported public import GrowthModels
@_exported public import LinearAlgebra
@_exported public import Optimization
@_exported public import Probability
@_exported public import Regression
@_exported public import Reports
@_exported public import Scenarios
@_exported public import StructuralModels
@_exported public import TimeSeries
@_exported public import UnivariateModels
@_exported public import VectorAutoregression
