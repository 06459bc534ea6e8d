// All threads of a library made anew, whatever order its articles came in.

import ArticleModel
import Foundation
import GRDB
import StoryMatching

/// One batch. It holds every vector of the library while it runs: about a kilobyte an article.
final class StoryBatch {
  /// An article's data, and its place among the stories.
  struct Item {
    var docno: Int64
    var id: Int64
    var recency: Int64
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

    var isChanged: Bool { thread != oldThread || head != oldHead || fold != oldFold }
  }

  private let relations: RelationsRun
  let progress: RelationsRun.Progress
  private(set) var items: [Item] = []
  private(set) var texts = CountedTexts()
  /// The vectors, first in the order in which they came, then in that of the ids.
  private var table = VectorTable()
  /// The item of each place in the table, and the place of each item.
  private var order: [Int] = []
  private var tableRow: [Int] = []
  private var frequencies = StoryFrequencies()
  private var named: [(key: UInt32, docno: Int64)] = []
  /// The figures that are stored of the articles that have a row.
  private var storedFigures: [StoryFigures?] = []

  private static let slice = 2_000

  init(_ run: RelationsRun, _ progress: RelationsRun.Progress) {
    relations = run
    self.progress = progress
  }

  private var library: Library { relations.library }
  private var index: DatabaseFile { relations.library.index }

  func run() throws {
    try loadItems()
    try weigh()
    arrange()
    let indexing = SideWork { [table] in StoryIndex(table) }
    try writeNamed()
    let lists = try indexing.finish()
    let search = SharedWork(table.count, by: 512) { lists.neighbours(of: $0) }
    defer { search.stop() }
    try writeLists(lists)
    let neighbours = StoryNeighbours(try search.finish(check: relations.check))
    let copies = CopyGroups(library: library, items: items, texts: texts, order: order)
    let parting = SideWork { [table] in
      (threads: StoryThreads(table, neighbours), copies: try copies.find(neighbours))
    }
    try writeFigures(neighbours)
    let found = try parting.finish()
    fold(found.copies)
    let identity = try StoryIdentity(library.state)
    name(found.threads, identity)
    try writeThreads()
    try identity.keep(membersOfFollowed(identity), names: threadsByName())
    try finish()
  }

  // MARK: Loading

