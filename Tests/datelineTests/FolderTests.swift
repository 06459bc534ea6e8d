// The folders of a large target: no two of them may lean on each other.

import TestSupport
import Testing

/// The folders of a target, and which of them names what another declares.
private struct FolderGraph {
  /// A folder that names what another declares.
  struct Arrow: Hashable {
    var from: String
    var to: String
  }

  /// The targets that are parted into folders.
  static let targets = [
    "ArticleLibrary", "ArticleIntake", "StoryMatching", "ReaderApp", "DocumentLoading",
  ]

  let files: [SourceFile]
  let declarations: [SwiftDeclarations]
  /// For each arrow, the names that draw it, each with the file that has it.
  private(set) var arrows: [Arrow: [String: String]] = [:]

  init(_ target: String) {
    self.init(Self.sources.filter { $0.target == target }, beside: Self.foreignNames(to: target))
  }

  /// - Parameters:
  ///   - files: of one target.
  ///   - foreign: the names that other targets declare: as members they tell nothing.
  init(_ files: [SourceFile], beside foreign: Set<String>) {
    self.files = files
    declarations = files.map { SwiftDeclarations($0.text) }
    let homes = self.homes(beside: foreign)
    for (file, code) in zip(files, declarations) {
      for word in code.words {
        guard let home = homes.types[word] ?? homes.members[word], home != file.folder else {
          continue
        }
        // A member's name that the folder declares, too, is its own.
        if homes.types[word] == nil, names(in: file.folder).contains(word) { continue }
        arrows[Arrow(from: file.folder, to: home), default: [:]][word] = file.path
      }
    }
  }

  private static let sources = SourceFile.all(under: "Sources")

  private static func foreignNames(to target: String) -> Set<String> {
    sources.filter { $0.target != target }.reduce(into: []) { names, file in
      names.formUnion(SwiftDeclarations(file.text).all.map(\.name))
    }
  }

  /// The folder of each type, and of each member that a folder adds to a type of another one. A
  /// name with two homes tells nothing.
  private func homes(
    beside foreign: Set<String>
  ) -> (types: [String: String], members: [String: String]) {
    var types: [String: Set<String>] = [:]
    var members: [String: Set<String>] = [:]
    for (file, code) in zip(files, declarations) {
      for declaration in code.all where !declaration.isPrivate && declaration.kind == .type {
        types[declaration.name, default: []].insert(file.folder)
      }
    }
    for (file, code) in zip(files, declarations) {
      for member in code.all where !member.isPrivate && !foreign.contains(member.name) {
        let isAdded =
          member.kind == .global
          || member.isInExtension && types[member.owner ?? ""]?.contains(file.folder) != true
        if isAdded { members[member.name, default: []].insert(file.folder) }
      }
    }
    let single = { (homes: [String: Set<String>]) in
      homes.compactMapValues { $0.count == 1 ? $0.first : nil }
    }
    return (single(types), single(members))
  }

  private func names(in folder: String) -> Set<String> {
    zip(files, declarations).reduce(into: []) { names, pair in
      if pair.0.folder == folder { names.formUnion(pair.1.names) }
    }
  }

  /// The folders from which a way along the arrows leads back to them.
  var circle: [String] {
    Set(files.map(\.folder)).sorted().filter { reachable(from: $0).contains($0) }
  }

  private func reachable(from folder: String) -> Set<String> {
    var reached: Set<String> = []
    var waiting = [folder]
    while let next = waiting.popLast() {
      for arrow in arrows.keys where arrow.from == next && reached.insert(arrow.to).inserted {
        waiting.append(arrow.to)
      }
    }
    return reached
  }
}

// MARK: - What is printed

