// The running text of a generated article.

/// Writes sentences: words by Zipf's law, the names of the event among them, numbers, quotations.
struct GeneratedProse {
  let vocabulary: Vocabulary
  let event: GeneratedEvent
  var random: SeededRandom

  /// A summary, a blank line, a paragraph with a dateline and some more, one a line.
  mutating func write(into text: inout [UInt8]) {
    writeParagraph(into: &text, sentences: 2)
    text.append(0x0A)
    writeDateline(into: &text)
    for _ in 0..<random.within(6...9) {
      writeParagraph(into: &text, sentences: random.within(2...4))
    }
  }

  private mutating func writeDateline(into text: inout [UInt8]) {
    text += String(decoding: event.place, as: UTF8.self).uppercased().utf8
    switch random.below(4) {
    case 0: text += " (Reuters) - ".utf8
    case 1: text += " (AP) — ".utf8
    default: text += " – ".utf8
    }
  }

  private mutating func writeParagraph(into text: inout [UInt8], sentences: Int) {
    for sentence in 0..<sentences {
      if sentence > 0 { text.append(0x20) }
      if sentence > 0, random.below(8) == 0 {
        writeQuotation(into: &text)
      } else {
        writeClause(into: &text, words: random.within(9...21))
        text.append(0x2E)
      }
    }
    text.append(0x0A)
  }

  private mutating func writeQuotation(into text: inout [UInt8]) {
    text += "“".utf8
    writeClause(into: &text, words: random.within(5...14))
    text += ",” ".utf8
    text += event.person
    text += " said.".utf8
  }

  /// Words with a capital at the beginning.
  private mutating func writeClause(into text: inout [UInt8], words: Int) {
    let start = text.count
    for place in 0..<words {
      if place > 0 { text.append(0x20) }
      let chance = random.below(64)
      switch chance {
      case 0: text += event.person
      case 1: text += event.organisation
      case 2: text += event.place
      case 3: text += String(random.within(2...2_500)).utf8
      case 4..<8: vocabulary.append(event.words[random.below(event.words.count)], to: &text)
      default: vocabulary.append(vocabulary.draw(&random), to: &text)
      }
      if chance == 8 || chance == 9, place > 3, place < words - 3 { text.append(0x2C) }
    }
    if (0x61...0x7A).contains(text[start]) { text[start] -= 0x20 }
  }
}
