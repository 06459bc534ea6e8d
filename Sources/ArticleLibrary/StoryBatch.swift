// All threads of a library made anew, whatever order its articles came in.

import ArticleModel
import Foundation
import GRDB
import StoryMatching

/// One batch. It holds every vector of the library while it runs: about a kilobyte an article.
final class StoryBatch {
  /// What is known of an article, and what comes of it.
  struct Item {
    var docno: Int64
    var id: Int64
    var newness: Int64
    var root: Int64
    var desk: Int64
    /// How many words its text has.
    var words: Int64
    /// The thread that it was in and the one that it is in; -1 for none.
    var oldThread: Int64
    var thread: Int64 = -1
    /// The row under which it was folded and the one under which it is; 0 for none.
    var oldHead: Int64
    var head: Int64 = 0
    var oldFold: Fold
    var fold = Fold.none
  }

  let run_: RelationsRun
  let standing: RelationsRun.Standing
  private(set) var items: [Item] = []
  private(set) var vectors = StoredVectors()
  private var frequencies = StoryFrequencies()
  private var named: [(key: UInt32, docno: Int64)] = []
  /// The figures that are stored of the articles that have a row.
  private var storedFigures: [StoryFigures?] = []

  private static let slice = 2_000

  init(_ run: RelationsRun, _ standing: RelationsRun.Standing) {
    run_ = run
    self.standing = standing
  }

  private var library: Library { run_.library }
  private var index: DatabaseFile { run_.library.index }

  func run() throws {
    try loadItems()
    try weigh()
    // The articles by their ids: what is found may depend on nothing else.
    let order = items.indices.sorted { items[$0].id < items[$1].id }
    let shelf = shelf(order)
    let lists = StoryIndex(shelf)
    let neighbours = try neighbours(lists)
    let threads = StoryThreads(shelf, neighbours)
    let copies = try CopyGroups(self, order).find(neighbours)
    fold(copies)
    let identity = try StoryIdentity(library)
    name(threads, order, identity)
    try write(neighbours, lists, order)
    try identity.keep(membersOfFollowed(identity), names: threadsByName())
  }

  // MARK: Loading

  private func loadItems() throws {
    items.reserveCapacity(standing.count)
    try index.withWriter { db in
      let rows = try db.rows(
        """
        SELECT docno, id, newness, root, deskTop, thread, copyOf, fold, words FROM article
        ORDER BY docno
        """)
      while let row = try rows.next() {
        items.append(
          Item(
            docno: row.integer(0), id: row.integer(1), newness: row.integer(2),
            root: row.integer(3), desk: SortKey.hash(row.text(4)), words: row.integer(8),
            oldThread: row.optionalInteger(5) ?? -1, oldHead: row.integer(6),
            oldFold: Fold(row.integer(7))))
      }
    }
  }

