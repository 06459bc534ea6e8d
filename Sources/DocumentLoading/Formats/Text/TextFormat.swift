// Plain text: one draft a document, its lines read as paragraphs, verse or source code.

import ArticleModel

enum TextFormat {
  static func drafts(of document: Document) -> Drafts {
    let text = TextLines(TextDecoder.decode(document.bytes))
    var draft = Draft(.text, whole: document)
    let start: Int
    (draft.metadata, start) = FrontMatter.read(text)
    let range = start..<text.lines.count
    let layout = Layout.of(text, range)
    draft.form = Genre.of(text, range, layout: layout)
    switch draft.form {
    case .prose:
      draft.elements = ElementReader.read(text, range, layout: layout)
    case .verse, .code:
      let kind: Element.Kind = draft.form == .code ? .code : .paragraph
      draft.elements = Verbatim.stanzas(text, range).map {
        Element(kind, $0, hasGap: true, isSingleLine: false, width: 0)
      }
    }
    return Drafts(CollectionOfOne(draft).makeIterator())
  }
}
