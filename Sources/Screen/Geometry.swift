// Sizes, points and rectangles on a screen are counted in cells.

/// A size in cells, never negative.
package struct Size: Hashable, Sendable {
  /// The width in cells.
  package var columns: Int
  /// The height in cells.
  package var rows: Int

  package init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// A cell's place, counted from 0 at the top left.
package struct Point: Hashable, Sendable {
  /// Cells from the left edge, from 0.
  package var column: Int
  /// Cells from the upper edge, from 0.
  package var row: Int

  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
  /// The cell at the upper left.
  package var origin: Point
  /// The width and height in cells.
  package var size: Size

  package init(column: Int, row: Int, columns: Int, rows: Int) {
    origin = Point(column: column, row: row)
    size = Size(columns: columns, rows: rows)
  }

  /// The first column.
  package var column: Int { origin.column }
  /// The first row.
  package var row: Int { origin.row }
  /// The width in cells.
  package var columns: Int { size.columns }
  /// The height in cells.
  package var rows: Int { size.rows }
  /// The first column to the right of it.
  package var endColumn: Int { origin.column + size.columns }
  /// The first row below it.
  package var endRow: Int { origin.row + size.rows }
}
