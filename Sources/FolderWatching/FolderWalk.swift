// Walks a folder without ever leaving it, one directory in memory at a time.

package import ArticleModel
import Glibc

/// A file that a walk met.
package struct FoundFile: Hashable, Sendable {
  /// Relative to the root.
  package var path: RawPath
  /// The file system's word on the file when it was met.
  package var stat: FileStat

  package init(path: RawPath, stat: FileStat) {
    self.path = path
    self.stat = stat
  }
}

/// A file or folder that a walk met.
package enum WalkEvent: Sendable {
  case file(FoundFile)
  /// A folder or file that cannot be looked into, relative to the root: nothing is known of what
  /// lies under it.
  case unreadable(RawPath, isFolder: Bool, SystemFailure)
}

/// A recursive walk over a root folder or a part of it.
///
/// Files come in the order of the bytes of their paths. Hidden names are passed over, as is what is
/// neither file nor folder. A file is met at its own place: a symbolic link to one that is met there is
/// passed over. A link to what the walk does not meet by itself (in a hidden folder, or of a name that
/// is not wanted) is followed while its target lies inside the root; inside a folder so reached no
/// further one is entered. So every loop ends, and whether a path is met depends on that path alone,
/// not on where a walk began.
package struct FolderWalk {
  /// Folders nested deeper than this are reported as unreadable.
  package static let maximumDepth = 128

  private let root: RootFolder
  private let accepts: (RawPath) -> Bool
  private let onFolder: (RawPath, Int32) -> Void

  /// A walk over a root.
  ///
  /// `accepts` says whether a file of that name is wanted, so that others cost no `stat`. `onFolder`
  /// is called with every folder's path inside the root and its descriptor before it is read: what
  /// changes after a watch was set there cannot be missed.
  package init(
    root: RootFolder, accepts: @escaping (RawPath) -> Bool,
    onFolder: @escaping (RawPath, Int32) -> Void = { _, _ in }
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
    let place = Place(path: inside, depth: 0)
    if inside.bytes.isEmpty {
      let listing = try list(try root.openFolder(inside), inside)
      try walk(listing, place, body)
    } else {
      try start(at: inside, body)
    }
  }

  /// The place at which a walk is.
  private struct Place {
    var path: RawPath
    var depth: Int
    /// The linked folder through which it came here.
    var link: Link?
  }

  private struct Link {
    var path: RawPath
    /// The place to which it leads.
    var real: RawPath
  }

  private func list(_ opened: Int32, _ path: RawPath) throws(SystemFailure) -> FolderListing {
    onFolder(path, opened)
    return try FolderListing(opened, path, in: root, accepts: accepts)
  }

  private func walk(
    _ listing: FolderListing, _ folder: Place, _ body: (WalkEvent) throws -> Void
  ) throws {
    for index in listing.entries.indices {
      let entry = listing.entries[index]
      let name = listing.name(of: entry)
      let path = folder.path.appending(RawPath(bytes: Array(name)))
      let place = Place(path: path, depth: folder.depth + 1, link: folder.link)
      try visit(place, entry.kind, in: listing.descriptor, name: name, body)
    }
  }

  private func visit(
    _ place: Place, _ kind: FolderListing.Kind, in folder: Int32, name: ArraySlice<UInt8>,
    _ body: (WalkEvent) throws -> Void
  ) throws {
    switch kind {
    case .file:
      try meet(place.path, body) { () throws(SystemFailure) in
        try FileStat(name: name, in: folder, nofollow: true)
      }
    case .linkedFile:
      guard let target = try? root.locate(place.path), !isMetItself(target.path, place) else {
        return
      }
      try meet(place.path, body) { target.stat }
    case .folder:
      try enter(place, body) { () throws(SystemFailure) in try Self.open(name, in: folder) }
    case .linkedFolder:
      guard place.link == nil, let target = try? root.locate(place.path),
        Self.isHidden(target.path)
      else { return }
      var linked = place
      linked.link = Link(path: place.path, real: target.path)
      try enter(linked, body) { () throws(SystemFailure) in try root.openFolder(place.path) }
    }
  }

  private func meet(
    _ path: RawPath, _ body: (WalkEvent) throws -> Void,
    _ stat: () throws(SystemFailure) -> FileStat
  ) throws {
    let found: FileStat
    do {
      found = try stat()
    } catch {
      if !error.isMissing { try body(.unreadable(path, isFolder: false, error)) }
      return
    }
    if found.kind == .file { try body(.file(FoundFile(path: path, stat: found))) }
  }

  private func enter(
    _ place: Place, _ body: (WalkEvent) throws -> Void, _ open: () throws(SystemFailure) -> Int32
  ) throws {
    let listing: FolderListing
    do {
      guard place.depth <= Self.maximumDepth else { throw SystemFailure.tooDeep }
      listing = try list(try open(), place.path)
    } catch let failure as SystemFailure {
      if !failure.isMissing { try body(.unreadable(place.path, isFolder: true, failure)) }
      return
    }
    try walk(listing, place, body)
  }

  /// Opens a folder, and no link that has taken its place.
  private static func open(
    _ name: ArraySlice<UInt8>, in folder: Int32
  ) throws(SystemFailure) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let opened = withCPath(name) { openat(folder, $0, flags) }
    guard opened >= 0 else { throw SystemFailure(code: errno) }
    return opened
  }
}

