// Old charsets, by the names that the detector gives them.

import Testing

@testable import DocumentLoading

@Suite struct CharsetTests {
  /// The bytes in hexadecimal, as Python's codecs and glibc's iconv write them.
  static let charsets = [
    ("KOI8-R", "Новости: лёд", "eecfd7cfd3d4c93a20cca3c4"),
    ("WINDOWS-1251", "Лёд “в порту” №", "cbb8e42093e220efeef0f2f39420b9"),
    ("WINDOWS-1250", "Škoda žena – říkali", "8a6b6f6461209e656e61209620f8ed6b616c69"),
    ("WINDOWS-1252", "café – “no” €", "636166e9209620936e6f942080"),
    ("WINDOWS-1253", "Νέα “από” €", "cddde12093e1f0fc942080"),
    ("WINDOWS-1254", "İstanbul’da ığş", "dd7374616e62756c92646120fdf0fe"),
    ("WINDOWS-1255", "חדשות הנמל", "e7e3f9e5fa20e4f0eeec"),
    ("WINDOWS-1256", "أخبار الميناء", "c3cec8c7d120c7e1e3ede4c7c1"),
    ("WINDOWS-1257", "Žinios ąčę", "de696e696f7320e0e8e6"),
    ("WINDOWS-1258", "Chữ Quốc ngữ ₫", "4368fdde205175f4ec63206e67fdde20fe"),
    ("ISO-8859-1", "café", "636166e9"),
    ("ISO-8859-2", "Škoda žena", "a96b6f646120be656e61"),
    ("ISO-8859-3", "ĦĥĜĝ", "a1b6d8f8"),
    ("ISO-8859-4", "Āžķ", "c0bef3"),
    ("ISO-8859-5", "Новости", "bdded2dee1e2d8"),
    ("ISO-8859-6", "أخبار", "c3cec8c7d1"),
    ("ISO-8859-7", "Νέα", "cddde1"),
    ("ISO-8859-8", "חדשות", "e7e3f9e5fa"),
    ("ISO-8859-9", "İstanbul ığş", "dd7374616e62756c20fdf0fe"),
    ("ISO-8859-10", "Ðáŋ", "d0e1bf"),
    ("ISO-8859-11", "ข่าว", "a2e8d2c7"),
    ("ISO-8859-13", "Žąč ”", "dee0e820a1"),
    ("ISO-8859-15", "cœur €", "63bd757220a4"),
    ("ISO-8859-16", "Știri ț €", "aa7469726920fe20a4"),
    ("TIS-620", "ข่าวท่าเรือ", "a2e8d2c7b7e8d2e0c3d7cd"),
    ("IBM852", "Škoda", "e66b6f6461"),
    ("IBM855", "Новости", "d5d6ebd6e3e5b7"),
    ("IBM866", "Новости порта", "8daea2aee1e2a820afaee0e2a0"),
    ("IBM850", "café", "63616682"),
    ("IBM437", "café ÷", "6361668220f6"),
    ("MAC-CYRILLIC", "Новости", "8deee2eef1f2e8"),
    ("MACINTOSH", "café “no”", "6361668e20d26e6fd3"),
    ("MAC-CENTRALEUROPE", "Škoda", "e16b6f6461"),
    ("SHIFT_JIS", "日本のニュース", "93fa967b82cc836a8385815b8358"),
    ("EUC-JP", "日本のニュース", "c6fccbdca4cea5cba5e5a1bca5b9"),
    ("ISO-2022-JP", "日本のニュース", "1b2442467c4b5c244e254b2565213c25391b2842"),
    ("GB18030", "中文新闻€㐀", "d6d0cec4d0c2cec5a2e38139ee39"),
    ("HZ-GB-2312", "中文新闻", "7e7b56504e4450424e457e7d"),
    ("BIG5", "中文新聞", "a4a4a4e5b773bb44"),
    ("EUC-KR", "한국 뉴스", "c7d1b1b920b4babdba"),
    ("UHC", "똠방각하", "8c63b9e6b0a2c7cf"),
    ("ISO-2022-KR", "한국", "1b2429430e475131390f"),
    ("VISCII", "Tiếng Việt", "5469aa6e67205669ae74"),
    ("EUC-TW", "中文新聞", "c4e3c5c6e4bbeacc"),
  ]

  private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = Array(hexadecimal)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0..<$0 + 2]), radix: 16)
    }
  }

  @Test(arguments: charsets)
  func everyCharsetIsRead(name: String, text: String, hexadecimal: String) {
    #expect(CharsetConverter.decode(bytes(hexadecimal), name) == text)
  }

  /// Bytes that mean nothing are marked, one by one, and what follows is read.
  @Test(arguments: [
    ("WINDOWS-1252", "61812062", "a\u{FFFD} b"), ("WINDOWS-1251", "9820c0", "\u{FFFD} А"),
    ("SHIFT_JIS", "93fa8061", "日\u{FFFD}a"), ("EUC-JP", "c6fcff61", "日\u{FFFD}a"),
    ("ISO-8859-8", "e0bf61", "א\u{FFFD}a"), ("EUC-KR", "c7d1ff61", "한\u{FFFD}a"),
  ])
  func whatMeansNothingIsMarked(name: String, hexadecimal: String, text: String) {
    #expect(CharsetConverter.decode(bytes(hexadecimal), name) == text)
  }

  @Test(arguments: charsets.map(\.0))
  func everySequenceEnds(name: String) {
    for first in UInt8.min...UInt8.max {
      for rest: [UInt8] in [[], [0x1B], [first], [0xFF, 0x80], [0x24, 0x42, first]] {
        let text = CharsetConverter.decode([first] + rest, name)
        #expect(text != nil)
      }
    }
    #expect(CharsetConverter.decode([], name)?.isEmpty == true)
  }

  @Test func anUnknownNameIsNone() {
    for name in ["", "no-such-charset", "../../etc/passwd", "ISO-8859-99"] {
      #expect(CharsetConverter.decode([0x61], name) == nil)
    }
  }
}
