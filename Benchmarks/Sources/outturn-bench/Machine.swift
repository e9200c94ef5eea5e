import Foundation
import LaneKernels

/// What the figures were measured on.
enum Machine {
  static var description: String {
    let variant = lane_kernels_name(lane_kernels_current()).map { String(cString: $0) } ?? "?"
    return
      "\(processor), \(ProcessInfo.processInfo.activeProcessorCount) cores, kernels \(variant), load \(load)"
  }

  private static var processor: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let fields = ["model name", "cpu family", "model"].compactMap { key -> String? in
      text.split(separator: "\n").first { $0.split(separator: "\t").first.map(String.init) == key }
        .flatMap { $0.split(separator: ":").last }?.trimmingCharacters(in: .whitespaces)
    }
    guard fields.count == 3 else { return fields.first ?? "unknown processor" }
    return "\(fields[0]) (family \(fields[1]), model \(fields[2]))"
  }

  /// Processes that want to compute, averaged over the last minute.
  private static var load: String {
    var average = 0.0
    return getloadavg(&average, 1) == 1 ? String(format: "%.1f", average) : "?"
  }
}
