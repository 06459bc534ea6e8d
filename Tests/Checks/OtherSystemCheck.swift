// The built program in the root of another system: it must need nothing of the machine it was built on.

import ArticleModel
import Screen
import TestSupport

/// Runs the program in another root (`debootstrap --variant=minbase trixie ROOT` makes one) and compares
/// what it prints of old charsets with what it prints here. Needs to be root itself.
struct OtherSystemCheck {
  let program: String
  /// The root; where none is named, Debian 13 is fetched into a folder that goes afterwards.
  let root: String?

  /// The same path here and in the other root, so that what is printed is the same.
  private static let place = "/tmp/dateline-other-system"

  private struct Place {
    var root: String?
    var program = OtherSystemCheck.place + "/dateline"

    /// A command as it is run in this root, with /proc there.
    func command(_ arguments: [String]) -> [String] {
      guard let root else { return [program] + arguments }
      let script = #"mount -t proc proc "$0/proc" && exec chroot "$0" "$@""#
      return ["unshare", "--mount", "sh", "-c", script, root, program] + arguments
    }
  }

  func run() throws {
    guard let data = SharedData.path("suites/encodings") else {
      return say("skipped: suites/encodings is not there")
    }
    let fetched = try TemporaryFolder()
    if root == nil {
      try must(["debootstrap", "--variant=minbase", "trixie", fetched.path], within: 1_200)
    }
    let other = Place(root: root ?? fetched.path)
    let places = [Place(), other].map { ($0.root ?? "") + Self.place }
    defer { for place in places { FileTree.remove(RawPath(place)) } }
    for place in places {
      FileTree.remove(RawPath(place))
      try FileTree.makeFolder(RawPath(place))
      try must(["cp", "-rL", data, place + "/news"])
      try must(["cp", program, place + "/dateline"])
    }
    try comparePrinted(data, other)
    try compareLists(other)
    try openReader(other)
    try traceFiles()
  }

  private func must(_ command: [String], within seconds: Double = 60) throws {
    let output = try ChildProcess.run(command, within: seconds)
    guard output.status == .exited(0) else {
      throw CommandFailure(description: "\(command): \(output.status)\n\(output.errorText)")
    }
  }

  private static let environment = [
    "DATELINE_LIBRARY": place + "/library", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
  ]

  private func output(_ place: Place, _ arguments: [String]) throws -> ProcessOutput {
    try ChildProcess.run(place.command(arguments), environment: Self.environment)
  }

  private func comparePrinted(_ data: String, _ other: Place) throws {
    var count = 0
    var differences: [String] = []
    for path in Self.files(below: data) {
      count += 1
      let arguments = ["show", "--json", Self.place + "/news/" + path]
      let here = try output(Place(), arguments)
      let there = try output(other, arguments)
      if here.status != there.status || here.standardOutput != there.standardOutput {
        differences.append("\(path): \(here.status) here, \(there.status) there")
      }
    }
    report("documents shown", "\(count)")
    report("differences", "\(differences.count)")
    for difference in differences { say("  " + difference) }
  }

  private static func files(below folder: String, _ inside: String = "") -> [String] {
    FileTree.names(in: RawPath(folder + "/" + inside)).map(\.shown.string).sorted().flatMap {
      let path = inside.isEmpty ? $0 : inside + "/" + $0
      let below = files(below: folder, path)
      return below.isEmpty ? [path] : below
    }
  }

  private func compareLists(_ other: Place) throws {
    let lists = try [Place(), other].map { place in
      let sync = try output(place, ["sync", Self.place + "/news"])
      report("sync \(place.root == nil ? "here" : "there")", "\(sync.status)")
      let list = try output(place, ["list", "--json"])
      return list.text.split(separator: "\n").map {
        CanonicalJSON.line($0, without: ["id", "thread"])
      }.sorted()
    }
    report("articles in the lists", lists.map { "\($0.count)" }.joined(separator: ", "))
    report("lists", lists[0] == lists[1] ? "the same" : "DIFFERENT")
  }

  private func openReader(_ other: Place) throws {
    let reader = try Pty(
      other.command([Self.place + "/news"]), size: Size(columns: 100, rows: 30),
      environment: Self.environment)
    let before = reader.settings
    try reader.wait(forText: "help")
    try reader.settle(quiet: 200)
    for key in ["j", "Enter", "G", "q", "Q"] {
      reader.press(key)
      try reader.settle(quiet: 100)
    }
    report("the reader's end", "\(try reader.waitForExit())")
    report("the terminal", reader.settings == before ? "as before" : "CHANGED")
  }

  /// Looks at every file that is opened, for modules and tables of the machine.
  private func traceFiles() throws {
    guard BuiltProgram.ofSystem("strace") != nil else {
      return say("strace is not installed: which files are opened is not looked at")
    }
    let command = [
      "strace", "-f", "-e", "trace=open,openat", program, "sync", Self.place + "/news",
    ]
    let output = try ChildProcess.run(command, environment: Self.environment)
    let found = output.errorText.split(separator: "\n").filter { line in
      line.contains("open") && [".so", "gconv", "nsswitch"].contains { line.contains($0) }
    }
    report("modules of the machine opened", "\(found.count)")
    for line in found { say("  \(line)") }
  }
}
