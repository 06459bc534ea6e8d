// The text by which a session goes on in the next run.

import ArticleModel
import Testing

@testable import ReaderApp

@Suite struct SessionTests {
  @Test(arguments: ["World", "World/Europe", "\u{65F}nve", "\u{301}"] as [SafeText])
  func `a session is read as it was written`(_ desk: SafeText) {
    var session = Session()
    session.desk = desk
    session.selected = ArticleID(rawValue: 7)
    session.unreadOnly = true
    session.folding.exceptions = [StoryID(rawValue: 3)]
    session.position = Position(section: 1, block: 2, offset: 3, blockHash: 4, fraction: 0.5)
    #expect(Session.read(session.text) == session)
  }

  /// A list of the desk without a name would be empty.
  @Test(arguments: ["desk  ", "desk \u{1B}[0m", "desk \u{7}"])
  func `a desk that is no text is no desk`(_ line: String) {
    #expect(Session.read("session 1\n" + line) == Session())
  }
}
