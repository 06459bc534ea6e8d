// Keeps a library up to date while it is being read: a first sync, then what changes, at once.

package import ArticleLibrary
package import ArticleModel
import FolderWatching
import Foundation
import Glibc
import Synchronization

/// The events of a sync in the background.
package enum SyncEvent: Sendable {
  case progress(SyncProgress)
  /// Articles or marks were committed, here or by another process: lists are to be asked again.
  case changed
  /// A first sync, or one that was asked for, is done.
  case finished(SyncReport)
  /// Something that a person should know.
  case notice(SafeText)
  /// Changes in the folders are not noticed by themselves, or not all of them; each reason once.
  case changesGoUnseen(UnseenChanges)
}

/// The background worker of a reader: one thread that syncs, and sleeps while nothing happens.
///
///     let sync = FolderSync(library: library, scopes: [scope]) { event in mailbox.post(event) }
///     sync.start()
///
/// Events come on that thread. It sleeps in `poll`, on inotify and on a pipe, without a timer; the
/// library's own directory is watched too, so that what another Dateline writes is seen.
package final class FolderSync: Sendable {
  fileprivate let library: Library
  fileprivate let scopes: [Scope]
  fileprivate let onEvent: @Sendable (SyncEvent) -> Void
  fileprivate let bell: WatchBell?
  fileprivate let isStopped = Atomic(false)
  fileprivate let isWanted = Atomic(false)
  private let isRunning = Atomic(false)
  private let ended = NSCondition()

  /// A worker for these scopes, asleep until `start`.
  package init(
    library: Library, scopes: [Scope], onEvent: @escaping @Sendable (SyncEvent) -> Void
  ) {
    self.library = library
    self.scopes = scopes
    self.onEvent = onEvent
    bell = try? WatchBell()
  }

  /// Starts the thread, once.
  package func start() {
    guard !isRunning.exchange(true, ordering: .acquiringAndReleasing) else { return }
    startQuietThread(named: "dateline sync") { [self] in
      yieldToOthers()
      FolderSyncLoop(self).run()
      ended.lock()
      isRunning.store(false, ordering: .releasing)
      ended.broadcast()
      ended.unlock()
    }
  }

  /// Asks for a sync of everything, also of what inotify cannot see.
  package func syncNow() {
    isWanted.store(true, ordering: .releasing)
    bell?.ring()
  }

  /// Ends the thread, and waits until it has.
  package func stop() {
    isStopped.store(true, ordering: .releasing)
    bell?.ring()
    ended.lock()
    while isRunning.load(ordering: .acquiring) { ended.wait() }
    ended.unlock()
  }
}

/// The loop of that thread.
private final class FolderSyncLoop {
  private let owner: FolderSync
  private let library: Library
  private var watch: FolderWatch?
  private var roots: [Int64: RawPath] = [:]
  private var said: Set<SafeText> = []
  private var unseen: Set<UnseenChanges> = []
  private var offline: [SafeText] = []
  private var lastVersion: Int64 = 0
  /// Long ago: the first articles of a folder never seen are told at once.
  private var lastChange = ContinuousClock.now - .seconds(60)
  private var lastProgress = ContinuousClock.now

  init(_ owner: FolderSync) {
    self.owner = owner
    library = owner.library
  }
}

extension FolderSyncLoop {
  /// Milliseconds without a change after which a burst counts as over.
  private static let quiet: Int32 = 30
  /// In microseconds: so long what was written is left to itself.
  private static let pause: UInt32 = 10_000
  /// How long a burst is gathered at most.
  private static let burst = Duration.milliseconds(250)
  /// More changed paths than this cost more than a walk over everything.
  private static let pathLimit = 500
  /// Milliseconds after which a sync is tried again while another process is at it.
  private static let retry: Int32 = 1_000

  func run() {
    startWatching()
    // `lastVersion` is none yet: another process may have written since the lists were asked for,
    // so that the first sync is told whatever it found.
    var isDone = syncAll()
    while !isStopped {
      let hasEvents = wait(milliseconds: isDone ? -1 : Self.retry)
      if isStopped { return }
      owner.bell?.silence()
      if owner.isWanted.exchange(false, ordering: .acquiringAndReleasing) || !isDone {
        if hasEvents { _ = gather() }
        isDone = syncAll()
        if !isDone { tellIfWritten() }
      } else if hasEvents {
        isDone = handle(gather())
      } else if owner.bell == nil {
        return
      }
    }
  }

  private var isStopped: Bool { owner.isStopped.load(ordering: .acquiring) }

  private func wait(milliseconds: Int32) -> Bool {
    if let watch { return watch.wait(milliseconds: milliseconds) }
    _ = owner.bell?.wait(milliseconds: milliseconds)
    return false
  }

  private func startWatching() {
    guard let bell = owner.bell, let watch = try? FolderWatch(bell: bell) else {
      return tell(.noWatch)
    }
    self.watch = watch
    watch.addPlain(library.directory)
    for scope in owner.scopes {
      roots[scope.root] = scope.rootPath
      // A document is watched by its folder, as programs write a new file and rename it.
      if (try? RootFolder(scope.rootPath).stat(scope.inside))?.kind == .file {
        watch.add(root: scope.root, rootPath: scope.rootPath, folder: scope.inside.parent)
      }
    }
  }

