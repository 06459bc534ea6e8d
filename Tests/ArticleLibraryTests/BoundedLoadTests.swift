// A document that never ends holds up nothing but itself.

import ArticleModel
import DocumentLoading
import FolderWatching
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

/// Work that uses the processor until it is let go.
private final class Spin: Sendable {
  private let isOver = Atomic(false)

  func run() {
    while !isOver.load(ordering: .relaxed) {}
  }

  deinit { isOver.store(true, ordering: .relaxed) }

  func end() { isOver.store(true, ordering: .relaxed) }
}

@Suite struct BoundedLoadTests {
  private func jobs(_ names: [String]) throws -> (TemporaryFolder, [LoadJob]) {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(name, "A Headline\n\nThe text of \(name) is here.\n") }
    let root = try RootFolder(folder.rawPath)
    let jobs = try names.map { name in
      let stat = try FileStat(RawPath(folder.path(name)))
      return LoadJob(scope: 0, folder: root, file: FoundFile(path: RawPath(name), stat: stat))
    }
    return (folder, jobs)
  }

  private func isUnfit(_ file: LoadedFile) -> Bool {
    guard case .unfit(let reason) = file.outcome else { return false }
    return reason == LoadFailure.tooLong.reason
  }

  @Test func `a document that never ends is given up, and the others are read`() throws {
    let stuck = Set((0..<6).map { "stuck\($0).txt" })
    let names = (0..<6).flatMap { ["stuck\($0).txt", "a\($0).txt", "b\($0).txt"] }
    let (folder, jobs) = try jobs(names)
    defer { withExtendedLifetime(folder) {} }
    let spin = Spin()
    defer { spin.end() }
    let pool = LoaderPool(limit: 0.05) { job, table, stories in
      if stuck.contains(job.file.path.shown.string) { spin.run() }
      return LoadedFile.load(job, table, stories)
    }
    for job in jobs { pool.submit(job) }
    for name in names {
      let next = pool.next {}
      let file = try #require(next)
      #expect(file.job.file.path == RawPath(name))
      #expect(isUnfit(file) == stuck.contains(name))
    }
    let last = pool.next {}
    #expect(last?.job.file.path == nil)
    pool.stop()
  }

  @Test func `a cancelled sync does not wait for a document that takes long`() throws {
    struct Cancelled: Error {}
    let (folder, jobs) = try jobs(["stuck.txt"])
    defer { withExtendedLifetime(folder) {} }
    let spin = Spin()
    defer { spin.end() }
    let pool = LoaderPool(limit: 1e9) { job, table, stories in
      spin.run()
      return LoadedFile.load(job, table, stories)
    }
    pool.submit(jobs[0])
    #expect(throws: Cancelled.self) { _ = try pool.next { throw Cancelled() } }
    pool.stop()
  }

  @Test func `waiting for a turn is no work`() throws {
    // A thread that sleeps for longer than its limit is not given up.
    let value = BoundedLoad.run(limit: 0.05) {
      _ = Deadline.wait(seconds: 0.6) { false }
      return 1
    }
    #expect(value == 1)
  }

  @Test func `work alone is given up, too`() throws {
    let spin = Spin()
    defer { spin.end() }
    let value = BoundedLoad.run(limit: 0.05) {
      spin.run()
      return 1
    }
    #expect(value == nil)
  }

  @Test func `a document alone is loaded with what is made of it`() throws {
    let document = Document(path: RawPath("a.txt"), bytes: Array("Some text is here.".utf8))
    #expect(try BoundedLoad.load(document) { $0.count } == 1)
    let empty = Document(path: RawPath("a.txt"), bytes: [])
    #expect(throws: LoadFailure.empty) { _ = try BoundedLoad.load(empty) { $0.count } }
  }
}
