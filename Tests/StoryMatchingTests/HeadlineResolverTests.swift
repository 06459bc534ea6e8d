// Headlines: which wording differences count as the same headline, and what is merely near.

import ArticleModel
import Testing
import TextAnalysis

@testable import StoryMatching

/// A library in memory.
private struct Shelf {
  var subjects: [HeadlineSource.Subject]

  init(_ articles: [(headline: String, opening: String)]) {
    subjects = articles.enumerated().map { place, article in
      HeadlineSource.Subject(
        id: ArticleID(rawValue: Int64(place)), headline: article.headline,
        opening: article.opening)
    }
  }

  var source: HeadlineSource {
    HeadlineSource(
      articleCount: subjects.count,
      bearing: { key in subjects.filter { HeadlineKey.of($0.headline) == key }.map(\.id) },
      frequency: { term in
        subjects.count { Terms.all(in: $0.headline + " " + $0.opening).contains(term) }
      },
      holding: { term, limit in
        let holders = subjects.filter { subject in
          Terms.all(in: subject.headline + " " + subject.opening).contains(term)
        }
        return holders.map(\.id.rawValue).prefix(limit).map { $0 }
      },
      subject: { number in subjects.first { $0.id.rawValue == number } })
  }

  func resolve(_ headline: String) throws -> HeadlineResolution {
    try HeadlineResolver(source: source).resolve(headline)
  }
}

@Suite struct HeadlineResolverTests {
  private let shelf = Shelf([
    (
      "Negotiators Return to Geneva for a Second Day of Talks",
      "Delegations met again in the Palais des Nations on Wednesday."
    ),
    ("Envoy Describes Night Raid on Kyiv", "A drone hit the embassy's garage."),
    (
      "How the Harbour Froze: Tallinn Remembers 1987",
      "Ice held forty ships fast while sledges crossed the bay."
    ),
    ("University Told to Leave Robot Fair", "A robot dog at the stand was not its own."),
    ("Comet Seen Over the Southern Hemisphere", "Astronomers in Chile saw its tail first."),
    ("王毅与俄外长会谈", "双方讨论了停火问题。"),
    ("Переговоры в Женеве продолжились", "Делегации встретились в среду."),
  ])

  @Test(arguments: [
    ("NEGOTIATORS RETURN TO GENEVA FOR A SECOND DAY OF TALKS", 0),
    ("“Negotiators return to Geneva for a second day of talks”", 0),
    ("Negotiators Return To Geneva — For A Second Day Of Talks!", 0),
    ("Negotiators return to Geneva for second day of talks", 0),
    ("Negotiators return to Geneva on a second day of talks", 0),
    ("Negotiators Returned to Geneva for a Second Day of Talks", 0),
    ("Envoy describes night raids on Kyiv", 1),
    ("Envoy Describes The Night Raid in Kyiv", 1),
    ("How the harbor froze: Tallinn remembers 1987", 2),
    ("How the harbour froze – Tallinn remembers 1987", 2),
    ("University told to leave the robot fair", 3),
    ("王毅与俄外长会谈", 5),
    ("переговоры в женеве продолжились", 6),
  ])
  func `the same headline in other words is found`(headline: String, place: Int64) throws {
    let resolution = try shelf.resolve(headline)
    #expect(resolution.status == .found)
    #expect(resolution.matches.first?.id == ArticleID(rawValue: place))
  }

  @Test(arguments: [
    ("Negotiators Return to Geneva for a Third Day of Talks", 0),
    ("Negotiators Leave Geneva After a Second Day of Talks", 0),
    ("Geneva Talks: What the Negotiators Want", 0),
    ("Kyiv Raid Kills No One, Envoy Says", 1),
    ("Envoy Denies Night Raid on Kyiv", 1),
    ("Envoy Describes No Night Raid on Kyiv", 1),
    ("How the Harbour Froze: Tallinn Remembers 1988", 2),
    ("Tallinn's Harbour Froze Again", 2),
    ("Robot Dog Barred From Fair", 3),
    ("Comet Vanishes From Chile's Sky", 4),
  ])
  func `another story about the same is near, not found`(headline: String, place: Int64) throws {
    let resolution = try shelf.resolve(headline)
    #expect(resolution.status == .nearest)
    #expect(resolution.matches.first?.id == ArticleID(rawValue: place))
    #expect(resolution.matches.allSatisfy { $0.score > 0 && $0.score < 0.9 })
  }

