// Text on a grid, drawn.

import ArticleModel
import Testing

@testable import Screen

struct GridTextTests {
  /// The rows of a grid, blanks as dots.
  private func rows(_ grid: Grid) -> [String] {
    (0..<grid.size.rows).map { row in
      (0..<grid.size.columns).map { grid[$0, row].glyph.string }.joined().replacing(" ", with: ".")
    }
  }

  @Test func `text is cut with an ellipsis, within its columns and within the grid`() {
    var grid = Grid(Size(columns: 12, rows: 4))
    #expect(grid.write("headlines", column: 1, row: 0, columns: 6) == 6)
    #expect(grid.write("headlines", column: 6, row: 1, columns: 20) == 6)
    #expect(grid.write("和会谈北京", column: 0, row: 2, columns: 6) == 5)
    #expect(grid.write("far away", column: 12, row: 3, columns: 6) == 0)
    #expect(grid.write("nowhere", column: 0, row: 4, columns: 6) == 0)
    #expect(rows(grid) == [".headl….....", "......headl…", "和会….......", "............"])
  }

  @Test func `a line from right to left is flush right, and keeps its places`() {
    var grid = Grid(Size(columns: 10, rows: 1))
    let line = TextLayout.lines(of: "שלום 12", width: 8)[0]
    grid.write(line, column: 1, row: 0, columns: 8) { offset, style in
      offset < 4 ? style.over(.bold) : style
    }
    #expect(rows(grid) == [".." + "12.םולש" + "."])
    #expect((0..<10).map { grid[$0, 0].style == .bold } == (0..<10).map { (5..<9).contains($0) })
  }

  @Test func `a wide character whose half is overwritten is gone`() {
    var grid = Grid(Size(columns: 6, rows: 1))
    grid.write("北京会", column: 0, row: 0, columns: 6)
    grid.write("x", column: 1, row: 0, columns: 1)
    grid.write("y", column: 4, row: 0, columns: 1)
    #expect(rows(grid) == [".x京y."])
  }

  @Test func `a row of one column has room for a mark alone`() {
    var grid = Grid(Size(columns: 1, rows: 1))
    grid.write("北京", column: 0, row: 0, columns: 1)
    #expect(rows(grid) == ["…"])
  }
}
