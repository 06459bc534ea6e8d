// The marks that a library must hold, as far as commands and frames confirmed them.

import TestSupport

/// The confirmed marks of every article. A change that was killed before it was confirmed may
/// have been made or not; the next look at the library settles it.
struct KnownMarks {
  enum Mark: String, CaseIterable {
    case read, star, queue
  }

  private struct Key: Hashable {
    var id: String
    var mark: Mark
  }

  private var certain: [Key: Bool] = [:]
  private var open: Set<Key> = []

  /// The articles that are starred for certain.
  var starred: [String] {
    certain.filter { $0.value && $0.key.mark == .star && !open.contains($0.key) }.map(\.key.id)
  }

  /// Notes a change as `mark` names it: `--star`, `--unqueue`.
  mutating func note(_ id: String, _ change: String, isConfirmed: Bool) {
    let name = change.drop { $0 == "-" }
    let isTaken = name.hasPrefix("un")
    guard let mark = Mark(rawValue: String(isTaken ? name.dropFirst(2) : name)) else { return }
    set(id, mark, !isTaken, isConfirmed: isConfirmed)
  }

  mutating func set(_ id: String, _ mark: Mark, _ value: Bool, isConfirmed: Bool = true) {
    let key = Key(id: id, mark: mark)
    if isConfirmed {
      certain[key] = value
      open.remove(key)
    } else if certain[key] ?? false != value {
      open.insert(key)
    }
  }

  func has(_ id: String, _ mark: Mark) -> Bool { certain[Key(id: id, mark: mark)] ?? false }

  /// Holds what is known against a list of all articles, and learns from it what was open.
  mutating func compare(_ rows: [ListedArticle]) -> Verdict {
    let found = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    var differences: [String] = []
    for key in Set(certain.keys).union(open) {
      guard let row = found[key.id] else {
        if certain[key] ?? false { differences.append("\(key.id) is not in the list") }
        continue
      }
      let value = row.has(key.mark)
      if !open.contains(key), value != certain[key] ?? false {
        differences.append("\(key.id): \(key.mark) is \(value)")
      }
      certain[key] = value
    }
    open = []
    return differences.isEmpty ? .survived : .lost("\(differences.sorted().prefix(5))")
  }
}

extension ListedArticle {
  func has(_ mark: KnownMarks.Mark) -> Bool {
    switch mark {
    case .read: read
    case .star: starred
    case .queue: queued
    }
  }
}
