// The few words that tell which story an article is about, with their weights: all that is kept of
// it for matching.

/// The heaviest terms of an article, a vector of length 1.
///
/// The weight of a term is (1 + ln tf) · (1 + ln((n + 1) / (df + 1))) in each of three fields, each
/// field brought to length 1, their sum being the article's weight. Stored in 16 steps, of which
/// each is 1/1.13 of the one before.
package struct StoryVector: Hashable, Sendable {
  /// The key above 8 bits of weight, by ascending key.
  package let entries: [UInt32]

  /// A vector of entries by ascending key.
  package init(entries: [UInt32] = []) {
    self.entries = entries
  }

  /// How nearly two articles are about the same, 0 to 1: the cosine of the angle between them.
  package func similarity(to other: StoryVector) -> Float {
    entries.withUnsafeBufferPointer { left in
      other.entries.withUnsafeBufferPointer { right in
        Float(Self.product(left, right)) * Self.scale(left) * Self.scale(right)
      }
    }
  }

  /// The keys by descending weight, those of equal weight by ascending key.
  package func heaviest(_ count: Int) -> [UInt32] {
    entries.sorted { ($1 & 0xFF, $0) < ($0 & 0xFF, $1) }.prefix(count).map { $0 >> 8 }
  }

  /// The weights multiplied and summed up: whole numbers, so that no order of adding matters.
  @inline(__always)
  static func product(
    _ left: UnsafeBufferPointer<UInt32>, _ right: UnsafeBufferPointer<UInt32>
  ) -> UInt32 {
    var sum: UInt32 = 0
    var one = 0
    var two = 0
    while one < left.count, two < right.count {
      let leftKey = left[one] >> 8
      let rightKey = right[two] >> 8
      if leftKey == rightKey { sum &+= (left[one] & 0xFF) &* (right[two] & 0xFF) }
      one &+= leftKey <= rightKey ? 1 : 0
      two &+= rightKey <= leftKey ? 1 : 0
    }
    return sum
  }

  /// The factor that brings a vector's weights to length 1.
  static func scale(_ entries: UnsafeBufferPointer<UInt32>) -> Float {
    var sum: UInt32 = 0
    for entry in entries { sum &+= (entry & 0xFF) &* (entry & 0xFF) }
    return sum == 0 ? 0 : 1 / Float(sum).squareRoot()
  }
}

// MARK: Making

extension StoryFrequencies {
  /// The vector of an article; what was not counted in these frequencies counts as rare.
  ///
  /// - Parameters:
  ///   - sketch: of the article.
  ///   - limit: how many terms are kept.
  /// - Returns: its heaviest terms.
  package func vector(
    of sketch: StorySketch, limit: Int = StorySettings.termLimit
  ) -> StoryVector {
    let weights = FieldWeights(sketch, self)
    var terms = StoryWeightCode(capacity: sketch.entries.count)
    for (place, entry) in sketch.entries.enumerated() {
      terms.add(entry >> 8, weights.weight(at: place, entry))
    }
    return StoryVector(entries: terms.heaviest(limit))
  }
}

/// Weighs the terms of one sketch.
private struct FieldWeights {
  private let rarities: [Float]
  private let text: Float
  private let headline: Float
  private let opening: Float

  /// 1 + ln tf by the code of a count.
  private static let tf: [Float] = StorySketch.Counts.typical.map {
    $0 < 1 ? 0 : Float(1 + naturalLogarithm($0))
  }

  init(_ sketch: StorySketch, _ frequencies: StoryFrequencies) {
    let known = frequencies.rarities(in: sketch.language)
    var sums = (text: Float(0), headline: Float(0), opening: Float(0))
    rarities = sketch.entries.map { entry in
      let (rarity, frequency, isCommon) = known.rarity(of: entry >> 8)
      let counts = StorySketch.Counts(entry)
      sums.text += Self.square(counts.text, rarity)
      sums.headline += Self.square(counts.headline, rarity)
      sums.opening += Self.square(counts.opening, rarity)
      if isCommon { return 0 }
      // Said once in passing, here and nowhere else: most often a number or a slip. In a language
      // with few articles it keeps them apart.
      if frequency <= 1, counts.text < 2, counts.headline == 0, !known.areFew { return 0 }
      return rarity
    }
    text = Self.factor(1, sums.text)
    headline = Self.factor(StorySettings.headlineWeight, sums.headline)
    opening = Self.factor(StorySettings.openingWeight, sums.opening)
  }

