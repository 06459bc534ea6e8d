// Looks whether a library's directory is in nobody else's hands before anything in it is opened.

import ArticleModel
import FolderWatching
import Glibc

/// The directory of a library, made where it is not there, and kept to its user.
///
/// A path is trusted from its beginning on: each folder belongs to this user or to root, and nobody else
/// can write to it, but for one like `/tmp`, in which others cannot touch what is not theirs. So what was
/// looked at is what will be opened. Links are followed where this user or root made them.
struct LibraryPlace {
  /// Whose library it is.
  enum Owner {
    case user
    /// Somebody else: it is read only.
    case other
  }

  private let directory: RawPath
  private let user: uid_t
  private let files = UserFiles()

  private init(_ directory: RawPath) {
    self.directory = directory
    user = geteuid()
  }

  /// Makes the directory if it is not there, looks who could put another in its place, and takes from
  /// others what rights they have in it.
  ///
  /// - Throws: `LibraryError.cannotOpen` with the reason.
  static func prepare(_ directory: RawPath) throws -> Owner {
    try LibraryPlace(directory).prepare()
  }

  private func prepare() throws -> Owner {
    var way = Way(self)
    let missing = try way.follow(directory)
    if !missing.isEmpty {
      try way.check(owner: user)
      try make(missing, in: way.path)
      way = Way(self)
      guard try way.follow(directory).isEmpty else { throw failure(ENOENT) }
    }
    let status = try status(of: way.path)
    guard status.st_mode & S_IFMT == S_IFDIR else { throw failure(ENOTDIR) }
    try way.check(owner: status.st_uid)
    guard status.st_uid == user else { return .other }
    try tighten(way.path, status)
    return .user
  }

  private func make(_ missing: [RawPath], in folder: RawPath) throws {
    var path = folder
    for component in missing {
      path = path.appending(component)
      guard component.bytes != [0x2E, 0x2E] else { throw failure(ENOENT) }
      if withCPath(path.bytes, { mkdir($0, 0o700) }) != 0, errno != EEXIST {
        throw refusalToMake(errno)
      }
    }
  }

  private func refusalToMake(_ code: Int32) -> LibraryError {
    switch code {
    case EROFS, EACCES, EPERM: .readOnly(directory)
    case ENOSPC, EDQUOT: .diskFull(directory)
    default: failure(code)
    }
  }

  /// Others' rights go from a directory that holds a library or nothing, and from the library's files.
  private func tighten(_ path: RawPath, _ status: stat) throws {
    let names = path.namesInFolder
    let own = names.filter { name in Self.prefixes.contains { name.bytes.starts(with: $0) } }
    let isLibrary = names.isEmpty || names.contains(RawPath("state.sqlite"))
    if status.st_mode & 0o1000 != 0 || !isLibrary {
      if isOpenToOthers(status) { throw refusal("others can write in it", path) }
    } else if status.st_mode & 0o077 != 0 {
      _ = withCPath(path.bytes) { chmod($0, status.st_mode & 0o700) }
    }
    for name in own {
      let file = path.appending(name)
      guard let found = try? self.status(of: file), found.st_mode & S_IFMT == S_IFREG,
        found.st_uid == user, found.st_mode & 0o077 != 0
      else { continue }
      _ = withCPath(file.bytes) { chmod($0, found.st_mode & 0o600) }
    }
  }

  private static let prefixes = ["state.", "items.", "index.", "sync."].map { Array($0.utf8) }
}

extension LibraryPlace {
  /// A way from the root directory down, links followed.
  fileprivate struct Way {
    private(set) var path = RawPath("/")
    private let place: LibraryPlace
    private var links = 0
    /// Who else owns what is on the way, with the first place of each.
    private var strangers: [uid_t: RawPath] = [:]
    /// A folder on the way to which others can write.
    private var open: RawPath?

    init(_ place: LibraryPlace) {
      self.place = place
    }

    /// Goes as far as there is something; gives what is left.
    mutating func follow(_ target: RawPath) throws -> [RawPath] {
      var pending = Array(target.components.reversed())
      while let component = pending.popLast() {
        if component.bytes == [0x2E, 0x2E] {
          path = path.parent
          continue
        }
        let folder = try place.status(of: path)
        note(folder, path)
        let next = path.appending(component)
        guard let found = try place.statusIfThere(next) else {
          return [component] + pending.reversed()
        }
        let isLink = found.st_mode & S_IFMT == S_IFLNK
        // In a folder like `/tmp` whoever owns a thing can put another in its place.
        if isLink || folder.st_mode & 0o1000 != 0 { noteOwner(found.st_uid, next) }
        guard isLink else {
          path = next
          continue
        }
        links += 1
        guard links <= 40 else { throw place.failure(ELOOP) }
        let link = try place.target(of: next)
        if link.bytes.first == 0x2F { path = RawPath("/") }
        pending += link.components.reversed()
      }
      return []
    }

    private mutating func note(_ folder: stat, _ path: RawPath) {
      noteOwner(folder.st_uid, path)
      if folder.st_mode & 0o1000 == 0, place.isOpenToOthers(folder) { open = open ?? path }
    }

    private mutating func noteOwner(_ owner: uid_t, _ path: RawPath) {
      if owner != 0, owner != place.user, strangers[owner] == nil { strangers[owner] = path }
    }

    /// Looks whether nobody can put another in the place of what this owner has at the end of the way.
    func check(owner: uid_t) throws {
      if let open { throw place.refusal("others can write in it", open) }
      if let stranger = strangers.first(where: { $0.key != owner }) {
        throw place.refusal("it belongs to another user", stranger.value)
      }
    }
  }

  private func isOpenToOthers(_ status: stat) -> Bool {
    status.st_mode & 0o002 != 0
      || status.st_mode & 0o020 != 0 && status.st_gid != 0
        && !files.isPrivate(status.st_gid, to: status.st_uid)
  }

  private func status(of path: RawPath) throws -> stat {
    guard let found = try statusIfThere(path) else { throw failure(ENOENT) }
    return found
  }

  private func statusIfThere(_ path: RawPath) throws -> stat? {
    var status = stat()
    if withCPath(path.bytes, { lstat($0, &status) }) == 0 { return status }
    if errno == ENOENT { return nil }
    throw failure(errno)
  }

  private func target(of link: RawPath) throws -> RawPath {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = withCPath(link.bytes) { readlink($0, &buffer, buffer.count) }
    guard length > 0 else { throw failure(errno) }
    return RawPath(bytes: buffer[..<length].map(UInt8.init(bitPattern:)))
  }

  private func failure(_ code: Int32) -> LibraryError {
    .cannotOpen(directory, reason: SystemFailure(code: code).reason)
  }

  private func refusal(_ reason: SafeText, _ path: RawPath) -> LibraryError {
    let place: SafeText = "somebody else could put another in its place: \(path.shown): \(reason)"
    return .cannotOpen(directory, reason: "\(place); name another with --library")
  }
}
