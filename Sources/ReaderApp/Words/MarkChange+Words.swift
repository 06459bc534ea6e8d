// Each change of a mark has its words.

import ArticleModel

extension MarkChange {
  /// The state of an article after the change.
  var words: String {
    switch self {
    case .read: "read"
    case .unread: "unread"
    case .star: "starred"
    case .unstar: "no longer starred"
    case .queue: "in the queue"
    case .unqueue: "out of the queue"
    case .follow: "followed"
    case .unfollow: "no longer followed"
    }
  }
}