  func weight(at place: Int, _ entry: UInt32) -> Float {
    let counts = StorySketch.Counts(entry)
    let sum =
      text * Self.tf[Int(counts.text)] + headline * Self.tf[Int(counts.headline)]
      + opening * Self.tf[Int(counts.opening)]
    return sum * rarities[place]
  }

  private static func square(_ count: UInt32, _ rarity: Float) -> Float {
    let weight = tf[Int(count)] * rarity
    return weight * weight
  }

  private static func factor(_ weight: Double, _ sum: Float) -> Float {
    sum > 0 ? Float(weight) / sum.squareRoot() : 0
  }
}

/// Brings weights to 16 steps, relative to the heaviest.
struct StoryWeightCode {
  private var terms: [(key: UInt32, weight: Float)] = []
  private var most: Float = 0

  init(capacity: Int) {
    terms.reserveCapacity(capacity)
  }

  @inline(__always)
  mutating func add(_ key: UInt32, _ weight: Float) {
    guard weight > 0 else { return }
    terms.append((key, weight))
    if weight > most { most = weight }
  }

  /// The entries of the heaviest terms, of which equals are chosen by key, by ascending key.
  func heaviest(_ limit: Int) -> [UInt32] {
    let least = terms.count > limit ? leastWeight(limit) : 0
    var room = limit - terms.count { $0.weight > least }
    var entries: [UInt32] = []
    entries.reserveCapacity(min(limit, terms.count))
    for term in terms where term.weight >= least {
      if term.weight == least {
        guard room > 0 else { continue }
        room -= 1
      }
      entries.append(term.key << 8 | Self.weights[code(of: term.weight)])
    }
    return entries
  }

  /// The least of the heaviest: found among those of its 256th part of the scale.
  private func leastWeight(_ limit: Int) -> Float {
    let scale = Float(Self.parts - 1) / most
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: Self.parts) { counts in
      counts.initialize(repeating: 0)
      for term in terms { counts[Int(term.weight * scale)] &+= 1 }
      var room = limit
      var part = Self.parts - 1
      while Int(counts[part]) < room {
        room -= Int(counts[part])
        part -= 1
      }
      let near = terms.lazy.map(\.weight).filter { Int($0 * scale) == part }
      return near.sorted(by: >)[room - 1]
    }
  }

  private static let parts = 256

  private func code(of weight: Float) -> Int {
    var below = SIMD16<Int32>(repeating: 0)
    below.replace(with: 1, where: Self.limits .> weight / most)
    return Int(below.wrappedSum())
  }

  private static let step = 1.13

  /// The weight of each step, of 255.
  static let weights: [UInt32] = (0..<16).map { UInt32((255 / raised($0)).rounded()) }

  /// Down to which ratio to the heaviest each step goes: half a step beyond its own, the last to 0.
  private static let limits = SIMD16<Float>(
    (0..<15).map { Float(1 / (raised($0) * step.squareRoot())) } + [0])

  private static func raised(_ power: Int) -> Double {
    (0..<power).reduce(1) { product, _ in product * step }
  }

  /// The step of each weight.
  static let codes: [UInt8] = {
    var codes = [UInt8](repeating: 15, count: 256)
    for (code, weight) in weights.enumerated() { codes[Int(weight)] = UInt8(code) }
    return codes
  }()
}

// MARK: Storing

