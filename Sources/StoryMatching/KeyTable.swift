// A table from numbers to numbers in two flat arrays: what a dictionary does, at a tenth of the cost.

/// Counts or places by 32-bit key: open addressing with linear probing, at most half full.
struct KeyTable {
  private var keys: [UInt32]
  private var values: [UInt32]
  private var shift: UInt32
  /// How many keys there are.
  private(set) var count = 0

  /// Stands for an empty slot; no key has its high bits set.
  private static let empty = UInt32.max

  init(capacity: Int = 512) {
    var slots = 1_024
    while slots < capacity * 2 { slots *= 2 }
    keys = [UInt32](repeating: Self.empty, count: slots)
    values = [UInt32](repeating: 0, count: slots)
    shift = UInt32(32 - slots.trailingZeroBitCount)
  }

  /// The value of a key, or `nil`.
  func value(of key: UInt32) -> UInt32? {
    let slot = slot(of: key)
    return keys[slot] == key ? values[slot] : nil
  }

  /// Adds to the value of a key, which is 0 where it is new; gives the sum.
  @discardableResult
  mutating func add(_ amount: UInt32, to key: UInt32) -> UInt32 {
    var slot = slot(of: key)
    if keys[slot] != key {
      if count * 2 >= keys.count {
        grow()
        slot = self.slot(of: key)
      }
      keys[slot] = key
      count += 1
    }
    values[slot] &+= amount
    return values[slot]
  }

  /// The value of a key, or the number of keys before it where it is new.
  mutating func place(of key: UInt32) -> UInt32 {
    let known = count
    if let place = value(of: key) { return place }
    return add(UInt32(known), to: key)
  }

  /// Every key with its value, in no order.
  func forEach(_ body: (_ key: UInt32, _ value: UInt32) -> Void) {
    for slot in keys.indices where keys[slot] != Self.empty { body(keys[slot], values[slot]) }
  }

  @inline(__always)
  private func slot(of key: UInt32) -> Int {
    // Fibonacci hashing: the keys are hashes already, but those of one part need not be.
    var slot = Int((key &* 0x9E37_79B1) >> shift)
    while keys[slot] != Self.empty, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func grow() {
    var larger = KeyTable(capacity: keys.count)
    forEach { key, value in larger.add(value, to: key) }
    self = larger
  }
}
