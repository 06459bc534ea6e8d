// Small articles of invented news, for tests of what tells the same story.

import ArticleModel
import TextAnalysis

@testable import StoryMatching

/// A report with a story of its own.
struct Report {
  var story: String
  var headline: String
  var paragraphs: [String]

  var article: Article {
    let blocks = paragraphs.map { Block(.paragraph, SafeText(text: $0)) }
    return Article(
      headline: Headline(SafeText(line: headline), origin: .document), format: .text,
      sections: [Section(kind: .body, title: "Body", blocks: blocks)])
  }
}

/// A newsroom's desk: three stories of three reports, and some that stand alone.
enum Newsroom {
  static let reports: [Report] = [
    Report(
      story: "harbour", headline: "Harbour of Tallinn Freezes Over",
      paragraphs: [
        "The harbour of Tallinn froze over on Sunday for the first time in forty years, and the "
          + "icebreaker Tarmo could not free the ferries at the quay.",
        "Harbour master Kask said that nine ferries were held fast and that the ice would be half a "
          + "metre thick by Wednesday.",
      ]),
    Report(
      story: "harbour", headline: "Icebreaker Tarmo Frees Ferries at Tallinn",
      paragraphs: [
        "After three days in the ice the icebreaker Tarmo freed nine ferries in the harbour of "
          + "Tallinn, where harbour master Kask thanked the crew.",
        "The ice at the quay was half a metre thick. Passengers had crossed it with sledges.",
      ]),
    Report(
      story: "harbour", headline: "Sledges Cross Tallinn Bay as Ferries Stay in Ice",
      paragraphs: [
        "Sledges carried passengers across the frozen bay of Tallinn on Monday while the ferries lay "
          + "fast in the harbour ice.",
        "Harbour master Kask warned that the ice was thin where the icebreaker Tarmo had passed.",
      ]),
    Report(
      story: "robots", headline: "University Told to Leave Robot Fair",
      paragraphs: [
        "The university of Galgor was told to leave the robot fair in Delhi after a robot dog at its "
          + "stand turned out to be made by another firm.",
        "Professor Neha, who had shown the robot dog, said that nobody had claimed to have built it.",
      ]),
    Report(
      story: "robots", headline: "Professor Says Robot Dog Was Never Ours",
      paragraphs: [
        "Professor Neha of the university of Galgor said on Thursday that the robot dog shown at the "
          + "fair in Delhi had been bought for teaching.",
        "The organisers of the robot fair had asked the university to clear its stand.",
      ]),
    Report(
      story: "robots", headline: "How a Robot Dog Embarrassed Delhi",
      paragraphs: [
        "It was meant to be the pride of the robot fair: a robot dog that fetched and danced at the "
          + "stand of the university of Galgor in Delhi.",
        "Then visitors recognised the dog of another firm, and Professor Neha had to explain.",
      ]),
    Report(
      story: "comet", headline: "Comet Seen Over Southern Sky",
      paragraphs: [
        "Astronomers at the observatory of Paranal in Chile saw the tail of comet Ovelle on Tuesday, "
          + "a week before it comes closest to the sun.",
        "Comet Ovelle was found in May by the survey of Dr Ferrand.",
      ]),
    Report(
      story: "comet", headline: "Ovelle's Tail Breaks in Two",
      paragraphs: [
        "The tail of comet Ovelle broke in two as it passed the sun, pictures from the observatory of "
          + "Paranal in Chile showed.",
        "Dr Ferrand, whose survey found the comet in May, spoke of a gust of solar wind.",
      ]),
    Report(
      story: "alone 1", headline: "Bakers Strike in Lyon",
      paragraphs: [
        "Bakers in Lyon closed their ovens on Friday in a dispute about the price of flour and of "
          + "night work, and queues formed at the few shops that stayed open."
      ]),
    Report(
      story: "alone 2", headline: "Village Choir Wins Prize",
      paragraphs: [
        "The choir of a village in Wales won the great prize for singers at Llangollen with a song "
          + "about a lost sheep, and was carried home on a tractor."
      ]),
    Report(
      story: "alone 3", headline: "Museum Buys Forged Map",
      paragraphs: [
        "A museum in Porto paid four million for a sea chart of 1502 that a chemist now says was "
          + "drawn with ink of the last century."
      ]),
  ]
}

/// A table of articles with what made it.
struct TestShelf {
  let frequencies: StoryFrequencies
  let table: VectorTable
  let sketches: [StorySketch]

  /// The ids are those of the reports, in any order.
  init(_ reports: [Report], ids: [Int], days: [StoryDay]? = nil) {
    let sketcher = StorySketcher()
    let sketches = reports.map { sketcher.read($0.article, language: .english).sketch }
    var frequencies = StoryFrequencies()
    for sketch in sketches { frequencies.add(sketch) }
    var table = VectorTable()
    for (place, sketch) in sketches.enumerated() {
      table.append(
        ArticleID(rawValue: Int64(ids[place])), days?[place] ?? .unknown,
        frequencies.vector(of: sketch))
    }
    table.arrange()
    self.frequencies = frequencies
    self.table = table
    self.sketches = sketches
  }

  var neighbours: StoryNeighbours {
    StoryIndex(table).neighbours()
  }

  var threads: StoryThreads { StoryThreads(table, neighbours) }
}