extension FolderGraph {
  /// The arrows of some folders, each with the names that draw it and a file that has one.
  func account(of folders: [String]) -> String {
    arrows.keys.filter { folders.contains($0.from) && folders.contains($0.to) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map { arrow in
        let names = (arrows[arrow] ?? [:]).sorted { $0.key < $1.key }
        let list = names.prefix(12).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
        return "\(arrow.from) -> \(arrow.to): \(list)"
      }.joined(separator: "\n")
  }

  /// A line a folder with its files and the folders that it names, then the sizes.
  func summary(of target: String) -> String {
    let folders = Set(files.map(\.folder)).sorted()
    let lines = folders.map { folder in
      let inside = files.filter { $0.folder == folder }
      let named = arrows.keys.filter { $0.from == folder }.map(\.to).sorted()
      let arrow = named.isEmpty ? "" : " -> " + named.joined(separator: ", ")
      return "  \(folder.isEmpty ? "." : folder): \(inside.count) files\(arrow)"
    }
    let fileLines = files.map { $0.text.count { $0 == "\n" } }
    let functionLines = declarations.flatMap(\.functionLines)
    let shared = declarations.flatMap(\.all).filter(\.isPackage)
    let documented = shared.count(where: \.isDocumented)
    return
      ([target] + lines + [
        "  lines a file: \(Self.spread(of: fileLines))",
        "  lines a function: \(Self.spread(of: functionLines))",
        "  package declarations documented: \(documented) of \(shared.count)",
      ]).joined(separator: "\n")
  }

  private static func spread(of values: [Int]) -> String {
    let sorted = values.sorted()
    guard let longest = sorted.last else { return "none" }
    let p95 = sorted[(sorted.count - 1) * 95 / 100]
    return "median \(sorted[sorted.count / 2]), p95 \(p95), longest \(longest)"
  }
}

@Suite struct FolderTests {
  @Test(arguments: FolderGraph.targets)
  func `no two folders of a target name each other's types`(target: String) {
    let graph = FolderGraph(target)
    print(graph.summary(of: target))
    #expect(graph.circle.isEmpty, "\n\(graph.account(of: graph.circle))")
  }

  @Test(arguments: FolderGraph.targets)
  func `every file of a target in folders stands in one`(target: String) {
    #expect(FolderGraph(target).files.allSatisfy { !$0.folder.isEmpty })
  }

  /// Of whole sentences: a word or two may stand where it is drawn.
  @Test(arguments: ["ReaderApp"])
  func `the words for people stand in one folder`(target: String) throws {
    let sentence = try Regex(#""[A-Z][^"\n]*[a-z][.…]""#)
    // The table of commands is the help.
    for file in FolderGraph(target).files where !["Words", "Commands"].contains(file.folder) {
      let found = file.text.firstMatch(of: sentence).map { String(file.text[$0.range]) }
      #expect(found == nil, "\(file.path)")
    }
  }

  /// Files of a target with folders `A` and `B`.
  private static func graph(_ a: String, _ b: String) -> FolderGraph {
    FolderGraph(
      [("A", a), ("B", b)].map { folder, text in
        SourceFile(path: "Sources/T/\(folder)/F.swift", target: "T", text: text)
      }, beside: ["width"])
  }

  @Test(arguments: [
    ("struct One { var other: Two }", "struct Two {}\nfunc use(_ one: One) {}"),
    ("struct One { func f() { grow() } }", "extension One { func grow() {} }"),
    (
      "struct One { func f() { grow() } }",
      "extension [Int] { func g() {} }\nextension One { func grow() {} }"
    ),
    ("struct One { let s = \"a \\(helper(1)) b\" }", "func helper(_ one: One) {}"),
    ("extension Int { var half: Int { 1 } }\nlet x = One()", "let y = 2.half\nstruct One {}"),
  ])
  func `a circle is seen`(a: String, b: String) {
    #expect(Self.graph(a, b).circle == ["A", "B"])
  }

  @Test(arguments: [
    // Comments, strings, labels and private names draw no arrow.
    ("// One\nlet t = \"Two\" /* Two */", "struct Two { var one: One }"),
    ("struct One { func f() { g(grow: 1) } }", "extension One { func grow() {} }"),
    ("struct One { func f() { width() } }", "extension One { func width() {} }"),
    ("private struct Two {}\nstruct One { var two: Two }", "private struct Two { var one: One }"),
  ])
  func `what only looks like a name draws no arrow`(a: String, b: String) {
    #expect(Self.graph("struct One {}\n" + a, b).circle.isEmpty)
  }

  @Test func `functions, declarations and documentation are counted`() {
    let code = SwiftDeclarations(
      """
      /// One.
      @frozen
      package struct One {
        package var size = 0 { didSet { if size > 1 { size = 0 } } }
        /// Grows.
        package mutating func grow(by step: Int = { 1 }()) {
          size += step
        }
        private(set) var open = ""
        private var hidden: String { "}" }
        init() {}
      }
      """)
    #expect(code.functionLines == [3, 1])
    let shared = code.all.filter(\.isPackage)
    #expect(shared.map(\.name) == ["One", "size", "grow"])
    #expect(shared.map(\.isDocumented) == [true, false, true])
    #expect(code.all.filter(\.isPrivate).map(\.name) == ["hidden"])
  }
}
