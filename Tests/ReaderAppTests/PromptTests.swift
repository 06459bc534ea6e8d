// The line on which one types, and what comes into it at once.

import ArticleModel
import Screen
import TestSupport
import Testing

@testable import ReaderApp

@Suite struct PromptTests {
  private static let long = String(repeating: "comet ", count: 1_400)

  @Test func `what is longer than a query is cut, with a line that says so`() {
    var reader = TestReader()
    reader.press("/")
    reader.send(.pasted(Self.long))
    #expect(reader.state.prompt.line?.text.count == InputLine.longest)
    #expect(reader.screen.contains("at most 1000 characters"))
    let asked = reader.asked.count
    // Nothing is looked for anew by keys for which there is no room.
    for _ in 0..<8_000 { reader.type("x") }
    #expect(reader.asked.count == asked)
    #expect(reader.screen.contains("at most 1000 characters"))
    reader.press("Esc")
    #expect(reader.state.prompt.line == nil)
  }

  @Test func `a paste outside a line does nothing`() {
    var reader = TestReader()
    let before = reader.rows
    reader.send(.pasted("AAyyQ\r"))
    #expect(reader.rows == before)
    #expect(!reader.state.hasQuit)
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 30, rows: 8)])
  func `a word about the keyboard stands over the line that is typed`(_ size: Size) {
    var reader = TestReader(size)
    reader.press("/")
    reader.type("comet")
    reader.send(.keyboardNotice("A paste has not ended; Ctrl-c gives it up."))
    #expect(reader.rows.last?.contains("A paste has not ended") == true)
    reader.send(.pasted("s"))
    #expect(reader.rows.last?.contains("comets") == true)
    reader.send(.keyboardNotice("A paste has not ended; Ctrl-c gives it up."))
    reader.type("x")
    #expect(reader.rows.last?.contains("cometsx") == true)
  }
}
