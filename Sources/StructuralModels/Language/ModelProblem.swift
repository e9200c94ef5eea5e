public import TimeSeries

/// What a number was expected for.
public enum NumberRole: Equatable, Sendable {
  case parameter, distribution, degree

  var name: Bilingual {
    switch self {
    case .parameter: Bilingual(en: "the value of a parameter", zh: "参数值")
    case .distribution: Bilingual(en: "an argument of a distribution", zh: "分布的参数")
    case .degree: Bilingual(en: "the degree of a polynomial", zh: "多项式的次数")
    }
  }
}

/// What can be wrong with the text of a model.
public enum ModelProblem: Equatable, Sendable {
  // Signs and words
  case unexpectedCharacter(String)
  case unclosedQuote
  case numberTooLarge(String)
  case notAStatement
  case statementTooLong(limit: Int)
  case nestedTooDeep(limit: Int)
  case unknownStatement(String, suggestion: String?)
  case equationWithoutKeyword
  case expectedSign(String, after: String, found: String)
  case expectedWord(String, found: String)
  case expectedName(found: String)
  case expectedNumber(NumberRole, found: String)
  case expectedUnit(found: String)
  case expectedSpan
  case unexpectedRest(String, after: String)
  case reservedName(String)
  // Declarations
  case unknownFrequency(String, suggestion: String?)
  case repeatedFrequency
  case noFrequency
  case unit(UnitError)
  case unknownBasis(String, suggestion: String?)
  case period(PeriodError)
  case parameterWithoutValue(String)
  case unknownDistribution(String, suggestion: String?)
  case badDistribution(String)
  case shockWithMean(String)
  case declaredTwice(String, line: Int)
  // Expressions
  case expectedValue(found: String)
  case unclosedBracket(String)
  case chainedComparison
  case shiftWithoutSign(String)
  case badShift(String)
  case unknownFunction(String, suggestion: String?)
  case functionWithoutArguments(String)
  case argumentCount(ModelFunction, given: Int)
  case periodsNotWhole(ModelFunction)
  case conditionAsNumber
  case numberAsCondition
  case unknownName(String, suggestion: String?)
  case shiftedParameter(String)
  case expandsTooFar(limit: Int)
  // Equations
  case leftSide
  case doubledEqualsSign
  case conditionalBehavior
  case otherwiseAlone
  case leftNotVariable(String, is: String)
  case equationTwice(String, line: Int)
  case noEquations
  case noEquation(variable: String, among: [String], equations: [String])
  case leftOver(equation: String, among: [String], variables: [String])
  // Units
  case unitClash(String, String, String, String)
  case sizeClash(String, String, String, String)
  case levelWithRate(String, String, String, String)
  case basisClash(String, PriceBasis, String, PriceBasis)
  // Groups and reconciliation
  case blockWithoutEnd
  case endWithoutBlock
  case tooMuchWrittenOut(limit: Int)
  case unknownGroup(String, suggestion: String?)
  case reconciliationTerms
  case reconciledWithoutEquation(String)
  case reconciledTwice(String, line: Int)
  // Estimation clauses
  case clauseWithoutEquation(String)
  case unknownMethod(String, suggestion: String?)
  case instrumentsWithout(String)
  case noInstruments(String)
  case badDegree(coefficients: Int)
  case notAParameter(String, is: String)
  case sampleFrequency(Frequency, model: Frequency)

  /// Whether the model can be used all the same.
  public var isWarning: Bool {
    if case .levelWithRate = self { true } else { false }
  }
}
