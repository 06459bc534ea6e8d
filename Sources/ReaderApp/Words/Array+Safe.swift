// An element that may not be there is asked for safely.

extension Array {
  /// The element at an index; `nil` where there is none.
  subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
