// The doubles and generators: what they promise to the tests that use them.

import Screen
import TestSupport
import Testing

@Suite struct HarnessDoubleTests {
  private func frame(_ letter: Character) -> Grid {
    var grid = Grid(Size(columns: 3, rows: 1))
    var model = ScreenModel(grid.size)
    model.feed(String(letter).utf8)
    grid.fill(
      Rect(column: 0, row: 0, columns: 1, rows: 1), style: letter == "b" ? .bold : .plain)
    return grid
  }

  @Test func `a script is played in order, and the size follows`() {
    let terminal = ScriptedTerminal(Size(columns: 80, rows: 24), patience: 0.1)
    let small = Size(columns: 20, rows: 5)
    terminal.play(.keys("gg"), .event(.resized(small)), .event(.closed))
    #expect(terminal.nextEvent(timeout: nil) == .key(Key(.character("g"))))
    #expect(terminal.nextEvent(timeout: nil) == .key(Key(.character("g"))))
    #expect(terminal.size == Size(columns: 80, rows: 24))
    #expect(terminal.nextEvent(timeout: nil) == .resized(small))
    #expect(terminal.size == small)
    #expect(terminal.nextEvent(timeout: nil) == .closed)
    #expect(terminal.unmet == nil)
  }

  @Test func `a wake-up comes first, once`() {
    let terminal = ScriptedTerminal(Size(columns: 80, rows: 24), patience: 0.1)
    terminal.play(.keys("j"))
    terminal.wakeUp()
    terminal.wakeUp()
    #expect(terminal.nextEvent(timeout: nil) == .woken)
    #expect(terminal.nextEvent(timeout: nil) == .key(Key(.character("j"))))
    #expect(terminal.nextEvent(timeout: 1) == .timeout)
  }

  @Test func `a step waits for the frame it names`() {
    let terminal = ScriptedTerminal(Size(columns: 3, rows: 1), patience: 0.1)
    terminal.play(.until("bold") { $0[0, 0].style == .bold }, .keys("j"))
    terminal.draw(frame("a"))
    #expect(terminal.nextEvent(timeout: 1) == .timeout)
    terminal.draw(frame("b"))
    #expect(terminal.nextEvent(timeout: nil) == .key(Key(.character("j"))))
    #expect(terminal.drawn.count == 2)
  }

  @Test func `patience ends with what was awaited`() {
    let terminal = ScriptedTerminal(Size(columns: 3, rows: 1), patience: 0.05)
    terminal.play(.shows("GENEVA"), .keys("j"))
    #expect(terminal.nextEvent(timeout: nil) == .closed)
    #expect(terminal.unmet == "“GENEVA”")
  }

  @Test func `a frame as text has its styles as a second plane`() {
    var grid = Grid(Size(columns: 4, rows: 2))
    grid.fill(Rect(column: 1, row: 1, columns: 2, rows: 1), style: .reverse)
    grid.cursor = Point(column: 1, row: 1)
    #expect(
      Snapshot.text(of: grid)
        == "4x2 cursor 1,1\n\n\n--- styles\n\n.aa\n---\na reverse")
  }

  @Test func `a difference shows what was and what is`() {
    #expect(
      LineDifference.text(from: "a\nb\nc\nd\ne\nf", to: "a\nb\nc\nD\ne\nf")
        == "  b\n  c\n- d\n+ D\n  e\n  f")
  }

  @Test(arguments: ["j", "Enter", "Ctrl-d", "Alt-Left", "PgUp", "Esc", "Shift-Tab", "F5", "é"])
  func `every key has bytes`(name: String) throws {
    let key = try #require(Key(name: name))
    #expect(!KeyBytes.of(key).isEmpty)
  }

  @Test func `an event log is waited on`() throws {
    let log = EventLog<Int>()
    log.append(1)
    #expect(try log.wait(for: "one event") { $0.count == 1 } == [1])
    #expect(throws: WaitFailure.self) {
      try log.wait(for: "two events", within: 0.05) { $0.count == 2 }
    }
  }
}

@Suite struct CorpusGeneratorTests {
  @Test func `the same seed gives the same bytes, another others`() {
    let corpus = CorpusGenerator(seed: 7, count: 60)
    let again = CorpusGenerator(seed: 7, count: 60)
    let other = CorpusGenerator(seed: 8, count: 60)
    #expect(Array(corpus.documents) == Array(again.documents))
    #expect(corpus.document(3) != other.document(3))
  }

  @Test func `documents are about three kilobytes, in nested desks`() {
    let documents = Array(CorpusGenerator(seed: 1, count: 200).documents)
    let mean = documents.reduce(0) { $0 + $1.text.utf8.count } / documents.count
    #expect((2_400...3_800).contains(mean), "\(mean) bytes")
    #expect(Set(documents.map(\.path)).count == documents.count)
    #expect(documents.contains { $0.path.split(separator: "/").count == 3 })
  }

  @Test func `some related headlines exist and some do not, some articles share an event`() {
    let documents = Array(CorpusGenerator(seed: 1, count: 400).documents)
    let headlines = Set(documents.map(\.headline))
    #expect(documents.allSatisfy { (1...4).contains($0.related.count) })
    let named = documents.flatMap(\.related)
    let found = named.filter(headlines.contains).count
    #expect(found > named.count / 4 && found < named.count * 3 / 4, "\(found) of \(named.count)")
    let events = Dictionary(grouping: documents, by: \.event)
    #expect(events.values.contains { $0.count >= 4 } && events.values.contains { $0.count == 1 })
  }

  @Test func `a corpus is written as it is generated`() throws {
    let folder = try TemporaryFolder()
    let corpus = CorpusGenerator(seed: 2, count: 30)
    let bytes = try corpus.write(to: folder.path)
    #expect(bytes == corpus.documents.reduce(0) { $0 + $1.text.utf8.count })
    for document in corpus.documents {
      #expect(try FileTree.text(folder.path(document.path)) == document.text)
    }
  }
}
