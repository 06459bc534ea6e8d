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
    let effect = Effect.mark([marked.id], marked.marks[keyPath: mark] ? change.inverse : change)
    note(effect)
    outbox.append(effect)
  }

  /// Remembers a mark that a key asked for: what it did is said. Opening an article marks it, too, and
  /// says nothing.
  mutating func note(_ effect: Effect) {
    switch effect {
    case .mark(_, let change), .markAll(_, let change): askedMarks.append(change)
    default: return
    }
  }

  private mutating func takeAsked(_ change: MarkChange) -> Bool {
    guard let index = askedMarks.firstIndex(of: change) else { return false }
    askedMarks.remove(at: index)
    return true
  }

  /// Draws a change of marks that is now in the state file.
  mutating func marked(_ ids: [ArticleID], _ change: MarkChange) {
    let isAsked = takeAsked(change)
    guard !ids.isEmpty else {
      if isAsked { message = Message.nothingToMark }
      return
    }
    if isAsked { searchChange = nil }
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
    guard isAsked else { return }
    let words =
      ids.count > 1
      ? Message.marked(ids.count, change.words, undo: undoKey)
      : Message.marked(change.words, undo: undoKey)
    // The line stands in the place of the mark's own sign.
    message = sign(of: change).map { SafeText.joined([$0, words], separator: " ") } ?? words
  }

  private func sign(of change: MarkChange) -> SafeText? {
    switch change {
    case .star: ornaments.star
    case .queue: ornaments.queued
    case .read, .unread, .unstar, .unqueue, .follow, .unfollow: nil
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
