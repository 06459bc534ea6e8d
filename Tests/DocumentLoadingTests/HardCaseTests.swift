// The hard cases of the grammar, one document each.

import ArticleModel
import DocumentLoading
import Testing

@Suite struct HardCaseTests {
  @Test func aHeadlineLineIsTheHeadline() throws {
    let article = try load("Frozen Harbour Strands Two Hundred\n\n" + Fixture.lines)
    #expect(article.headline == Headline("Frozen Harbour Strands Two Hundred", origin: .document))
    #expect(article.sections.map(\.kind) == [.body])
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func aHeadlineInSentenceCaseOrAQuestionIsOne() throws {
    for title in [
      "Frozen harbour strands two hundred", "Will the harbour open again?", "“We heard it come”",
    ] {
      let article = try load(title + "\n\n" + Fixture.blocks)
      #expect(article.headline.text.string == title)
      #expect(article.headline.origin == .document)
      #expect(article.texts(.body) == Fixture.body)
    }
  }

  @Test func noSummary() throws {
    let article = try load("TALLINN – " + Fixture.lines)
    #expect(article.section(.summary) == nil)
    #expect(article.dateline?.location == "Tallinn")
    #expect(article.texts(.body).count == 4)
    #expect(article.texts(.body)[0].hasPrefix("TALLINN – The harbour"))
    #expect(article.headline.origin == .derived)
    #expect(article.headline.text.string.hasPrefix("The harbour office said"))
  }

  @Test func summaryThenDateline() throws {
    let article = try load(
      ([Fixture.summary, "", "TALLINN – " + Fixture.lines] + Fixture.titles).joined(separator: "\n")
    )
    #expect(article.sections.map(\.kind) == [.summary, .body, .related])
    #expect(article.texts(.summary) == [Fixture.summary])
    #expect(article.texts(.body).count == 4)
    #expect(article.headline == Headline(SafeText(line: Fixture.titles[2]), origin: .related))
    #expect(article.relatedTexts == Array(Fixture.titles.prefix(2)))
  }

  @Test func noDateline() throws {
    let article = try load(Fixture.summary + "\n\n" + Fixture.lines)
    #expect(article.dateline == nil)
    #expect(article.texts(.summary) == [Fixture.summary])
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func paragraphsAllSetApartHaveNoSummary() throws {
    let article = try load(Fixture.blocks)
    #expect(article.section(.summary) == nil)
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func noRelatedHeadlines() throws {
    let article = try load("A Headline of Its Own\n\nTALLINN – " + Fixture.lines)
    #expect(article.related.isEmpty)
    #expect(article.section(.related) == nil)
  }

  @Test(arguments: ["The ferries stay.", "“We wait.”", "It was cold", "Nobody was hurt!"])
  func aShortLastParagraphStaysOne(last: String) throws {
    let article = try load("A Headline of Its Own\n\n" + Fixture.lines + "\n" + last)
    #expect(article.related.isEmpty)
    #expect(article.texts(.body).last == last)
  }

  @Test(arguments: ["\n", "\n\n"])
  func aPullQuoteAtTheEndIsNoHeadline(gap: String) throws {
    for quote in [
      "“By noon we could hear it”", "\"By noon we could hear it\"\n– a pilot of the harbour",
    ] {
      let article = try load("A Headline of Its Own\n\n" + Fixture.lines + gap + quote)
      #expect(article.related.isEmpty, "\(quote)")
      #expect(article.texts(.body).count >= 5)
    }
  }

  @Test(arguments: [
    ["Pilots recall the winter that stopped the mail boats", "Council keeps the fish hall open"],
    ["Who will pay for the new icebreaker?", "Why the mail boats stopped in that winter"],
    ["“We heard it come,” pilots say of the ice", "Council keeps the fish hall open"],
    ["Pilots Recall the Winter of the Mail Boats", "What Comes After the Ice?", "Fish Hall Open!"],
    ["‘Never Again’: A Harbour Looks Back at Its Ice", "A Night in the Fish Hall"],
    [
      "iPhone Maps Led Walkers Onto the Ice, Police Say", "7 Ways to Stay Warm on a Pier in Winter",
    ],
  ])
  func bareHeadlinesAtTheEnd(titles: [String]) throws {
    for separator in ["\n", "\n\n"] {
      let text =
        "A Headline of Its Own\n\n" + Fixture.lines + separator
        + titles.joined(separator: separator)
      let article = try load(text)
      #expect(article.relatedTexts == titles)
      #expect(article.texts(.body) == Fixture.body)
    }
  }

  @Test(arguments: [
    "Related", "RELATED:", "Related stories", "Read more:", "See also", "More on this story",
    "— Read also —", "Mehr zum Thema", "Lesen Sie auch:", "À lire aussi", "Sur le même sujet :",
    "Te puede interesar", "Leggi anche", "Leia também:", "Lees ook", "Читайте также:",
    "Читайте також",
    "Czytaj także", "Läs också", "相关新闻", "相關報導：", "関連記事", "関連ニュース:", "관련 기사", "اقرأ أيضا",
    "اقرأ أيضًا:", "קראו גם:", "بیشتر بخوانید", "यह भी पढ़ें", "อ่านเพิ่มเติม",
    "Xem thêm", "Baca juga:", "İlgili haberler", "Διαβάστε επίσης", "## Related", "[Related]",
    "Related\n-------",
  ])
  func aSingleHeadlineUnderALabel(label: String) throws {
    let title = "Pilots recall the winter that stopped the mail boats"
    for layout in [Fixture.lines, Fixture.blocks, Fixture.wrapped()] {
      let article = try load("A Headline of Its Own\n\n\(layout)\n\n\(label)\n\n\(title)")
      #expect(article.relatedTexts == [title])
      #expect(article.texts(.body) == Fixture.body)
      #expect(article.texts(.related) == [title])
    }
  }

  @Test(arguments: [
    "MORE: ", "Related: ", "READ MORE: ", "See also – ", "Lesen Sie auch: ", "Lire aussi : ",
    "Читайте также: ", "相关新闻：", "関連記事：", "اقرأ أيضا: ", "Lee también | ",
  ])
  func aLabelInsideMakesItsLineARelatedHeadline(label: String) throws {
    let title = "Council Keeps the Fish Hall Open"
    var lines = Fixture.body
    lines.insert(label + title, at: 2)
    let article = try load("A Headline of Its Own\n\n" + lines.joined(separator: "\n"))
    #expect(article.relatedTexts == [title])
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func titlesUnderALabelInsideAreRelatedAndTheTextGoesOn() throws {
    var blocks = Fixture.body
    blocks.insert("Read more:\n" + Fixture.titles.prefix(2).joined(separator: "\n"), at: 2)
    let article = try load("A Headline of Its Own\n\n" + blocks.joined(separator: "\n\n"))
    #expect(article.relatedTexts == Array(Fixture.titles.prefix(2)))
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test(arguments: [
    "More: we do not know yet.", "Related: the price of coal fell, and then rose again.",
  ])
  func aSentenceAfterALabelStaysAParagraph(line: String) throws {
    let article = try load("A Headline of Its Own\n\n" + Fixture.lines + "\n" + line)
    #expect(article.related.isEmpty)
    #expect(article.texts(.body).last == line)
  }

  @Test func aLabelWithNothingUnderItIsText() throws {
    let article = try load(
      "A Headline of Its Own\n\n\(Fixture.body[0])\nMore:\n\(Fixture.body[1])\n\(Fixture.body[2])")
    #expect(article.related.isEmpty)
    #expect(
      article.sections.flatMap(\.blocks).contains { $0.text == "More:" }
        || article.partTitles == ["More:"])
  }

  @Test func linkedHeadlinesKeepTheirAddress() throws {
    let article = try load(
      "# Ice\n\n\(Fixture.blocks)\n\n## Related\n\n- [Pilots Recall](https://example.org/a)\n"
        + "- [Fish Hall Open](b.md)\n", as: "ice.md")
    #expect(article.headline == Headline("Ice", origin: .document))
    #expect(
      article.related == [
        RelatedHeadline("Pilots Recall", url: "https://example.org/a"),
        RelatedHeadline("Fish Hall Open", url: "b.md"),
      ])
  }

  @Test func chinese() throws {
    let body = [
      "新华社塔林2月17日电 港务局周二表示，北部港池四十年来首次封冻，三艘渡轮将停靠码头，直到风向转变。",
      "熟悉航道的引水员说，他们看见冰在一个小时内变厚。“中午我们就能听见它，”其中一人说，他半生都在引船进港。",
      "市议会晚间开会，同意向约二百名滞留旅客开放鱼市大厅，并由志愿者提供热饮和毛毯。",
    ]
    let titles = ["引水员回忆邮船停航的那个冬天", "市议会决定继续开放鱼市大厅", "港口封冻致二百旅客滞留渡轮停航"]
    let article = try load(
      "港口四十年来首次封冻\n\n" + (body + titles).joined(separator: "\n"))
    #expect(article.headline == Headline("港口四十年来首次封冻", origin: .document))
    #expect(
      article.dateline
        == Dateline(
          text: "新华社塔林2月17日电", location: "塔林", agency: "新华社", day: "2月17日"))
    #expect(article.texts(.body) == body)
    #expect(article.relatedTexts == titles)
  }

  @Test func arabic() throws {
    let body = [
      "القاهرة – قال مكتب الميناء يوم الثلاثاء إن الجليد أغلق الحوض الشمالي لأول مرة منذ أربعين عاما، وإن ثلاث عبارات ستبقى عند أرصفتها حتى تتغير الرياح.",
      "وقال مرشدون يعرفون القناة إنهم رأوا الجليد يزداد سماكة خلال ساعة واحدة، وإنهم سمعوا صوته عند الظهر وهم على الرصيف.",
      "واجتمع مجلس المدينة مساء ووافق على فتح قاعة السمك للركاب العالقين الذين بلغ عددهم نحو مئتين عند حلول الليل.",
    ]
    let titles = [
      "مرشدون يتذكرون شتاء توقفت فيه قوارب البريد",
      "المجلس يبقي قاعة السمك مفتوحة حتى نهاية الأسبوع",
    ]
    let article = try load(
      "الجليد يغلق الميناء\n\n" + (body + titles).joined(separator: "\n"))
    #expect(article.headline.text == "الجليد يغلق الميناء")
    #expect(article.dateline?.location == "القاهرة")
    #expect(article.texts(.body) == body)
    #expect(article.relatedTexts == titles)
  }

  @Test func russian() throws {
    let body = [
      "ТАЛЛИН, 17 фев — РИА Новости. Портовое управление сообщило во вторник, что лёд впервые за сорок лет закрыл северный бассейн, и три парома останутся у причалов.",
      "Лоцманы, которые знают канал, рассказали, что шуга загустела за час. «К полудню мы её слышали», — сказал один из них, полжизни проводивший суда.",
      "Городской совет собрался вечером и решил открыть рыбный рынок для пассажиров, которых к ночи было около двухсот.",
    ]
    let titles = [
      "Лоцманы вспоминают зиму, остановившую почту", "Рыбный рынок останется открытым до выходных",
    ]
    let article = try load(
      "Лёд закрыл порт\n\n" + (body + ["", "Читайте также:"] + titles).joined(separator: "\n"))
    #expect(
      article.dateline
        == Dateline(
          text: "ТАЛЛИН, 17 фев", location: "Таллин", agency: "РИА Новости", day: "17 фев"))
    #expect(article.relatedTexts == titles)
    let bare = try load("Лёд закрыл порт\n\n" + (body + titles).joined(separator: "\n"))
    #expect(bare.relatedTexts == titles)
    #expect(bare.texts(.body) == body)
  }

  @Test func wireStyle() throws {
    let article = try load("NEW YORK, Feb 18 (Agency) - " + Fixture.wrapped())
    #expect(
      article.dateline
        == Dateline(
          text: "NEW YORK, Feb 18 (Agency)", location: "New York", agency: "Agency", day: "Feb 18"))
    #expect(article.texts(.body).count == 4)
    #expect(article.headline.text.string.hasPrefix("The harbour office said"))
  }

