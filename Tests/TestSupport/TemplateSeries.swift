// Articles that share most of their words and are no copies: reports filled into one template.

import ArticleModel

/// A kind of report that is made again and again on one template.
///
///     let texts = TemplateSeries.marketReports.texts(50, seed: 1)
///
/// No two of a series tell the same; a text depends on the kind, the seed and its number alone.
package enum TemplateSeries: String, CaseIterable, Sendable {
  case releaseNotes, weeklyNewsletter, numberedSeries, marketReports, matchReports
  case yearlySurvey, dailyWeather, courtNotices, undatedBulletins

  /// So many documents.
  package func texts(_ count: Int, seed: UInt64) -> [String] {
    (0..<count).map { text($0, seed) }
  }

  private func text(_ number: Int, _ seed: UInt64) -> String {
    var fill = TemplateFill(number: number, random: SeededRandom(seed: seed, stream: number))
    switch self {
    case .releaseNotes: return fill.releaseNotes()
    case .weeklyNewsletter: return fill.newsletter()
    case .numberedSeries: return fill.numbered()
    case .marketReports: return fill.market()
    case .matchReports: return fill.match()
    case .yearlySurvey: return fill.survey()
    case .dailyWeather: return fill.weather()
    case .courtNotices: return fill.court()
    case .undatedBulletins: return fill.bulletin()
    }
  }
}

/// The blanks of one document.
private struct TemplateFill {
  let number: Int
  var random: SeededRandom

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let clubs = [
    "Aldport", "Brackwater", "Carrow", "Dunmere", "Eastholme", "Fenwick", "Garth", "Hollin",
    "Inverlo", "Jedburn", "Kelstow", "Lorne", "Marlock", "Norrel", "Ottery", "Penlow",
  ]
  private static let surnames = [
    "Abbot", "Barrow", "Castell", "Denby", "Ekman", "Farrow", "Gault", "Hask", "Irwin", "Jansen",
    "Kerr", "Lund", "Mossman", "Nye", "Orde", "Pratt", "Quill", "Rudd", "Soames", "Thorne",
  ]

  private mutating func figure(_ range: ClosedRange<Int>) -> String { String(random.within(range)) }
  private mutating func name() -> String { random.pick(Self.surnames) }
  private mutating func club() -> String { random.pick(Self.clubs) }

  private mutating func share() -> String { "\(random.within(0...4)).\(random.within(1...99))" }

  /// Running words that no other document has in this order.
  private mutating func prose(_ sentences: Int) -> String {
    (0..<sentences).map { _ in
      let words = (0..<random.within(8...14)).map { _ in random.pick(Vocabulary.plain) }
      return GeneratedEvent.capitalised(words.joined(separator: " ")) + "."
    }.joined(separator: " ")
  }

  private func dated(_ title: String, step: Int, _ body: String) -> String {
    let first = CivilDay(year: 2024, month: 1, day: 1)?.daysSinceEpoch ?? 0
    let day = CivilDay(daysSinceEpoch: first + number * step).text
    return "---\ntitle: \(title)\ndate: \(day)\n---\n\n\(body)\n"
  }

  mutating func releaseNotes() -> String {
    let version = "\(2 + number / 20).\(number / 4 % 5).\(number % 4)"
    return dated(
      "Quarto Server \(version) released", step: 11,
      """
      We are pleased to announce that Quarto Server \(version) is available for download today. It \
      mends \(figure(2...40)) faults that were reported since the last release and brings the \
      translation up to date.

      The release can be had from the usual mirrors as a source archive and as packages for the \
      common systems. Everyone who runs an earlier release of this series is asked to upgrade; the \
      format of the data on disk is unchanged, so that no dump and restore is needed. Stop the \
      server, install the new package and start the server again.

      Reports of faults go to the list as always. The sum of the archive is \(figure(100000...999999)).
      Our thanks go to all who tested the candidates, wrote documentation and answered questions, \
      and to the foundation at 12 Mill Street, Utrecht, which has paid for the machines since 1998.
      """)
  }

  mutating func newsletter() -> String {
    dated(
      "The Week at the Old Library", step: 7,
      """
      Dear friends of the Old Library, here is the letter that comes to you each Friday with what \
      there is to see, to hear and to borrow under our roof in the days to come.

      \(prose(4)) \(name()) reads on \(random.pick(Self.weekdays)) at \(figure(2...9)).

      The reading room is open from 9 to 18, on Saturdays until 14. Cards cost 12 a year and nothing \
      for those under 18. Books may be kept for 4 weeks and renewed twice by telephone or at the \
      desk. The café on the ground floor serves soup from noon. The lift is working again.

      You get this letter because you hold a card of the Old Library. To get it no longer, answer \
      with the one word stop. Old Library, Canal Street 5, Ghent, telephone 555 0134.
      """)
  }

