// Paragraphs that repeat what was read elsewhere are dim, and a key finds the new ones.

import ArticleModel
import Screen

/// The repeated paragraphs of articles, as far as they were asked for in this session.
struct KnownRepeats: Hashable {
  /// The articles that were asked about, those of long ago first.
  private var order: [ArticleID] = []
  private var blocks: [ArticleID: [RepeatedBlock]] = [:]
  /// Articles in which the reader wants to see it although it would not be shown.
  var wanted: Set<ArticleID> = []

  private static let limit = 40

  /// The repeated blocks of an article; `nil` if they are not known.
  subscript(id: ArticleID) -> [RepeatedBlock]? { blocks[id] }

  mutating func take(_ repeated: [RepeatedBlock], of id: ArticleID) {
    order.removeAll { $0 == id }
    order.append(id)
    blocks[id] = repeated
    if order.count > Self.limit { blocks[order.removeFirst()] = nil }
  }

  mutating func forget(_ id: ArticleID) {
    blocks[id] = nil
    wanted.remove(id)
    order.removeAll { $0 == id }
  }
}

extension TextPane {
  /// Asks what repeats in an article that is opened for the first time; one that was read before
  /// would be all dim.
  mutating func askForRepeats(_ out: inout TextOutcome) {
    guard dimsRepeats, let stored = reading?.stored else { return }
    if known[stored.id] != nil {
      dimRepeats()
    } else if !stored.marks.isRead {
      out.ask(.repeated, .stories(.repeated(stored.id)))
    }
  }

  mutating func tookRepeats(
    _ blocks: [RepeatedBlock], of id: ArticleID, _ around: Surroundings, _ out: inout TextOutcome
  ) {
    known.take(blocks, of: id)
    guard reading?.stored.id == id else { return }
    dimRepeats()
    guard known.wanted.contains(id) else { return }
    // An article without repeats has nothing to show or to hide.
    if blocks.isEmpty { known.wanted.remove(id) }
    sayWhatRepeats(blocks, around, &out)
  }

  private mutating func sayWhatRepeats(
    _ blocks: [RepeatedBlock], _ around: Surroundings, _ out: inout TextOutcome
  ) {
    let jump = [around.key(.text(.previousNew)), around.key(.text(.nextNew))]
      .filter { !$0.isEmpty }.joined(separator: " ")
    out.say(
      blocks.isEmpty
        ? Message.nothingRepeats
        : Message.repeats(keys: jump))
  }

  /// Finds the blocks of the column that repeat, where it helps to show them.
  mutating func dimRepeats() {
    guard let reading else { return }
    self.reading?.repeats = [:]
    guard dimsRepeats, let repeated = known[reading.stored.id] else { return }
    var places: [BlockPlace: RepeatedBlock] = [:]
    for block in repeated { places[BlockPlace(section: block.section, block: block.block)] = block }
    var repeats: [Int: RepeatedBlock] = [:]
    for (index, block) in reading.text.blocks.enumerated() where block.kind.isProse {
      if let found = places[BlockPlace(section: block.section, block: block.block)] {
        repeats[index] = found
      }
    }
    let prose = reading.text.blocks.count { $0.kind.isProse }
    // A page of dim text with hardly anything new would only be hard to read.
    let helps = repeats.count * 10 <= prose * 8
    guard helps || known.wanted.contains(reading.stored.id) else { return }
    self.reading?.repeats = repeats
  }

  mutating func toggleRepeats(_ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    let id = reading.stored.id
    if !reading.repeats.isEmpty || known.wanted.contains(id) {
      known.wanted.remove(id)
      dimsRepeats = false
      self.reading?.repeats = [:]
      out.say(Message.allAlike)
      return
    }
    dimsRepeats = true
    known.wanted.insert(id)
    if let blocks = known[id] {
      tookRepeats(blocks, of: id, around, &out)
    } else {
      out.ask(.repeated, .stories(.repeated(id)))
    }
  }

  /// Goes to the next paragraph that repeats nothing, or the one before.
  mutating func goToNew(forward: Bool, _ around: Surroundings, _ out: inout TextOutcome) {
    guard let reading else { return }
    guard dimsRepeats else {
      out.say(
        Message.showsNew(key: around.key(.text(.toggleNew), else: "new-to-you")))
      return
    }
    let blocks = reading.text.blocks
    let isNew = { (index: Int) in blocks[index].kind.isProse && reading.repeats[index] == nil }
    let next =
      forward
      ? blocks.indices.first { $0 > reading.focusBlock && isNew($0) }
      : blocks.indices.last { $0 < reading.focusBlock && isNew($0) }
    guard let next else {
      out.say(forward ? Message.nothingNewAfter : Message.nothingNewBefore)
      return
    }
    go(toBlock: next, around, &out)
  }

  /// The article in which the paragraph being read was read before, for the status line; its
  /// headline is cut to so many cells.
  func repeatNote(_ around: Surroundings, headline columns: Int) -> SafeText? {
    guard around.focus == .text, let reading, let repeated = reading.repeats[reading.focusBlock]
    else {
      return nil
    }
    let day = repeated.readAt.map {
      " on \(DateText.short(PublishedTime(epochSeconds: $0).day, today: around.today))"
    }
    return SafeText(
      line:
        "read\(day ?? "") in “\(around.shortened(repeated.headline, to: columns))”"
    )
  }
}

private struct BlockPlace: Hashable {
  var section: Int
  var block: Int
}
