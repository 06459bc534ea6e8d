// The longest common order of two sequences, in linear memory and bounded time.

/// Aligns two sequences of numbers.
///
/// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), with its refinement to
/// linear space. If two parts differ in more than `limit` places they are taken as wholly
/// different, so that the time is bounded by the length times the limit.
struct Alignment {
  private let old: [Int32]
  private let new: [Int32]
  private let limit: Int
  /// How far each diagonal was followed, forwards and backwards; diagonal 0 in the middle.
  private var forward: [Int]
  private var backward: [Int]
  private let middle: Int
  /// For each old element the new one that it became, or -1.
  private(set) var partner: [Int32]

  /// The alignment of two sequences.
  static func of(_ old: [Int32], _ new: [Int32], limit: Int = 1_000) -> [Int32] {
    var alignment = Alignment(old, new, limit)
    alignment.run()
    return alignment.partner
  }

  private init(_ old: [Int32], _ new: [Int32], _ limit: Int) {
    self.old = old
    self.new = new
    self.limit = min(limit, (old.count + new.count + 1) / 2 + 1)
    middle = self.limit + 1
    forward = [Int](repeating: 0, count: 2 * middle + 1)
    backward = forward
    partner = [Int32](repeating: -1, count: old.count)
  }

  /// A part of both sequences.
  private struct Part {
    var old: Range<Int>
    var new: Range<Int>
  }

  private mutating func run() {
    var open = [Part(old: 0..<old.count, new: 0..<new.count)]
    while let part = open.popLast() {
      let rest = trimmed(part)
      guard !rest.old.isEmpty, !rest.new.isEmpty, let cut = middleOf(rest) else { continue }
      open.append(
        Part(
          old: rest.old.lowerBound..<cut.old, new: rest.new.lowerBound..<cut.new))
      open.append(
        Part(old: cut.old..<rest.old.upperBound, new: cut.new..<rest.new.upperBound))
    }
  }

  /// A part without what both begin and end with, which is aligned.
  private mutating func trimmed(_ part: Part) -> Part {
    var (low, newLow) = (part.old.lowerBound, part.new.lowerBound)
    var (high, newHigh) = (part.old.upperBound, part.new.upperBound)
    while low < high, newLow < newHigh, old[low] == new[newLow] {
      partner[low] = Int32(newLow)
      low += 1
      newLow += 1
    }
    while low < high, newLow < newHigh, old[high - 1] == new[newHigh - 1] {
      high -= 1
      newHigh -= 1
      partner[high] = Int32(newHigh)
    }
    return Part(old: low..<high, new: newLow..<newHigh)
  }

  /// The middle of the shortest path through a part; `nil` where it is too long, or nothing
  /// is in common.
  private mutating func middleOf(_ part: Part) -> (old: Int, new: Int)? {
    let (count, newCount) = (part.old.count, part.new.count)
    let delta = count - newCount
    forward[middle + 1] = 0
    backward[middle + 1] = 0
    for steps in 0...min(limit, (count + newCount + 1) / 2) {
      for diagonal in stride(from: -steps, through: steps, by: 2) {
        let reached = follow(diagonal, steps, part, isForward: true)
        let opposite = delta - diagonal
        guard delta & 1 != 0, abs(opposite) < steps else { continue }
        if let cut = meeting(reached, diagonal, backward[middle + opposite], part) { return cut }
      }
      for diagonal in stride(from: -steps, through: steps, by: 2) {
        let reached = follow(diagonal, steps, part, isForward: false)
        let opposite = delta - diagonal
        guard delta & 1 == 0, abs(opposite) <= steps else { continue }
        let place = forward[middle + opposite]
        if let cut = meeting(place, opposite, reached, part) { return cut }
      }
    }
    return nil
  }

  /// Follows a diagonal as far as both agree; gives how many old elements were passed.
  private mutating func follow(
    _ diagonal: Int, _ steps: Int, _ part: Part, isForward: Bool
  ) -> Int {
    let left = (isForward ? forward : backward)[middle + diagonal - 1]
    let right = (isForward ? forward : backward)[middle + diagonal + 1]
    var place = diagonal == -steps || (diagonal != steps && left < right) ? right : left + 1
    while place < part.old.count, place - diagonal < part.new.count {
      let same =
        isForward
        ? old[part.old.lowerBound + place] == new[part.new.lowerBound + place - diagonal]
        : old[part.old.upperBound - 1 - place]
          == new[part.new.upperBound - 1 - place + diagonal]
      guard same else { break }
      place += 1
    }
    if isForward {
      forward[middle + diagonal] = place
    } else {
      backward[middle + diagonal] = place
    }
    return place
  }

  /// The place where a way forwards along a diagonal meets one backwards; `nil` if they do not meet yet, or
  /// one left the part, or it would part nothing.
  private func meeting(
    _ place: Int, _ diagonal: Int, _ back: Int, _ part: Part
  ) -> (old: Int, new: Int)? {
    let newPlace = place - diagonal
    guard place + back >= part.old.count, place <= part.old.count, newPlace <= part.new.count,
      back <= part.old.count, newPlace >= 0
    else { return nil }
    let cut = (part.old.lowerBound + place, part.new.lowerBound + newPlace)
    let isStart = place == 0 && newPlace == 0
    let isEnd = place == part.old.count && newPlace == part.new.count
    return isStart || isEnd ? nil : cut
  }
}
