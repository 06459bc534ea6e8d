// A document as found, before anything is made of it.

package import ArticleModel

/// A file's bytes, and where they are from.
package struct Document: Sendable {
  /// The path as found: its name and extension count for the format and the last-resort headline.
  package var path: RawPath
  /// The content, as far as it was read.
  package var bytes: [UInt8]
  /// Whether the file is longer than what was read of it.
  package var isCut: Bool

  package init(path: RawPath, bytes: [UInt8], isCut: Bool = false) {
    self.path = path
    self.bytes = bytes
    self.isCut = isCut
  }
}
