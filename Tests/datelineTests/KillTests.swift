// A change that a frame had confirmed outlives kill -9, and so does the work of a sync.

import TestSupport
import Testing

@Suite(
  .serialized, .enabled(if: TheProgram.isWhole, "the program is not whole yet"),
  .disabled(if: Sanitizer.isOn, "a hundred starts of a program under a sanitizer take too long"))
struct KillTests {
  @Test func `a star on the screen is in the state file after kill -9, a hundred times`() throws {
    let path = try #require(TheProgram.path)
    let result = try KilledStars(times: 100).run(path)
    #expect(result.differences == [])
    #expect(result.kept == 100)
  }

  @Test func `a sync that is killed again and again ends as an undisturbed one`() throws {
    let path = try #require(TheProgram.path)
    let result = try KilledSync(documents: 600, kills: 6, shown: 40).run(path)
    #expect(result.differences == [])
    #expect(result.articles == 600 && result.compared >= 40)
    #expect(result.secondSync.contains("\"unchanged\":600"))
    #expect(result.filesWritten == [])
  }
}
