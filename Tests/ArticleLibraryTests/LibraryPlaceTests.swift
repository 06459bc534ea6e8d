// A library lies in nobody else's hands, and is kept to its user.

import ArticleModel
import Foundation
import TestSupport
import Testing

@testable import ArticleIntake
@testable import ArticleLibrary

@Suite struct LibraryPlaceTests {
  /// Somebody who is neither this user nor root.
  private static let stranger: uid_t = 54_321

  private func mode(_ path: String) -> mode_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
  }

  private func open(_ path: String) throws -> Library {
    try Library.open(directory: RawPath(path))
  }

  private func message(_ path: String) -> String {
    do {
      _ = try open(path)
      return "opened"
    } catch {
      return (error as? LibraryError)?.message.string ?? "\(error)"
    }
  }

  @Test(arguments: [0, 0o022, 0o077])
  func `a library is its user's alone, whatever the umask`(mask: mode_t) throws {
    let folder = try TemporaryFolder()
    try folder.write("news/a.txt", "A Headline\n\nGENEVA – The council met to hear it.\n")
    let old = umask(mask)
    defer { umask(old) }
    let library = try open(folder.path("made/by/it"))
    let scope = try library.scope(of: RawPath(folder.path("news")))
    _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
    _ = try library.mark(try library.window(ListQuery(), .first, count: 1).rows.map(\.id), .star)
    for path in ["made", "made/by", "made/by/it"] { #expect(mode(folder.path(path)) == 0o700) }
    let files = FileTree.names(in: RawPath(folder.path("made/by/it"))).map(\.shown.string)
    #expect(files.contains("state.sqlite-wal") || files.contains("index.sqlite-wal"))
    for name in files {
      #expect(mode(folder.path("made/by/it/" + name)) == 0o600, "\(name)")
    }
  }

  @Test func `others lose the rights that they had in a library`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("library")
    _ = try open(path)
    let files = FileTree.names(in: RawPath(path)).map { path + "/" + $0.shown.string }
    for file in files { chmod(file, 0o666) }
    chmod(path, 0o777)
    _ = try open(path)
    #expect(mode(path) == 0o700)
    for file in files where FileTree.exists(file) { #expect(mode(file) == 0o600, "\(file)") }
  }

  @Test func `a folder that holds other things keeps its rights`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mixed/notes.txt", "mine")
    chmod(folder.path("mixed"), 0o755)
    _ = try open(folder.path("mixed"))
    #expect(mode(folder.path("mixed")) == 0o755)
  }

  @Test(arguments: [0o777, 0o757] as [mode_t])
  func `a path in which others can write is refused`(rights: mode_t) throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("shared/mine")
    chmod(folder.path("shared"), rights)
    let words = message(folder.path("shared/mine/library"))
    #expect(words.contains("\(folder.path("shared")): others can write in it"))
    #expect(!FileTree.exists(folder.path("shared/mine/library")))
    chmod(folder.path("shared"), rights | 0o1000)
    #expect(message(folder.path("shared/mine/library")) == "opened")
    #expect(message(folder.path("shared")).contains("others can write in it"))
  }

  @Test func `a link of one's own is followed, in a circle it ends`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("disk")
    symlink("disk", folder.path("home"))
    symlink(folder.path("circle"), folder.path("circle"))
    #expect(message(folder.path("home/library")) == "opened")
    #expect(FileTree.exists(folder.path("disk/library/state.sqlite")))
    #expect(message(folder.path("circle/library")).contains("symbolic links"))
    try folder.write("file", "")
    #expect(message(folder.path("file/library")).contains("Not a directory"))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can make what belongs to somebody else"))
  func `a link or a folder of somebody else's is refused`() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("tmp/planted")
    chmod(folder.path("tmp"), 0o1777)
    symlink("planted", folder.path("tmp/link"))
    lchown(folder.path("tmp/link"), Self.stranger, Self.stranger)
    #expect(message(folder.path("tmp/link/library")).contains("belongs to another user"))
    #expect(!FileTree.exists(folder.path("tmp/planted/library")))
    chown(folder.path("tmp/planted"), Self.stranger, Self.stranger)
    #expect(message(folder.path("tmp/planted/library")).contains("belongs to another user"))
    #expect(!FileTree.exists(folder.path("tmp/planted/library")))
  }

  @Test(.enabled(if: geteuid() == 0, "only root can make what belongs to somebody else"))
  func `somebody else's library is opened to be read, and stays as it is`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("theirs/library")
    let library = try open(path)
    library.state.checkpoint()
    library.index.checkpoint()
    for file in [""] + FileTree.names(in: RawPath(path)).map({ "/" + $0.shown.string }) {
      chown(path + file, Self.stranger, Self.stranger)
    }
    chown(folder.path("theirs"), Self.stranger, Self.stranger)
    chmod(path, 0o755)
    let before = FileTree.names(in: RawPath(path))
    let opened = try open(path)
    #expect(opened.notices.contains { $0.string.contains("read-only") })
    #expect(throws: LibraryError.self) { try opened.scope(of: RawPath(folder.path)) }
    #expect(mode(path) == 0o755)
    #expect(FileTree.names(in: RawPath(path)) == before)
  }

  @Test func `a folder in a database's place is said`() throws {
    for name in ["state.sqlite", "index.sqlite"] {
      let folder = try TemporaryFolder()
      try folder.makeFolder("library/" + name)
      let words = message(folder.path("library"))
      #expect(words.contains("\(name): it is a folder, not a file"), "\(words)")
    }
  }

  @Test func `a library at a place that is not UTF-8 opens again`() throws {
    let folder = try TemporaryFolder()
    let path = folder.rawPath.appending(RawPath(bytes: [0x66, 0xFF, 0x25, 0x3F, 0xE9]))
    let news = folder.rawPath.appending(RawPath(bytes: [0xFE]))
    try folder.write(
      RawPath(bytes: [0xFE, 0x2F, 0xFD, 0x2E, 0x74, 0x78, 0x74]),
      Array("A Headline\n\nGENEVA – The council met to hear it.\n".utf8))
    do {
      let library = try Library.open(directory: path)
      let scope = try library.scope(of: news)
      _ = try library.sync([scope], progress: { _ in }, isCancelled: { false })
      _ = try library.mark(try library.window(ListQuery(), .first, count: 1).rows.map(\.id), .star)
    }
    #expect(FileTree.names(in: folder.rawPath) == [path.lastComponent, news.lastComponent])
    let again = try Library.open(directory: path)
    #expect(try again.window(ListQuery(), .first, count: 9).rows.map(\.marks.isStarred) == [true])
  }
}

