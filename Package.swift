// swift-tools-version: 6.2
// One target a layer; what a target may import is fixed here and checked by ImportTableTests.

import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A release build carries the Swift runtime in itself: it starts in a third of the time, and
/// runs where no Swift is installed.
let staticRuntime: [SwiftSetting] =
  strict + [.unsafeFlags(["-static-stdlib"], .when(configuration: .release))]
let staticLinking: [LinkerSetting] =
  [
    .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
  ]
  // What Foundation's static archive needs in turn: what is built without the flag does not say so.
  + ["CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections"].map {
    .linkedLibrary($0, .when(configuration: .release))
  }

/// The reader carries the system's libraries in itself, too: looking up their names and adjusting
/// their addresses at each start takes as long as all that the reader does until its list is there.
let wholeProgram: [LinkerSetting] = [
  .unsafeFlags(["-static-executable"], .when(configuration: .release))
]

func layer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: [.target(name: name), "TestSupport"] + dependencies,
    path: "Tests/\(name)Tests",
    exclude: exclude,
    swiftSettings: strict
  )
}

func systemLibrary(_ name: String, _ debianPackage: String) -> Target {
  .systemLibrary(name: name, path: "Sources/\(name)", providers: [.apt([debianPackage])])
}

let package = Package(
  name: "dateline",
  products: [.executable(name: "dateline", targets: ["dateline"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    // A C target, as ICU's own headers would clash with those that Foundation brings along.
    .target(
      name: "CICU",
      // ICU is written in C++; what is linked statically names all that it needs, in this order.
      linkerSettings: ["icuuc", "icudata", "stdc++"].map { .linkedLibrary($0) }),
    // Beside SQLite, as ranking functions for its full-text search are written in C.
    .target(name: "CFullText", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(name: "COpen"),
    systemLibrary("CFriBidi", "libfribidi-dev"),
    systemLibrary("CSnowball", "libstemmer-dev"),
    systemLibrary("CUchardet", "libuchardet-dev"),
    systemLibrary("CMarkdown", "libcmark-gfm-extensions-dev"),
    systemLibrary("CZstd", "libzstd-dev"),

    layer("ArticleModel", []),
    layer("TextAnalysis", ["ArticleModel", "CICU", "CSnowball"]),
    layer(
      "DocumentLoading",
      [
        "ArticleModel", "TextAnalysis", "CICU", "CUchardet", "CMarkdown",
        .product(name: "Yams", package: "Yams"),
      ]),
    layer("StoryMatching", ["ArticleModel", "TextAnalysis"]),
    layer("FolderWatching", ["ArticleModel", "COpen"]),
    layer(
      "ArticleLibrary",
      [
        "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching", "FolderWatching",
        "CFullText", "CZstd", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    layer(
      "ArticleIntake",
      ["ArticleModel", "DocumentLoading", "FolderWatching", "ArticleLibrary"]),
    layer("Screen", ["ArticleModel", "CICU", "CFriBidi"]),
    layer("ReaderApp", ["Screen", "ArticleModel", "TextAnalysis"]),
    layer(
      "ReaderRuntime", ["ReaderApp", "ArticleLibrary", "ArticleIntake", "Screen", "ArticleModel"]),
    layer("CursesTerminal", ["CNcurses", "Screen", "ArticleModel"]),
    .executableTarget(
      name: "dateline",
      dependencies: [
        "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching", "FolderWatching",
        "ArticleLibrary", "ArticleIntake", "Screen", "ReaderApp", "ReaderRuntime", "CursesTerminal",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: staticRuntime,
      linkerSettings: staticLinking + wholeProgram
    ),

    .target(
      name: "TestSupport",
      dependencies: ["ArticleModel", "Screen"],
      path: "Tests/TestSupport",
      swiftSettings: strict
    ),
    // A target of the fuzzer for each reader of bytes; `Tests/Fuzz/run` builds it with libFuzzer.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "TestSupport", "ArticleModel", "TextAnalysis", "DocumentLoading", "ArticleLibrary",
        "ArticleIntake",
        "Screen", "ReaderApp", "CursesTerminal",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/Fuzz/Targets",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "fuzz",
      dependencies: ["FuzzTargets", "TestSupport"],
      path: "Tests/Fuzz/Program",
      swiftSettings: strict,
      // gold fails on what the sanitizers put in; and libFuzzer brings a `main` of its own.
      linkerSettings: [
        .unsafeFlags(["-use-ld=lld", "-Xlinker", "--allow-multiple-definition"])
      ]
    ),
    .executableTarget(
      name: "checks",
      dependencies: [
        "TestSupport", "Screen", "ArticleModel",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/Checks",
      // A program of its own, compiled when it is wanted: libfuse is not needed for anything else.
      exclude: ["Disk"],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "scores",
      dependencies: [
        "TestSupport", "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching",
        "ArticleLibrary", "ArticleIntake", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Tests/Scores",
      swiftSettings: strict
    ),
    .executableTarget(
      name: "benchmarks",
      dependencies: [
        "TestSupport", "TextAnalysis", "Screen", "ArticleModel",
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      path: "Tests/Benchmarks",
      swiftSettings: strict
    ),
    // The least that a Swift program does that takes a terminal and opens a database: what the
    // reader's start is measured against.
    .executableTarget(
      name: "start-floor",
      dependencies: ["CNcurses", .product(name: "GRDBSQLite", package: "GRDB.swift")],
      path: "Tests/StartFloor",
      swiftSettings: staticRuntime,
      linkerSettings: staticLinking
    ),
    tests("ArticleModel", []),
    tests("TextAnalysis", ["ArticleModel"]),
    tests("DocumentLoading", ["ArticleModel", "TextAnalysis", "FuzzTargets"]),
    tests("StoryMatching", ["ArticleModel", "TextAnalysis"]),
    tests("FolderWatching", ["ArticleModel"]),
    // The tests of the intake stand with those of the store: a sync is what fills a library.
    tests(
      "ArticleLibrary",
      [
        "ArticleIntake", "ArticleModel", "TextAnalysis", "DocumentLoading",
        .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Fixtures"]),
    tests("Screen", ["ArticleModel"]),
    tests("ReaderApp", ["ArticleModel", "Screen"], exclude: ["Snapshots"]),
    tests(
      "ReaderRuntime",
      ["ArticleModel", "Screen", "ReaderApp", "ArticleLibrary", "ArticleIntake"]),
    tests("CursesTerminal", ["ArticleModel", "Screen", "terminal-probe"]),
    // A program that does nothing but show a terminal: what its tests run under a pseudo-terminal.
    .executableTarget(
      name: "terminal-probe",
      dependencies: ["ArticleModel", "Screen", "CursesTerminal", "ArticleLibrary"],
      path: "Tests/TerminalProbe",
      swiftSettings: staticRuntime,
      linkerSettings: staticLinking
    ),
    tests("dateline", ["ArticleModel", "Screen"]),
    .testTarget(
      name: "FuzzTests",
      dependencies: ["FuzzTargets", "TestSupport", "ArticleModel", "DocumentLoading"],
      path: "Tests/FuzzTests",
      swiftSettings: strict
    ),
  ]
)
