// Datelines of many papers, and openings that only look like one.

import ArticleModel
import Testing

@testable import DocumentLoading

@Suite struct DatelineTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var opening: String
    var text: String
    var location: String
    var region: String?
    var agency: String?
    var day: String?

    init(
      _ opening: String, _ text: String, _ location: String, region: String? = nil,
      agency: String? = nil, day: String? = nil
    ) {
      self.opening = opening
      self.text = text
      self.location = location
      self.region = region
      self.agency = agency
      self.day = day
    }

    var testDescription: String { opening }
  }

  static let cases = [
    Case("GENEVA – ", "GENEVA", "Geneva"),
    Case("GENEVA - ", "GENEVA", "Geneva"),
    Case("GENEVA -- ", "GENEVA", "Geneva"),
    Case("GENEVA—", "GENEVA", "Geneva"),
    Case("GENEVA: ", "GENEVA", "Geneva"),
    Case("GENEVA | ", "GENEVA", "Geneva"),
    Case("Geneva – ", "Geneva", "Geneva"),
    Case("KYIV, Ukraine (AP) — ", "KYIV, Ukraine (AP)", "Kyiv", region: "Ukraine", agency: "AP"),
    Case(
      "NEW YORK, Feb 18 (Agency) - ", "NEW YORK, Feb 18 (Agency)", "New York", agency: "Agency",
      day: "Feb 18"),
    Case("LONDON (Reuters) - ", "LONDON (Reuters)", "London", agency: "Reuters"),
    Case("WASHINGTON, D.C. – ", "WASHINGTON, D.C.", "Washington", region: "D.C."),
    Case(
      "ST. PETERSBURG, Fla. (AP) — ", "ST. PETERSBURG, Fla. (AP)", "St. Petersburg", region: "Fla.",
      agency: "AP"),
    Case("PORT-AU-PRINCE, Haiti — ", "PORT-AU-PRINCE, Haiti", "Port-au-Prince", region: "Haiti"),
    Case("RIO DE JANEIRO — ", "RIO DE JANEIRO", "Rio de Janeiro"),
    Case("McALLEN, Texas (AP) — ", "McALLEN, Texas (AP)", "McAllen", region: "Texas", agency: "AP"),
    Case(
      "WASHINGTON/BEIJING (Reuters) - ", "WASHINGTON/BEIJING (Reuters)", "Washington/Beijing",
      agency: "Reuters"),
    Case(
      "GENEVA, Feb. 18, 2026 (AP) -- ", "GENEVA, Feb. 18, 2026 (AP)", "Geneva", agency: "AP",
      day: "Feb. 18, 2026"),
    Case(
      "LONDON, Feb 18 /PRNewswire/ -- ", "LONDON, Feb 18 /PRNewswire/", "London",
      agency: "PRNewswire", day: "Feb 18"),
    Case("ABOARD USS HORNET – ", "ABOARD USS HORNET", "Aboard USS Hornet"),
    Case("Wien – ", "Wien", "Wien"), Case("Wien (APA) – ", "Wien (APA)", "Wien", agency: "APA"),
    Case("Stoke-on-Trent – ", "Stoke-on-Trent", "Stoke-on-Trent"),
    Case("Iowa City / Wien – ", "Iowa City / Wien", "Iowa City / Wien"),
    Case("Cincinnati (Ohio) – ", "Cincinnati (Ohio)", "Cincinnati", region: "Ohio"),
    Case("Zell am See – ", "Zell am See", "Zell am See"),
    Case(
      "PARIS, 18 février (AFP) - ", "PARIS, 18 février (AFP)", "Paris", agency: "AFP",
      day: "18 février"),
    Case("Madrid, 18 feb (EFE).- ", "Madrid, 18 feb (EFE)", "Madrid", agency: "EFE", day: "18 feb"),
    Case(
      "MADRID 18 feb. (EUROPA PRESS) - ", "MADRID 18 feb. (EUROPA PRESS)", "Madrid",
      agency: "EUROPA PRESS", day: "18 feb."),
    Case(
      "(ANSA) - ROMA, 18 FEB - ", "(ANSA) - ROMA, 18 FEB", "Roma", agency: "ANSA", day: "18 FEB"),
    Case(
      "LISBOA, 18 fev (Lusa) — ", "LISBOA, 18 fev (Lusa)", "Lisboa", agency: "Lusa", day: "18 fev"),
    Case("AMSTERDAM (ANP) - ", "AMSTERDAM (ANP)", "Amsterdam", agency: "ANP"),
    Case(
      "МОСКВА, 18 фев — РИА Новости. ", "МОСКВА, 18 фев", "Москва", agency: "РИА Новости",
      day: "18 фев"),
    Case(
      "МОСКВА, 18 февраля. /ТАСС/. ", "МОСКВА, 18 февраля. /ТАСС/", "Москва", agency: "ТАСС",
      day: "18 февраля"),
    Case(
      "КИЇВ, 18 лютого (Укрінформ) – ", "КИЇВ, 18 лютого (Укрінформ)", "Київ", agency: "Укрінформ",
      day: "18 лютого"),
    Case("ΑΘΗΝΑ – ", "ΑΘΗΝΑ", "Αθηνα"),
    Case("القاهرة – ", "القاهرة", "القاهرة"),
    Case("القاهرة (رويترز) - ", "القاهرة (رويترز)", "القاهرة", agency: "رويترز"),
    Case("ירושלים – ", "ירושלים", "ירושלים"), Case("नई दिल्ली: ", "नई दिल्ली", "नई दिल्ली"),
    Case("新华社北京2月18日电 ", "新华社北京2月18日电", "北京", agency: "新华社", day: "2月18日"),
    Case("新华社北京2月18日电（记者王某）", "新华社北京2月18日电", "北京", agency: "新华社", day: "2月18日"),
    Case("（新华社北京2月18日电）", "新华社北京2月18日电", "北京", agency: "新华社", day: "2月18日"),
    Case("北京2月18日電 ", "北京2月18日電", "北京", day: "2月18日"),
    Case("（中央社記者王小明台北18日電）", "中央社記者王小明台北18日電", "台北", agency: "中央社", day: "18日"),
    Case("【ワシントン＝山田太郎】", "ワシントン＝山田太郎", "ワシントン", agency: "山田太郎"),
    Case("【東京共同】", "東京共同", "東京", agency: "共同"),
    Case("［東京　１８日　ロイター］ - ", "東京　１８日　ロイター", "東京", agency: "ロイター", day: "１８日"),
    Case("(서울=연합뉴스) 홍길동 기자 = ", "서울=연합뉴스", "서울", agency: "연합뉴스"),
  ]

  @Test(arguments: cases)
  func isRead(example: Case) throws {
    let found = try #require(
      DatelineReader.read(
        SafeText(line: example.opening + "The delegations met."), isCapitals: false))
    let wanted = Dateline(
      text: SafeText(line: example.text), location: SafeText(line: example.location),
      region: example.region.map { SafeText(line: $0) },
      agency: example.agency.map { SafeText(line: $0) }, day: example.day.map { SafeText(line: $0) }
    )
    #expect(found.dateline == wanted)
    #expect(found.length <= (example.opening + "The").unicodeScalars.count)
  }

  @Test(arguments: [
    "Trump – the former president – said on Monday that he would not go.",
    "Angela Merkel – Kanzlerin seit 2005 – hat am Montag abgesagt.",
    "Nein – Das war es nicht, sagte er.", "BREAKING – The harbour is closed.",
    "FILE - In this March 7, 1965, photo the harbour is seen.", "EXCLUSIVE: The harbour is closed.",
    "Harbour 1 - 0 Pier: The keeper saved them all.", "TRUMP: We will see what happens.",
    "The Switzerland-based discussions went on.", "Nobody knows – Pilots say it is the wind.",
    "He said: “No.” – The rest was silence.", "It was cold — Very cold.",
    "Vote For Me - A new show.",
    "北京2月18日举行了会议。", "（图片说明）", "憨豆特工3评论 - 一部电影", "שלושה גברים - בגילאים 33 ו-39 - נעצרו.",
    "– The delegations met.", "—", "-", "(", "(AP) The harbour", "/", "【】", "A", "",
  ])
  func isNot(opening: String) {
    #expect(DatelineReader.read(SafeText(line: opening), isCapitals: false) == nil)
  }
}
