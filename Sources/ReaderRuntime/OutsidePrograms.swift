// Other programs are started by closures, so that a test needs none.

package import ArticleModel

/// The programs that the reader hands an article to. Those that run in this terminal have it to
/// themselves until they end.
package struct OutsidePrograms {
  /// The outcome of handing an address or a document to the desktop.
  package enum Opening: Hashable, Sendable {
    /// A line says what was done, or why not.
    case said(SafeText)
    /// Nothing here opens it: the address or path, and the reason.
    case shown(address: SafeText, SafeText)
  }

  package var open: (_ address: SafeText?, _ document: RawPath) -> Opening
  /// Opens a document in the editor; gives a line if that did not work.
  package var edit: (RawPath) -> SafeText?
  /// Gives an article's text to a command of the shell; gives a line if that did not work.
  package var pipe: (_ command: SafeText, StoredArticle) -> SafeText?

  package init(
    open: @escaping (_ address: SafeText?, _ document: RawPath) -> Opening,
    edit: @escaping (RawPath) -> SafeText? = { _ in nil },
    pipe: @escaping (_ command: SafeText, StoredArticle) -> SafeText? = { _, _ in nil }
  ) {
    self.open = open
    self.edit = edit
    self.pipe = pipe
  }
}
