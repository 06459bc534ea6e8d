// What a document tells of itself, whatever form it tells it in.

import ArticleModel

/// The facts that front matter, a header or markup may hold.
struct Metadata: Sendable {
  var title: SafeText?
  var summary: SafeText?
  var byline: SafeText?
  var published: PublishedTime?
  var source: SafeText?
  var url: SafeText?
  var desk: SafeText?
  var tags: [SafeText] = []
  var language: SafeText?
  var related: [SafeText] = []
  /// What stood among the front matter and was not understood.
  var leftover: [SafeText] = []
}
