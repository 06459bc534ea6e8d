// What is said of stories in more than one place.

import ArticleModel

enum StoryText {
  /// An article that tells a story alone.
  static let alone: SafeText = "No other report of this story is here."
}
