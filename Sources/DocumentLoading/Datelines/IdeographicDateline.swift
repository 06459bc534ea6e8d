// Datelines of Chinese, Japanese and Korean papers, which are written without spaces or in brackets.

import ArticleModel

enum IdeographicDateline {
  /// Reads `新华社北京2月18日电`, `（中央社記者王某台北18日電）`, `【ワシントン＝山田太郎】`,
  /// `[東京 18日 ロイター] -`, `(서울=연합뉴스)`.
  static func read(_ opening: [Unicode.Scalar]) -> FoundDateline? {
    guard let first = opening.first else { return nil }
    if let close = closing(of: first) {
      guard let end = opening.prefix(48).firstIndex(of: close), end > 2 else { return nil }
      let inside = DatelineReader.string(opening[1..<end])
      guard inside.unicodeScalars.contains(where: { isIdeographic($0) }) else { return nil }
      guard let dateline = wire(inside) ?? bracketed(inside) else { return nil }
      return FoundDateline(dateline: dateline, length: skip(opening, end + 1), isSure: true)
    }
    guard isIdeographic(first) else { return nil }
    return unbracketed(opening)
  }

  private static func closing(of opening: Unicode.Scalar) -> Unicode.Scalar? {
    switch opening {
    case "(": ")"
    case "（": "）"
    case "[": "]"
    case "［": "］"
    case "【": "】"
    case "〔": "〕"
    case "《": "》"
    default: nil
    }
  }

  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  private static func skip(_ opening: [Unicode.Scalar], _ start: Int) -> Int {
    var place = start
    while place < opening.count {
      let scalar = opening[place]
      guard
        scalar == " " || scalar == "\u{3000}" || scalar == ":" || scalar == "："
          || DatelineMark.isDash(scalar) || scalar == "="
      else { break }
      place += 1
    }
    return place
  }

  /// `新华社北京2月18日电` at the start of a paragraph, or `東京 — …` where the place is known.
  private static func unbracketed(_ opening: [Unicode.Scalar]) -> FoundDateline? {
    for (place, scalar) in opening.prefix(40).enumerated() {
      switch scalar {
      case "电", "電", "讯", "訊":
        guard let dateline = wire(DatelineReader.string(opening[0...place])) else { return nil }
        return FoundDateline(dateline: dateline, length: skip(opening, place + 1), isSure: true)
      case "。", "，", "、", "“", "「": return nil
      default:
        if DatelineMark.isDash(scalar) { return place > 1 ? known(opening, upTo: place) : nil }
      }
    }
    return nil
  }

  private static func known(_ opening: [Unicode.Scalar], upTo dash: Int) -> FoundDateline? {
    let name = DatelineReader.string(opening[0..<dash])
    guard Places.contains(name) else { return nil }
    let text = SafeText(line: name)
    return FoundDateline(
      dateline: Dateline(text: text, location: text), length: skip(opening, dash), isSure: true)
  }

  // MARK: Agency, place, day, 电

  private static func wire(_ text: String) -> Dateline? {
    guard let last = text.last, "电電讯訊".contains(last) else { return nil }
    var rest = text.dropLast()
    if rest.hasSuffix("综合") || rest.hasSuffix("专") || rest.hasSuffix("專") {
      rest = rest.dropLast(rest.hasSuffix("综合") ? 2 : 1)
    }
    guard let day = takeDay(&rest) else { return nil }
    let agency = takeAgency(&rest)
    let place = takePlace(String(rest))
    guard !place.isEmpty, place.count <= 14 else { return nil }
    return Dateline(
      text: SafeText(line: text), location: SafeText(line: place),
      agency: agency.map { SafeText(line: $0) }, day: SafeText(line: day))
  }

  /// Takes `2月18日` or `18日` off the end.
  private static func takeDay(_ text: inout Substring) -> String? {
    guard text.hasSuffix("日") else { return nil }
    var day = "日"
    var rest = text.dropLast()
    while let last = rest.last, isDigit(last) || "月年".contains(last) {
      day = String(last) + day
      rest = rest.dropLast()
    }
    guard day.count > 1 else { return nil }
    text = rest
    return day
  }

  /// Whether a character is a digit of a date; 京 and 億 are numbers too, and places.
  private static func isDigit(_ character: Character) -> Bool {
    character.unicodeScalars.first?.properties.numericType == .decimal
      || "〇一二三四五六七八九十".contains(character)
  }

  private static func takeAgency(_ text: inout Substring) -> String? {
    for agency in agencies where text.hasPrefix(agency) {
      text = text.dropFirst(agency.count)
      return agency
    }
    return nil
  }

  /// The place in what is left: after a reporter's name, the last known place or two ideographs.
  private static func takePlace(_ text: String) -> String {
    let bare = SafeText(line: text).string
    guard bare.hasPrefix("记者") || bare.hasPrefix("記者") else { return bare }
    return Places.suffix(of: bare) ?? String(bare.suffix(2))
  }

  private static let agencies = [
    "新华社", "新華社", "中新社", "中新网", "中央社", "法新社", "路透社", "美联社", "美聯社", "共同社", "塔斯社",
    "俄新社", "韩联社", "韓聯社", "德新社", "人民网", "央视新闻", "环球网", "澎湃新闻", "时事社", "本报", "本報", "综合",
    "彭博社", "联合早报", "中评社", "中通社", "俄塔社",
  ]

  // MARK: Japanese and Korean brackets

  /// `東京 18日 ロイター`, `ワシントン＝山田太郎`, `ソウル共同`, `서울=연합뉴스`.
  private static func bracketed(_ inside: String) -> Dateline? {
    let parts = inside.split(whereSeparator: { " =＝　・,".contains($0) }).map(String.init)
    guard var location = parts.first else { return nil }
    let hasMark = inside.contains(where: { "=＝".contains($0) })
    var dateline = Dateline(text: SafeText(line: inside), location: .empty)
    for agency in ["共同", "時事", "ロイター", "AFP", "AP"]
    where location.hasSuffix(agency) && location.count > agency.count {
      location = String(location.dropLast(agency.count))
      dateline.agency = SafeText(line: agency)
    }
    for part in parts.dropFirst() {
      if part.hasSuffix("日") || part.hasSuffix("일"), part.contains(where: isDigit) {
        dateline.day = SafeText(line: part)
      } else if dateline.agency == nil {
        dateline.agency = SafeText(line: part)
      }
    }
    guard dateline.day != nil || dateline.agency != nil, location.count <= 12 else { return nil }
    guard hasMark || Places.contains(location) else { return nil }
    dateline.location = SafeText(line: location)
    return dateline
  }
}
