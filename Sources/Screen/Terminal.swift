// A terminal is a protocol here: frames leave for it and events arrive from it.

package import ArticleModel

/// An event that a terminal reports.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Text pasted in one piece, not yet cleaned.
  case paste(String)
  /// Nothing came for a second of a paste that has not ended. Its bytes are no keys, whenever they
  /// come; Ctrl-c gives it up.
  case pasteStalled
  /// The paste was given up; what still comes of it is dropped.
  case pasteGivenUp
  /// The window has another size.
  case resized(Size)
  /// The terminal's background is known, or has changed.
  case backdrop(Backdrop)
  /// Somebody called the terminal's wake-up: results are waiting.
  case woken
  /// The program was stopped and goes on: the screen must be drawn anew.
  case resumed
  /// The time given to `nextEvent` has passed.
  case timeout
  /// The terminal is gone, or a signal asked for the end.
  case closed
}

/// A screen with a keyboard. `nextEvent` is the only call that waits.
package protocol Terminal {
  var size: Size { get }

  /// True if ornaments outside ASCII can be shown.
  var isUnicode: Bool { get }

  /// Makes `nextEvent` return `woken`; may be called from any thread, any number of times.
  var wakeUp: @Sendable () -> Void { get }

  /// Shows the grid: only what differs from the screen is sent.
  mutating func draw(_ grid: Grid)

  /// Makes ready what will most likely be drawn next. Nothing of it is sent, and another grid may follow.
  mutating func prepare(_ grid: Grid)

  /// Sends the whole screen with the next `draw`.
  mutating func redrawAll()

  /// Waits for the next event, at most `milliseconds` (for ever if `nil`).
  mutating func nextEvent(timeout milliseconds: Int?) -> TerminalEvent

  /// Restores the terminal, stops the program as Ctrl-Z does, and returns when it goes on.
  mutating func suspend()

  /// Restores the terminal, runs `body`, and takes the terminal again.
  mutating func stepAside(_ body: () -> Void)

  /// Sends text to the system's clipboard as terminals understand it (OSC 52).
  mutating func copy(_ text: SafeText)
}