// MARK: - Links

extension FolderWalk {
  /// True if a walk meets the target of a link to a file at the target's own place.
  private func isMetItself(_ target: RawPath, _ place: Place) -> Bool {
    guard let link = place.link, let inside = target.relative(to: link.real) else {
      return isMet(target)
    }
    return isMet(inside)
  }

  private func isMet(_ file: RawPath) -> Bool {
    let components = file.components
    return !Self.isHidden(file) && components.count <= Self.maximumDepth + 1
      && accepts(file.lastComponent)
  }

  private static func isHidden(_ path: RawPath) -> Bool {
    path.components.contains { $0.bytes.first == 0x2E }
  }

  /// Begins below the root, at a path that a walk from the root would have met.
  private func start(at path: RawPath, _ body: (WalkEvent) throws -> Void) throws {
    guard !Self.isHidden(path) else { return }
    // A walk from the root would have said so of the folder above.
    guard path.components.count <= Self.maximumDepth + 1 else {
      return try body(.unreadable(path, isFolder: false, .tooDeep))
    }
    guard let place = try place(at: path) else { return }
    let parent: Int32
    do {
      parent = try root.openFolder(path.parent)
    } catch {
      if !error.isMissing { try body(.unreadable(path.parent, isFolder: true, error)) }
      return
    }
    defer { close(parent) }
    let name = path.lastComponent.bytes[...]
    guard let own = try? FileStat(name: name, in: parent, nofollow: true) else { return }
    let isLink = own.kind == .link
    guard let kind = isLink ? (try? root.stat(path))?.kind : own.kind else { return }
    switch kind {
    case .folder: try visit(place, isLink ? .linkedFolder : .folder, in: parent, name: name, body)
    case .file where accepts(path.lastComponent):
      try visit(place, isLink ? .linkedFile : .file, in: parent, name: name, body)
    default: return
    }
  }

  /// The place at a path, by the first link on the way there; `nil` if a walk does not come there.
  private func place(at path: RawPath) throws -> Place? {
    let components = path.components
    var place = Place(path: path, depth: components.count)
    guard let parent = try? root.locate(path.parent) else { return nil }
    if parent.path == path.parent { return place }
    var above = RawPath("")
    for component in components.dropLast() {
      above = above.appending(component)
      guard let found = try? root.locate(above) else { return nil }
      if found.path == above { continue }
      // The parent is elsewhere than this link alone leads if another link follows.
      let rest = path.parent.relative(to: above) ?? RawPath("")
      guard Self.isHidden(found.path), parent.path == found.path.appending(rest) else { return nil }
      place.link = Link(path: above, real: found.path)
      return place
    }
    return nil
  }
}
