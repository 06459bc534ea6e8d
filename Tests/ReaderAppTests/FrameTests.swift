// Frames: keys in, a screen out, compared with drawings kept beside this file.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct FrameTests {
  static let sizes = [
    Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
    Size(columns: 20, rows: 5), Size(columns: 200, rows: 60),
  ]

  /// The keys, and the name of the drawing.
  static let views: [(keys: String, name: String)] = [
    ("", "list"), ("j Enter", "article"), ("j Enter g2", "section"), ("j Enter t", "outline"),
    ("Enter G", "related"), ("Enter G 3", "nearest"), ("Enter Tab p", "peek"),
    ("Enter 1 2 gt", "trail"), ("?", "help"), ("f", "filter"), ("g", "prefix"), (":", "command"),
    ("s a m", "marks"), ("gq", "queue-empty"), ("r", "related-none"), ("gb", "briefing-none"),
  ]

  @Test(arguments: sizes, views.indices)
  func `a view at a size looks as drawn`(_ size: Size, _ index: Int) throws {
    let view = Self.views[index]
    var desk = TestReader(size)
    desk.press(view.keys)
    try Snapshot.check(
      desk.state.view().grid, "\(view.name)-\(size.columns)x\(size.rows)")
  }

  @Test(arguments: sizes, views.indices)
  func `every part stands on the screen, and the cursor in the one that has the keys`(
    _ size: Size, _ index: Int
  ) throws {
    var desk = TestReader(size)
    desk.press(Self.views[index].keys)
    let frame = desk.state.view()
    for region in frame.regions {
      #expect(region.rect.column >= 0 && region.rect.endColumn <= size.columns)
      #expect(region.rect.row >= 0 && region.rect.endRow <= size.rows)
    }
    let cursor = try #require(frame.grid.cursor)
    let rect = try #require(frame.rect(of: frame.focus))
    #expect((rect.column..<rect.endColumn).contains(cursor.column))
    #expect((rect.row..<rect.endRow).contains(cursor.row))
  }

  /// The text and the keys, and the name of the drawing.
  static let searches: [(text: String, keys: String, name: String)] = [
    ("geneva", "", "search-typing"), ("geneva", "Enter j", "results"),
    ("comte", "Enter", "results-corrected"), ("quagga", "Enter", "results-nothing"),
    ("chair", "Enter j j Enter n", "result-opened"), ("geneva", "Enter gs Enter", "search-saved"),
    ("geneva", "Enter j Enter q q", "search-left"),
  ]

  @Test(arguments: sizes, searches.indices)
  func `what was found looks as drawn`(_ size: Size, _ index: Int) throws {
    let search = Self.searches[index]
    var desk = TestReader(size)
    desk.outside = [ArticleID(rawValue: 4)]
    desk.press("j g/")
    desk.type(search.text)
    desk.press(search.keys)
    try Snapshot.check(desk.state.view().grid, "\(search.name)-\(size.columns)x\(size.rows)")
  }

  @Test func `without Unicode the signs are ASCII`() throws {
    var desk = TestReader(
      Size(columns: 80, rows: 24), shelf: Array(TestReader.news.prefix(3)), isUnicode: false)
    desk.press("s")
    let ornaments = desk.rows.joined().unicodeScalars.filter {
      "●★✓│›•…·".unicodeScalars.contains($0)
    }
    #expect(ornaments.isEmpty)
    desk.press("Enter G")
    #expect(!desk.screen.contains("●"))
  }

  @Test func `an empty library says what to do`() {
    let desk = TestReader(Size(columns: 80, rows: 24), shelf: [])
    #expect(desk.screen.contains("No articles here yet."))
  }

  @Test(arguments: [(1, 1), (2, 1), (1, 2), (3, 3), (0, 0), (400, 120)])
  func `no window is too small or too large`(_ columns: Int, _ rows: Int) {
    var desk = TestReader(Size(columns: columns, rows: rows))
    for keys in ["j", "Enter", "G", "t", "q", "?", "j", "q", "g", "1", "/", "Enter", "q", "q"] {
      desk.press(keys)
      let grid = desk.state.view().grid
      #expect(grid.size == Size(columns: columns, rows: rows))
    }
  }
}