  func place(of docno: Int64) -> Int? {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].docno < docno { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low].docno == docno ? low : nil
  }

  // MARK: Vectors

  /// Makes the vectors that are not there: all of them at the beginning of an epoch.
  private func weigh() throws {
    vectors = StoredVectors(count: items.count)
    storedFigures = [StoryFigures?](repeating: nil, count: items.count)
    if !standing.wantsEpoch { try loadStored() }
    let counted = Set(run_.spool.docnos)
    let missing = items.indices.filter { !vectors.has($0) && !counted.contains(items[$0].docno) }
    try run_.count(missing.map { items[$0].docno })
    if standing.wantsEpoch {
      try run_.spool.forEach { if place(of: $0.docno) != nil { frequencies.add($0.sketch) } }
    } else {
      frequencies = try library.frequencies() ?? StoryFrequencies()
    }
    var page: [(place: Int, count: StoryCount)] = []
    try run_.spool.forEach { count in
      guard let place = place(of: count.docno), !vectors.has(place) else { return }
      page.append((place, count))
      if page.count == Self.slice * 2 { try weigh(&page) }
    }
    try weigh(&page)
  }

  private func loadStored() throws {
    try index.withWriter { db in
      let rows = try db.rows("SELECT docno, bytes FROM story ORDER BY docno")
      while let row = try rows.next() {
        guard let place = place(of: row.integer(0)),
          let record = row.withBytes(1, { StoryRecord($0) })
        else { continue }
        storedFigures[place] = record.figures
        vectors.set(place, record)
      }
    }
  }

  private func weigh(_ page: inout [(place: Int, count: StoryCount)]) throws {
    let counts = page.map(\.count)
    let frequencies = frequencies
    let work = SharedWork(counts.count, by: 128) { range in
      range.map { frequencies.vector(of: counts[$0].sketch).bytes }
    }
    for ((place, count), bytes) in zip(page, try work.run(check: run_.check).joined()) {
      vectors.set(
        place,
        StoryRecord(
          day: count.day, figures: StoryFigures(popularity: 0, background: 0),
          wordHash: count.wordHash, print: count.print, vector: bytes))
      if count.docno > standing.related {
        named += count.named.map { ($0, count.docno) }
      }
    }
    page.removeAll(keepingCapacity: true)
  }

  private func shelf(_ order: [Int]) -> StoryShelf {
    var shelf = StoryShelf()
    shelf.reserve(order.count)
    for place in order {
      vectors.withBytes(place) { bytes in
        shelf.append(ArticleID(rawValue: items[place].id), vectors.days[place], bytes)
      }
    }
    return shelf
  }

  private func neighbours(_ lists: StoryIndex) throws -> StoryNeighbours {
    let work = SharedWork(lists.shelf.count, by: 512) { lists.neighbours(of: $0) }
    var all = StoryNeighbours()
    for part in try work.run(check: run_.check) { if let part { all.append(part) } }
    return all
  }

  // MARK: What came of it

  private func fold(_ groups: [[Int]]) {
    for group in groups {
      let newest = group.min {
        (items[$0].newness, items[$0].id) < (items[$1].newness, items[$1].id)
      }
      guard let newest else { continue }
      for place in group where place != newest {
        items[place].head = items[newest].docno
        items[place].fold = items[place].desk == items[newest].desk ? .inDesk : .inRoot
      }
    }
  }

  private func name(_ threads: StoryThreads, _ order: [Int], _ identity: StoryIdentity) {
    var places: [Int64: Int] = [:]
    places.reserveCapacity(items.count)
    for place in items.indices { places[items[place].id] = place }
    let names = ThreadIdentity.names(of: threads.groups, known: identity.followedNames) { id in
      let old = places[id.rawValue].map { items[$0].oldThread } ?? -1
      return old >= 0 ? old : identity.name(of: id.rawValue)
    }
    for (group, name) in zip(threads.groups, names) {
      for id in group { if let place = places[id.rawValue] { items[place].thread = name } }
    }
    // Who follows a story of one article follows it still.
    let given = Set(names)
    for (story, members) in identity.followed where !given.contains(story) {
      let alone = members.compactMap { places[$0] }.first { items[$0].thread < 0 }
      if let alone { items[alone].thread = story }
    }
  }

  private func membersOfFollowed(_ identity: StoryIdentity) -> [Int64: [Int64]] {
    let names = identity.followedNames
    var members: [Int64: [Int64]] = [:]
    for item in items where names.contains(item.thread) {
      members[item.thread, default: []].append(item.id)
    }
    return members
  }

  /// The least id of each thread.
  private func threadsByName() -> [Int64: Int64] {
    var least: [Int64: Int64] = [:]
    for item in items where item.thread >= 0 {
      least[item.thread] = min(least[item.thread] ?? .max, item.id)
    }
    return least
  }
}

// MARK: - Writing

extension StoryBatch {
  private func write(
    _ neighbours: StoryNeighbours, _ lists: StoryIndex, _ order: [Int]
  ) throws {
    var figures = [StoryFigures](
      repeating: StoryFigures(popularity: 0, background: 0), count: items.count)
    for (onShelf, place) in order.enumerated() {
      figures[place] = StoryFigures(
        popularity: neighbours.popularity[onShelf], background: neighbours.background[onShelf])
    }
    if standing.wantsEpoch { try beginEpoch() }
    for start in stride(from: 0, to: items.count, by: Self.slice) {
      try run_.check()
      try write(start..<min(items.count, start + Self.slice), figures)
    }
    try writeLists(lists, order)
    try writeNamed()
    let newest = items.last?.docno ?? 0
    try index.write { db in
      try db.setMeta("related", max(newest, standing.newest))
      try db.setMeta("broken", 0)
      try db.setMeta("threaded", 0)
    }
  }

  private func beginEpoch() throws {
    let bytes = Data(frequencies.bytes)
    try index.write { db in
      try db.run("DELETE FROM story")
      try db.run("INSERT INTO epoch (articles, frequencies) VALUES (?, ?)", [items.count, bytes])
      try db.run("DELETE FROM epoch WHERE number < ?", [db.lastInsertedRowID])
      try db.setMeta("related", 0)
    }
    storedFigures = [StoryFigures?](repeating: nil, count: items.count)
  }

