// Marks (read, starred, queued) are drawn when they are kept, and can be undone.

import ArticleModel

extension State {
  /// The article that a mark is meant for, and how it is marked now.
  private var marked: (id: ArticleID, marks: Marks)? {
    if focus == .text, let stored = reading?.stored { return (stored.id, stored.marks) }
    return list.selectedRow.map { ($0.id, $0.marks) }
  }

  /// Sets a mark of the article at hand, or takes it away.
  mutating func toggleMark(_ mark: KeyPath<Marks, Bool>, _ change: MarkChange) {
    guard let marked else { return }
    outbox.append(.mark([marked.id], marked.marks[keyPath: mark] ? change.inverse : change))
  }

  /// Draws a change of marks that is now in the state file.
  mutating func marked(_ ids: [ArticleID], _ change: MarkChange) {
    guard !ids.isEmpty else { return }
    text.previews.forget()
    let changed = Set(ids)
    lists.count(changed, change, reading: reading?.stored, around)
    list.apply(change, to: changed)
    search?.home.apply(change, to: changed)
    if let id = reading?.stored.id, changed.contains(id) {
      reading?.stored.marks.apply(change)
    }
    markCandidates(changed, change)
    changePages { page in
      page.changeRows { if changed.contains($0.id) { $0.marks.apply(change) } }
    }
    ask(.countsLater, .facets(query))
    let hasFolded = list.rows.contains { $0.story?.isFolded == true }
    // The library counts the unread articles of a folded row.
    if hasFolded, !showsResults, list.awaited == nil { reloadKeepingPlace() }
    let isSeen = overlays.isEmpty
    if ids.count > 1 {
      message = Message.marked(ids.count, change.words, undo: undoKey)
    } else if change == .queue || change == .unqueue {
      message = change == .queue ? Message.inTheQueue : Message.outOfTheQueue
    } else if !isSeen, change == .star || change == .unstar {
      message = change == .star ? Message.starred : Message.noLongerStarred
    }
  }

  private var undoKey: String { keymap.keyName(of: .reader(.undo)) ?? "undo" }

  private mutating func markCandidates(_ changed: Set<ArticleID>, _ change: MarkChange) {
    guard change == .read || change == .unread, var resolved = reading?.resolved else { return }
    for index in resolved.indices {
      for place in resolved[index].candidates.indices
      where changed.contains(resolved[index].candidates[place].id) {
        resolved[index].candidates[place].isRead = change == .read
      }
    }
    reading?.resolved = resolved
  }

  mutating func undone(_ ids: [ArticleID], _ change: MarkChange, word: String) {
    if change == .follow || change == .unfollow {
      for id in ids {
        let story = list.rows.first { $0.id == id }?.story?.story
        followed(id, story ?? StoryID(rawValue: id.rawValue), change == .follow)
      }
    } else {
      marked(ids, change)
    }
    let what =
      ids.count == 1
      ? headline(of: ids[0]).map { ": “\($0)”" } ?? "" : ": \(ids.count) articles"
    message = SafeText(line: "\(word), \(change.words)\(what)")
  }

  private func headline(of id: ArticleID) -> SafeText? {
    if let stored = reading?.stored, stored.id == id { return stored.article.headline.text }
    return list.rows.first { $0.id == id }?.headline
  }
}
