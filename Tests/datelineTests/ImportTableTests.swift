// Which layer may import which: the design's table, held against every file and the manifest.

import ArticleModel
import TestSupport
import Testing

/// The one place where the table is written.
private enum ImportTable {
  /// The modules that a target may import beside those in `anywhere`.
  static let rows: [String: Set<String>] = [
    "ArticleModel": [],
    "TextAnalysis": ["ArticleModel", "CICU", "CSnowball"],
    "DocumentLoading": [
      "ArticleModel", "TextAnalysis", "CICU", "CUchardet", "CMarkdown", "Yams", "CYaml",
    ],
    "StoryMatching": ["ArticleModel", "TextAnalysis"],
    "FolderWatching": ["ArticleModel", "COpen"],
    "ArticleLibrary": [
      "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching", "FolderWatching",
      "CFullText", "CZstd", "GRDB",
    ],
    "ArticleIntake": ["ArticleModel", "DocumentLoading", "FolderWatching", "ArticleLibrary"],
    "Screen": ["ArticleModel", "CICU", "CFriBidi"],
    "ReaderApp": ["Screen", "ArticleModel", "TextAnalysis"],
    "ReaderRuntime": ["ReaderApp", "ArticleLibrary", "ArticleIntake", "Screen", "ArticleModel"],
    "CursesTerminal": ["CNcurses", "Screen", "ArticleModel"],
    "dateline": [
      "ArticleModel", "TextAnalysis", "DocumentLoading", "StoryMatching", "FolderWatching",
      "ArticleLibrary", "ArticleIntake", "Screen", "ReaderApp", "ReaderRuntime", "CursesTerminal",
      "ArgumentParser",
    ],
  ]

  /// The C library and the standard library's own modules.
  static let anywhere: Set<String> = ["Glibc", "Swift", "Synchronization", "Dispatch"]

  /// Modules for every layer that needs them but the pure ones.
  static let conveniences: Set<String> = [
    "Foundation", "FoundationEssentials", "Collections", "SystemPackage", "Logging",
  ]
  static let pureLayers: Set<String> = ["ArticleModel", "TextAnalysis", "StoryMatching"]

  static func allowed(for target: String) -> Set<String> {
    let row = (rows[target] ?? []).union(anywhere)
    return pureLayers.contains(target) ? row : row.union(conveniences)
  }

  /// System libraries are module maps and shims; they import nothing in Swift.
  static func isSystemLibrary(_ target: String) -> Bool {
    target.first == "C" && target.dropFirst().first?.isUppercase == true
  }
}

/// The modules that a source text imports.
private func imports(in source: String) -> [String] {
  let declaration =
    /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
  return source.split(whereSeparator: { $0.isNewline || $0 == ";" }).compactMap {
    $0.firstMatch(of: declaration).map { String($0.1) }
  }
}

/// Calls by which a program that is linked statically loads modules of the machine it runs on (character
/// sets, name services, whatever is named), which only its own C library's version can be used with:
/// beside another it ends in a signal. ICU converts; names and homes are read from files.
private func machineCalls(in source: String) -> [String] {
  let calls = [
    #"\biconv\w*\s*\("#, #"\bdlm?open\s*\("#, #"\bgetaddrinfo\s*\("#, #"\bgetnameinfo\s*\("#,
    #"\bgethostby\w+\s*\("#, #"\bget(pw|gr|sp|serv|proto|net)(nam|uid|gid|ent|by\w+)\w*\s*\("#,
    #"\b(getgrouplist|initgroups|getlogin\w*|wordexp|cuserid)\s*\("#, #"\bURLSession\b"#,
    #"\bNSHomeDirectory\w*"#, #"\bNSUserName\w*"#, #"\bNSFullUserName\w*"#,
    #"\bhomeDirectory\w*"#, #"\bexpandingTildeInPath\b"#, #"\b\w*[uU]serName\(\)"#,
    #"\bprocessInfo\.(userName|fullUserName|hostName)\b"#, #"\b(Host|Bundle)\.\w"#,
    #"\bsetAttributes\b"#, #"\battributesOf\w+"#, #"\bsqlite3_(enable_)?load_extension\b"#,
    // Catalogues of messages and all but the classes of characters are in the locale's charset.
    #"\bsetlocale\s*\(\s*LC_(ALL|MESSAGES|COLLATE|TIME|NUMERIC|MONETARY)\b"#,
    #"\bencoding:\s*\.(?!utf)\w+"#, #"\.data\(using:\s*\.(?!utf)\w+"#,
    #"\bCFStringConvert\w+"#, #"\bucnv_open\s*\(\s*NULL"#, #"\bucnv_getDefaultName\b"#,
  ]
  let lines = source.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("//") }
  let code = lines.joined(separator: "\n")
  return calls.compactMap { call in
    (try? Regex(call).wordBoundaryKind(.simple)).flatMap { code.firstMatch(of: $0) }.map {
      String($0.0)
    }
  }
}

@Suite struct ImportTableTests {
  private static let sources = SourceFile.all(under: "Sources")
  private static let tests = SourceFile.all(under: "Tests")

  @Test func `every file imports only what its layer's row has`() {
    #expect(!Self.sources.isEmpty)
    for file in Self.sources {
      let strangers = Set(imports(in: file.text)).subtracting(
        ImportTable.allowed(for: file.target))
      #expect(strangers.isEmpty, "\(file.path) imports \(strangers.sorted())")
    }
  }

  @Test func `every target has its row, and every row its target`() {
    let folders = FileTree.names(in: RawPath(PackageRoot.path + "/Sources")).map(\.shown.string)
    let targets = folders.filter { !ImportTable.isSystemLibrary($0) }
    #expect(Set(targets) == Set(ImportTable.rows.keys))
  }

