// A result comes back to the thread that waits on the terminal through a mailbox.

import ReaderApp
import Synchronization

/// Events from other threads, in the order in which they came.
final class Mailbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let wakeUp: @Sendable () -> Void

  init(wakeUp: @escaping @Sendable () -> Void) {
    self.wakeUp = wakeUp
  }

  /// Adds an event and wakes the reader. A progress report or a change takes the place of one of
  /// its kind that still waits: no sync can flood the reader.
  func post(_ event: Event) {
    events.withLock { events in
      if let last = events.last, event.replaces(last) { events.removeLast() }
      events.append(event)
    }
    wakeUp()
  }

  /// All that came since the last call.
  func drain() -> [Event] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}

extension Event {
  fileprivate func replaces(_ earlier: Event) -> Bool {
    switch (earlier, self) {
    case (.syncProgress, .syncProgress), (.libraryChanged, .libraryChanged): true
    default: false
    }
  }
}