  /// The events of a burst, until it is over.
  private func gather() -> [WatchEvent] {
    guard let watch else { return [] }
    var events: [WatchEvent] = []
    let start = ContinuousClock.now
    repeat {
      // A commit is two dozen writes: as long as they are not read the kernel takes them for one, and
      // this thread is not woken by each of them while a key is being answered.
      usleep(Self.pause)
      events += watch.read()
    } while ContinuousClock.now - start < Self.burst && !isStopped
      && watch.wait(milliseconds: Self.quiet)
    return events
  }

  /// Says whether everything was dealt with.
  private func handle(_ events: [WatchEvent]) -> Bool {
    var paths: Set<Scope> = []
    for event in events {
      switch event {
      case .overflow:
        say("too many changes at once: the folders are looked through again", again: true)
        return syncAll()
      case .changed(let root, let path):
        guard let rootPath = roots[root] else { continue }
        paths.insert(Scope(root: root, rootPath: rootPath, inside: path))
      case .plain: break
      }
    }
    if paths.count > Self.pathLimit { return syncAll() }
    let isDone = paths.isEmpty || sync(Array(paths), isWhole: false)
    tellIfWritten()
    return isDone
  }

  /// Tells of commits by another process, and of marks by another part of this one.
  private func tellIfWritten() {
    if library.takeRecreated() {
      say(Self.rebuilding, again: true)
      _ = syncAll()
    }
    guard let version = try? library.dataVersion(), version != lastVersion else { return }
    lastVersion = version
    owner.onEvent(.changed)
  }

  private func syncAll() -> Bool {
    sync(owner.scopes, isWhole: true)
  }

  private func sync(_ scopes: [Scope], isWhole: Bool) -> Bool {
    do {
      let report = try library.sync(scopes, observer(isWhole: isWhole))
      if report.isCancelled { return true }
      tell(report, isWhole: isWhole)
      return true
    } catch let error as LibraryError {
      return handle(error, isWhole: isWhole)
    } catch {
      say(SafeText(line: "\(error)"), again: true)
      return true
    }
  }

  private func observer(isWhole: Bool) -> SyncObserver {
    var observer = SyncObserver()
    observer.isCancelled = { [unowned self] in isStopped }
    observer.onFolder = { [unowned self] scope, folder, descriptor in
      watch?.add(
        root: scope.root, rootPath: scope.rootPath, folder: folder, descriptor: descriptor)
    }
    observer.onCommit = { [unowned self] in
      let now = ContinuousClock.now
      guard now - lastChange >= .milliseconds(250) else { return }
      lastChange = now
      owner.onEvent(.changed)
    }
    observer.isWhole = isWhole
    guard isWhole else { return observer }
    observer.progress = { [unowned self] progress in
      let now = ContinuousClock.now
      guard now - lastProgress >= .milliseconds(100) else { return }
      lastProgress = now
      owner.onEvent(.progress(progress))
    }
    return observer
  }

  private func tell(_ report: SyncReport, isWhole: Bool) {
    let isOfflineNew = report.offline != offline
    if isWhole || !report.offline.isEmpty { offline = report.offline }
    let version = (try? library.dataVersion()) ?? lastVersion
    // Also what another process wrote while this one waited for its turn.
    let isWritten = version != lastVersion
    lastVersion = version
    if report.isChange || isOfflineNew || isWritten { owner.onEvent(.changed) }
    if isWhole || isOfflineNew { owner.onEvent(.finished(report)) }
    for limit in watch?.limits ?? [] {
      switch limit {
      case .watches: tell(.tooManyFolders)
      case .network: tell(.networkFolder)
      }
    }
  }

  private func tell(_ reason: UnseenChanges) {
    if unseen.insert(reason).inserted { owner.onEvent(.changesGoUnseen(reason)) }
  }

  /// Says whether nothing is left to be tried again.
  private func handle(_ error: LibraryError, isWhole: Bool) -> Bool {
    if case .syncing = error {
      say(error.message)
      tellIfWritten()
      return isStopped
    }
    if case .damaged(let path) = error, library.isIndex(path) {
      return rebuild()
    }
    say(error.message, again: true)
    return true
  }

  private static let rebuilding: SafeText =
    "the index was damaged: it is made again from the folders"

  /// The index is damaged: it is made again from the folders, while the reader goes on.
  private func rebuild() -> Bool {
    guard said.insert(Self.rebuilding).inserted else { return true }
    owner.onEvent(.notice(Self.rebuilding))
    do {
      try library.emptyIndex()
      _ = library.takeRecreated()
      return syncAll()
    } catch {
      say(SafeText(line: "\(error)"), again: true)
      return true
    }
  }

  /// Says a thing once, or again each time.
  private func say(_ text: SafeText, again: Bool = false) {
    if said.insert(text).inserted || again { owner.onEvent(.notice(text)) }
  }
}
