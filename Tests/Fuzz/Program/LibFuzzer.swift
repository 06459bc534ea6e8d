// The door of libFuzzer, whose own `main` SwiftPM's would hide.

import Glibc

#if FUZZING

/// See "Using libFuzzer as a library" in LLVM's documentation.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

enum LibFuzzer {
  /// Runs with options as on its command line; gives the program's exit code.
  static func run(_ arguments: [String]) -> Int32 {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: arguments.count + 1)
    for (place, argument) in arguments.enumerated() { list[place] = strdup(argument) }
    list[arguments.count] = nil
    var count = Int32(arguments.count)
    var first: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = list
    return runDriver(&count, &first, tryInput)
  }
}

/// The name that libFuzzer's own `main` looks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  Trial.attempt(Array(UnsafeBufferPointer(start: bytes, count: size)))
  return 0
}

#endif
