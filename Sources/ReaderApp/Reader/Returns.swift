// Each visit remembers the views it was opened from and how its text was left, for who comes back.

import ArticleModel

/// The state to which the reader comes back, beyond the positions that the trail keeps.
struct Returns {
  /// By the visit that was opened from them: the views that lie over its parent, or over the list,
  /// once it is left again.
  private var views: [Int64: [Overlay]] = [:]
  /// By visit.
  private var marks: [Int64: TextMarks] = [:]

  /// Notes from which views a visit was opened; from none, it is opened from the text or the list.
  mutating func opened(_ visit: Int64, from views: [Overlay]) {
    self.views[visit] = views.isEmpty ? nil : views
  }

  func views(behind visit: Int64?) -> [Overlay] { visit.flatMap { views[$0] } ?? [] }

  mutating func left(_ visit: Int64, _ marks: TextMarks) {
    self.marks[visit] = marks
  }

  func marks(of visit: Int64) -> TextMarks? { marks[visit] }

  /// Changes the story pages among the views.
  mutating func change(_ change: (inout StoryPage) -> Void) {
    views = views.mapValues { $0.map { $0.changed(change) } }
  }
}
