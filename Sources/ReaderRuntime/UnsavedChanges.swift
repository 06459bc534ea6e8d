// Changes that could not be written yet, kept in their order until there is room for them.

import ArticleLibrary
import ArticleModel
import Dispatch
import ReaderApp
import Synchronization

/// Changes that a reader asked for while the disk was full or could not be written to.
///
/// As long as anything waits, later changes wait behind it, so that they are made in the order in which
/// they were asked for. A change that waits is tried again with every change that comes, every few seconds, and
/// at the end. While nothing waits, nothing runs.
final class UnsavedChanges: Sendable {
  /// A change: what it does, and the event that tells of it.
  struct Change: Sendable {
    /// A later change of the same slot takes its place.
    var slot: String?
    /// True if its reader asked for it, and so is told when it waits.
    var isAsked: Bool
    var make: @Sendable (ReaderServices) throws -> Event?
  }

  private let services: ReaderServices
  private let mailbox: Mailbox
  private let waiting = Mutex<[Change]>([])

  /// Between two tries, in seconds.
  private static let pause = 2.0

  init(_ services: ReaderServices, mailbox: Mailbox) {
    self.services = services
    self.mailbox = mailbox
  }

  /// How many changes wait that the reader asked for.
  var count: Int { waiting.withLock { $0.count(where: \.isAsked) } }

  private var isEmpty: Bool { waiting.withLock { $0.isEmpty } }

  /// Makes a change, after those that wait. To be called on the writing thread alone.
  ///
  /// - Parameters:
  ///   - change: the change.
  ///   - retry: called later, when what waits is to be tried again on that thread.
  func make(_ change: Change, retry: @escaping @Sendable () -> Void) {
    let wasEmpty = isEmpty
    add(change)
    let failure = tryAll()
    guard let failure else { return }
    if change.isAsked { tell(failure) }
    if wasEmpty { schedule(retry) }
  }

  /// Tries again; asks for another try where something still waits.
  func tryAgain(retry: @escaping @Sendable () -> Void) {
    let before = count
    let failure = tryAll()
    if failure != nil { return schedule(retry) }
    if before > 0 { mailbox.post(.notice("What waited is saved.")) }
  }

  private func schedule(_ retry: @escaping @Sendable () -> Void) {
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.pause, execute: retry)
  }

  private func add(_ change: Change) {
    waiting.withLock { waiting in
      if let slot = change.slot { waiting.removeAll { $0.slot == slot } }
      waiting.append(change)
    }
  }

  /// Makes what waits, in order, up to what cannot be written; gives why.
  private func tryAll() -> LibraryError? {
    while let next = waiting.withLock({ $0.first }) {
      do {
        if let event = try next.make(services) { mailbox.post(event) }
      } catch let error as LibraryError where error.mayPass {
        return error
      } catch {
        mailbox.post(.notice(message(of: error)))
      }
      waiting.withLock { _ = $0.removeFirst() }
    }
    return nil
  }

  private func tell(_ failure: LibraryError) {
    let number = SafeText(line: String(count))
    let wait: SafeText =
      count == 1 ? "1 change waits to be saved" : "\(number) changes wait to be saved"
    mailbox.post(.notice("\(wait): \(failure.message)"))
  }
}
