// A terminal without a terminal: it plays a script and keeps every frame.

package import ArticleModel
import Foundation
package import Screen

/// A `Terminal` that gives the events of a script in order and records what is drawn.
///
///     let terminal = ScriptedTerminal(Size(columns: 80, rows: 24))
///     terminal.play(.keys("j j Enter"), .shows("GENEVA"), .keys("Q"))
///
/// While the script waits (`until`, `shows`) or is at its end, `nextEvent` waits for a wake-up; if the
/// script does not go on for `patience` seconds, whatever else happens, it gives `closed`, so that a
/// test fails instead of hanging, and `unmet` says what was awaited. Any thread may use it.
package final class ScriptedTerminal: Terminal, @unchecked Sendable {
  /// One line of a script.
  package enum Step: Sendable {
    /// An event, given as it is; `resized` also changes the size.
    case event(TerminalEvent)
    /// Several steps.
    case steps([Step])
    /// Go on when the last frame is so.
    case until(String, @Sendable (Grid) -> Bool)
    /// Go on when a grid was made ready after the last frame.
    case ready
    /// Do something: drop a file, say.
    case act(@Sendable () -> Void)

    /// Keys as help writes them; several parted by spaces, or letters together.
    package static func keys(_ text: String) -> Step {
      guard let keys = Key.sequence(text) else { preconditionFailure("no such keys: \(text)") }
      return .steps(keys.map { .event(.key($0)) })
    }

    /// Text typed letter by letter.
    package static func type(_ text: String) -> Step {
      .steps(text.unicodeScalars.map { .event(.key(Key(.character($0)))) })
    }

    /// Go on when the last frame shows this text in one of its rows.
    package static func shows(_ text: String) -> Step {
      .until("“\(text)”") { $0.plainRows.contains { $0.contains(text) } }
    }

    /// Go on when the last frame shows this text no more.
    package static func hides(_ text: String) -> Step {
      .until("“\(text)” to go") { !$0.plainRows.contains { $0.contains(text) } }
    }
  }

  // All below is guarded by `condition`.
  private let condition = NSCondition()
  private var steps: [Step] = []
  private var frames: [Grid] = []
  private var preparedGrid: Grid?
  private var isWoken = false
  private var currentSize: Size
  private var unmetStep: String?
  private var copiedTexts: [String] = []
  private var counts = Counts()
  private let patience: Double
  /// When the script is given up, if it does not go on.
  private var giveUp: Date

  /// The requests to the terminal beside drawing.
  package struct Counts: Hashable, Sendable {
    package var redraws = 0
    package var suspensions = 0
    package var asides = 0
    /// Frames that had been made ready.
    package var foreseen = 0
  }

  package let isUnicode: Bool

  package init(_ size: Size, isUnicode: Bool = true, patience seconds: Double = 40) {
    currentSize = size
    self.isUnicode = isUnicode
    patience = seconds
    giveUp = Date(timeIntervalSinceNow: seconds)
  }

  /// Adds to the script.
  package func play(_ steps: Step...) {
    locked {
      self.steps += steps
      giveUp = Date(timeIntervalSinceNow: patience)
      condition.broadcast()
    }
  }

  /// Every frame that was drawn.
  package var drawn: [Grid] { locked { frames } }
  /// The last frame, or an empty one.
  package var screen: Grid { locked { frames.last ?? Grid(currentSize) } }
  /// The condition that was awaited when patience ended.
  package var unmet: String? { locked { unmetStep } }
  package var copied: [String] { locked { copiedTexts } }
  package var asked: Counts { locked { counts } }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }

  // MARK: Terminal

  package var size: Size { locked { currentSize } }

  package var wakeUp: @Sendable () -> Void {
    { [self] in
      locked {
        isWoken = true
        condition.broadcast()
      }
    }
  }

  package func draw(_ grid: Grid) {
    locked {
      frames.append(grid)
      if preparedGrid == grid { counts.foreseen += 1 }
      preparedGrid = nil
    }
  }

  package func prepare(_ grid: Grid) {
    locked { preparedGrid = grid }
  }

  package func redrawAll() {
    locked { counts.redraws += 1 }
  }

  package func suspend() {
    locked { counts.suspensions += 1 }
  }

  package func stepAside(_ body: () -> Void) {
    locked { counts.asides += 1 }
    body()
  }

  package func copy(_ text: SafeText) {
    locked { copiedTexts.append(text.string) }
  }

  package func nextEvent(timeout milliseconds: Int?) -> TerminalEvent {
    let timeout = milliseconds.map { Date(timeIntervalSinceNow: Double($0) / 1_000) }
    while true {
      switch nextMove() {
      case .give(let event): return event
      case .act(let body): body()
      case .wait(let awaited):
        if let event = waitForWake(until: timeout, awaited) { return event }
      }
    }
  }

  private enum Move {
    case give(TerminalEvent)
    case act(() -> Void)
    case wait(String)
  }

  private func nextMove() -> Move {
    condition.lock()
    defer { condition.unlock() }
    if isWoken, giveUp.timeIntervalSinceNow > 0 {
      isWoken = false
      return .give(.woken)
    }
    while let step = steps.first {
      if case .until(let awaited, let holds) = step {
        guard let frame = frames.last, holds(frame) else { return .wait(awaited) }
      }
      if case .ready = step, preparedGrid == nil { return .wait("a grid to be made ready") }
      steps.removeFirst()
      giveUp = Date(timeIntervalSinceNow: patience)
      switch step {
      case .steps(let more): steps.insert(contentsOf: more, at: 0)
      case .until, .ready: continue
      case .act(let body): return .act(body)
      case .event(let event):
        if case .resized(let size) = event { currentSize = size }
        return .give(event)
      }
    }
    return .wait("an event after the script's end")
  }

  /// Waits on the condition once; gives an event if it is time for one.
  private func waitForWake(until timeout: Date?, _ awaited: String) -> TerminalEvent? {
    condition.lock()
    defer { condition.unlock() }
    if giveUp.timeIntervalSinceNow > 0 {
      if isWoken || condition.wait(until: min(timeout ?? giveUp, giveUp)) { return nil }
      if let timeout, timeout < giveUp { return .timeout }
    }
    unmetStep = awaited
    return .closed
  }
}
