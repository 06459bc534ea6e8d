// The fuzzer's targets without the fuzzer: each reader has one, its seeds pass, its planted bug is seen.

import ArticleModel
import DocumentLoading
import FuzzTargets
import TestSupport
import Testing

@Suite struct FuzzTargetTests {
  private static let folder = PackageRoot.path + "/Tests/Fuzz/"

  /// The files in a folder of the fuzzer's, names and bytes.
  private static func files(_ path: String) throws -> [(name: String, bytes: [UInt8])] {
    try FileTree.names(in: RawPath(folder + path)).map(\.shown.string).map {
      ($0, try FileTree.read(folder + path + "/" + $0))
    }
  }

  @Test(arguments: FuzzTarget.all.map(\.name))
  func `seeds and what was found once break no rule`(_ name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let seeds = try Self.files("Seeds/" + name)
    #expect(seeds.count >= 2)
    for (file, bytes) in seeds {
      #expect(bytes.count <= target.longest, "\(file)")
      let fault = try target.fault(bytes, false)
      #expect(fault == nil, "\(file): \(fault ?? "")")
    }
  }

  @Test(arguments: [
    ("sanitiser", "a\u{1B}]52;c;AAAA\u{7}"), ("decoding", "\u{FE}\u{FF}\0a\0<"),
    (
      "text",
      "One\n\nText is here.\n\nTwo\n===\n\nMore.\n\nThree\n===\n\nMore.\n\n> words that somebody quoted\n"
    ),
    ("markdown", "# One\n\nText.\n\n## Two\n\nMore.\n\n## Three\n\n> words that somebody quoted\n"),
    ("frontMatter", "\0title: [[a]]"), ("query", "ice -is:queued"), ("search", "\"th*\""),
    ("keys", "a\u{1B}[2\u{FF}\0b"), ("stored", "DLnabcd"), ("session", "unlike 1 2 3"),
    ("layout", "\u{14}\0\0\u{5D0}\u{5D1}\u{5D2}\u{4E2D}"),
  ])
  func `the planted bug is seen, and only that`(_ name: String, _ text: String) throws {
    let target = try #require(FuzzTarget.named(name))
    // Latin-1 where every character is below 256: so bytes can be written as text.
    let isBytes = text.unicodeScalars.allSatisfy { $0.value < 256 }
    let bytes = isBytes ? text.unicodeScalars.map { UInt8($0.value) } : Array(text.utf8)
    #expect(try target.fault(bytes, false) == nil)
    #expect(try target.fault(bytes, true) != nil)
    for (file, seed) in try Self.files("Seeds/" + name) {
      #expect(try target.fault(seed, true) == nil, "\(file) must not find it at once")
    }
  }

  /// Which column is which depends on the tables that there are: four are tried at a time.
  @Test func `the bug planted in the state file is seen`() throws {
    let target = try #require(FuzzTarget.named("state"))
    let isSeen = try stride(from: UInt8(0), to: 252, by: 4).contains { first in
      let values: [UInt8] = (first..<first + 4).flatMap { [$0, 17, 0] as [UInt8] }
      return try target.fault([4] + values, true) != nil
    }
    #expect(isSeen)
  }

  @Test func `every target has its seeds and its words, and no others are there`() throws {
    let names = Set(FuzzTarget.all.map(\.name))
    #expect(names.count == FuzzTarget.all.count)
    for folder in ["Seeds", "Dictionaries"] {
      let found = FileTree.names(in: RawPath(Self.folder + folder)).map(\.shown.string)
      #expect(Set(found) == names, "\(folder)")
    }
  }

  /// Who adds a loader of another format adds its target.
  @Test(arguments: [
    (DocumentFormat.text, "a.txt", "Words."), (.markdown, "a.md", "Words."),
    (.html, "a.html", "<html><body><p>Words.</p></body></html>"),
    (.feed, "a.xml", "<?xml version='1.0'?><rss><channel><title>A</title></channel></rss>"),
    (.opml, "a.opml", "<?xml version='1.0'?><opml><body/></opml>"),
    (.mail, "a.eml", "Subject: A\n\nWords."),
  ])
  func `every format that is read has a target of its name`(
    _ format: DocumentFormat, _ path: String, _ text: String
  ) {
    do {
      _ = try DocumentLoader.load(Document(path: RawPath(path), bytes: Array(text.utf8)))
    } catch {
      if error == .notYetRead(format) { return }
    }
    #expect(FuzzTarget.named(format.rawValue) != nil, "\(format) is read, but never fuzzed")
  }

  @Test func `every format is among those that are tried`() {
    #expect(DocumentFormat.allCases.count == 6)
  }
}
