// Words of the scripts that write none apart, found by ICU's dictionaries.

private import CICU

/// A word break iterator of ICU, used for the runs of one text and closed with it.
final class DictionaryWords {
  private let breaks: OpaquePointer?

  init() {
    breaks = text_open_word_breaks()
  }

  deinit {
    if let breaks { text_close_breaks(breaks) }
  }

  /// Gives the words of a run of letters; the whole run where ICU has no dictionary.
  func forEach(in run: String, _ body: (String) -> Void) {
    let units = Array(run.utf16)
    guard let breaks, !units.isEmpty else { return body(run) }
    units.withUnsafeBufferPointer { buffer in
      text_set_words(breaks, buffer.baseAddress, Int32(buffer.count))
      var start = 0
      while true {
        let end = Int(text_next_break(breaks))
        guard end > start else { return }
        body(String(decoding: buffer[start..<end], as: UTF16.self))
        start = end
      }
    }
  }
}
