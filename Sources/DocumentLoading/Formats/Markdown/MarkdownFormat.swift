// Markdown documents: one draft each, by CommonMark, or as plain text where nothing is marked.

import ArticleModel

enum MarkdownFormat {
  static func drafts(of document: Document) -> Drafts {
    let text = TextLines(TextDecoder.decode(document.bytes))
    var draft = Draft(.markdown, whole: document)
    let start: Int
    (draft.metadata, start) = FrontMatter.read(text)
    if let elements = marked(text, from: start) {
      draft.elements = elements
      draft.isMarked = true
    } else {
      let range = start..<text.lines.count
      draft.elements = ElementReader.read(
        text, range, layout: Layout.of(text, range))
    }
    return Drafts(CollectionOfOne(draft).makeIterator())
  }

  /// The elements that the marks of a text make; `nil` where it has none, as people give plain texts
  /// this ending too, and where its marks are of a kind that no writer makes.
  private static func marked(_ text: TextLines, from line: Int) -> [Element]? {
    let start = line == 0 ? 0 : min(text.bytes.count, text.lines[line - 1].range.upperBound)
    let body = text.bytes[start...]
    guard let chunks = MarkdownBounds.chunks(of: body) else { return nil }
    var reader = MarkdownReader()
    for chunk in chunks { reader.read(chunk) }
    let isPlain =
      !reader.hasMarks && reader.letters == MarkdownBounds.letters(in: body)
      && !(line..<text.lines.count).contains { meansMoreInPlainText(text.content($0)) }
    return isPlain ? nil : reader.elements
  }

  /// True if a line may mean something in plain text that it does not mean in Markdown: a rule, a
  /// quotation, or a link that is none, as its brackets do not close.
  private static func meansMoreInPlainText(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == 0x23 || line.first == 0x3E || RuleLine.of(line) != nil
      || zip(line, line.dropFirst()).contains { $0 == 0x5D && $1 == 0x28 }
  }
}
