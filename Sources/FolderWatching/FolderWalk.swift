// Walks a folder without ever leaving it, one directory in memory at a time.

package import ArticleModel
import Glibc

/// A file that a walk met.
package struct FoundFile: Hashable, Sendable {
  /// Relative to the root.
  package var path: RawPath
  package var stat: FileStat

  package init(path: RawPath, stat: FileStat) {
    self.path = path
    self.stat = stat
  }
}

/// What a walk met.
package enum WalkEvent: Sendable {
  case file(FoundFile)
  /// A folder or file that cannot be looked into, relative to the root: nothing is known of what
  /// lies under it.
  case unreadable(RawPath, isFolder: Bool, SystemFailure)
}

/// A recursive walk over a root folder or a part of it.
///
/// Files come in the order of the bytes of their paths. Hidden names are passed over, as is what
/// is neither file nor folder. A symbolic link is followed while its target lies inside the root;
/// one to a folder only if the folder is not above the link, and inside a folder so reached no
/// further one is followed: so every loop ends, and whether a path is met depends on that path
/// alone, not on where a walk began.
package struct FolderWalk {
  /// Folders nested deeper than this are reported as unreadable.
  package static let maximumDepth = 128

  private let root: RawPath
  private let accepts: (RawPath) -> Bool
  private let onFolder: (RawPath) -> Void

  /// A walk over `root`, an absolute path without symbolic links.
  ///
  /// `accepts` says whether a file of that name is wanted, so that others cost no `stat`. `onFolder`
  /// is called with every folder's path inside the root before it is read: what changes after a watch
  /// was set there cannot be missed.
  package init(
    root: RawPath, accepts: @escaping (RawPath) -> Bool,
    onFolder: @escaping (RawPath) -> Void = { _ in }
  ) {
    self.root = root
    self.accepts = accepts
    self.onFolder = onFolder
  }

  /// Walks the part of the root at `inside`: the root itself where it is empty, a folder, or one
  /// file. Nothing there is no failure: then nothing is met.
  ///
  /// - Throws: `SystemFailure` if the root itself cannot be read, and whatever `body` throws.
  package func run(inside: RawPath = RawPath(""), _ body: (WalkEvent) throws -> Void) throws {
    guard try FileStat(root).kind == .folder else { throw SystemFailure(code: ENOTDIR) }
    if inside.bytes.isEmpty {
      let listing = try open(RawPath(""))
      try walk(listing, RawPath(""), isLinked: false, depth: 0, body)
    } else {
      try start(at: inside, body)
    }
  }

  private func open(_ path: RawPath) throws(SystemFailure) -> FolderListing {
    onFolder(path)
    return try FolderListing(root.appending(path), accepts: accepts)
  }

  /// Begins below the root, at a path that a walk from the root would have met.
  private func start(at path: RawPath, _ body: (WalkEvent) throws -> Void) throws {
    let components = path.components
    guard !components.contains(where: { $0.bytes.first == 0x2E }) else { return }
    let parent = root.appending(path.parent)
    guard let resolved = parent.resolved, resolved.isInside(root) else { return }
    let isLinked = resolved != parent
    guard let kind = startKind(path) else { return }
    let entry = Place(path: path, parent: path.parent, isLinked: isLinked, depth: components.count)
    try visit(entry, kind, in: AT_FDCWD, name: root.appending(path).bytes[...], body)
  }

  private func startKind(_ path: RawPath) -> FolderListing.Kind? {
    let full = root.appending(path)
    guard let own = try? FileStat(full, nofollow: true) else { return nil }
    guard let found = own.kind == .link ? try? FileStat(full) : own else { return nil }
    switch found.kind {
    case .folder: return own.kind == .link ? .linkedFolder : .folder
    case .file:
      guard accepts(path.lastComponent) else { return nil }
      return own.kind == .link ? .linkedFile : .file
    default: return nil
    }
  }

  private struct Place {
    var path: RawPath
    var parent: RawPath
    /// Whether a link was followed on the way here.
    var isLinked: Bool
    var depth: Int
  }

  private func walk(
    _ listing: FolderListing, _ folder: RawPath, isLinked: Bool, depth: Int,
    _ body: (WalkEvent) throws -> Void
  ) throws {
    for index in listing.entries.indices {
      let entry = listing.entries[index]
      let name = listing.name(of: entry)
      let path = folder.appending(RawPath(bytes: Array(name)))
      let place = Place(path: path, parent: folder, isLinked: isLinked, depth: depth + 1)
      try visit(place, entry.kind, in: listing.descriptor, name: name, body)
    }
  }

  private func visit(
    _ place: Place, _ kind: FolderListing.Kind, in descriptor: Int32, name: ArraySlice<UInt8>,
    _ body: (WalkEvent) throws -> Void
  ) throws {
    switch kind {
    case .file:
      try meet(place.path, in: descriptor, name: name, body)
    case .linkedFile:
      guard target(of: place.path) != nil else { return }
      try meet(place.path, in: descriptor, name: name, body)
    case .folder:
      try enter(place, isLinked: place.isLinked, body)
    case .linkedFolder:
      guard !place.isLinked, let target = target(of: place.path),
        !root.appending(place.parent).isInside(target)
      else { return }
      try enter(place, isLinked: true, body)
    }
  }

  private func meet(
    _ path: RawPath, in descriptor: Int32, name: ArraySlice<UInt8>,
    _ body: (WalkEvent) throws -> Void
  ) throws {
    do {
      let stat = try FileStat(name: name, in: descriptor, nofollow: false)
      guard stat.kind == .file else { return }
      try body(.file(FoundFile(path: path, stat: stat)))
    } catch let failure as SystemFailure where failure.isMissing {
      return
    } catch let failure as SystemFailure {
      try body(.unreadable(path, isFolder: false, failure))
    }
  }

  private func enter(
    _ place: Place, isLinked: Bool, _ body: (WalkEvent) throws -> Void
  ) throws {
    let listing: FolderListing
    do {
      guard place.depth <= Self.maximumDepth else { throw SystemFailure(code: ELOOP) }
      listing = try open(place.path)
    } catch let failure as SystemFailure {
      if !failure.isMissing { try body(.unreadable(place.path, isFolder: true, failure)) }
      return
    }
    try walk(listing, place.path, isLinked: isLinked, depth: place.depth, body)
  }

  /// Where a link leads, if that is inside the root.
  private func target(of path: RawPath) -> RawPath? {
    guard let target = root.appending(path).resolved, target.isInside(root) else { return nil }
    return target
  }
}
