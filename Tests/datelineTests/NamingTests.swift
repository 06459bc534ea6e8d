// An article is named on the command line by words; what they may mean besides is never passed over.

import Screen
import TestSupport
import Testing

@Suite(.enabled(if: TheProgram.isWhole, "needs the whole program"))
struct NamingTests {
  private let folder: TemporaryFolder
  private let dateline: DatelineProgram

  init() throws {
    folder = try TemporaryFolder()
    let documents = [
      "ferry-1.txt": "Ferry Runs Aground off Kvaloya\n\nTROMSO – It ran aground in snow.\n",
      "ferry-2.txt": "Ferry Is Towed to Tromso\n\nTROMSO – It was towed by two boats.\n",
      "twin-1.txt": "Harbour Opens\n\nODESSA – The harbour opened for the first of the pilots.\n",
      "twin-2.txt": "Harbour Opens\n\nGDANSK – Quite another harbour opened with a brass band.\n",
    ]
    for (path, text) in documents { try folder.write("news/" + path, text) }
    dateline = try TheProgram.with(folder)
    _ = try dateline.output(["sync", folder.path("news")])
  }

  private func read() throws -> Int { try dateline.list().count { $0.read } }

  @Test(arguments: ["ferry", "Harbour Opens", "Tromso Ferry"])
  func `words that may mean several articles change none of them`(_ words: String) throws {
    let found = try dateline.list().filter { row in
      words.lowercased().split(separator: " ").allSatisfy { row.headline.lowercased().contains($0) }
    }
    let output = try dateline.run(["mark", "--read", words])
    if found.count == 1 {
      #expect(output.status == .exited(0))
      #expect(try read() == 1)
      return
    }
    #expect(output.status == .exited(65) && output.text.isEmpty)
    for row in found { #expect(output.errorText.contains(row.id)) }
    #expect(output.errorText.contains("nothing was changed"))
    #expect(try read() == 0)
    // With another that is clear, too, all is left as it was.
    #expect(try dateline.run(["mark", "--read", "Is Towed", words]).status == .exited(65))
    #expect(try read() == 0)
  }

  @Test(arguments: ["show", "related", "thread"])
  func `what is printed for such words says which article it is`(_ command: String) throws {
    for words in ["ferry", "Harbour Opens"] {
      let output = try dateline.run([command, words])
      #expect(output.status == .exited(0) && !output.text.isEmpty)
      #expect(output.errorText.contains("may mean 2 articles. This is "), "\(output.errorText)")
    }
    let clear = try dateline.run([command, "Kvaloya"])
    #expect(clear.status == .exited(0) && clear.errorText.isEmpty)
  }

  @Test(arguments: ["show", "related", "thread", "mark"])
  func `an unknown name is an error of the data, a missing file one of the input`(
    _ command: String
  ) throws {
    let flags = command == "mark" ? ["--read"] : []
    #expect(try dateline.run([command] + flags + ["No Such Thing"]).status == .exited(65))
    let path = folder.path("news/nowhere.txt")
    #expect(try dateline.run([command] + flags + [path]).status == .exited(66))
  }

  @Test func `an article that shares no word with another has what is nearest in time`() throws {
    try folder.write("other/A/one.txt", "Opera Reopens\n\nRusalka in rubber boots.\n")
    try folder.write("other/A/two.txt", "Zucchini Prices Fall\n\nGrowers ploughed fields under.\n")
    _ = try dateline.output(["forget", folder.path("news")])
    _ = try dateline.output(["sync", folder.path("other")])
    let text = try dateline.output(["related", "Opera"])
    #expect(text.contains("nearest in time"))
    #expect(text.contains("Zucchini Prices Fall"))
  }
}
