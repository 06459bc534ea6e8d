// The library's answers reach the reader as a person is to see them.

import ArticleIntake
import ArticleLibrary
import ArticleModel
import ReaderApp
import TestSupport
import Testing

@testable import ReaderRuntime

@Suite struct AnswerTests {
  @Test(arguments: UnseenChanges.allCases)
  func `the reason why changes go unseen reaches the reader as a value`(_ reason: UnseenChanges) {
    #expect(Event(SyncEvent.changesGoUnseen(reason)) == .changesGoUnseen(reason))
  }

  @Test func `of a ranking the reader shows what is near, else the nearest`() throws {
    let folder = try TemporaryFolder()
    let library = try Library.open(directory: RawPath(folder.path("library")))
    let scope = try library.scope(of: RawPath(PackageRoot.path + "/Articles"))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    var far = 0
    for row in try library.window(ListQuery(), .first, count: 500).rows {
      let ranking = try library.relatedStories(of: row.id, scopes: [], limit: 30)
      let near = ranking.filter(\.isNear)
      guard
        case .stories(.related(let shown)) = try library.answer(
          .stories(.related(row.id, scopes: [], limit: 30)))
      else {
        Issue.record("another kind of answer")
        continue
      }
      #expect(shown == (near.isEmpty ? Array(ranking.prefix(3)) : near))
      far += ranking.count - near.count
    }
    #expect(far > 0, "nothing is far from anything: the articles show no difference")
  }
}
