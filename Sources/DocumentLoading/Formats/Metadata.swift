// The facts that a document tells of itself have one form here, whatever its own.

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
  /// The lines of the front matter that were not understood.
  var leftover: [SafeText] = []
}
