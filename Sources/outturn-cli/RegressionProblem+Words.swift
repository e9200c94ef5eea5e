import Datasets
import Regression
import Reports
import TimeSeries

extension MissingRows {
  /// “fai is empty in 3 rows”.
  var message: Bilingual {
    let rows = "\(count)行"
    let zh =
      switch reason {
      case .empty(let column): "\(column) 有\(rows)为空"
      case .noOtherPeriod(let call): "\(call) 有\(rows)无值（序列端点或缺口）"
      case .undefined(let expression): "\(expression) 有\(rows)无定义"
      }
    return Bilingual(en: description, zh: zh)
  }
}

extension Bilingual {
  static func list(_ items: [Bilingual]) -> Bilingual {
    Bilingual(en: items.map(\.en).joined(separator: "; "), zh: items.map(\.zh).joined(separator: "；"))
  }

  /// A sentence of a library's error in the form of the program's messages: no capital, no full stop.
  init(sentence: String) {
    var text = sentence
    if text.hasSuffix(".") { text.removeLast() }
    let word = text.prefix { $0.isLetter }
    let isWord = word.count > 1 && word.dropFirst().allSatisfy(\.isLowercase) || word == "A"
    if isWord, let first = text.first { text = first.lowercased() + text.dropFirst() }
    self.init(text)
  }
}

extension RegressionError {
  /// In the words of the program, which counts in the rows of files rather than in observations.
  var message: Bilingual {
    switch self {
    case .tooFewObservations(let n, let k):
      return Bilingual(
        en:
          "\(n) observation\(n == 1 ? "" : "s") cannot estimate \(k) coefficient\(k == 1 ? "" : "s") and an error variance; at least \(k + 1) are needed",
        zh: chinese)
    case .collinear(let dependences):
      let list = Bilingual.list(dependences.map(\.sentence))
      return Bilingual(en: "the regressors are collinear: \(list.en)", zh: chinese)
    case .weightNotPositive(_, let value):
      return Bilingual(
        en:
          "the weight is \(Figures.shortest(value)), but weights must be positive; leave the row out instead",
        zh: chinese)
    case .fullLeverage(_, let covariance):
      return Bilingual(
        en:
          "this row alone decides its fitted value (leverage 1), where \(covariance) is not defined; use --cov hc1, or leave out the row and the regressor that singles it out",
        zh: chinese)
    default: return bilingual
    }
  }
}

extension RegressionError.Dependence {
  /// The same dependence, told of the column that stands last in the formula: the one people would leave out.
  func last(in names: [String]) -> RegressionError.Dependence {
    let place = { (name: String) in names.firstIndex(of: name) ?? 0 }
    let all = ([column] + combines).sorted { place($0) < place($1) }
    guard let last = all.last, last != column else { return self }
    return RegressionError.Dependence(column: last, combines: Array(all.dropLast()))
  }

  /// Dependences told of the columns that stand last, each column once, in the order of the formula.
  static func told(_ found: [RegressionError.Dependence], _ names: [String]) -> [RegressionError.Dependence] {
    var seen: Set<String> = []
    let place = { (name: String) in names.firstIndex(of: name) ?? 0 }
    return found.map { $0.last(in: names) }.filter { seen.insert($0.column).inserted }
      .sorted { place($0.column) < place($1.column) }
  }

  var sentence: Bilingual {
    switch combines {
    case []: Bilingual(en: "\(column) is zero throughout", zh: "\(column) 全为零")
    case [ModelFrame.constantName]: Bilingual(en: "\(column) does not vary", zh: "\(column) 不变")
    case let one where one.count == 1:
      Bilingual(en: "\(column) is a multiple of \(one[0])", zh: "\(column) 是 \(one[0]) 的倍数")
    default:
      Bilingual(
        en: "\(column) is a combination of \(combines.joined(separator: ", "))",
        zh: "\(column) 是 \(combines.joined(separator: "、")) 的组合")
    }
  }
}

extension InstrumentError {
  /// In the words of the program, which has options rather than types.
  var message: Bilingual {
    switch self {
    case .collinear(let dependences):
      let list = Bilingual.list(dependences.map(\.sentence))
      return Bilingual(
        en: "the instruments are collinear: \(list.en); leave one of each set out", zh: chinese)
    case .exactFirstStage:
      return Bilingual(
        en:
          "y and the endogenous regressors are exact combinations of the instruments, so that no LIML estimate is defined; use --method iv",
        zh: chinese)
    default: return bilingual
    }
  }
}