  @Test(arguments: [
    ("CNcurses", ["CursesTerminal"]), ("GRDB", ["ArticleLibrary"]),
    ("ArticleLibrary", ["ArticleIntake", "ReaderRuntime", "dateline"]),
    ("ArticleIntake", ["ReaderRuntime", "dateline"]), ("ArgumentParser", ["dateline"]),
    ("CursesTerminal", ["dateline"]),
  ])
  func `a module that few may see is seen by them alone`(module: String, few: [String]) {
    let seers = Self.sources.filter { imports(in: $0.text).contains(module) }.map(\.target)
    #expect(Set(seers).isSubset(of: few))
  }

  /// The floor of a start is curses and nothing else.
  @Test func `no test but those of the library sees its database, none sees curses`() {
    for file in Self.tests {
      let modules = imports(in: file.text)
      #expect(!modules.contains("CNcurses") || file.target == "StartFloor", "\(file.path)")
      #expect(
        !modules.contains("GRDB") || ["ArticleLibraryTests", "Scores"].contains(file.target),
        "\(file.path)")
    }
  }

  @Test func `the manifest declares what the table says`() throws {
    let manifest = try FileTree.text(PackageRoot.path + "/Package.swift")
    for (target, row) in ImportTable.rows {
      let declared = try #require(ManifestReader.dependencies(of: target, in: manifest))
      let missing = row.subtracting(declared).subtracting(ManifestReader.transitive)
      let others = declared.subtracting(row).subtracting(ImportTable.conveniences)
      #expect(missing.isEmpty, "\(target) does not declare \(missing.sorted())")
      #expect(others.isEmpty, "\(target) declares \(others.sorted())")
      let banned = ImportTable.pureLayers.contains(target) ? ImportTable.conveniences : []
      #expect(declared.isDisjoint(with: banned), "\(target) is a pure layer")
    }
  }

  @Test func `no call loads modules of the machine or asks its name services`() throws {
    for file in Self.sources + SourceFile.all(under: "Sources", endings: [".c", ".h"]) {
      let found = machineCalls(in: file.text)
      #expect(found.isEmpty, "\(file.path) uses \(found)")
    }
  }

  @Test(arguments: [
    ("iconv_open(a, b)", true), ("let x = getpwuid_r(1)", true), ("setlocale(LC_ALL, \"\")", true),
    ("String(data: data, encoding: .isoLatin1)", true), ("text.data(using: .shiftJIS)", true),
    ("URLSession.shared", true), ("FileManager.default.homeDirectoryForCurrentUser", true),
    ("String(data: data, encoding: .utf8)", false), ("setlocale(LC_CTYPE, name)", false),
    ("// never by iconv", false), ("ucnv_open(name, &status)", false),
  ])
  func `such calls are found`(text: String, isFound: Bool) {
    #expect(machineCalls(in: text).isEmpty != isFound)
  }

  @Test func `no type bears its module's name`() throws {
    for file in Self.sources + Self.tests {
      let pattern = try Regex(
        #"\b(struct|class|enum|actor|protocol|typealias)\s+"# + file.target + #"\b"#)
      let declares = file.text.contains(pattern)
      #expect(!declares, "\(file.path) declares a type \(file.target)")
    }
  }

  @Test func `every file opens with the sentence that says why it exists`() {
    for file in Self.sources + Self.tests {
      let first = file.text.split(separator: "\n", maxSplits: 1).first ?? ""
      #expect(first.hasPrefix("// "), "\(file.path)")
    }
  }

  @Test(arguments: [
    ("import A", ["A"]), ("  package import B\nlet x = 1", ["B"]), ("@testable import C", ["C"]),
    ("@preconcurrency public import D", ["D"]), ("internal import struct E.Name", ["E"]),
    ("@_spi(Some) import F; import G", ["F", "G"]), ("// import H\n/// import I", []),
    ("#if canImport(J)\n  import J\n#endif", ["J"]), ("important(K)", []),
  ])
  func `imports are found in every form`(source: String, modules: [String]) {
    #expect(imports(in: source) == modules)
  }
}

/// Reads the dependencies of a target from the manifest's text: running SwiftPM inside of its own
/// tests would wait for its lock.
private enum ManifestReader {
  /// Targets that a target gets by another that hands its types on: no declaration of its own is needed.
  static let transitive: Set<String> = ["ArticleModel", "CYaml"]

  static func dependencies(of target: String, in manifest: String) -> Set<String>? {
    let heads = [
      "layer(\"\(target)\",", "layer(\n      \"\(target)\",",
      "executableTarget(\n      name: \"\(target)\",",
    ]
    guard let head = heads.compactMap({ manifest.firstRange(of: $0) }).first,
      let list = bracketed(manifest[head.upperBound...])
    else { return nil }
    return Set(names(in: list))
  }

  /// The text between the next `[` and the `]` that closes it.
  private static func bracketed(_ text: Substring) -> Substring? {
    guard let open = text.firstIndex(of: "[") else { return nil }
    var depth = 0
    for index in text[open...].indices {
      if text[index] == "[" { depth += 1 }
      if text[index] == "]" { depth -= 1 }
      if depth == 0 { return text[text.index(after: open)..<index] }
    }
    return nil
  }

  /// Target names, product names, and the manifest's two constants for products.
  private static func names(in list: Substring) -> [String] {
    let withoutPackages = list.replacing(/package:\s*"[^"]*"/, with: "")
    let literals = withoutPackages.matches(of: /"([^"]+)"/).map { String($0.1) }
    let constants = ["collections": "Collections", "systemPackage": "SystemPackage"]
    return literals
      + constants.filter { withoutPackages.contains($0.key) }.map(\.value)
  }
}
