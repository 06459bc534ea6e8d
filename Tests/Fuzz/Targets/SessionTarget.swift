// The text by which a session goes on, under the fuzzer: it comes from a file that may be damaged.

import ArticleModel

#if DEBUG

@testable import ReaderApp

extension FuzzTarget {
  /// `Session.read`. The planted bug forgets which stories are unlike the others.
  static let session = FuzzTarget("session", longest: 1_024) { bytes, isPlanted in
    let text = String(decoding: bytes, as: UTF8.self)
    guard let session = Session.read(text) ?? Session.read("session 1\n" + text) else { return nil }
    var again = Session.read(session.text)
    if isPlanted, session.folding.exceptions.count > 2 { again?.folding.exceptions = [] }
    // Only so many stories are kept, and a fraction that is no number is none.
    guard session.folding.exceptions.count <= 500, session.position?.fraction.isNaN != true else {
      return nil
    }
    return again == session ? nil : "\(session) is read as \(again as Any)"
  }
}

#endif
