// swift-tools-version: 6.2
import PackageDescription

// Times Outturn beside its peers; built and run by Scripts/bench.
let package = Package(
  name: "outturn-benchmarks",
  dependencies: [.package(name: "outturn", path: "..")],
  targets: [
    .executableTarget(
      name: "outturn-bench",
      dependencies: [.product(name: "Outturn", package: "outturn")],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
