// The lists of the articles that have a term, as one article's related stories are found by them.

import ArticleModel
import Foundation
import GRDB
import StoryMatching

/// The lists of articles by term, newest first.
///
/// Those of the last batch are packed, some hundreds of terms to a row: a row begins with the term that
/// is its key. A long list has rows of its own, under negative keys. Later articles have a row for
/// each of their terms.
struct StoryLists {
  let db: Database

  /// Articles of a list that share a row with other lists, at most.
  private static let longest = 256
  private static let partLength = 2_000
  /// Older articles of a list are left out: more are never read.
  private static let kept = 4_000
  private static let chunkBytes = 3_800

  /// The rows of articles that have a term among their heaviest, newest first.
  func holding(_ key: UInt32, limit: Int) throws -> [Int64] {
    var found = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT docno FROM storyRecent WHERE key = ? ORDER BY docno DESC LIMIT ?"),
      arguments: [Int64(key), limit])
    if found.count < limit { found += try packed(key) }
    return found.count > limit ? Array(found.prefix(limit)) : found
  }

  private func packed(_ key: UInt32) throws -> [Int64] {
    let rows = try db.rows(
      "SELECT first, bytes FROM storyList WHERE first BETWEEN 0 AND ? ORDER BY first DESC LIMIT 1",
      [Int64(key)])
    if let row = try rows.next() {
      let first = row.integer(0)
      let list = row.withBytes(1) { Self.list(of: key, in: $0, first: UInt32(clamping: first)) }
      if !list.isEmpty { return list }
    }
    let long = try db.rows(
      "SELECT bytes FROM storyList WHERE first BETWEEN ? AND ? ORDER BY first DESC",
      [Self.longKey(key, 0xFFFF), Self.longKey(key, 0)])
    var list: [Int64] = []
    while let row = try long.next() {
      row.withBytes(0) { bytes in
        var reader = VarintReader(bytes)
        list += Self.docnos(&reader, count: Int(reader.next() ?? 0))
      }
    }
    return list
  }

  private static func longKey(_ key: UInt32, _ part: Int64) -> Int64 {
    -(Int64(key) << 16 | part) - 1
  }

  private static func list(
    of key: UInt32, in bytes: UnsafeRawBufferPointer, first: UInt32
  ) -> [Int64] {
    var reader = VarintReader(bytes)
    var current = first
    while let step = reader.next(), let count = reader.next(), let length = reader.next() {
      current &+= UInt32(truncatingIfNeeded: step)
      if current == key { return docnos(&reader, count: Int(clamping: count)) }
      if current > key { return [] }
      reader.skip(Int(clamping: length))
    }
    return []
  }

  /// Rows in descending order, the first one as it is, of the others how much they are less.
  private static func docnos(_ reader: inout VarintReader, count: Int) -> [Int64] {
    var list: [Int64] = []
    var last: Int64 = 0
    for place in 0..<min(count, kept) {
      guard let number = reader.next() else { break }
      last = place == 0 ? Int64(clamping: number) : last &- Int64(clamping: number)
      list.append(last)
    }
    return list
  }

  // MARK: Writing

  /// Adds an article that came since the lists were packed.
  func add(_ docno: Int64, _ vector: StoryVector) throws {
    for key in vector.heaviest(StorySettings.findableTerms) {
      try db.run("INSERT OR IGNORE INTO storyRecent VALUES (?, ?)", [Int64(key), docno])
    }
  }

  /// Puts these lists in the place of all that were there; `docno` gives the row of an article by its
  /// place in the index's table.
  func replace(_ index: StoryIndex, docno: (Int) -> Int64) throws {
    try db.run("DELETE FROM storyList")
    try db.run("DELETE FROM storyRecent")
    var chunk = Chunk()
    try index.forEachList { key, places in
      let list = places.map(docno).sorted(by: >).prefix(Self.kept)
      if list.count > Self.longest { return try writeLong(key, Array(list)) }
      chunk.add(key, list)
      if chunk.bytes.count >= Self.chunkBytes {
        try write(chunk)
        chunk = Chunk()
      }
    }
    if !chunk.bytes.isEmpty { try write(chunk) }
  }

  private func write(_ chunk: Chunk) throws {
    try db.run(
      "INSERT INTO storyList VALUES (?, ?)", [Int64(chunk.first), Data(chunk.bytes)])
  }

  private func writeLong(_ key: UInt32, _ list: [Int64]) throws {
    for (part, start) in stride(from: 0, to: list.count, by: Self.partLength).enumerated() {
      let piece = list[start..<min(list.count, start + Self.partLength)]
      var bytes: [UInt8] = []
      Varint.append(UInt64(piece.count), to: &bytes)
      Self.append(piece, to: &bytes)
      try db.run(
        "INSERT INTO storyList VALUES (?, ?)", [Self.longKey(key, Int64(part)), Data(bytes)])
    }
  }

  private static func append(_ list: ArraySlice<Int64>, to bytes: inout [UInt8]) {
    var last: Int64?
    for number in list {
      Varint.append(UInt64(last.map { $0 - number } ?? number), to: &bytes)
      last = number
    }
  }

  /// The lists of some terms: for each how much its key is more than the one before, how many
  /// articles it has, in how many bytes, and their rows.
  private struct Chunk {
    var first: UInt32 = 0
    var bytes: [UInt8] = []
    private var last: UInt32 = 0

    mutating func add(_ key: UInt32, _ list: ArraySlice<Int64>) {
      if bytes.isEmpty {
        first = key
        last = key
      }
      var body: [UInt8] = []
      StoryLists.append(list, to: &body)
      Varint.append(UInt64(key - last), to: &bytes)
      Varint.append(UInt64(list.count), to: &bytes)
      Varint.append(UInt64(body.count), to: &bytes)
      bytes += body
      last = key
    }
  }
}

/// Reads what `Varint` wrote.
struct VarintReader {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  mutating func next() -> UInt64? {
    Varint.read(bytes, &index)
  }

  mutating func skip(_ count: Int) {
    index = count < bytes.count - index ? index + count : bytes.count
  }
}