  @Test func capitalsThroughout() throws {
    let text =
      (["Frozen harbour strands two hundred", "", "Tallinn (BNS) – " + Fixture.lines]
      + Fixture.titles.prefix(2)).joined(separator: "\n").uppercased()
    let article = try load(text)
    #expect(article.headline == Headline("FROZEN HARBOUR STRANDS TWO HUNDRED", origin: .document))
    #expect(article.dateline?.agency == "BNS")
    #expect(article.partTitles == [])
    #expect(article.texts(.body).count == 4)
    #expect(article.relatedTexts == Fixture.titles.prefix(2).map { $0.uppercased() })
    let wrapped = try load(Fixture.wrapped().uppercased())
    #expect(wrapped.texts(.body) == Fixture.body.map { $0.uppercased() })
  }

  @Test func aPoemKeepsItsLines() throws {
    let article = try load(Fixture.poem)
    #expect(article.headline.text == "The Pilot's Winter")
    #expect(article.sections.count == 1)
    #expect(article.texts(.body).count == 2)
    #expect(article.texts(.body)[0].split(separator: "\n").count == 4)
    #expect(article.related.isEmpty)
  }

  @Test func aProgramKeepsItsLines() throws {
    let article = try load(Fixture.program, as: "count-ships.txt")
    #expect(article.headline == Headline("Count ships", origin: .filename))
    let section = try #require(article.section(.body))
    #expect(article.sections.count == 1)
    #expect(section.blocks.allSatisfy { $0.kind == .code })
    #expect(section.blocks.last?.text.string.contains("\n  int ships = 0;\n") == true)
  }

