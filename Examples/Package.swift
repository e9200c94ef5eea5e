// swift-tools-version: 6.2
import PackageDescription

let outturn: Target.Dependency = .product(name: "Outturn", package: "outturn")

let package = Package(
  name: "outturn-examples",
  dependencies: [.package(name: "outturn", path: "..")],
  targets: [
    .executableTarget(name: "FirstVerdict", dependencies: [outturn]),
    .executableTarget(name: "InvestmentNeeded", dependencies: [outturn]),
    .executableTarget(name: "OwnModel", dependencies: [outturn]),
    .executableTarget(name: "Regressions", dependencies: [outturn]),
  ],
  swiftLanguageModes: [.v6]
)
