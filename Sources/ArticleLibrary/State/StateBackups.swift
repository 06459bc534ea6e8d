// Copies of the state file in several generations, none of which gives way to a worse one.

import ArticleModel
import FolderWatching
import Foundation
import GRDB
import Glibc

/// The copies of a state file: of the last hour in which something changed, of a day and of a week
/// before, and the fullest, where a later one holds far less.
struct StateBackups {
  let file: LastingFile

  /// A generation, the youngest first.
  private enum Generation: String, CaseIterable {
    case hour = "backup.sqlite"
    case day = "backup-day.sqlite"
    case week = "backup-week.sqlite"
    case fullest = "backup-fullest.sqlite"

    /// Seconds after which a younger copy takes its place.
    var age: Int64 {
      switch self {
      case .hour: 3_600
      case .day: 86_400
      case .week, .fullest: 604_800
      }
    }
  }

  /// Files larger than this are copied once a day: copying them takes a second or more.
  private static let largeSize: Int64 = 64 << 20

  private func path(_ generation: Generation) -> RawPath { file.named(generation.rawValue) }

  /// The copies that there are, the youngest first.
  var paths: [RawPath] {
    Generation.allCases.map(path).filter { FileIdentity($0) != nil }
  }

  /// Seconds since a copy was made; `nil` where there is none, or its time lies in the future and
  /// says nothing.
  private func age(_ generation: Generation, now: Int64) -> Int64? {
    guard let stat = try? FileStat(path(generation)) else { return nil }
    let age = now - stat.modified / 1_000_000_000
    return age < 0 ? nil : age
  }

  /// Copies the state file if its last copy is older than an hour, it changed since, and it is sound.
  func makeIfDue(_ state: DatabaseFile) {
    guard !state.isView else { return }
    let now = Int64(Date().timeIntervalSince1970)
    let size = FileIdentity(file.path)?.size ?? 0
    let due = size > Self.largeSize ? Generation.day.age : Generation.hour.age
    if let age = age(.hour, now: now) {
      if age < due || !changed(since: now - age) { return }
    }
    make(state, now: now)
  }

  private func changed(since time: Int64) -> Bool {
    [file.path, file.named("sqlite-wal")].contains { path in
      ((try? FileStat(path))?.modified ?? 0) / 1_000_000_000 >= time
    }
  }

  /// Copies the state file under another name, and puts it among the generations when it is whole;
  /// says whether it did.
  @discardableResult
  func make(_ state: DatabaseFile, now: Int64 = Int64(Date().timeIntervalSince1970)) -> Bool {
    do {
      guard try state.damage() == nil else {
        file.markDamaged()
        return false
      }
      let copy = file.named("backing-up.sqlite")
      DatabaseFile.remove(copy)
      DatabaseFile.makePrivate(copy)
      try state.withWriter { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [DatabaseFile.name(copy)])
      }
      copy.flush()
      rotate(copy, now)
      return copy.rename(to: path(.hour))
    } catch {
      return false
    }
  }

  /// Hands every generation whose time has come to the next one.
  private func rotate(_ copy: RawPath, _ now: Int64) {
    keepFullest(besides: copy)
    guard FileIdentity(path(.hour)) != nil else { return }
    guard isDue(.day, now) else { return }
    if FileIdentity(path(.day)) != nil, isDue(.week, now) {
      path(.day).rename(to: path(.week))
    }
    path(.hour).rename(to: path(.day))
  }

  private func isDue(_ generation: Generation, _ now: Int64) -> Bool {
    guard let age = age(generation, now: now) else { return true }
    return age >= generation.age
  }

  // MARK: Which is better

  /// Puts the fullest copy aside where the new one holds far less: it is not to be rotated away.
  private func keepFullest(besides copy: RawPath) {
    let weighed = paths.map { (path: $0, weight: weight($0)) }
    guard let best = weighed.max(by: { $0.weight < $1.weight }), best.path != path(.fullest),
      weight(copy) < best.weight / 2
    else { return }
    let aside = file.named("backing-up-fullest.sqlite")
    aside.unlink()
    guard best.path.link(to: aside) else { return }
    aside.rename(to: path(.fullest))
  }

  /// How much a copy holds of what its reader did; -1 for one that is not sound.
  private func weight(_ path: RawPath) -> Int64 {
    guard file.isSound(path), let copy = try? DatabaseFile(path, file.settings, create: { _ in })
    else { return -1 }
    defer { try? copy.replacing {} }
    let tables = ["root", "mark", "visit", "search", "followed", "position"]
    return
      (try? copy.read { db in
        try tables.reduce(Int64(0)) { sum, table in
          let isThere =
            try db.integer(
              "SELECT 1 FROM sqlite_master WHERE name = ?", [table]) != nil
          return try isThere ? sum + (db.integer("SELECT count(*) FROM \(table)") ?? 0) : sum
        }
      }) ?? -1
  }

  /// The copy that a lost file is best begun from: the youngest sound one that holds at least half of
  /// what the fullest does.
  func best() -> (path: RawPath, day: SafeText)? {
    let weighed = paths.map { (path: $0, weight: weight($0)) }.filter { $0.weight >= 0 }
    guard let most = weighed.map(\.weight).max(),
      let found = weighed.first(where: { $0.weight >= most / 2 })
    else { return nil }
    let modified = (try? FileStat(found.path))?.modified ?? 0
    let day = PublishedTime(epochSeconds: modified / 1_000_000_000).day.text
    return (found.path, SafeText(line: day))
  }
}