  @Test func mailReadsAsAnArticle() throws {
    let article = try load(Fixture.mail)
    #expect(article.headline == Headline("Basin closed until further notice", origin: .metadata))
    #expect(article.byline == "Harbour Office <office@example.org>")
    #expect(article.published?.text == "2026-02-17T18:40:00+01:00")
    let blocks = try #require(article.section(.body)).blocks
    #expect(
      blocks.contains(Block(.quote, "Can we still use the outer pier? We have two boats there.")))
    #expect(blocks[1].text.string.hasSuffix("earlier today."))
    #expect(article.related.isEmpty)
  }

  @Test func hardWrappedTextIsJoined() throws {
    for measure in [40, 60, 72, 78] {
      let article = try load(
        "Frozen Harbour Strands Two Hundred\n\n" + Fixture.wrapped(at: measure))
      #expect(article.headline.text == "Frozen Harbour Strands Two Hundred")
      #expect(article.texts(.body) == Fixture.body)
    }
  }

  @Test func hardWrappedWithHeadingsItemsAndTitles() throws {
    let wrapped = Fixture.body.map { Fixture.wrap($0, at: 64) }
    let text = [
      "Frozen Harbour Strands Two Hundred", Fixture.wrap(Fixture.summary, at: 64),
      Fixture.wrap("TALLINN, Estonia – " + Fixture.body[0], at: 64), "What the pilots saw",
      wrapped[1],
      "- the northern basin is closed until the wind turns and milder\n  air arrives\n- the outer pier is open",
      wrapped[2], Fixture.titles.joined(separator: "\n"),
    ].joined(separator: "\n\n")
    let article = try load(text)
    #expect(article.sections.map(\.kind) == [.summary, .body, .part, .related])
    #expect(article.texts(.summary) == [Fixture.summary])
    #expect(article.dateline?.region == "Estonia")
    #expect(article.partTitles == ["What the pilots saw"])
    let part = try #require(article.section(.part))
    #expect(part.blocks.map(\.kind) == [.paragraph, .item, .item, .paragraph])
    #expect(part.blocks[1].text.string.hasSuffix("milder air arrives"))
    #expect(article.relatedTexts == Fixture.titles)
  }

  @Test func aHeadlineWithBylineAndDateInOneBlock() throws {
    let article = try load(
      "Frozen Harbour Strands Two Hundred\nBy Ada Berg\nFebruary 18, 2026\n\nTALLINN – "
        + Fixture.blocks)
    #expect(article.headline == Headline("Frozen Harbour Strands Two Hundred", origin: .document))
    #expect(article.byline == "Ada Berg")
    #expect(article.published?.text == "2026-02-18")
    #expect(article.sections.map(\.kind) == [.body])
  }

  @Test func aKickerOverTheHeadlineIsATag() throws {
    let article = try load("ANALYSIS\n\nFrozen Harbour Strands Two Hundred\n\n" + Fixture.blocks)
    #expect(article.headline.text == "Frozen Harbour Strands Two Hundred")
    #expect(article.tags == ["ANALYSIS"])
    #expect(article.texts(.body) == Fixture.body)
  }

  @Test func linesOfCreditsMayFollowTheTitles() throws {
    let article = try load(
      "A Headline of Its Own\n\n" + Fixture.lines + "\n" + Fixture.titles.joined(separator: "\n")
        + "\n\n© 2026 The Harbour Post\n-30-")
    #expect(article.relatedTexts == Fixture.titles)
    #expect(article.texts(.body).suffix(2) == ["© 2026 The Harbour Post", "-30-"])
  }

  @Test func aTitleTooLongForItsLineIsOne() throws {
    let long =
      "Pilots Recall the Winter That Stopped the Mail Boats in the Northern Basin for Weeks"
    let titles = [Fixture.wrap(long, at: 64), Fixture.titles[1]].joined(separator: "\n\n")
    let article = try load("A Headline of Its Own\n\n" + Fixture.wrapped() + "\n\n" + titles)
    #expect(article.relatedTexts == [long, Fixture.titles[1]])
  }

  @Test func winnersAndFixturesAreNoHeadlines() throws {
    for rows in [
      "1 Ada Berg (Estonia)\n2 Jon Kask (Finland)\n3 Mia Holm (Sweden)",
      "Newcastle v Tottenham or Nottingham\nSouthampton v Manchester United",
    ] {
      let article = try load("A Headline of Its Own\n\n" + Fixture.lines + "\n" + rows)
      #expect(article.related.isEmpty)
    }
  }

  @Test func aDocumentOfOneLineIsItsBody() throws {
    let article = try load("The harbour is frozen.")
    #expect(article.headline == Headline("The harbour is frozen", origin: .derived))
    #expect(article.texts(.body) == ["The harbour is frozen."])
    let bare = try load("Frozen harbour")
    #expect(bare.texts(.body) == ["Frozen harbour"])
  }

  @Test func whatHasNoLettersTakesItsFilesName() throws {
    let article = try load("… !!! ?", as: "storm-warning.txt")
    #expect(article.headline == Headline("Storm warning", origin: .filename))
  }

  @Test(arguments: ["", " \n\t\n", "\u{FEFF}", "\u{1B}[2J\r\n"])
  func nothingIsNoArticle(text: String) {
    #expect(throws: LoadFailure.empty) { _ = try load(text) }
  }
}