  mutating func numbered() -> String {
    """
    Notes from the Allotment, No. \(number + 1)

    Every other week our gardener writes from plot 17 by the railway line about what grows there, \
    what does not, and what the neighbours say about both. This is letter \(number + 1).

    \(prose(3)) Lifted \(figure(3...90)) pounds of \(random.pick(Vocabulary.plain)) and gave \
    \(figure(2...20)) of them to \(name()).

    Questions to the gardener are answered in the order in which they come, on paper if they come \
    on paper. Earlier letters can be found in the box beside the gate and at the branch library. \
    Seeds are swapped on the first Sunday of the month from ten until the tea is gone.
    """
  }

  mutating func market() -> String {
    let day = Self.weekdays[number % 5]
    return dated(
      "Shares at the Close on \(day)", step: 1,
      """
      LONDON – The index of the hundred largest shares closed at \(figure(5000...9000)).\(figure(1...9)) \
      on \(day), a change of \(figure(1...99)) points or \(share()) per cent on the day before.

      Among the banks Harlow moved by \(share()) per cent and Lindqvist by \(share()). Of the miners, \
      Corran closed at \(figure(200...900)) pence and Tarn at \(figure(200...900)). In the broader \
      market \(figure(100...900)) shares rose and \(figure(100...900)) fell, and \
      \(figure(300...900)) million changed hands.

      Sterling was traded at 1.\(figure(10...60)) dollars. Gold was fixed at \(figure(1200...2900)) an \
      ounce. The yield of the bond of ten years stood at \(share()) per cent.

      Prices are those of the close as the exchange gives them, and are given without warranty. Past \
      returns are no guide to the future. The exchange is closed on public holidays.
      """)
  }

  mutating func match() -> String {
    let (home, away) = (Self.clubs[number % 16], Self.clubs[(number + 1 + number / 16) % 16])
    let (goals, others) = (figure(0...5), figure(0...5))
    return """
      \(home) \(goals)–\(others) \(away)

      \(home) and \(away) met at the ground of \(home) before \(figure(900...9000)) people, and the \
      match ended \(goals) to \(others) after a first half of \(figure(0...3)) to \(figure(0...3)).

      The first goal came in minute \(figure(2...44)), when \(name()) headed a corner of \(name()) \
      past the goalkeeper. The home side had \(figure(3...20)) shots on goal and the visitors \
      \(figure(3...20)). The referee, \(name()), showed the yellow card \(figure(0...7)) times. \
      After the match the manager of \(home) said that his side had played the way that they train, \
      and the manager of \(away) said that there was much to be taken from it.

      Tickets for the next home match are on sale at the ground and at the usual places.
      """
  }

  mutating func survey() -> String {
    """
    What Readers Told Us in \(1970 + number)

    Each year in spring we ask our readers the same questions, and each year we print the answers. In \
    \(1970 + number) there were \(figure(800...9000)) of them.

    Of those who answered \(figure(20...80)) per cent read the paper at breakfast and \(figure(5...19)) \
    per cent at night. The weather was read by \(figure(50...95)) per cent, the chess by \
    \(figure(1...12)). Asked whether the type was large enough, \(figure(40...90)) per cent said that \
    it was. The mean age was \(figure(38...61)).

    The questions are sent with the last issue of March and can be handed in at any branch. The answers \
    are counted by hand by the staff of the paper, and nobody's name is kept.
    """
  }

  mutating func weather() -> String {
    dated(
      "Weather and Tides", step: 1,
      """
      The coast will have wind of force \(figure(1...9)) from the west, with rain at times and a sea that \
      is moderate in the lee of the islands. Inland it stays dry until the evening.

      Highest temperature \(figure(5...29)), lowest \(figure(0...4)). High water at the pier at \
      \(figure(1...11)).\(figure(10...59)) and \(figure(12...23)).\(figure(10...59)), low water at \
      \(figure(1...23)).\(figure(10...59)). The sun rises at \(figure(4...8)).\(figure(10...59)).

      Small boats should ask the harbour office, open from 6 to 20, on channel 12 or by telephone 555 \
      0177. Times are local. The table of tides for 2024 can be bought for 3 at the office.
      """)
  }

  mutating func court() -> String {
    """
    Before the Magistrates: \(name()) and \(name())

    A driver of \(figure(19...88)) from \(club()) was fined \(figure(40...900)) at the magistrates' court \
    for driving without due care on the road to \(club()) on the evening of the \(figure(2...28))th.

    The court heard from Constable \(name()) that the car had been seen to cross the line \
    \(figure(2...9)) times within a mile. For the defence, \(name()) said that the road was wet and \
    the lamps were out, that nobody had been hurt, and that the car was needed for work. The bench \
    said that it had taken all this into account. The fine is to be paid within a month.

    The court sits on weekdays from ten. Names are printed as they stand in the register.
    """
  }

  mutating func bulletin() -> String {
    """
    Bulletin of the Harbour Board

    The board met in the upper room as it does each month, the chairman in the chair, and the minutes of \
    the meeting before were read and taken as correct.

    \(prose(5))

    The board thanks the harbour master and the crews of the tugs for their work. Masters of vessels \
    are reminded that the channel is narrow at the bar and that lights must be shown from sunset. The \
    next meeting is open to the public as far as there are chairs.
    """
  }
}
