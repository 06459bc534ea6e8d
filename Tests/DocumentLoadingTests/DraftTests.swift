// Drafts are made one by one, each with a fingerprint of its own; the form is told by bytes.

import ArticleModel
import Testing

@testable import DocumentLoading

@Suite struct DraftTests {
  /// Drafts of a file of many items, and how many of them were asked for.
  private final class Items {
    private(set) var made = 0
    let texts: [String]

    init(_ texts: [String]) {
      self.texts = texts
    }

    func next() -> Draft? {
      guard made < texts.count else { return nil }
      var draft = Draft(.text, fingerprint: ContentHash.of(Array(texts[made].utf8)))
      draft.item = SafeText(line: "item \(made)")
      draft.elements = texts[made].isEmpty ? [] : [Element(.paragraph, SafeText(text: texts[made]))]
      made += 1
      return draft
    }
  }

  @Test func `an article is made when it is asked for, not before`() {
    let items = Items(["One sentence here.", "", "Another sentence.", "A third one."])
    var articles = LoadedArticles(Drafts(items.next))
    #expect(items.made == 0)
    #expect(articles.next()?.article.item == "item 0")
    #expect(items.made == 1)
    // One of nothing is passed over.
    #expect(articles.next()?.article.item == "item 2")
    #expect(items.made == 3)
    #expect(articles.next() != nil && articles.next() == nil)
  }

  @Test func `an item that joins a file leaves the fingerprints of the others`() {
    func prints(_ texts: [String]) -> [Int64] {
      var articles = LoadedArticles(Drafts(Items(texts).next))
      var prints: [Int64] = []
      while let loaded = articles.next() { prints.append(loaded.fingerprint) }
      return prints
    }
    let before = prints(["One sentence here.", "Another sentence."])
    #expect(
      prints(["A new one.", "One sentence here.", "Another sentence."]).dropFirst() == before[...])
    #expect(Set(before).count == 2)
  }

  @Test(arguments: [
    ("a.txt", "<!DOCTYPE html><p>Words.", DocumentFormat.html),
    ("a.md", "<?xml version='1.0'?><rss>", .feed), ("a.html", "No tag is here.", .text),
    ("a.eml", "Subject: A\n\nB", .mail), ("a.eml", "Just words.", .text),
    ("a.md", "Words.", .markdown),
    ("a.json", "{\"version\": \"https://jsonfeed.org/version/1\"}", .feed),
  ])
  func `the form is told by bytes, of one, two or four to a character`(
    name: String, text: String, format: DocumentFormat
  ) {
    let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let wider = text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), 0, 0, 0] }
    for bytes in [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFF, 0xFE] + wide,
      [0xFF, 0xFE, 0, 0] + wider,
    ] {
      let document = Document(path: RawPath(name), bytes: bytes)
      #expect(Sniffer.format(of: document) == .format(format))
    }
  }
}
