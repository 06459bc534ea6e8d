// The reader keeps its view, so that the next session begins where this one ended.

import ArticleModel

/// The view of a reader, without what the library knows anyway.
struct Session: Hashable {
  var focus = Pane.list
  var selected: ArticleID?
  /// Rows above the selection.
  var rowsAbove = 0
  var desk: SafeText?
  var unreadOnly = false
  var starredOnly = false
  var queuedOnly = false
  var dates: DateLimit?
  var order = ListOrder.newest
  var isWidened = false
  var isLayoutToggled = false
  var columnWidth = Surroundings.defaultColumnWidth
  var listColumns: Int?
  var article: ArticleID?
  var visit: Int64?
  var position: Position?
  /// The stories that are folded.
  var folding = StoryFolding()
}

// MARK: - As text

extension Session {
  private static let firstLine = "session 1"

  /// The session as text for the library to keep: a line a field, its name first. It is read before
  /// the first frame, for which a decoder of JSON would take longer than the database.
  var text: String {
    var lines = [Self.firstLine, "focus \(focus.rawValue)", "order \(order.rawValue)"]
    func add(_ name: String, _ value: (some Any)?) {
      if let value { lines.append("\(name) \(value)") }
    }
    add("selected", selected?.rawValue)
    add("above", rowsAbove)
    add("desk", desk)
    add("dates", dates?.rawValue)
    add("width", columnWidth)
    add("list", listColumns)
    add("article", article?.rawValue)
    add("visit", visit)
    if let position {
      add(
        "position",
        "\(position.section) \(position.block) \(position.offset) \(position.blockHash) "
          + "\(position.fraction)")
    }
    let set = flags.filter { self[keyPath: $0.path] }.map(\.name)
    add("set", set.isEmpty ? nil : set.joined(separator: " "))
    let unlike = folding.exceptions.map(\.rawValue).sorted().suffix(500)
    add("unlike", unlike.isEmpty ? nil : unlike.map(String.init).joined(separator: " "))
    return lines.joined(separator: "\n")
  }

  private var flags: [(name: String, path: WritableKeyPath<Session, Bool>)] {
    [
      ("unread", \.unreadOnly), ("starred", \.starredOnly), ("queued", \.queuedOnly),
      ("widened", \.isWidened), ("layout", \.isLayoutToggled), ("folded", \.folding.foldsAll),
    ]
  }

  /// A session as `text` wrote it, or `nil` if it is of another form. A part that cannot be read is
  /// as in a new one.
  static func read(_ text: String?) -> Session? {
    guard let text else { return nil }
    // By scalars: a mark at the beginning of a name makes one character of itself and the space.
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map({ String($0) }) == firstLine else { return nil }
    var session = Session()
    for line in lines.dropFirst() {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2 { session.take(String(parts[0]), String(parts[1])) }
    }
    return session
  }

  private mutating func take(_ name: String, _ value: String) {
    switch name {
    case "focus": focus = Pane(rawValue: value) ?? focus
    case "order": order = ListOrder(rawValue: value) ?? order
    case "selected": selected = Int64(value).map(ArticleID.init(rawValue:))
    case "above": rowsAbove = Bounded.count(Int(value) ?? 0)
    case "desk":
      let name = SafeText(line: value)
      if !name.isEmpty { desk = name }
    case "dates": dates = DateLimit(rawValue: value)
    case "width": columnWidth = Int(value).map { Bounded.count($0) } ?? columnWidth
    case "list": listColumns = Int(value).map { Bounded.count($0) }
    case "article": article = Int64(value).map(ArticleID.init(rawValue:))
    case "visit": visit = Int64(value)
    case "position": position = Self.position(value)
    case "set":
      let names = value.split(separator: " ").map(String.init)
      for flag in flags where names.contains(flag.name) { self[keyPath: flag.path] = true }
    case "unlike":
      let stories = value.split(separator: " ").compactMap { Int64($0) }
      folding.exceptions = Set(stories.map(StoryID.init(rawValue:)))
    default: break
    }
  }

  private static func position(_ value: String) -> Position? {
    let parts = value.split(separator: " ")
    guard parts.count == 5, let section = Int(parts[0]), let block = Int(parts[1]),
      let offset = Int(parts[2]), let hash = UInt64(parts[3]), let fraction = Double(parts[4])
    else { return nil }
    return Position(
      section: section, block: block, offset: offset, blockHash: hash, fraction: fraction)
  }
}