  private func loadItems() throws {
    items.reserveCapacity(progress.count)
    try index.withWriter { db in
      let rows = try db.rows(
        """
        SELECT docno, id, recency, root, deskTop, thread, copyOf, fold, words FROM article
        ORDER BY docno
        """)
      while let row = try rows.next() {
        items.append(
          Item(
            docno: row.integer(0), id: row.integer(1), recency: row.integer(2),
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
    texts = CountedTexts(count: items.count)
    table.reserve(items.count)
    storedFigures = [StoryFigures?](repeating: nil, count: items.count)
    if !progress.wantsEpoch { try loadStored() }
    let counted = Set(relations.spool.docnos)
    let missing = items.indices.filter { !texts.has($0) && !counted.contains(items[$0].docno) }
    try relations.count(missing.map { items[$0].docno })
    if progress.wantsEpoch {
      try relations.spool.forEach { if place(of: $0.docno) != nil { frequencies.add($0.sketch) } }
    } else {
      frequencies = try library.frequencies() ?? StoryFrequencies()
    }
    var page: [Counted] = []
    var weighed: Weighing?
    try relations.spool.forEach { count in
      guard let place = place(of: count.docno), !texts.has(place) else { return }
      page.append((place, count))
      if page.count == Self.slice {
        // While the last ones are put in the table, these are being weighed.
        let next = weighing(page)
        try weighed.map(addToTable)
        weighed = next
        page.removeAll(keepingCapacity: true)
      }
    }
    try weighed.map(addToTable)
    try addToTable(weighing(page))
    for place in items.indices where !texts.has(place) {
      table.append(ArticleID(rawValue: items[place].id), .unknown, StoryVector())
    }
  }

  private func loadStored() throws {
    try index.withWriter { db in
      let rows = try db.rows("SELECT docno, bytes FROM story ORDER BY docno")
      while let row = try rows.next() {
        guard let place = place(of: row.integer(0)),
          let record = row.withBytes(1, { StoryRecord($0) })
        else { continue }
        storedFigures[place] = record.figures
        texts.set(place, record.wordHash, record.print)
        record.vector.withUnsafeBufferPointer {
          table.append(ArticleID(rawValue: items[place].id), record.day, $0)
        }
      }
    }
  }

  private typealias Counted = (place: Int, count: StoryCount)
  private typealias Weighing = (page: [Counted], vectors: SharedWork<[StoryVector]>)

  private func weighing(_ page: [Counted]) -> Weighing {
    let frequencies = frequencies
    let work = SharedWork(page.count, by: 128) { range in
      page[range].map { frequencies.vector(of: $0.count.sketch) }
    }
    return (page, work)
  }

  private func addToTable(_ weighing: Weighing) throws {
    let vectors = try weighing.vectors.finish(check: relations.check).joined()
    for ((place, count), vector) in zip(weighing.page, vectors) {
      texts.set(place, count.wordHash, count.print)
      table.append(ArticleID(rawValue: items[place].id), count.day, vector)
      if count.docno > progress.related {
        named += count.named.map { ($0, count.docno) }
      }
    }
  }

  /// Brings the articles into the order of their ids: what is found may depend on nothing else.
  private func arrange() {
    table.arrange()
    order = items.indices.sorted { items[$0].id < items[$1].id }
    tableRow = [Int](repeating: 0, count: items.count)
    for (index, place) in order.enumerated() { tableRow[place] = index }
  }

  // MARK: Results

  private func fold(_ groups: [[Int]]) {
    for group in groups {
      let newest = group.min {
        (items[$0].recency, items[$0].id) < (items[$1].recency, items[$1].id)
      }
      guard let newest else { continue }
      for place in group where place != newest {
        items[place].head = items[newest].docno
        items[place].fold = items[place].desk == items[newest].desk ? .inDesk : .inRoot
      }
    }
  }

  private func name(_ threads: StoryThreads, _ identity: StoryIdentity) {
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
  /// Writes the vectors, with the figures that a ranking needs.
  private func writeFigures(_ neighbours: StoryNeighbours) throws {
    if progress.wantsEpoch { try beginEpoch() }
    let figures = tableRow.map {
      StoryFigures(popularity: neighbours.popularity[$0], background: neighbours.background[$0])
    }
    for slice in slices { try write(slice, figures) }
  }

  private var slices: [Range<Int>] {
    stride(from: 0, to: items.count, by: Self.slice).map {
      $0..<min(items.count, $0 + Self.slice)
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

  private func write(_ slice: Range<Int>, _ figures: [StoryFigures]) throws {
    let changed = slice.filter { texts.has($0) && differs(storedFigures[$0], figures[$0]) }
    guard !changed.isEmpty else { return }
    let records = try records(of: changed, figures)
    try index.write { db in
      var row = try DirectStatement(db, "INSERT OR REPLACE INTO story VALUES (?, ?)")
      for (place, bytes) in zip(changed, records) {
        row.bind(items[place].docno)
        row.bind(bytes)
        try row.run()
      }
    }
  }

  /// The stored records of some articles.
  private func records(of places: [Int], _ figures: [StoryFigures]) throws -> [[UInt8]] {
    let (table, texts, tableRow) = (table, texts, tableRow)
    let work = SharedWork(places.count, by: 256) { range in
      places[range].map { place in
        let record = StoryRecord(
          day: table.day(at: tableRow[place]), figures: figures[place],
          wordHash: texts.wordHash(place), print: texts.print(place),
          vector: table.vector(at: tableRow[place]).bytes)
        return record.bytes
      }
    }
    return try Array(work.finish(check: relations.check).joined())
  }

  /// True if figures are to be written: not for a change that no ranking would show.
  private func differs(_ stored: StoryFigures?, _ figures: StoryFigures) -> Bool {
    guard let stored else { return true }
    return abs(stored.popularity - figures.popularity) > 0.01
      || abs(stored.background - figures.background) > 0.01
  }

  /// Writes the threads and folds that are others than before.
  private func writeThreads() throws {
    for slice in slices {
      try relations.check()
      let changed = items[slice].filter(\.isChanged)
      guard !changed.isEmpty else { continue }
      try index.write { db in
        let writer = IndexWriter(db)
        var row = try DirectStatement(db, "UPDATE article SET thread = ? WHERE docno = ?")
        for item in changed {
          if item.thread != item.oldThread {
            row.bind(item.thread < 0 ? nil : item.thread)
            row.bind(item.docno)
            try row.run()
          }
          if item.head != item.oldHead || item.fold != item.oldFold {
            try writer.setFold(item.docno, of: item.head == 0 ? nil : item.head, item.fold)
          }
        }
        try writer.finish()
      }
    }
  }

  /// Notes, last of all, that nothing is left to do: what was killed before begins again.
  private func finish() throws {
    let newest = items.last?.docno ?? 0
    try index.write { db in
      try db.setMeta("related", max(newest, progress.newest))
      try db.setMeta("broken", 0)
      try db.setMeta("threaded", 0)
    }
  }

  /// Writes which articles can be found by which term.
  private func writeLists(_ lists: StoryIndex) throws {
    let recent = try index.withWriter { db in
      try db.integer("SELECT count(*) FROM storyRecent") ?? 0
    }
    let waiting = Int(recent) / StorySettings.findableTerms + progress.pending
    if progress.wantsEpoch || waiting > items.count / 10 {
      try index.write { db in
        try StoryLists(db: db).replace(lists) { items[order[$0]].docno }
      }
      return
    }
    let new = items.indices.filter { items[$0].docno > progress.related && texts.has($0) }
    try index.write { db in
      let lists = StoryLists(db: db)
      for place in new {
        try lists.add(items[place].docno, table.vector(at: tableRow[place]))
      }
    }
  }

  private func writeNamed() throws {
    named.sort { ($0.key, $0.docno) < ($1.key, $1.docno) }
    for start in stride(from: 0, to: named.count, by: Self.slice * 5) {
      try index.write { db in
        var row = try DirectStatement(db, "INSERT OR IGNORE INTO named VALUES (?, ?)")
        for (key, docno) in named[start..<min(named.count, start + Self.slice * 5)] {
          row.bind(Int64(key))
          row.bind(docno)
          try row.run()
        }
      }
    }
  }
}

/// The fingerprints by which copies among a library's texts are told.
struct CountedTexts: Sendable {
  private var hashes: [UInt64] = []
  private var prints: [TextFingerprint?] = []
  private var isCounted: [Bool] = []

  init(count: Int = 0) {
    hashes = [UInt64](repeating: 0, count: count)
    prints = [TextFingerprint?](repeating: nil, count: count)
    isCounted = [Bool](repeating: false, count: count)
  }

  func has(_ place: Int) -> Bool { isCounted[place] }

  mutating func set(_ place: Int, _ wordHash: UInt64, _ print: TextFingerprint?) {
    hashes[place] = wordHash
    prints[place] = print
    isCounted[place] = true
  }

  func wordHash(_ place: Int) -> UInt64 { hashes[place] }

  /// `nil` for a text that is too short.
  func print(_ place: Int) -> TextFingerprint? { prints[place] }
}
