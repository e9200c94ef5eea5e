// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ subject: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: "\(subject)Tests", dependencies: dependencies, swiftSettings: strict)
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yaml: Target.Dependency = .product(name: "Yams", package: "Yams")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "outturn",
  products: [
    .library(name: "Outturn", targets: ["Outturn"]),
    .executable(name: "outturn", targets: ["outturn-cli"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
  ],
  targets: [
    // Mathematics
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev", "liblapack-dev"])]),
    .systemLibrary(name: "CKLU", providers: [.apt(["libsuitesparse-dev"])]),
    .target(name: "CLAPACK", dependencies: ["COpenBLAS"]),
    .target(name: "LaneKernels", linkerSettings: [.linkedLibrary("m")]),
    library("LinearAlgebra", ["CKLU", "CLAPACK", "LaneKernels"]),
    library("Probability", ["LaneKernels", "LinearAlgebra"]),
    library("Regression", ["LinearAlgebra", "Probability"]),
    library("Optimization", ["LinearAlgebra"]),
    // Data and scenarios
    library("TimeSeries", []),
    library("Datasets", ["TimeSeries"]),
    library("Scenarios", ["Datasets", "LaneKernels", "TimeSeries", yaml]),
    // Models
    library(
      "StructuralModels",
      [
        "Datasets", "LaneKernels", "LinearAlgebra", "Optimization", "Probability", "Regression", "Scenarios",
        "TimeSeries",
      ]),
    .target(
      name: "GrowthModels",
      dependencies: [
        "Datasets", "LinearAlgebra", "Probability", "Regression", "Scenarios", "StructuralModels",
        "TimeSeries",
      ],
      resources: [.embedInCode("growth.model")], swiftSettings: strict),
    library(
      "UnivariateModels", ["LinearAlgebra", "Optimization", "Probability", "Regression", "TimeSeries"]),
    library(
      "VectorAutoregression",
      ["LinearAlgebra", "Optimization", "Probability", "Regression", "TimeSeries"]),
    // Results
    library("Reports", ["Datasets", "Scenarios", "TimeSeries", database]),
    library(
      "Outturn",
      [
        "Datasets", "GrowthModels", "LinearAlgebra", "Optimization", "Probability", "Regression", "Reports",
        "Scenarios", "StructuralModels", "TimeSeries", "UnivariateModels", "VectorAutoregression",
      ]),
    .executableTarget(
      name: "outturn-cli",
      dependencies: [
        "Datasets", "GrowthModels", "LinearAlgebra", "Regression", "Reports", "Scenarios",
        "StructuralModels", "TimeSeries", arguments,
      ],
      swiftSettings: strict),

    tests("LinearAlgebra", ["CLAPACK", "LinearAlgebra"]),
    tests("Probability", ["LaneKernels", "LinearAlgebra", "Probability"]),
    tests("Regression", ["LinearAlgebra", "Probability", "Regression"]),
    tests("Optimization", ["LinearAlgebra", "Optimization"]),
    tests("TimeSeries", ["TimeSeries"]),
    tests("Datasets", ["Datasets", "TimeSeries"]),
    tests("Scenarios", ["Datasets", "Scenarios", "TimeSeries"]),
    tests(
      "GrowthModels",
      [
        "Datasets", "GrowthModels", "LaneKernels", "Probability", "Scenarios", "StructuralModels",
        "TimeSeries",
      ]),
    tests(
      "StructuralModels",
      [
        "Datasets", "LaneKernels", "LinearAlgebra", "Probability", "Regression", "Scenarios",
        "StructuralModels", "TimeSeries",
      ]),
    tests("UnivariateModels", ["LinearAlgebra", "UnivariateModels"]),
    tests(
      "VectorAutoregression",
      ["LinearAlgebra", "Probability", "Regression", "TimeSeries", "VectorAutoregression"]),
    tests("Reports", ["Datasets", "Reports", "Scenarios", "TimeSeries"]),
    tests("CommandLine", ["outturn-cli", "Regression", "StructuralModels"]),
  ],
  swiftLanguageModes: [.v6]
)
