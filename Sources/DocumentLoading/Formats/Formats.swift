// The formats that are read: each is a folder here, and a line.

import ArticleModel

enum Formats {
  /// Makes the drafts of a document.
  typealias Reader = @Sendable (Document) -> Drafts

  /// The reader of documents of a format; `nil` where nothing does yet.
  static func reader(of format: DocumentFormat) -> Reader? {
    switch format {
    case .text: TextFormat.drafts
    case .markdown: MarkdownFormat.drafts
    case .html, .feed, .opml, .mail: nil
    }
  }
}
