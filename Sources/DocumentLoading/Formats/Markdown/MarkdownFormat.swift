// Markdown documents: one draft each.

import ArticleModel

enum MarkdownFormat {
  static func drafts(of document: Document) -> Drafts {
    let text = TextLines(TextDecoder.decode(document.bytes))
    var draft = Draft(.markdown, whole: document)
    let start: Int
    (draft.metadata, start) = FrontMatter.read(text)
    let range = start..<text.lines.count
    draft.elements = ElementReader.read(
      text, range, layout: Layout.of(text, range), isMarkdown: true)
    return Drafts(CollectionOfOne(draft).makeIterator())
  }
}
