// A few articles at hand are searched without a library.

package import ArticleModel
import TextAnalysis

extension SearchResults {
  /// The articles that bear the words of a search, in their own order.
  package init(of request: SearchRequest, among articles: [StoredArticle]) {
    let query = SearchQuery(request.text.string)
    let matches = articles.compactMap { $0.match(query) }
    self.init(matches: Array(matches.prefix(request.limit)), total: matches.count)
  }
}

extension StoredArticle {
  /// Why the article matches; `nil` if it does not.
  fileprivate func match(_ query: SearchQuery) -> SearchMatch? {
    let headlineHits = query.hits(in: article.headline.text.string)
    for (section, part) in article.sections.enumerated() {
      for (number, block) in part.blocks.enumerated() {
        let hits = query.hits(in: block.text.string)
        guard let first = hits.first else { continue }
        let line = SafeText(line: block.text.string)
        let snippet = Snippet(
          text: line, hits: query.hits(in: line.string), section: section, block: number,
          offset: first.lowerBound)
        return SearchMatch(
          row: ArticleRow(self), score: 0, headlineHits: headlineHits, snippet: snippet)
      }
    }
    guard !headlineHits.isEmpty else { return nil }
    return SearchMatch(row: ArticleRow(self), score: 0, headlineHits: headlineHits)
  }
}

extension ArticleRow {
  /// An article's row as the newest first list has it.
  package init(_ stored: StoredArticle) {
    self.init(
      key: RowKey(time: stored.article.published?.epochSeconds ?? stored.firstSeen, id: stored.id),
      headline: stored.article.headline.text, desk: stored.desk,
      published: stored.article.published, firstSeen: stored.firstSeen, words: stored.words,
      marks: stored.marks, folder: stored.folder.shown, path: stored.path.shown,
      item: stored.article.item)
  }
}
