// The text of the examples of CommonMark's specification, against that of the HTML it expects.

import ArticleModel
import DocumentLoading
import Foundation
import TestSupport

/// Counts the examples whose article has the letters of the expected HTML, in their order.
///
/// HTML is cut to text by the simplest rules here, on purpose others than the loader's own.
struct MarkdownScore {
  private struct Example: Decodable {
    var markdown: String
    var html: String
    var example: Int
  }

  func run() throws {
    guard let path = SharedData.path("suites/commonmark/commonmark.json") else {
      return print("commonmark: not here, passed over")
    }
    let examples = try JSONDecoder().decode(
      [Example].self, from: Data(try FileTree.read(path)))
    var met = 0
    var missed: [Int] = []
    for example in examples {
      let wanted = Self.text(of: example.html)
      if wanted.isEmpty { continue }
      if Self.shown(example.markdown) == wanted { met += 1 } else { missed.append(example.example) }
    }
    print("commonmark: \(met) of \(met + missed.count); missed \(missed)")
  }

  private static func shown(_ markdown: String) -> String {
    let document = Document(path: RawPath("a.md"), bytes: Array(markdown.utf8))
    guard let article = try? DocumentLoader.load(document).first else { return "" }
    var texts = article.headline.origin == .document ? [article.headline.text.string] : []
    for section in article.sections {
      if section.kind == .part { texts.append(section.title.string) }
      texts += section.blocks.map(\.text.string)
    }
    return texts.joined().filter { !$0.isWhitespace }
  }

  private static func text(of html: String) -> String {
    var text = html.replacing(
      /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<![A-Z][^>]*>/, with: "")
    text = text.replacing(/<(script|style)[^>]*>[\s\S]*?<\/\1>/, with: "")
    text = text.replacing(/<img[^>]*?alt="([^"]*)"[^>]*>/) { String($0.1) }
    text = text.replacing(/<\/?[a-zA-Z](?:[^>"']|"[^"]*"|'[^']*')*>/, with: "")
    for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacing(name, with: character)
    }
    return text.filter { !$0.isWhitespace }
  }
}
