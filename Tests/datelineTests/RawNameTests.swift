// Names that are not UTF-8 or not printable, and places that nobody chose, at the built program.

import ArticleModel
import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole)) struct RawNameTests {
  private static let story = Array(
    "The Harbour Froze\n\nGENEVA – The council met there to hear what had been found.\n".utf8)

  /// Runs the program by a shell, which builds names that no string of ours can hold.
  private func shell(
    _ script: String, in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> ProcessOutput {
    var variables = [
      "D": try #require(TheProgram.path), "DATELINE_LIBRARY": folder.path("library"),
    ]
    variables.merge(environment) { $1 }
    return try ChildProcess.run(
      ["/bin/sh", "-c", script], environment: variables, directory: folder.path)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  @Test func `names that are not UTF-8 are taken as given`() throws {
    let folder = try TemporaryFolder()
    let name = Array("a".utf8) + [0xFF, 0xE9] + Array(".txt".utf8)
    try folder.write(RawPath(bytes: Array("n".utf8) + [0xFE, 0x2F] + name), Self.story)
    let setUp = "N=$(printf 'n\\376'); F=$(printf 'n\\376/a\\377\\351.txt'); "
    for command in [
      #""$D" list --json "$N""#, #""$D" show --json "$F""#, #""$D" "$N" --json"#,
      #""$D" show --json "$PWD/$F""#, #""$D" related --json "$F""#, #""$D" thread --json "$F""#,
      #""$D" sync "$N" >/dev/null && "$D" search --json harbour"#, #""$D" read --json "$F""#,
    ] {
      let output = try shell(setUp + command, in: folder)
      #expect(output.status == .exited(0), "\(command): \(output.errorText)")
      if command.contains("thread") { continue }
      let line = try #require(output.text.split(separator: "\n").first, "\(command)")
      let printed = try object(String(line))
      #expect(printed["pathBytes"] as? String == Data(name).base64EncodedString(), "\(command)")
    }
    for command in [#""$D" list "$N/none""#, #""$D" show "$N/none.txt""#] {
      let output = try shell(setUp + command, in: folder)
      #expect(output.status == .exited(66), "\(command): \(output.errorText)")
      #expect(output.errorText.contains("n\u{FFFD}/none"), "\(output.errorText)")
    }
  }

  @Test func `a name in JSON is the name, its unprintable characters escaped`() throws {
    let folder = try TemporaryFolder()
    let name = "a\n\u{1B}[31m\u{202E}\u{85}\\\"é\u{10FFFE}北.txt"
    try folder.write(RawPath("news/" + name), Self.story)
    let output = try shell(#""$D" list --json news"#, in: folder)
    let line = output.text.trimmingCharacters(in: .newlines)
    let printed = try object(line)
    #expect(printed["path"] as? String == name)
    #expect(printed["pathBytes"] is NSNull)
    #expect(line.contains(#"a\u000a\u001b[31m\u202e\u0085\\\"é"#))
    #expect(
      line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\u{202E}" && $0 != "\u{85}" })
  }

  @Test func `a name of 255 bytes is read and shown`() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "é", count: 125) + "x.txt"
    #expect(name.utf8.count == 255)
    try folder.write(RawPath("news/" + name), Self.story)
    let output = try shell("\"$D\" list news && \"$D\" show news/*.txt", in: folder)
    #expect(output.status == .exited(0))
    #expect(output.text.contains("The Harbour Froze"))
    let long = try shell("\"$D\" show \(name)y", in: folder)
    // No file can have it: it is the words of a headline that no article has.
    #expect(long.status == .exited(65))
  }

  @Test func `a library at a place that is not UTF-8 is made there and found again`() throws {
    let folder = try TemporaryFolder()
    try folder.write(RawPath("news/a.txt"), Self.story)
    let script = #"""
      DATELINE_LIBRARY=$(printf 'l\377b'); export DATELINE_LIBRARY
      "$D" sync news >/dev/null && "$D" mark --star harbour >/dev/null && "$D" list --starred
      "$D" list --starred --library "$DATELINE_LIBRARY"
      """#
    let output = try shell(script, in: folder)
    #expect(output.text.split(separator: "\n").count == 2, "\(output.errorText)")
    let names = FileTree.names(in: folder.rawPath).map(\.bytes)
    #expect(names == [[0x6C, 0xFF, 0x62], Array("news".utf8)])
  }

  @Test(arguments: [
    ("empty.txt", "", "is empty"), ("data.txt", "\0\u{1}\0\0\u{2}", "is not text"),
    ("page.html", "<html><body>A page</body></html>", "HTML is not yet read"),
    ("picture.jpg", "not looked at", "is passed over for its name"),
    (".hidden.txt", "A story", "is hidden, and passed over"),
  ])
  func `show says why a file is no article`(name: String, text: String, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(RawPath("news/a.txt"), Self.story)
    try folder.write("news/" + name, text)
    let output = try shell("\"$D\" sync news >/dev/null; \"$D\" show news/\(name)", in: folder)
    #expect(output.status == .exited(65))
    #expect(output.errorText.contains("\(name): \(reason)"), "\(output.errorText)")
  }

  @Test func `show of what lies too deep says so`() throws {
    let folder = try TemporaryFolder()
    let path = "news/" + String(repeating: "d/", count: 130) + "a.txt"
    try folder.write(RawPath(path), Self.story)
    let output = try shell("\"$D\" sync news; \"$D\" show \(path)", in: folder)
    #expect(output.text.contains("more than 128 folders deep"))
    #expect(output.errorText.contains("more than 128 folders deep"), "\(output.errorText)")
  }

  @Test func `a relative data folder counts for nothing, and no home is guessed`() throws {
    let folder = try TemporaryFolder()
    try folder.write(RawPath("news/a.txt"), Self.story)
    try folder.makeFolder("home")
    let run = #"unset DATELINE_LIBRARY; "$D" list news"#
    let output = try shell(
      run, in: folder, environment: ["HOME": folder.path("home"), "XDG_DATA_HOME": "data"])
    #expect(output.status == .exited(0), "\(output.errorText)")
    #expect(FileTree.exists(folder.path("home/.local/share/dateline/state.sqlite")))
    #expect(!FileTree.exists(folder.path("data")))
  }

  @Test func `dots and roundabout ways lead to the same article`() throws {
    let folder = try TemporaryFolder()
    try folder.write(RawPath("news/World/a.txt"), Self.story)
    symlink("news", folder.path("link"))
    let ways = [
      "news/World/a.txt", "news/World/../World/./a.txt", "link/World/a.txt",
      "/proc/self/root/$PWD/news/World/a.txt", "/proc/self/cwd/news/World/a.txt",
    ]
    _ = try shell("\"$D\" sync news", in: folder)
    var ids: Set<String> = []
    for way in ways {
      let output = try shell("\"$D\" show --json \(way)", in: folder)
      let id = try #require(try object(output.text)["id"] as? String, "\(way): \(output.errorText)")
      ids.insert(id)
    }
    #expect(ids.count == 1)
  }
}

/// Rights count for nothing where root runs the tests: then the program is run as somebody else.
@Suite(.enabled(if: TheProgram.isWhole && geteuid() == 0 && SetPrivileges.path != nil))
struct OtherUserTests {
  private func run(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> ProcessOutput {
    try ChildProcess.run(
      [try #require(SetPrivileges.path), "--reuid=54321", "--regid=54321", "--clear-groups"]
        + [folder.path("dateline")] + arguments,
      environment: environment, directory: folder.path)
  }

  /// A folder of that user's with the program in it, as the build's own may be closed to others.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      RawPath("dateline"), try FileTree.read(try #require(TheProgram.path)))
    for name in ["closed", "through", "names"] {
      try folder.write("news/\(name)/a.txt", "Head \(name)\n\nGENEVA – The council met \(name).\n")
    }
    try folder.write("news/a.txt", "Head open\n\nGENEVA – The council met to hear it.\n")
    for path in ["", "dateline"] { chmod(folder.path(path), 0o755) }
    for path in ["", "news", "news/closed", "news/through", "news/names", "news/a.txt"] {
      chown(folder.path(path), 54_321, 54_321)
    }
    for (name, rights) in [("closed", 0), ("through", 0o311), ("names", 0o644)]
      as [(String, mode_t)]
    {
      chown(folder.path("news/\(name)/a.txt"), 54_321, 54_321)
      chmod(folder.path("news/\(name)"), rights)
    }
    return folder
  }

  @Test func `what may not be read is named, the rest is read, and show says the same`() throws {
    let folder = try folder()
    let library = ["--library", folder.path("library")]
    let report = try run(["sync", "news"] + library, in: folder)
    #expect(report.status == .exited(0), "\(report.errorText)")
    #expect(report.text.contains("1 added, 3 not read"))
    for name in ["closed", "through", "names/a.txt"] {
      #expect(report.text.contains("not read: \(name): unreadable: Permission denied"))
    }
    let through = try run(["show", "news/through/a.txt"] + library, in: folder)
    #expect(through.errorText.contains("unreadable: Permission denied"), "\(through.errorText)")
    let closed = try run(["show", "news/closed/a.txt"] + library, in: folder)
    #expect(closed.status == .exited(66))
    #expect(closed.errorText.contains("no permission"), "\(closed.errorText)")
  }

  @Test func `without a home the program says so and opens nothing`() throws {
    let folder = try folder()
    for home in ["", "relative"] {
      let output = try run(["list"], in: folder, environment: ["HOME": home, "XDG_DATA_HOME": "x"])
      #expect(output.status == .exited(66))
      #expect(output.errorText.contains("no home folder is known"))
      #expect(output.errorText.split(separator: "\n").count == 1)
    }
    #expect(FileTree.names(in: folder.rawPath).map(\.shown.string) == ["dateline", "news"])
  }

  @Test func `a link that somebody else planted is not followed to a library`() throws {
    let folder = try folder()
    try folder.makeFolder("shared/theirs")
    chmod(folder.path("shared"), 0o1777)
    symlink("theirs", folder.path("shared/link"))
    lchown(folder.path("shared/link"), 777, 777)
    chmod(folder.path("shared/theirs"), 0o777)
    for name in ["link", "theirs"] {
      let output = try run(["list", "--library", "shared/\(name)/library"], in: folder)
      #expect(output.status == .exited(74))
      #expect(output.errorText.contains("somebody else could put another in its place"))
    }
    #expect(FileTree.names(in: RawPath(folder.path("shared/theirs"))).isEmpty)
  }
}

private enum SetPrivileges {
  /// setpriv(1) of util-linux.
  static let path = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: FileTree.exists)
}
