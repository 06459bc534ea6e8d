// A frame is what is on the screen: its cells, and what stands where.

package import Screen

/// A part of the screen that has a place of its own.
package enum FramePart: Hashable, Sendable {
  case header, list, text
  /// The outline and the related stories beside the text.
  case side
  /// The topmost view over the panes.
  case view
  /// The keys that may follow those that were pressed.
  case popup
  case status
  /// The line that is being typed.
  case prompt
}

/// The cells of the screen, and the places of its parts.
package struct Frame: Equatable {
  /// The cells, with the cursor.
  package var grid: Grid
  /// The parts in their places, later ones over earlier ones.
  package private(set) var regions: [Region] = []
  /// The part that has the keys, and the cursor with them.
  package let focus: FramePart

  /// A part and its place.
  package struct Region: Equatable, Sendable {
    /// The part of the screen.
    package var part: FramePart
    /// The cells that the part has.
    package var rect: Rect
  }

  init(_ size: Size, focus: FramePart) {
    grid = Grid(size)
    self.focus = focus
  }

  /// Draws a part in its place, if it has one on this screen.
  mutating func place(_ part: FramePart, _ rect: Rect?, _ draw: (Rect, inout Grid) -> Void) {
    guard let rect, rect.rows > 0, rect.columns > 0 else { return }
    regions.append(Region(part: part, rect: rect))
    draw(rect, &grid)
  }

  /// The place of a part; `nil` if it is not on the screen.
  package func rect(of part: FramePart) -> Rect? { regions.last { $0.part == part }?.rect }
}