  private func write(_ range: Range<Int>, _ figures: [StoryFigures]) throws {
    let changed = range.filter { isChanged($0, figures[$0]) }
    guard !changed.isEmpty else { return }
    try index.write { db in
      let writer = IndexWriter(db)
      for place in changed {
        let item = items[place]
        if differs(storedFigures[place], figures[place]), vectors.has(place) {
          let bytes = vectors.record(place, figures[place]).bytes
          try db.run("INSERT OR REPLACE INTO story VALUES (?, ?)", [item.docno, Data(bytes)])
        }
        if item.thread != item.oldThread {
          try db.run(
            "UPDATE article SET thread = ? WHERE docno = ?",
            [item.thread < 0 ? nil : item.thread, item.docno])
        }
        if item.head != item.oldHead || item.fold != item.oldFold {
          try writer.setFold(item.docno, of: item.head == 0 ? nil : item.head, item.fold)
        }
      }
      try writer.finish()
    }
  }

  private func isChanged(_ place: Int, _ figures: StoryFigures) -> Bool {
    let item = items[place]
    return item.thread != item.oldThread || item.head != item.oldHead || item.fold != item.oldFold
      || differs(storedFigures[place], figures)
  }

  /// Whether figures are to be written: not for a change that no ranking would show.
  private func differs(_ stored: StoryFigures?, _ figures: StoryFigures) -> Bool {
    guard let stored else { return true }
    return abs(stored.popularity - figures.popularity) > 0.01
      || abs(stored.background - figures.background) > 0.01
  }

  private func writeLists(_ lists: StoryIndex, _ order: [Int]) throws {
    let recent = try index.withWriter { db in
      try db.integer("SELECT count(*) FROM storyRecent") ?? 0
    }
    let waiting = Int(recent) / StorySettings.findableTerms + standing.pending
    if standing.wantsEpoch || waiting > items.count / 10 {
      try index.write { db in
        try StoryLists(db: db).replace(lists) { items[order[$0]].docno }
      }
      return
    }
    let new = items.indices.filter { items[$0].docno > standing.related && vectors.has($0) }
    try index.write { db in
      let lists = StoryLists(db: db)
      for place in new {
        try lists.add(items[place].docno, StoryVector(bytes: vectors.bytes(place)))
      }
    }
  }

  private func writeNamed() throws {
    named.sort { ($0.key, $0.docno) < ($1.key, $1.docno) }
    for start in stride(from: 0, to: named.count, by: Self.slice * 5) {
      try index.write { db in
        for (key, docno) in named[start..<min(named.count, start + Self.slice * 5)] {
          try db.run("INSERT OR IGNORE INTO named VALUES (?, ?)", [Int64(key), docno])
        }
      }
    }
  }
}

/// The vectors of a library as they are stored, one after the other in the order in which they came.
struct StoredVectors {
  private var starts: [Int] = []
  private var lengths: [UInt16] = []
  private var all: [UInt8] = []
  private var hashes: [UInt64] = []
  /// 64 bytes for each article; none for those that are too short.
  private var prints: [UInt8] = []
  private var hasPrint: [Bool] = []
  private(set) var days: [StoryDay] = []

  init() {}

  init(count: Int) {
    starts = [Int](repeating: -1, count: count)
    lengths = [UInt16](repeating: 0, count: count)
    hashes = [UInt64](repeating: 0, count: count)
    prints = [UInt8](repeating: 0, count: count * 64)
    hasPrint = [Bool](repeating: false, count: count)
    days = [StoryDay](repeating: .unknown, count: count)
    all.reserveCapacity(count * 330)
  }

  func has(_ place: Int) -> Bool { starts[place] >= 0 }

  mutating func set(_ place: Int, _ record: StoryRecord) {
    starts[place] = all.count
    lengths[place] = UInt16(clamping: record.vector.count)
    all += record.vector
    hashes[place] = record.wordHash
    days[place] = record.day
    hasPrint[place] = record.print != nil
    if let print = record.print {
      for (offset, byte) in print.bytes.enumerated() { prints[place * 64 + offset] = byte }
    }
  }

  func bytes(_ place: Int) -> ArraySlice<UInt8> {
    guard starts[place] >= 0 else { return [] }
    return all[starts[place]..<starts[place] + Int(lengths[place])]
  }

  func withBytes(_ place: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    bytes(place).withUnsafeBufferPointer(body)
  }

  func wordHash(_ place: Int) -> UInt64 { hashes[place] }

  func print(_ place: Int) -> TextPrint? {
    hasPrint[place] ? TextPrint(bytes: prints[place * 64..<place * 64 + 64]) : nil
  }

  func record(_ place: Int, _ figures: StoryFigures) -> StoryRecord {
    StoryRecord(
      day: days[place], figures: figures, wordHash: hashes[place], print: print(place),
      vector: Array(bytes(place)))
  }
}
