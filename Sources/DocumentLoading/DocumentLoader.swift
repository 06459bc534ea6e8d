// The door: a document's bytes become articles.

package import ArticleModel

/// Makes articles of documents.
package enum DocumentLoader {
  /// What a file's name alone says of it (design §3): hidden files, unknown extensions and names
  /// in capitals without one are ignored.
  package static func verdict(onName name: RawPath) -> NameVerdict { FileName.verdict(name) }

  /// The articles of a document: one of plain text or Markdown; none of a `.json` that is no feed.
  ///
  /// The content decides where the name misleads. Everything in the result is sanitised; cost and
  /// memory are linear in the number of bytes.
  package static func load(_ document: Document) throws(LoadFailure) -> [Article] {
    if document.bytes.isEmpty { throw .empty }
    if Sniffer.isBinary(document.bytes) { throw .binary }
    let text = TextDecoder.decode(document.bytes)
    switch Sniffer.format(named: document.path, text: text) {
    case .ignored: return []
    case .format(let format) where format != .text && format != .markdown:
      throw .notYetRead(format)
    case .format(let format):
      guard let article = PlainText.read(text, of: document, format: format) else { throw .empty }
      return [article]
    }
  }
}
