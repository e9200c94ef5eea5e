import Foundation
import Optimization
import Testing

@Suite("BFGS")
struct BFGSTests {
  @Test("Rosenbrock's valley is followed to its end", arguments: [[-1.2, 1], [0, 0], [3, -4]])
  func valley(_ start: [Double]) {
    let found = BFGS().minimise(from: start) { x in
      let (a, b) = (1 - x[0], x[1] - x[0] * x[0])
      return a * a + 100 * b * b
    }
    #expect(found.isConverged)
    #expect(abs(found.point[0] - 1) < 1e-6 && abs(found.point[1] - 1) < 1e-6)
  }

  @Test("A quadratic's inverse Hessian is found")
  func quadratic() {
    // ½xᵀAx − bᵀx, A = [[4, 1], [1, 3]]: minimum A⁻¹b = (1/11, 7/11) for b = (1, 2).
    let found = BFGS(tolerance: 1e-10).minimise(from: [5, -7]) { x in
      2 * x[0] * x[0] + x[0] * x[1] + 1.5 * x[1] * x[1] - x[0] - 2 * x[1]
    }
    #expect(abs(found.point[0] - 1.0 / 11) < 1e-8 && abs(found.point[1] - 7.0 / 11) < 1e-8)
    #expect(abs(found.inverseHessian[0][0] - 3.0 / 11) < 1e-2)
  }

  @Test("Where the function is infinite the search does not go")
  func walls() {
    let found = BFGS().minimise(from: [0.5]) { x in x[0] <= 0 ? .infinity : x[0] - log(x[0]) }
    #expect(found.isConverged && abs(found.point[0] - 1) < 1e-6)
  }

  @Test("A search that cannot end says so")
  func endless() {
    let found = BFGS(iterationLimit: 5).minimise(from: [0, 0]) { x in -x[0] * 3 - x[1] }
    #expect(!found.isConverged && found.iterations == 5)
  }
}
