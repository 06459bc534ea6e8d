// Each order of a list has its words.

import ArticleModel

extension ListOrder {
  var words: String {
    switch self {
    case .newest: "newest first"
    case .headline: "by headline"
    case .desk: "by desk"
    case .unreadFirst: "unread first"
    }
  }
}
