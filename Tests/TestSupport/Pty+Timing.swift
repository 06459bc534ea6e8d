// How long a program under a pseudo-terminal takes to answer, the same way for every program.

import Glibc
package import Screen

/// The answer to one key.
package struct KeyTiming: Sendable {
  /// From just before the key was written to the last byte that the program wrote before it rested.
  package var settled: Duration
  /// The bytes that it wrote.
  package var bytes: Int
}

extension Pty {
  /// Presses keys and waits until the program has settled: nothing written for `quiet` milliseconds,
  /// which do not count, and no thread of it running.
  ///
  /// - Returns: `nil` if it wrote nothing.
  package func time(_ keys: String..., quiet: Int32 = 40, within seconds: Double = 60) throws
    -> KeyTiming?
  {
    let encoded = encode(keys)
    read()
    let start = bytes.count
    let pressed = send(encoded)
    try rest(quiet: quiet, within: seconds)
    guard bytes.count > start, let last = chunks.last else { return nil }
    return KeyTiming(settled: last.time - pressed, bytes: bytes.count - start)
  }

  /// Waits as `time` does, for what is not to be timed.
  package func rest(quiet: Int32 = 40, within seconds: Double = 60) throws {
    let deadline = Deadline(seconds: seconds)
    while !deadline.hasPassed, !hasEnded {
      if poll(milliseconds: quiet) { continue }
      if !ProcessStatus.isRunning(pid) { return }
    }
    if !hasEnded { throw WaitFailure("a quiet screen", seconds: seconds, found: screen.text) }
  }

  /// Presses a key of a program that writes at any time, and waits until `answers` holds of the
  /// screen and then for a pause of `pause` milliseconds.
  ///
  /// - Returns: the time to the last byte before the pause; `nil` if no answer came within `seconds`.
  package func timeWhileBusy(
    _ key: String, pause: Int32 = 4, within seconds: Double = 10,
    until answers: (ScreenModel) -> Bool
  ) -> Duration? {
    let encoded = encode([key])
    _ = screen
    let pressed = send(encoded)
    let deadline = Deadline(seconds: seconds)
    while !deadline.hasPassed, !hasEnded {
      guard poll(milliseconds: 100), answers(screen) else { continue }
      while poll(milliseconds: pause), !deadline.hasPassed {}
      return chunks.last.map { $0.time - pressed }
    }
    return nil
  }

  /// When the screen first was as `holds` wants it, by what has been read so far.
  package func firstMoment(size: Size, when holds: (ScreenModel) -> Bool)
    -> ContinuousClock.Instant?
  {
    var replay = ScreenModel(size)
    var start = 0
    for chunk in chunks {
      replay.feed(bytes[start..<chunk.end])
      start = chunk.end
      if holds(replay) { return chunk.time }
    }
    return nil
  }

  private func encode(_ keys: [String]) -> [UInt8] {
    let application = screen.modes.contains(1)
    let sequence = keys.flatMap { Key.sequence($0) ?? [] }
    precondition(!sequence.isEmpty, "no such keys: \(keys)")
    return sequence.flatMap { KeyBytes.of($0, applicationCursor: application) }
  }

  /// Waits at most so long for bytes and reads them at once; whether any came.
  private func poll(milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&entry, 1, milliseconds) > 0 else { return false }
    if read() { return true }
    // After a hang-up poll returns at once, for ever.
    _ = Glibc.poll(nil, 0, 2)
    return false
  }
}
