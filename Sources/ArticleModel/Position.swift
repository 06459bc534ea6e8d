// A position says where in an article the reader is, whatever the width.

/// A place in an article that survives another width and an edit.
///
/// `section` and `block` count from 0. All that stands above the first section (the desk and date, the
/// headline, the byline) is section `Position.head`, its lines are blocks; a section's own title is
/// block `Position.title`.
package struct Position: Hashable, Sendable {
  /// The section that stands for what is above the first one.
  package static let head = -1
  /// The block that stands for a section's title.
  package static let title = -1

  /// The section's place in the article, from 0; -1 for the head of the article.
  package var section: Int
  /// The block's place in its section, from 0; -1 for the section's title.
  package var block: Int
  /// Unicode scalars into the block's text.
  package var offset: Int
  /// `StableHash.of` the block's text, to find it again after an edit.
  package var blockHash: UInt64
  /// How much of the article's characters had come on the screen there, 0 to 1.
  package var fraction: Double

  /// A position; numbers that no article has are brought to the nearest that one may have.
  package init(
    section: Int = Position.head, block: Int = 0, offset: Int = 0, blockHash: UInt64 = 0,
    fraction: Double = 0
  ) {
    self.section = Bounded.count(section, least: Position.head)
    self.block = Bounded.count(block, least: Position.title)
    self.offset = Bounded.count(offset)
    self.blockHash = blockHash
    self.fraction = Bounded.share(fraction)
  }
}
