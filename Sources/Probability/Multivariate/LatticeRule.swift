/// A rank-1 lattice of a prime number of points with a generating vector made for smooth integrands whose first
/// coordinates matter most.
///
/// Vectors by Tests/References/mpmath/lattice_generators.py (component by component; Nuyens and Cools 2006). Coordinates
/// beyond the fortieth follow Richtmyer's square roots of primes.
struct LatticeRule: Sendable {
  let size: Int
  let generators: [Int]

  static let ladder: [LatticeRule] = [
    LatticeRule(
      size: 1021,
      generators: [
        1, 374, 156, 285, 342, 141, 761, 689, 652, 451, 642, 166, 404, 238,
        119, 47, 451, 404, 166, 451, 166, 404, 451, 404, 47, 166, 451, 404,
        451, 166, 451, 404, 451, 166, 404, 451, 404, 166, 451, 166,
      ]),
    LatticeRule(
      size: 2039,
      generators: [
        1, 1577, 711, 1473, 182, 517, 1651, 227, 854, 47, 1232, 292, 1763, 333,
        903, 468, 615, 952, 1988, 805, 899, 615, 239, 190, 615, 1373, 903, 899,
        899, 903, 805, 190, 615, 190, 805, 1373, 1471, 239, 1471, 190,
      ]),
    LatticeRule(
      size: 4093,
      generators: [
        1, 2378, 3641, 3804, 1371, 2606, 1853, 123, 2202, 10, 1454, 791, 703, 1238,
        3395, 3473, 2933, 2275, 3056, 2069, 2609, 914, 3272, 2152, 545, 3596, 3887, 2526,
        3061, 3101, 2152, 2069, 2398, 3887, 2398, 2152, 2069, 914, 2152, 2398,
      ]),
    LatticeRule(
      size: 8191,
      generators: [
        1, 4734, 5221, 7536, 6305, 3802, 1993, 6234, 6160, 4677, 5249, 1022, 5432, 1562,
        4058, 8157, 7871, 1195, 2861, 6674, 4135, 7839, 7613, 6339, 1850, 32, 879, 433,
        5906, 5716, 5428, 5987, 335, 796, 8016, 32, 5987, 335, 5428, 3047,
      ]),
    LatticeRule(
      size: 16381,
      generators: [
        1, 3711, 5711, 6593, 8842, 14417, 15695, 11896, 8944, 2721, 6300, 15161, 10825, 1173,
        12096, 1033, 10891, 10791, 8655, 3643, 6606, 15635, 4946, 11705, 15093, 3541, 10334, 2897,
        8538, 14687, 6251, 2863, 3320, 12502, 13739, 1016, 85, 4266, 13739, 85,
      ]),
    LatticeRule(
      size: 32749,
      generators: [
        1, 9726, 17775, 8575, 11069, 24043, 18647, 28007, 387, 3414, 15816, 8480, 9058, 8346,
        5334, 29624, 26936, 17587, 608, 2627, 24159, 25605, 24061, 21393, 18534, 29472, 14912, 13180,
        31929, 30157, 5123, 2998, 2208, 18342, 24449, 2876, 16823, 5771, 13359, 24449,
      ]),
    LatticeRule(
      size: 65521,
      generators: [
        1, 24876, 5411, 42062, 24076, 38393, 35611, 26560, 42757, 30670, 20572, 55450, 51605, 44078,
        37658, 48854, 51828, 10971, 17959, 46270, 28469, 5970, 44978, 57791, 62311, 1163, 20425, 8603,
        41523, 50489, 52104, 11980, 45958, 14905, 57947, 38834, 35301, 22481, 37502, 44361,
      ]),
    LatticeRule(
      size: 131071,
      generators: [
        1, 81308, 11743, 126468, 110863, 67274, 123355, 43411, 104852, 105928, 38287, 356, 29707, 115037,
        54282, 119145, 115893, 116008, 27128, 90886, 17401, 121831, 55196, 81072, 69997, 121103, 73466, 26125,
        18713, 18692, 117063, 116244, 125164, 75676, 71547, 88961, 5527, 108973, 60663, 3582,
      ]),
    LatticeRule(
      size: 262139,
      generators: [
        1, 76811, 136159, 23465, 175777, 246737, 80199, 172271, 12699, 107948, 32414, 238405, 227935, 76428,
        97987, 167662, 46123, 224073, 188981, 11064, 1397, 20249, 47282, 74791, 186785, 20731, 227018, 119521,
        51537, 158235, 226453, 175454, 87161, 199213, 22451, 130072, 38333, 258331, 83175, 89332,
      ]),
  ]

  /// Coordinate steps per point, as fractions of one.
  func steps(_ dimension: Int) -> [Double] {
    let own = generators.prefix(dimension).map { Double($0) / Double(size) }
    return own + LatticeRule.squareRootsOfPrimes(dimension).dropFirst(own.count)
  }

  private static func squareRootsOfPrimes(_ count: Int) -> [Double] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < count {
      if !primes.contains(where: { candidate % $0 == 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { prime in
      let root = Double(prime).squareRoot()
      return root - root.rounded(.down)
    }
  }
}
