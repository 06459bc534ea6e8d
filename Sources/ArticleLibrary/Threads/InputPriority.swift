// Room for keys, while a sync has every processor at work.

import CFullText
import GRDB
import Glibc
import Synchronization

/// Lets keys be answered at once: as long as some are pressed, threads that work beside the reader rest
/// after every small piece of their work.
///
/// Niceness alone does not do it: where more threads want to run than there are processors, a thread that
/// wakes may wait for the next tick of the scheduler's clock, some milliseconds, behind one that has just
/// begun its turn, however nice that is.
package enum InputPriority {
  /// The time until which keys are to be expected, of the monotonic clock, in nanoseconds; 0 in a process
  /// that has answered none.
  private static let end = Atomic<UInt64>(0)
  /// A rest, in microseconds; the system adds as much.
  private static let rest: UInt32 = 50

  /// A key was pressed, and others are to be expected for so many milliseconds.
  package static func keyPressed(pause: Int64) {
    end.store(now() + UInt64(pause) * 1_000_000, ordering: .relaxed)
  }

  /// Rests, if keys are being pressed. To be called after every piece of work of some hundred
  /// microseconds at most.
  package static func giveWay() {
    let end = end.load(ordering: .relaxed)
    if end != 0, now() < end { usleep(rest) }
  }

  /// Has a connection rest within statements, too: those that write the full-text index take as long as
  /// a hundred articles.
  static func giveWay(within db: Database) {
    guard end.load(ordering: .relaxed) != 0, let connection = db.sqliteConnection else { return }
    database_rest(connection) { InputPriority.giveWayWithin() }
  }

  /// When there was a rest within a statement last: its steps are far shorter than a piece of work.
  private static let lastRest = Atomic<UInt64>(0)
  private static let piece: UInt64 = 200_000

  private static func giveWayWithin() {
    let time = now()
    guard time < end.load(ordering: .relaxed), time > lastRest.load(ordering: .relaxed) + piece
    else { return }
    usleep(rest)
    lastRest.store(now(), ordering: .relaxed)
  }

  private static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
