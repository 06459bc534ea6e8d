// A disk that does not give what stands on it is no damage: nothing is replaced.

import ArticleModel
import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "the program is not whole yet"))
struct FailingDiskTests {
  private static let strace = BuiltProgram.ofSystem("strace")

  /// Every read of the state file from one on fails, as strace(1) can make it.
  @Test(.enabled(if: strace != nil, "strace is not installed"), arguments: 1...12)
  func `a state file that cannot be read is said and left alone`(first: Int) throws {
    let folder = try TemporaryFolder()
    let news = folder.path("news")
    try CorpusGenerator(seed: 5, count: 30).write(to: news)
    let dateline = try TheProgram.with(folder)
    _ = try dateline.output(["sync", news])
    let ids = try dateline.list().map(\.id)
    _ = try dateline.output(["mark", "--star"] + ids)
    let state = dateline.library + "/state.sqlite"
    let before = try FileTree.read(state)
    let output = try ChildProcess.run(
      [
        Self.strace ?? "", "-f", "-qq", "-o", "/dev/null", "-P", state, "-e", "trace=pread64,read",
        "-e", "inject=pread64:error=EIO:when=\(first)+", "-e", "inject=read:error=EIO",
        dateline.path, "list",
      ], environment: dateline.environment)
    #expect([.exited(0), .exited(74)].contains(output.status))
    if output.status != .exited(0) {
      #expect(output.errorText.contains("state.sqlite"))
      #expect(!output.errorText.contains("SQLite error"))
    }
    #expect(try FileTree.read(state) == before)
    #expect(!FileTree.exists(dateline.library + "/state.damaged"))
    #expect(try dateline.list(["--starred"]).count == ids.count)
  }
}
