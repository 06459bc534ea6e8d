// An article's bytes are stored as a frame of Zstandard (RFC 8878).

import CZstd
import Synchronization

/// Packs bytes and unpacks them again.
///
/// On news of 3.5 KB level 1 makes frames of 48 % of the size in 16 µs and unpacks one in 6 µs
/// (Zstandard 1.5.4); higher levels take much longer to save a hundredth.
enum ArticlePacking {
  private static let level: Int32 = 1
  /// Bytes that a frame may hold: more than any article has, as a document is read up to 16 MiB.
  private static let limit: UInt64 = 1 << 28

  /// The bytes packed, behind a first one.
  static func pack(_ bytes: [UInt8], behind first: UInt8) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return withUnsafeTemporaryAllocation(byteCount: bound, alignment: 1) { frame in
      let length = packers.use { context in
        ZSTD_compressCCtx(context, frame.baseAddress, bound, bytes, bytes.count, level)
      }
      // With room for the bound nothing but a lack of memory fails.
      guard ZSTD_isError(length) == 0 else { return [] }
      // No larger than it must be: many wait at a time until they are written.
      var packed: [UInt8] = []
      packed.reserveCapacity(length + 1)
      packed.append(first)
      packed.append(contentsOf: frame[..<length])
      return packed
    }
  }

  /// The bytes of a frame, or `nil` of bytes that `pack` did not make.
  static func unpack(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    // A length that is not known is above every limit.
    let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
    guard size <= limit else { return nil }
    var isSound = false
    let bytes = unpackers.use { context in
      [UInt8](unsafeUninitializedCapacity: Int(size)) { bytes, count in
        let length = ZSTD_decompressDCtx(
          context, bytes.baseAddress, Int(size), packed.baseAddress, packed.count)
        isSound = ZSTD_isError(length) == 0 && length == Int(size)
        count = isSound ? length : 0
      }
    }
    return isSound ? bytes : nil
  }

  private static let packers = ContextPool { ZSTD_createCCtx() }
  private static let unpackers = ContextPool { ZSTD_createDCtx() }
}

/// Contexts of Zstandard that are not at work: making one takes longer than packing an article does.
private final class ContextPool: Sendable {
  /// A context, used by one thread at a time.
  private struct Context: @unchecked Sendable {
    // Guarded by the pool: it is out of `idle` as long as a thread uses it.
    var pointer: OpaquePointer?
  }

  private let idle = Mutex<[Context]>([])
  private let make: @Sendable () -> OpaquePointer?

  init(_ make: @escaping @Sendable () -> OpaquePointer?) {
    self.make = make
  }

  /// Lends a context to `body`. There are never more than threads that asked at once.
  func use<Result>(_ body: (OpaquePointer?) -> Result) -> Result {
    let context = idle.withLock { $0.popLast() } ?? Context(pointer: make())
    defer { idle.withLock { $0.append(context) } }
    return body(context.pointer)
  }
}
