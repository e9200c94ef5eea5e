import Regression

/// The 27 models of NIST's nonlinear sets, as their files state them.
struct NISTModel: NonlinearModel {
  let set: String

  static let sets = [
    "Misra1a", "Chwirut2", "Chwirut1", "Lanczos3", "Gauss1", "Gauss2", "DanWood", "Misra1b", "Kirby2",
    "Hahn1",
    "Nelson", "MGH17", "Lanczos1", "Lanczos2", "Gauss3", "Misra1c", "Misra1d", "Roszman1", "ENSO", "MGH09",
    "Thurber", "BoxBOD", "Rat42", "MGH10", "Eckerle4", "Rat43", "Bennett5",
  ]

  func value<N: ModelNumber>(_ b: [N], _ x: [N]) -> N {
    switch set {
    case "Bennett5": b[0] * N.pow(b[1] + x[0], -1 / b[2])
    case "BoxBOD", "Misra1a": b[0] * (1 - N.exp(-b[1] * x[0]))
    case "Chwirut1", "Chwirut2": N.exp(-b[0] * x[0]) / (b[1] + b[2] * x[0])
    case "DanWood": b[0] * N.pow(x[0], b[1])
    case "ENSO": enso(b, x[0])
    case "Eckerle4": b[0] / b[1] * N.exp(-0.5 * square((x[0] - b[2]) / b[1]))
    case "Gauss1", "Gauss2", "Gauss3": gauss(b, x[0])
    case "Hahn1", "Thurber": cubics(b, x[0])
    case "Kirby2": (b[0] + x[0] * (b[1] + x[0] * b[2])) / (1 + x[0] * (b[3] + x[0] * b[4]))
    case "Lanczos1", "Lanczos2", "Lanczos3": lanczos(b, x[0])
    case "MGH09": b[0] * (x[0] * x[0] + x[0] * b[1]) / (x[0] * x[0] + x[0] * b[2] + b[3])
    case "MGH10": b[0] * N.exp(b[1] / (x[0] + b[2]))
    case "MGH17": b[0] + b[1] * N.exp(-x[0] * b[3]) + b[2] * N.exp(-x[0] * b[4])
    case "Misra1b": b[0] * (1 - N.pow(1 + b[1] * x[0] / 2, -2))
    case "Misra1c": b[0] * (1 - N.pow(1 + 2 * b[1] * x[0], -0.5))
    case "Misra1d": b[0] * b[1] * x[0] / (1 + b[1] * x[0])
    case "Nelson": b[0] - b[1] * x[0] * N.exp(-b[2] * x[1])
    case "Rat42": b[0] / (1 + N.exp(b[1] - b[2] * x[0]))
    case "Rat43": b[0] / N.pow(1 + N.exp(b[1] - b[2] * x[0]), 1 / b[3])
    default: b[0] - b[1] * x[0] - N.atan(b[2] / (x[0] - b[3])) / N.pi
    }
  }

  private func square<N: ModelNumber>(_ z: N) -> N { z * z }

  private func enso<N: ModelNumber>(_ b: [N], _ x: N) -> N {
    let angle = 2 * N.pi * x
    let year = b[1] * N.cos(angle / 12) + b[2] * N.sin(angle / 12)
    let second = b[4] * N.cos(angle / b[3]) + b[5] * N.sin(angle / b[3])
    let third = b[7] * N.cos(angle / b[6]) + b[8] * N.sin(angle / b[6])
    return b[0] + year + second + third
  }

  private func gauss<N: ModelNumber>(_ b: [N], _ x: N) -> N {
    let first = b[2] * N.exp(-square((x - b[3]) / b[4]))
    let second = b[5] * N.exp(-square((x - b[6]) / b[7]))
    return b[0] * N.exp(-b[1] * x) + first + second
  }

  private func cubics<N: ModelNumber>(_ b: [N], _ x: N) -> N {
    let numerator = b[0] + x * (b[1] + x * (b[2] + x * b[3]))
    return numerator / (1 + x * (b[4] + x * (b[5] + x * b[6])))
  }

  private func lanczos<N: ModelNumber>(_ b: [N], _ x: N) -> N {
    let first = b[0] * N.exp(-b[1] * x)
    return first + b[2] * N.exp(-b[3] * x) + b[4] * N.exp(-b[5] * x)
  }
}
