// A table from numbers to numbers in a flat array: what a dictionary does, at a tenth of the cost.

/// Counts or places by 32-bit key: open addressing with linear probing, at most half full.
struct KeyTable {
  /// A key beside its value: both are found with one look at memory.
  private struct Slot {
    var key: UInt32
    var value: UInt32
  }

  private var slots: [Slot]
  private var shift: UInt32
  /// How many keys there are.
  private(set) var count = 0

  /// Stands for an empty slot; no key has its high bits set.
  private static let empty = UInt32.max

  init(capacity: Int = 512) {
    var size = 1_024
    while size < capacity * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(key: Self.empty, value: 0), count: size)
    shift = UInt32(32 - size.trailingZeroBitCount)
  }

  /// The value of a key, or `nil`.
  func value(of key: UInt32) -> UInt32? {
    let slot = slots[index(of: key)]
    return slot.key == key ? slot.value : nil
  }

  /// Adds to the value of a key, which is 0 where it is new; gives the sum.
  @discardableResult
  mutating func add(_ amount: UInt32, to key: UInt32) -> UInt32 {
    var index = index(of: key)
    if slots[index].key != key {
      if count * 2 >= slots.count {
        grow()
        index = self.index(of: key)
      }
      slots[index].key = key
      count += 1
    }
    slots[index].value &+= amount
    return slots[index].value
  }

  /// The value of a key, or the number of keys before it where it is new.
  mutating func place(of key: UInt32) -> UInt32 {
    let known = count
    if let place = value(of: key) { return place }
    return add(UInt32(known), to: key)
  }

  /// Every key with its value, in no order.
  func forEach(_ body: (_ key: UInt32, _ value: UInt32) -> Void) {
    for slot in slots where slot.key != Self.empty { body(slot.key, slot.value) }
  }

  @inline(__always)
  private func index(of key: UInt32) -> Int {
    // Fibonacci hashing: the keys are hashes already, but those of one part need not be.
    var index = Int((key &* 0x9E37_79B1) >> shift)
    while slots[index].key != Self.empty, slots[index].key != key {
      index = (index + 1) & (slots.count - 1)
    }
    return index
  }

  private mutating func grow() {
    var larger = KeyTable(capacity: slots.count)
    forEach { key, value in larger.add(value, to: key) }
    self = larger
  }
}