extension StoryVector {
  /// The vector as bytes: the count, the steps of the weights in four bits each, the differences
  /// of the keys in Rice's code (R. F. Rice, "Some Practical Universal Noiseless Coding
  /// Techniques", 1979): some 340 bytes for 120 terms.
  package var bytes: [UInt8] {
    let count = min(entries.count, 255)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 + count * 4)
    bytes.append(UInt8(count))
    for place in stride(from: 0, to: count, by: 2) {
      let low = StoryWeightCode.codes[Int(entries[place] & 0xFF)]
      let high = place + 1 < count ? StoryWeightCode.codes[Int(entries[place + 1] & 0xFF)] : 0
      bytes.append(low | high << 4)
    }
    var writer = BitWriter(bytes: bytes)
    let width = Self.riceWidth(count)
    var last: UInt32 = 0
    for entry in entries.prefix(count) {
      let step = entry >> 8 - last
      writer.append(ones: step >> width)
      writer.append(step & (1 << width - 1), width: width)
      last = entry >> 8
    }
    return writer.finished()
  }

  /// Reads what `bytes` gave; what is damaged gives a shorter vector.
  package init(bytes: some Collection<UInt8>) {
    var entries: [UInt32] = []
    Array(bytes).withUnsafeBufferPointer { Self.read($0, into: &entries) }
    self.entries = entries
  }

  /// Appends the entries of a stored vector.
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, into entries: inout [UInt32]) {
    guard let first = bytes.first else { return }
    let count = Int(first)
    let codes = (count + 1) / 2
    guard bytes.count > codes else { return }
    var reader = BitReader(bytes, from: 1 + codes)
    let width = riceWidth(count)
    var key: UInt32 = 0
    for place in 0..<count {
      guard let high = reader.ones(), let low = reader.bits(width) else { return }
      key &+= high << width | low
      guard key <= TermKey.mask else { return }
      let code = bytes[1 + place / 2] >> (place & 1 == 0 ? 0 : 4) & 15
      entries.append(key << 8 | StoryWeightCode.weights[Int(code)])
    }
  }

  /// The bits of a difference that are written as they are: those of the mean difference, less half
  /// a bit.
  private static func riceWidth(_ count: Int) -> UInt32 {
    let mean = (UInt32(1) << UInt32(TermKey.bits)) / UInt32(max(1, count))
    return UInt32(31 - max(1, mean - mean / 4).leadingZeroBitCount)
  }
}

/// Writes bits, the lowest first.
private struct BitWriter {
  private(set) var bytes: [UInt8]
  private var pending: UInt64 = 0
  private var count: UInt32 = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func append(_ value: UInt32, width: UInt32) {
    pending |= UInt64(value) << UInt64(count)
    count += width
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  /// As many ones, and a zero.
  mutating func append(ones: UInt32) {
    var left = ones
    while left > 24 {
      append(1 << 24 - 1, width: 24)
      left -= 24
    }
    append(1 << left - 1, width: left + 1)
  }

  func finished() -> [UInt8] {
    count > 0 ? bytes + [UInt8(truncatingIfNeeded: pending)] : bytes
  }
}

private struct BitReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index: Int
  private var pending: UInt64 = 0
  private var count: UInt32 = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) {
    self.bytes = bytes
    self.index = index
  }

  @inline(__always)
  private mutating func fill() {
    while count <= 56, index < bytes.count {
      pending |= UInt64(bytes[index]) << UInt64(count)
      index += 1
      count += 8
    }
  }

  /// The number of ones before a zero, which is passed.
  @inline(__always)
  mutating func ones() -> UInt32? {
    var total: UInt32 = 0
    while true {
      fill()
      let ones = UInt32((~pending).trailingZeroBitCount)
      if ones < count {
        pending >>= UInt64(ones + 1)
        count -= ones + 1
        return total + ones
      }
      guard index < bytes.count, total < 1 << 16 else { return nil }
      total += count
      pending = 0
      count = 0
    }
  }

  @inline(__always)
  mutating func bits(_ width: UInt32) -> UInt32? {
    fill()
    guard count >= width else { return nil }
    let value = UInt32(truncatingIfNeeded: pending & (1 << UInt64(width) - 1))
    pending >>= UInt64(width)
    count -= width
    return value
  }
}
