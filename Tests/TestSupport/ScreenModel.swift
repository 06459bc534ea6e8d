// An emulator shows the screen of a terminal after the bytes that ncurses writes.

import Glibc
package import Screen

/// A screen of cells that obeys the control sequences of xterm that ncurses uses: cursor movement,
/// erasing, inserting and deleting, scroll regions, repetition, attributes and colours, the
/// alternate screen, wide and combining characters.
///
/// Widths are glibc's `wcwidth` in a UTF-8 locale, as they are for ncurses. What it does not know
/// it passes over.
package struct ScreenModel: Sendable {
  /// One cell: a spacing character with its marks, empty in the right half of a wide one.
  package struct Cell: Hashable, Sendable {
    package var text: String
    package var style: Style

    static func blank(_ style: Style = .plain) -> Cell {
      Cell(text: " ", style: Style(background: style.background))
    }
  }

  package private(set) var size: Size
  /// The cursor's place.
  package internal(set) var cursor = Point(column: 0, row: 0)
  /// The private modes that are set: 1 cursor keys, 25 cursor visible, 1049 alternate screen,
  /// 2004 bracketed paste, 1000–1006 mouse.
  package internal(set) var modes: Set<Int> = [7, 25]
  var rows: [[Cell]]
  var style = Style.plain
  var scrollTop = 0
  var scrollBottom: Int
  var wrapIsPending = false
  var inserts = false
  var drawsLines = false
  var lastCharacter: Unicode.Scalar = " "
  var savedCursor: (point: Point, style: Style) = (Point(column: 0, row: 0), .plain)
  var mainRows: [[Cell]]?
  private var parser = ControlParser()

  package init(_ size: Size) {
    self.size = size
    rows = Self.blankRows(size)
    scrollBottom = size.rows - 1
  }

  static func blankRows(_ size: Size) -> [[Cell]] {
    let row = [Cell](repeating: .blank(), count: size.columns)
    return [[Cell]](repeating: row, count: size.rows)
  }

  /// True if the cursor is shown.
  package var showsCursor: Bool { modes.contains(25) }

  /// The cell at a place, blank outside.
  package func cell(column: Int, row: Int) -> Cell {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return .blank() }
    return rows[row][column]
  }

  /// The rows as text, without blanks at their ends.
  package var lines: [String] {
    rows.map { row in
      var line = row.map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The rows as one text.
  package var text: String { lines.joined(separator: "\n") }

  /// The first row and column at which `text` stands, if it does.
  package func place(of text: String) -> Point? {
    for (row, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      let before = line[..<range.lowerBound].unicodeScalars
      return Point(column: before.reduce(0) { $0 + CharacterWidth.of($1) }, row: row)
    }
    return nil
  }

  /// Cuts or pads the screen, as a terminal that does not reflow.
  package mutating func resize(to size: Size) {
    func fit(_ rows: [[Cell]]) -> [[Cell]] {
      var fitted = Self.blankRows(size)
      for row in 0..<min(rows.count, size.rows) {
        for column in 0..<min(rows[row].count, size.columns) {
          fitted[row][column] = rows[row][column]
        }
      }
      return fitted
    }
    rows = fit(rows)
    mainRows = mainRows.map(fit)
    self.size = size
    scrollTop = 0
    scrollBottom = size.rows - 1
    move(to: cursor)
  }

  /// Takes bytes as a terminal does; a sequence may be cut anywhere.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let item = parser.take(byte) else { continue }
      switch item.kind {
      case .text(let scalar): put(scalar)
      case .control(let control): obey(control: control)
      case .escape(let intermediates, let final): obey(escape: intermediates, final)
      case .csi(let sequence): obey(sequence)
      case .string, .invalid: break
      }
    }
  }
}

/// The columns that characters take.
package enum CharacterWidth {
  private nonisolated(unsafe) static let utf8 = newlocale(Int32(LC_CTYPE_MASK), "C.UTF-8", nil)

  /// 0 for marks, 2 for wide characters, else 1.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    let previous = uselocale(utf8)
    defer { uselocale(previous) }
    return max(0, Int(SystemFunctions.wcwidth?(scalar.value) ?? 1))
  }
}
