// The table of keys by view is drawn by pressing every key in every view, and held.

import ArticleModel
import Screen
import TestSupport
import Testing

@testable import ReaderApp

@Suite struct KeysByViewTests {
  /// The effect of a key in a view, as far as it can be seen.
  enum Deed: String {
    /// Marks, stories that are followed, or saved searches are other ones.
    case changes
    /// Another article, another view, or one less.
    case opens
    /// A line to be typed in.
    case asks
    /// Another program, the folder, the screen: what lies outside the reader.
    case outside
    /// The selection or the text moves, or other rows are shown.
    case moves
    /// A line says something.
    case says
    case nothing = "-"
  }

  /// The views, each with the keys that lead to it.
  private static let views: [(name: String, keys: String)] = [
    ("list", "j"), ("results", "/"), ("text", "Enter j"), ("help", "?"), ("outline", "Enter t"),
    ("trail", "Enter 1 gt"), ("filter", "f"), ("peek", "Enter Tab p"), ("row peek", "j p"),
    ("related", "Enter r j"),
    ("timeline", "Enter T k"), ("briefing", "gb j"), ("changes", "Enter gd"),
    ("naming", "j Enter gn"), ("names", "Enter gp j"), ("mentions", "Enter gp Enter j"),
    ("empty", "G Enter T"),
  ]

  /// A reader at a view, with a row above and one below what is chosen where there are some.
  private static func reader(in view: (name: String, keys: String)) -> TestReader {
    var desk = TestReader.onTalks(Size(columns: 80, rows: 12))
    desk.press(view.keys)
    if view.name == "results" {
      desk.type("geneva")
      desk.press("Enter j")
    }
    return desk
  }

  private static func deed(of key: [Key], in desk: TestReader) -> Deed {
    var after = desk
    for key in key { after.send(.key(key)) }
    let opened = after.state.reading?.stored.id
    let isOpened = after.state.reading?.visit != desk.state.reading?.visit
    var (was, now) = (desk.shelf.map(\.marks), after.shelf.map(\.marks))
    // An article that is opened is read: that is what opening is.
    if isOpened, let place = desk.shelf.firstIndex(where: { $0.id == opened }) {
      was[place].isRead = true
      now[place].isRead = true
    }
    if was != now || after.stories.followed != desk.stories.followed || after.saved != desk.saved {
      return .changes
    }
    if isOpened || after.state.focus != desk.state.focus
      || after.state.overlays.count != desk.state.overlays.count
      || after.state.search?.isShown != desk.state.search?.isShown
    {
      return .opens
    }
    if after.state.prompt.line != nil { return .asks }
    let outside = after.asked.dropFirst(desk.asked.count).contains { effect in
      if case .ask = effect { false } else { true }
    }
    if outside { return .outside }
    let (old, new) = (desk.state.view().grid, after.state.view().grid)
    if old.cursor != new.cursor || old.plainRows.dropLast() != new.plainRows.dropLast() {
      return .moves
    }
    return old.plainRows.last != new.plainRows.last ? .says : .nothing
  }

  private static let keys: [[Key]] = {
    var seen: Set<[Key]> = []
    return Keymap().commands.flatMap(\.keys).filter { seen.insert($0).inserted }
  }()

  private static let table: [(key: String, deeds: [Deed])] = keys.map { key in
    (Command.spell(key), views.map { deed(of: key, in: reader(in: $0)) })
  }

  @Test func `no key moves in one view and changes state in another`() {
    for (key, deeds) in Self.table {
      let named = zip(Self.views.map(\.name), deeds).map { "\($0) \($1.rawValue)" }
      #expect(!(deeds.contains(.moves) && deeds.contains(.changes)), "\(key): \(named)")
      #expect(!(deeds.contains(.opens) && deeds.contains(.changes)), "\(key): \(named)")
    }
  }

  @Test func `a key that does nothing in a view says so there`() {
    for (key, deeds) in Self.table {
      for (view, deed) in zip(Self.views, deeds) where deed == .nothing {
        // A motion has come to its end here.
        #expect(deeds.contains(.moves), "\(key) in \(view.name)")
      }
    }
  }

  @Test func `the keys by view are as drawn`() throws {
    let width = 10
    func padded(_ text: String) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    var lines = [padded("") + Self.views.map { padded($0.name) }.joined()]
    for (key, deeds) in Self.table {
      lines.append(padded(key) + deeds.map { padded($0.rawValue) }.joined())
    }
    let text = lines.map { Snapshot.trimmed($0, of: " ") }.joined(separator: "\n")
    try Snapshot.check(text, "keys-by-view")
  }
}
