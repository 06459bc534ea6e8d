// Reads and parses files on threads of its own, and hands them out in the order they were given in.

import ArticleLibrary
import DocumentLoading
import FolderWatching
import Foundation
import Glibc

/// A few threads that load what they are given; results come in order.
///
/// The work in flight is bounded in files and in bytes, so that a folder of huge documents costs no
/// more memory than one of small ones. A document that takes too much processor time is given up: its
/// thread is left alone, and another takes its place.
final class LoaderPool: @unchecked Sendable {
  typealias Load = @Sendable (LoadJob, WordTable, StoryWords) -> LoadedFile

  /// The work that a thread is at.
  private struct Work {
    var job: LoadJob
    var clock: ThreadClock
  }

  // Guarded by `condition`: every variable below.
  private let condition = NSCondition()
  private var waiting: [(number: Int, job: LoadJob)] = []
  private var taken = 0
  private var atWork: [Int: Work] = [:]
  private var finished: [Int: LoadedFile] = [:]
  private var nextIn = 0
  private var nextOut = 0
  private var bytesInFlight: Int64 = 0
  private var isStopped = false
  private var threads = 0
  /// Threads that wait for something to do.
  private var idle = 0

  private let load: Load
  /// Seconds of processor time for one document.
  private let limit: Double

  /// So far ahead that the loaders go on while a transaction of the index ends.
  private static let fileLimit = 1_200
  /// A loaded article is some three times as large as its text.
  private static let byteLimit: Int64 = 4 << 20
  private static let threadLimit = max(1, min(4, ProcessInfo.processInfo.activeProcessorCount))

  init(limit: Double = BoundedLoad.limit, load: @escaping Load = LoadedFile.load) {
    self.limit = limit
    self.load = load
  }

  /// True if no more should be given before something is taken.
  var isFull: Bool {
    condition.lock()
    defer { condition.unlock() }
    return nextIn - nextOut >= Self.fileLimit || bytesInFlight >= Self.byteLimit
  }

  func submit(_ job: LoadJob) {
    condition.lock()
    waiting.append((nextIn, job))
    nextIn += 1
    bytesInFlight += job.file.stat.size
    let isNew = threads < Self.threadLimit && threads < nextIn
    if isNew { threads += 1 }
    if idle > 0 { condition.broadcast() }
    condition.unlock()
    if isNew { startThread() }
  }

  /// The next file in order, waited for; `nil` if none is in flight. `check` is called now and then
  /// while a file takes long, and what it throws ends the waiting.
  func next(_ check: () throws -> Void) rethrows -> LoadedFile? {
    condition.lock()
    defer { condition.unlock() }
    guard nextOut < nextIn else { return nil }
    while true {
      if let file = finished.removeValue(forKey: nextOut) {
        nextOut += 1
        bytesInFlight -= file.job.file.stat.size
        return file
      }
      if !condition.wait(until: Date(timeIntervalSinceNow: BoundedLoad.look)) {
        try check()
        giveUpIfTooLong()
      }
    }
  }

  /// Gives up the file that is waited for, if it takes too long; the condition is locked.
  private func giveUpIfTooLong() {
    guard let work = atWork[nextOut], work.clock.used > limit else { return }
    atWork[nextOut] = nil
    finished[nextOut] = LoadedFile(work.job, .unfit(reason: LoadFailure.tooLong.reason))
    BoundedLoad.endAround()
    startThread()
  }

  /// Lets the threads end; what is in flight is dropped, what takes long is not waited for.
  func stop() {
    condition.lock()
    isStopped = true
    waiting = []
    taken = 0
    condition.broadcast()
    let end = Date(timeIntervalSinceNow: BoundedLoad.look)
    while threads > 0, condition.wait(until: end) {}
    if threads > 0 { BoundedLoad.endAround() }
    condition.unlock()
  }

  private func startThread() {
    startQuietThread(named: "dateline load") { self.work() }
  }

  private func work() {
    // Nicer than the one thread that writes what these load: where that waits for its turn they only get
    // far ahead, and rest then while it works alone.
    yieldToOthers(niceness: 19)
    var table = WordTable()
    let stories = StoryWords()
    condition.lock()
    while !isStopped {
      guard taken < waiting.count else {
        idle += 1
        condition.wait()
        idle -= 1
        continue
      }
      let (number, job) = waiting[taken]
      taken += 1
      if taken == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        taken = 0
      }
      atWork[number] = Work(job: job, clock: ThreadClock())
      condition.unlock()
      if table.isFull { table = WordTable() }
      let file = load(job, table, stories)
      InputPriority.giveWay()
      condition.lock()
      // It was given up, and this thread has been replaced.
      guard atWork.removeValue(forKey: number) != nil else { return condition.unlock() }
      finished[number] = file
      if number == nextOut { condition.broadcast() }
    }
    threads -= 1
    condition.broadcast()
    condition.unlock()
  }
}
