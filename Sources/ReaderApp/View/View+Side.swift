// A wide window shows outline and related stories beside the text.

import ArticleModel
import Screen

extension State {
  /// The outline of the article, and under it the stories near it.
  func drawSide(_ rect: Rect, on grid: inout Grid) {
    for row in rect.row..<rect.endRow {
      grid.write(
        ornaments.rule, column: rect.column - 1, row: row, columns: 1, style: theme.faded)
    }
    guard let reading else { return }
    let column = StoryPage.sideColumn(of: rect)
    var row = text.drawOutline(of: reading, in: column, around, on: &grid) + 1
    guard stories.near.article == reading.stored.id, focus == .text else { return }
    let title = theme.title
    grid.write(
      "RELATED STORIES", column: column.column, row: row, columns: column.columns, style: title)
    row += 2
    guard let page = stories.near.page else { return }
    for (index, line) in page.lines.enumerated() where row + index < rect.endRow {
      line.draw(
        in: StoryPage.row(row + index, of: column), isChosen: false, theme, on: &grid)
    }
  }
}
