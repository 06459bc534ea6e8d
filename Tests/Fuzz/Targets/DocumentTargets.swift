// The loader's readers under the fuzzer: no letter of a document is lost, no rule of the model broken.

import ArticleModel

#if DEBUG

@testable import DocumentLoading

extension FuzzTarget {
  /// Plain text. The planted bug drops a quotation after two headings.
  static let text = document("text", named: "a.txt")

  /// Markdown. The planted bug is that of plain text.
  static let markdown = document("markdown", named: "a.md")

  /// Text between fences, or in lines of key and value, before a body that must stay. The
  /// planted bug swallows the body behind a list within a list.
  static let frontMatter = FuzzTarget("frontMatter", longest: 1_500) { bytes, isPlanted in
    let body = "\n\nGENEVA – The zephyr blew over a quiet harbour on Tuesday.\n"
    var choices = Choices(bytes)
    let isFenced = choices.byte() & 1 == 0
    let facts = choices.all()
    let document = isFenced ? Array("---\n".utf8) + facts + Array("\n---".utf8) : facts
    guard let article = try loaded(document + Array(body.utf8), "a.md") else { return nil }
    let isSpoilt = isPlanted && isFenced && facts.holds("[[")
    let shown = isSpoilt ? "" : Conservation.shown(article)
    // Zeros, shifts and what is not ASCII may make it a text of another charset.
    let isPlain = facts.allSatisfy { $0 < 0x80 && $0 != 0x1B && $0 != 0 }
    if isPlain, !shown.contains("zephyr") {
      return "the body is gone: \(shown)"
    }
    return Conservation.faults(of: article).first
  }

  private static func document(_ name: String, named path: String) -> FuzzTarget {
    FuzzTarget(name, longest: 4_096) { bytes, isPlanted in
      guard var article = try loaded(bytes, path) else { return nil }
      if isPlanted { spoil(&article) }
      if let fault = Conservation.faults(of: article).first { return fault }
      // A related headline that was adopted leaves its list, with its address.
      if article.headline.origin == .related { return nil }
      let clean = SafeText(text: TextDecoder.decode(bytes)).string
      // A fence and the `By` of a byline, in whatever language, are no words of the text.
      guard FrontMatter.read(TextLines(clean)).start == 0, !clean.contains("```"),
        !clean.contains("~~~"),
        article.byline == nil
      else { return nil }
      // The marks of Markdown that take more away than themselves.
      if path.hasSuffix(".md"), clean.contains(where: { "<&[\\".contains($0) }) { return nil }
      let lost = Conservation.lost(clean, article)
      if lost.isEmpty { return nil }
      // A related headline that is named twice is listed once, and a word or two may be a label. A
      // sentence is neither.
      let words = Set(Conservation.missingWords(clean, article))
      return words.count < fewestLost ? nil : "\(words.sorted()) lost of \(clean.debugDescription)"
    }
  }

  /// So many words that are missing are a loss.
  private static let fewestLost = 4

  /// The one article of a document; `nil` where it is refused for a reason.
  private static func loaded(_ bytes: [UInt8], _ path: String) throws -> Article? {
    do {
      return try DocumentLoader.load(Document(path: RawPath(path), bytes: bytes)).first
    } catch {
      return error.reason.isEmpty ? try { throw error }() : nil
    }
  }

  private static func spoil(_ article: inout Article) {
    guard article.sections.count(where: { $0.kind == .part }) >= 2 else { return }
    for section in article.sections.indices {
      article.sections[section].blocks.removeAll { $0.kind == .quote }
    }
    article.sections.removeAll { $0.kind != .part && $0.blocks.isEmpty }
  }
}

#endif
