/// The words of the model language that are not names: what a line begins with, and the words inside lines.
///
/// The reference page and the highlighting file of editors are checked against this list.
public enum ModelKeyword: String, CaseIterable, Sendable {
  // What a line begins with: statements
  case frequency, variable, exogenous, parameter, shock, behavioral, identity, reconcile
  case group, `for`, end
  // and the clauses of the behavioral equation above.
  case sample, method, instruments, restrict, pdl, errors
  // Inside lines
  case unit, basis, estimated, given, each, `in`, but, last, when, otherwise, degree, near, far, and, or, not

  /// Words a line may begin with.
  public static let statements: [ModelKeyword] = [
    .frequency, .variable, .exogenous, .parameter, .shock, .behavioral, .identity, .reconcile, .group, .for,
    .end,
  ]
  /// Words a line below a behavioral equation may begin with: how it is estimated.
  public static let clauses: [ModelKeyword] = [.sample, .method, .instruments, .restrict, .pdl, .errors]

  /// Words that cannot be names, because expressions are read up to them.
  static let reserved: Set<String> = ["when", "otherwise", "and", "or", "not"]
}