@Suite struct UserFilesTests {
  private let passwd = """
    root:x:0:0:root:/root:/bin/bash
    # a note
    +nis::::::
    ada:x:1000:1000:Ada,,,:/home/ada:/bin/sh
    bob:x:1001:1000::relative:/bin/sh
    eve:x:1002:1002::/home/eve:/bin/sh
    ada2:x:1000:7::/elsewhere:
    """

  @Test(arguments: [
    (0, "/root"), (1_000, "/home/ada"), (1_001, nil), (1_002, "/home/eve"), (9, nil),
  ])
  func `a home is that of the user's first line`(user: UInt32, home: String?) {
    let files = UserFiles(passwd: Array(passwd.utf8))
    #expect(files.home(of: user) == home.map { RawPath($0) })
    #expect(UserFiles(passwd: []).home(of: user) == nil)
  }

  @Test func `a group is private to the one user who is in it`() {
    let group = "eve:x:1002:\nada:x:1000:\nteam:x:50:eve,ada\nsolo:x:51:eve\n"
    let files = UserFiles(passwd: Array(passwd.utf8), group: Array(group.utf8))
    #expect(files.isPrivate(1_002, to: 1_002))
    #expect(files.isPrivate(51, to: 1_002))
    #expect(!files.isPrivate(1_000, to: 1_000))
    #expect(!files.isPrivate(50, to: 1_002))
    #expect(!files.isPrivate(99, to: 1_002))
  }
}
