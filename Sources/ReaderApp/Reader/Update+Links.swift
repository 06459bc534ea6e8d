// A link leads to an article of the library, or to an address outside.

import ArticleModel
import Screen

extension State {
  mutating func peeked(_ stored: StoredArticle?) {
    guard let stored else {
      message = Message.articleIsGone
      return
    }
    if case .peek? = overlays.last { overlays.removeLast() }
    if case .story(let page)? = overlays.last {
      overlays.append(.peek(stored, because: page.because))
    } else {
      let because = focus == .text ? text.sharedWords(with: stored) : []
      overlays.append(.peek(stored, because: because))
    }
  }

  /// Asks which article of the library a link leads to.
  mutating func follow(_ link: TextLink, peeks: Bool) {
    guard let id = reading?.stored.id else { return }
    ask(.link(link.address, text: link.text, from: id), .link(link, peeks: peeks))
  }

  /// Opens the article to which a link leads, or peeks at it; if there is none, shows its address.
  mutating func follow(_ link: TextLink, to row: ArticleRow?, peeks: Bool) {
    guard let row else {
      overlays.append(.address(link))
      return
    }
    if peeks {
      ask(.peek, .article(row.id))
    } else {
      savePlace()
      fetch(row.id, .open(fromList: false))
    }
  }
}
