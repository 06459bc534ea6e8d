// Unicode's own test files: how much of them Dateline does as they say.

import ArticleModel
import Foundation
import TestSupport
import Testing

@testable import Screen

/// Reads the files; they are beside the repository and may be absent.
enum UnicodeSuite {
  static let isHere = SharedData.has("suites/unicode")

  /// The lines of a file without comments and empty lines.
  static func lines(_ name: String) throws -> [Substring] {
    let path = try #require(SharedData.path("suites/unicode/" + name))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").map { $0.prefix { $0 != "#" } }
      .filter { $0.contains { !$0.isWhitespace } }
  }

  static func scalar(_ hexadecimal: some StringProtocol) -> Unicode.Scalar? {
    UInt32(hexadecimal, radix: 16).flatMap(Unicode.Scalar.init)
  }

  /// `÷ 0061 × 0308 ÷`: the characters, and the places of ÷ among them.
  static func breaks(_ line: Substring) -> (scalars: [Unicode.Scalar], places: Set<Int>)? {
    var scalars: [Unicode.Scalar] = []
    var places: Set<Int> = []
    for word in line.split(whereSeparator: \.isWhitespace) {
      switch word {
      case "÷": places.insert(scalars.count)
      case "×": break
      default:
        guard let scalar = scalar(word) else { return nil }
        scalars.append(scalar)
      }
    }
    return (scalars, places)
  }
}

@Suite(.enabled(if: UnicodeSuite.isHere, "shared/suites/unicode is not here"))
struct UnicodeSuiteTests {
  /// Cases in which ICU's root rules differ from UAX #14's default: a hyphen that begins a word stays with
  /// what follows, as in `-v`; a stop or comma before a digit belongs to the number, as in `.35`.
  private static func isException(_ line: Substring) -> Bool {
    line.contains(#/^× 002D (× 0308 )?÷/#) || line.contains(#/002[CE] (× 0308 )?÷ 003\d/#)
  }

  @Test func `line breaks: LineBreakTest`() throws {
    var failures: [Substring] = []
    var total = 0
    for line in try UnicodeSuite.lines("LineBreakTest.txt") {
      guard let (scalars, places) = UnicodeSuite.breaks(line) else { continue }
      total += 1
      var breaking = LineBreaking(scalars, language: nil)
      breaking.find(in: 0..<scalars.count)
      let found = Set(scalars.indices.filter { breaking.opportunities[$0] }).union([scalars.count])
      if found != places { failures.append(line) }
    }
    print("LineBreakTest: \(total - failures.count) of \(total)")
    #expect(total - failures.count >= 7_632)
    let unexplained = failures.filter { !Self.isException($0) }
    #expect(unexplained == [])
  }

  @Test func `grapheme clusters: GraphemeBreakTest`() throws {
    var failures: [Substring] = []
    var total = 0
    for line in try UnicodeSuite.lines("GraphemeBreakTest.txt") {
      guard let (scalars, places) = UnicodeSuite.breaks(line) else { continue }
      total += 1
      var scanner = ClusterScanner(scalars, 0..<scalars.count)
      var found: Set<Int> = [0]
      while let cluster = scanner.next() { found.insert(cluster.upperBound) }
      if found != places { failures.append(line) }
    }
    print("GraphemeBreakTest: \(total - failures.count) of \(total); not: \(failures)")
    // Swift joins two dingbats by U+200D only where both are emoji.
    #expect(failures.count <= 1)
    #expect(failures.allSatisfy { $0.contains("2701 × 200D × 2701") })
  }

  @Test func `levels and order: BidiCharacterTest`() throws {
    var levelsPassed = 0
    var orderPassed = 0
    var total = 0
    for line in try UnicodeSuite.lines("BidiCharacterTest.txt") {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      guard fields.count == 5 else { continue }
      total += 1
      let scalars = fields[0].split(separator: " ").compactMap(UnicodeSuite.scalar)
      let direction: Int8? = fields[1] == "2" ? nil : Int8(fields[1])
      let bidi = Bidi(scalars[...], direction: direction)
      let levels = bidi.levels.isEmpty ? scalars.map { _ in bidi.baseLevel } : bidi.levels
      let expected = fields[3].split(separator: " ").map { Int8($0) }
      let kept = expected.indices.filter { expected[$0] != nil }
      let isRight =
        kept.allSatisfy { levels[$0] == expected[$0] } && Int8(fields[2]) == bidi.baseLevel
      if isRight { levelsPassed += 1 }
      let order = Bidi.visualOrder(kept.compactMap { expected[$0] }).map { kept[$0] }
      if order == fields[4].split(whereSeparator: \.isWhitespace).compactMap({ Int($0) }) {
        orderPassed += 1
      }
    }
    print("BidiCharacterTest: levels \(levelsPassed), order \(orderPassed) of \(total)")
    #expect(levelsPassed == total)
    #expect(orderPassed == total)
  }

  @Test func `widths: EastAsianWidth`() throws {
    var disagreements: [String: Int] = [:]
    var total = 0
    for line in try UnicodeSuite.lines("EastAsianWidth.txt") {
      let fields = line.split { $0 == ";" || $0.isWhitespace }
      guard fields.count >= 2, let range = Self.range(fields[0]) else { continue }
      let expected: UInt8 = ["W", "F"].contains(fields[1]) ? 2 : 1
      for value in range {
        guard let scalar = Unicode.Scalar(value),
          case .spacing(let width) = DisplayWidth.kind(of: scalar)
        else { continue }
        total += 1
        if width != expected {
          disagreements["\(fields[0])", default: 0] += 1
        }
      }
    }
    print("EastAsianWidth: \(total) characters with a width, not so: \(disagreements)")
    #expect(disagreements.isEmpty)
  }

  private static func range(_ field: Substring) -> ClosedRange<UInt32>? {
    let ends = field.split(separator: ".").compactMap { UInt32($0, radix: 16) }
    guard let first = ends.first, let last = ends.last else { return nil }
    return first...last
  }

  @Test func `every emoji is one cluster of a known width: emoji-test`() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: try #require(SharedData.path("suites/unicode/emoji")))
    var total = 0
    var odd: [String] = []
    for name in names where name.hasSuffix(".txt") {
      for line in try UnicodeSuite.lines("emoji/" + name) {
        let fields = line.split(separator: ";")
        guard fields.count == 2, !fields[0].contains("..") else { continue }
        let scalars = fields[0].split(separator: " ").compactMap(UnicodeSuite.scalar)
        guard !scalars.isEmpty else { continue }
        total += 1
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let line = TextLayout.truncated(SafeText(text: String(view)), to: 10)
        let isFlag = (0x1F1E6...0x1F1FF).contains(scalars[0].value)
        if line.items.count != (isFlag ? 2 : 1) || !(1...2).contains(line.width) {
          odd.append(String(view))
        }
      }
    }
    print("emoji-test: \(total - odd.count) of \(total); not: \(odd.prefix(20))")
    #expect(odd.isEmpty)
  }
}