  @Test(arguments: [
    "Quarterly Pumpkin Yields Disappoint Growers", "The of and", "?!…", "",
  ])
  func `what shares nothing is missing`(headline: String) throws {
    #expect(try shelf.resolve(headline) == HeadlineResolution(.missing))
  }

  @Test func `the order of the words makes another story`() throws {
    let shelf = Shelf([("Dog Bites Sleeping Man", "It happened in the park.")])
    #expect(try shelf.resolve("Man Bites Sleeping Dog").status == .nearest)
    #expect(try shelf.resolve("Dog bites a sleeping man").status == .found)
  }

  @Test func `an article does not resolve to itself`() throws {
    let resolver = HeadlineResolver(source: shelf.source)
    let own = ArticleID(rawValue: 1)
    let resolution = try resolver.resolve("Envoy Describes Night Raid on Kyiv", excluding: own)
    #expect(!resolution.matches.contains { $0.id == own })
  }

  @Test func `rare words outweigh common ones`() throws {
    var articles = (0..<40).map { number in
      (headline: "Parliament Debates Bill \(number)", opening: "The parliament met.")
    }
    articles.append((headline: "Quokka Visits Chamber", opening: "A quokka hopped in."))
    let resolution = try Shelf(articles).resolve("Parliament Shoos Quokka")
    #expect(resolution.status == .nearest)
    #expect(resolution.matches.first?.id == ArticleID(rawValue: 40))
  }

  @Test func `all that bear the headline are found`() throws {
    let shelf = Shelf([("Morning Briefing", "Monday."), ("Morning briefing", "Tuesday.")])
    let resolution = try shelf.resolve("MORNING BRIEFING")
    #expect(resolution.matches.map(\.score) == [1, 1])
  }

  @Test(arguments: [
    ("talk", "talks", true), ("colour", "color", true), ("centre", "center", true),
    ("organise", "organized", true), ("carry", "carries", true), ("continue", "continuing", true),
    ("iran", "iraq", false), ("austria", "australia", false), ("win", "wine", true),
    ("second", "third", false), ("1987", "19879", false), ("no", "not", false),
    ("niger", "nigeria", false), ("north", "south", false),
  ])
  func `inflections and spellings`(left: String, right: String, isSame: Bool) {
    #expect(HeadlineWording.isVariant(left, right) == isSame)
    #expect(HeadlineWording.isVariant(right, left) == isSame)
  }

  /// An article that names n headlines is n long itself: read again for each, it would cost n².
  @Test func aListOfHeadlinesAsksForEachArticleAndWordOnce() throws {
    final class Count {
      var subjects = 0
      var holders = 0
      var frequencies = 0
    }
    let count = Count()
    var source = shelf.source
    let (holding, subject, frequency) = (source.holding, source.subject, source.frequency)
    source.holding = {
      count.holders += 1
      return try holding($0, $1)
    }
    source.subject = {
      count.subjects += 1
      return try subject($0)
    }
    source.frequency = {
      count.frequencies += 1
      return try frequency($0)
    }
    let headlines = (0..<200).map {
      "Robot \($0 % 4) Dog Told to Leave the Harbour of Tallinn Again"
    }
    let resolver = HeadlineResolver(source: source)
    let resolved = try headlines.map { try resolver.resolve($0) }
    #expect(count.subjects <= shelf.subjects.count)
    #expect(count.holders <= 12)
    #expect(count.frequencies <= 12)
    #expect(resolved == (try headlines.map { try shelf.resolve($0) }))
  }
}
