// The counts of a sync's articles wait on disk until it is known how rare their words are.

import ArticleModel
import Foundation
import Glibc
import StoryMatching
import TextAnalysis

/// The counts of an article, kept from its loading to its story.
struct StoryCount {
  var docno: Int64
  var day: StoryDay
  var sketch: StorySketch
  var wordHash: UInt64
  var print: TextFingerprint?
  /// The keys of the headlines that it names.
  var named: [UInt32]
}

/// A file without a name, of about a kilobyte an article: it is gone when the process is, and what
/// it lacks is counted again from the articles' texts.
package final class StorySpool {
  private let directory: RawPath
  private var file: UnsafeMutablePointer<FILE>?
  private var isBroken = false
  /// The rows of the articles, in the order in which they were added.
  private(set) var docnos: [Int64] = []

  private static let languages = Language.allCases

  /// Nothing is made in the directory until there is something to be kept.
  init(_ directory: RawPath) {
    self.directory = directory
  }

  deinit {
    if let file { fclose(file) }
  }

  /// Adds an article; where there is no room it is left out, and all that were there with it.
  func add(_ docno: Int64, _ day: StoryDay, _ prepared: PreparedArticle) {
    guard let reading = prepared.terms.reading else { return }
    add(
      StoryCount(
        docno: docno, day: day, sketch: reading.sketch, wordHash: reading.identity.wordHash,
        print: reading.identity.print, named: prepared.named))
  }

  /// The same, of an article that was counted by itself.
  func add(_ count: StoryCount) {
    guard !isBroken, let file = opened() else { return }
    let entries = count.sketch.entries
    let language = count.sketch.language.flatMap { Self.languages.firstIndex(of: $0) } ?? -1
    let head: [Int64] = [
      count.docno, Int64(count.day.number), Int64(language), Int64(bitPattern: count.wordHash),
      count.print == nil ? 0 : 1, Int64(count.named.count), Int64(entries.count),
    ]
    let isWritten =
      Self.write(head, file) && Self.write(count.print?.bytes ?? [], file)
      && Self.write(count.named, file) && Self.write(entries, file)
    if isWritten {
      docnos.append(count.docno)
    } else {
      isBroken = true
      docnos = []
    }
  }

  /// Gives what was added, in its order.
  func forEach(_ body: (StoryCount) throws -> Void) throws {
    guard !isBroken, let file else { return }
    rewind(file)
    defer { fseek(file, 0, SEEK_END) }
    for _ in docnos {
      guard let count = Self.read(file) else { return }
      try body(count)
    }
  }

  private func opened() -> UnsafeMutablePointer<FILE>? {
    if let file { return file }
    let template = directory.appending(RawPath("stories-XXXXXX"))
    var name = template.bytes.map(CChar.init(bitPattern:)) + [0]
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { return nil }
    unlink(name)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    file = fdopen(descriptor, "w+")
    if let file { setvbuf(file, nil, _IOFBF, 1 << 16) }
    return file
  }

  private static func write<Value>(_ values: [Value], _ file: UnsafeMutablePointer<FILE>) -> Bool {
    values.withUnsafeBytes { bytes in
      bytes.isEmpty || fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count
    }
  }

  private static func read(_ file: UnsafeMutablePointer<FILE>) -> StoryCount? {
    guard let head = numbers(7, Int64(0), file),
      let print = numbers(head[4] == 0 ? 0 : 64, UInt8(0), file),
      let named = numbers(Int(head[5]), UInt32(0), file),
      let entries = numbers(Int(head[6]), UInt32(0), file)
    else { return nil }
    let language = head[2] >= 0 ? languages[Int(head[2])] : nil
    return StoryCount(
      docno: head[0], day: StoryDay(number: Int32(truncatingIfNeeded: head[1])),
      sketch: StorySketch(entries: entries, language: language),
      wordHash: UInt64(bitPattern: head[3]), print: print.withUnsafeBytes(TextFingerprint.init),
      named: named)
  }

  private static func numbers<Value>(
    _ count: Int, _ zero: Value, _ file: UnsafeMutablePointer<FILE>
  ) -> [Value]? {
    var values = [Value](repeating: zero, count: count)
    let isRead = values.withUnsafeMutableBytes { bytes in
      bytes.isEmpty || fread(bytes.baseAddress, 1, bytes.count, file) == bytes.count
    }
    return isRead ? values : nil
  }
}
