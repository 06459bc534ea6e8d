// The list folds a story into a row, and shows which stories are followed.

import ArticleModel
import Screen

extension ListPane {
  mutating func toggleFold(_ around: Surroundings, _ out: inout ListOutcome) {
    guard !list.isResults else {
      out.say(Message.resultsAreNotFolded)
      return
    }
    guard let row = list.selectedRow, let story = row.story, story.count > 1 else {
      // The copies of an article that is alone stand under it in its story.
      if list.selectedRow.map({ $0.copies > 0 }) == true { return out.request(.showStory) }
      out.say(StoryText.alone)
      return
    }
    list.folding.toggle(story.story)
    reloadAfterFolding(around, &out)
  }

  mutating func toggleAllFolds(_ around: Surroundings, _ out: inout ListOutcome) {
    guard !list.isResults else {
      out.say(Message.resultsAreNotFolded)
      return
    }
    list.folding = StoryFolding(foldsAll: !list.folding.foldsAll)
    out.say(list.folding.foldsAll ? Message.everyStoryInARow : Message.everyArticleInARow)
    reloadAfterFolding(around, &out)
  }

  /// Asks for the list anew: the selection stays, or goes to the row into which it was folded.
  private mutating func reloadAfterFolding(_ around: Surroundings, _ out: inout ListOutcome) {
    out.save()
    guard let row = list.selectedRow else { return }
    var kept = row
    if let story = row.story?.story, list.folding.folds(story) {
      let members = list.rows.filter { $0.story?.story == story }
      kept = members.max { ($0.time, $1.id) < ($1.time, $0.id) } ?? row
    }
    list.isTouched = true
    request(.around(kept.key), .keep(kept.id, rowsAbove: list.selected - list.top), around, &out)
  }

  /// Draws that a story is followed, or no longer, now that the state file says so; gives the
  /// articles that this is now known of.
  mutating func follow(_ story: StoryID, _ article: ArticleID, since: Int64?) -> [ArticleID] {
    var known: [ArticleID] = []
    for index in list.rows.indices {
      let isAlone = list.rows[index].id == article && list.rows[index].story == nil
      if isAlone { list.rows[index].story = StoryNote(story: story, count: 1) }
      guard list.rows[index].story?.story == story else { continue }
      known.append(list.rows[index].id)
      list.rows[index].story?.isFollowed = since != nil
      list.rows[index].story?.followedSince = since
      if since == nil { list.rows[index].story?.newReports = 0 }
    }
    return known
  }

  /// Nothing of a followed story is new any more, as one of its articles is opened.
  mutating func sawStory(of id: ArticleID) {
    guard let story = list.rows.first(where: { $0.id == id })?.story, story.newReports > 0 else {
      return
    }
    for index in list.rows.indices where list.rows[index].story?.story == story.story {
      list.rows[index].story?.newReports = 0
    }
  }

  /// The note on an article's copies and its story: `+2`, `(3)`, and whether it is
  /// followed.
  func storyNote(on row: ArticleRow, columns: Int, _ around: Surroundings) -> SafeText {
    guard row.copies > 0 || row.story != nil, columns >= 30 else { return .empty }
    var parts: [SafeText] = []
    if row.copies > 0 { parts.append(SafeText(line: "+\(row.copies)")) }
    if let story = row.story {
      if row.key.group == RowKey.raisedGroup, columns >= 40 {
        // A raised row says why it stands there.
        parts.append(SafeText(line: "\(around.ornaments.followed) \(story.newReports) new"))
      } else {
        let count: SafeText = story.count > 1 ? SafeText(line: "(\(story.count))") : .empty
        let signs = [
          story.isFollowed ? around.ornaments.followed : .empty,
          story.isFolded ? around.ornaments.folded : .empty,
        ]
        parts.append(SafeText.joined(signs + [count]))
      }
    }
    return SafeText.joined(parts.filter { !$0.isEmpty }, separator: " ")
  }

  /// The news of the followed story of the selected article.
  func followNote(_ around: Surroundings) -> SafeText? {
    guard let story = list.selectedRow?.story, story.isFollowed else { return nil }
    return FollowText.note(
      new: story.newReports, since: story.followedSince, today: around.today)
  }
}

extension ArticleRow {
  /// When it was published, else first seen, in seconds since 1970.
  var time: Int64 { published?.epochSeconds ?? firstSeen }
}
