// `dateline sync`: bring the library up to date, and say what was found.

import ArgumentParser
import ArticleIntake
import ArticleLibrary
import ArticleModel
import Glibc
import Synchronization

struct SyncCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sync", abstract: "Bring the library up to date with folders.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "The folders (else all that the library knows).")
  var folders: [String] = []

  func run() throws {
    let library = try openLibrary(options)
    let scopes =
      folders.isEmpty
      ? try withLibraryErrors { try library.roots() } : try scopes(of: folders, in: library)
    guard !scopes.isEmpty else { throw fail("name a folder: dateline sync FOLDER", .noInput) }
    let report = try runSync(scopes, in: library)
    if options.json {
      Printer.json(report.json)
    } else {
      for line in report.lines { Printer.line(line) }
    }
    if report.isCancelled { throw ExitCode(130) }
  }
}

/// Set by Ctrl-C, so that a sync ends at a sound place.
private let isInterrupted = Atomic(false)

/// The same for commands that print what the library has: where nothing can be written they say so, and
/// print what it had.
func syncIfPossible(_ scopes: [Scope], in library: Library) throws -> SyncReport? {
  do {
    return try sync(scopes, in: library)
  } catch let error as LibraryError {
    guard error.mayPass else { throw fail(error.message, .ioError) }
    Printer.note(
      SafeText.joined(["dateline: ", error.message, "; what is printed is as of the last sync"]))
    return nil
  }
}

/// Syncs with a progress line on standard error; Ctrl-C ends it between two batches.
func runSync(_ scopes: [Scope], in library: Library) throws -> SyncReport {
  try withLibraryErrors { try sync(scopes, in: library) }
}

private func sync(_ scopes: [Scope], in library: Library) throws -> SyncReport {
  signal(SIGINT) { _ in isInterrupted.store(true, ordering: .relaxed) }
  defer { signal(SIGINT, SIG_DFL) }
  let isTerminal = Printer.isErrorTerminal
  var next = 0.0
  defer { if isTerminal, next > 0 { Printer.endProgress() } }
  let start = monotonicSeconds()
  return try library.sync(
    scopes,
    progress: { progress in
      let now = monotonicSeconds()
      // Nothing is shown of a sync that is over before one could read it.
      guard now - start > 0.3, now >= next else { return }
      next = now + (isTerminal ? 0.1 : 2)
      let text = progress.line
      if isTerminal { Printer.progress(text) } else { Printer.note(text) }
    },
    isCancelled: { isInterrupted.load(ordering: .relaxed) })
}

func monotonicSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

extension SyncProgress {
  /// `[######------]  5200 of 10000`
  var line: SafeText {
    guard let total, total > 0 else { return SafeText(line: "reading: \(done)") }
    let width = 30
    let filled = min(width, done * width / total)
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return SafeText(line: "[\(bar)] \(done) of \(total)")
  }
}

extension SyncReport {
  var lines: [SafeText] {
    var lines = failed.map { SafeText(line: "not read: \($0.path): \($0.reason)") }
    lines += offline.map { SafeText(line: "not there now, its articles are kept: \($0)") }
    let counts = [
      (added, "added"), (updated, "updated"), (moved, "moved"), (removed, "removed"),
      (unchanged, "unchanged"), (failed.count, "not read"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let summary = counts.isEmpty ? "no articles" : counts.joined(separator: ", ")
    lines.append(SafeText(line: isCancelled ? summary + " (stopped before the end)" : summary))
    return lines
  }
}
