// A story with nothing to show says so in these words.

import ArticleModel

enum StoryText {
  /// An article that tells a story alone.
  static let alone: SafeText = "No other report of this story is here."
  static let newest: SafeText = "This is the newest report of the story."
  static let first: SafeText = "This is its first report."
  static let noEdition: SafeText = "No other edition of this article is here."
  static let nothingChanged: SafeText = "Nothing changed between the editions."
  static let gone: SafeText =
    "The document of this article is gone: it is compared with no other now."
}
