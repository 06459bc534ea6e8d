// The form that a format brings every document into: blocks and facts, before the grammar is asked.

import ArticleModel

/// A document, or one item of a file that holds many, as its format reads it.
struct Draft: Sendable {
  /// How the blocks are to be understood.
  enum Form: Sendable {
    /// Running text, in which the parts of an article are to be found.
    case prose
    /// Stanzas, whose lines mean something.
    case verse
    /// Source code.
    case code
  }

  var format: DocumentFormat
  var form = Form.prose
  var elements: [Element] = []
  /// True if marks say what the elements are: typography is asked only where they do not.
  var isMarked = false
  var metadata = Metadata()
  /// The name of this item among those of its file; `nil` where the file is one article.
  var item: SafeText?
  /// A hash of this item's own bytes: an item that joins a file leaves those of the others alone.
  var fingerprint: Int64
  /// The headline of last resort: what the file's name says.
  var name = SafeText.empty
  /// The day that the file's name or path bears, where the document names none.
  var day: CivilDay?
  /// True if more was there than is read.
  var isCut = false

  init(_ format: DocumentFormat, fingerprint: Int64) {
    self.format = format
    self.fingerprint = fingerprint
  }

  /// The only item of a document.
  init(_ format: DocumentFormat, whole document: Document) {
    self.init(format, fingerprint: ContentHash.of(document.bytes))
    name = FileName.headline(document.path)
    day = DigitDay.inPath(document.path)
    isCut = document.isCut
  }
}

/// The drafts of a document, made one by one as they are asked for: no more than one of them is held,
/// however many a file has.
typealias Drafts = AnyIterator<Draft>
