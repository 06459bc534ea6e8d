// Reading a text reads its equal copies, and no edition that differs.

import ArticleModel
import TestSupport
import Testing

@testable import ArticleLibrary

@Suite struct CopyReadingTests {
  private static let text = """
    Ferry Runs Aground off Kvaloya

    TROMSO – The ferry Nordstjernen ran aground off Kvaloya in heavy snow on Saturday with 212 \
    passengers aboard, and the coast guard of Tromso took them off in lifeboats through the night. \
    Captain Solveig Hauge said that the rudder had jammed near the lighthouse, and that nobody was \
    hurt but a cook who had burnt his hand on the soup before the ship stood still.
    """

  private static let longer = text + " The rudder is to be looked at on Monday by two inspectors."

  private func read(_ marks: [ArticleRow]) -> [String] {
    marks.filter(\.marks.isRead).map(\.path.string).sorted()
  }

  private func rows(_ fixture: Fixture) throws -> [ArticleRow] {
    let ids = try ["one.txt", "same.txt", "SHOUT.txt", "longer.txt", "other.txt"].flatMap {
      try fixture.library.documents(at: RawPath(fixture.news + "/" + $0))
    }
    return try fixture.library.rows(ids)
  }

  private func synced() throws -> Fixture {
    let fixture = try Fixture()
    try fixture.write(Self.text, to: "one.txt")
    try fixture.write(Self.text + "\n\n", to: "same.txt")
    try fixture.write(Self.text.replacing("heavy snow", with: "Heavy Snow"), to: "SHOUT.txt")
    try fixture.write(Self.longer, to: "longer.txt")
    try fixture.write("Opera Reopens\n\nRusalka in rubber boots.\n", to: "other.txt")
    try fixture.sync()
    return fixture
  }

  @Test func `reading one reads each copy that has the same words, and undo gives back`() throws {
    let fixture = try synced()
    let one = try #require(try rows(fixture).first { $0.path == "one.txt" })
    _ = try fixture.library.mark([one.id], .read)
    #expect(read(try rows(fixture)) == ["SHOUT.txt", "one.txt", "same.txt"])
    _ = try fixture.library.undo()
    #expect(read(try rows(fixture)).isEmpty)
  }

  @Test func `an edition that differs is read by itself, and reads no other`() throws {
    let fixture = try synced()
    let longer = try #require(try rows(fixture).first { $0.path == "longer.txt" })
    _ = try fixture.library.mark([longer.id], .read)
    #expect(read(try rows(fixture)) == ["longer.txt"])
  }

  @Test func `a star is of one copy alone`() throws {
    let fixture = try synced()
    let same = try #require(try rows(fixture).first { $0.path == "same.txt" })
    _ = try fixture.library.mark([same.id], .star)
    #expect(try rows(fixture).filter(\.marks.isStarred).map(\.path) == ["same.txt"])
  }
}
