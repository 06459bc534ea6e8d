// Reading files without hanging and without reading too much.

import ArticleModel
import DocumentLoading
import Foundation
import Testing

@Suite struct ReaderTests {
  private func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "dateline-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func failure(_ path: String) -> ReadFailure? {
    do {
      _ = try DocumentReader.read(RawPath(path))
      return nil
    } catch {
      return error
    }
  }

  @Test func aFileIsReadWhole() throws {
    try inTemporaryFolder { folder in
      let bytes = (0..<100_000).map { UInt8($0 % 251) }
      #expect(FileManager.default.createFile(atPath: folder + "/a", contents: Data(bytes)))
      let document = try DocumentReader.read(RawPath(folder + "/a"))
      #expect(document.bytes == bytes)
      #expect(!document.isCut)
      #expect(document.path == RawPath(folder + "/a"))
    }
  }

  @Test func whatIsNoFileFails() throws {
    try inTemporaryFolder { folder in
      #expect(failure(folder + "/none")?.code == ENOENT)
      #expect(failure(folder)?.code == EISDIR)
      #expect(mkfifo(folder + "/pipe", 0o600) == 0)
      #expect(failure(folder + "/pipe")?.code == EINVAL)
      #expect(failure("/dev/zero")?.code == EINVAL)
      #expect(failure(folder + "/nul\0")?.code == ENOENT)
      #expect(failure(folder + "/none")?.reason == "no such file")
    }
  }

  /// Regular files by their kind, that block or never end: the test hangs where one is waited for.
  @Test(arguments: [
    "/proc/kmsg", "/sys/kernel/tracing/trace_pipe", "/sys/kernel/debug/tracing/trace_pipe",
    "/proc/self/mem", "/proc/self/pagemap", "/proc/kcore", "/proc/self/clear_refs", "/dev/tty",
    "/dev/ptmx", "/dev/random",
  ])
  func nothingIsWaitedFor(path: String) throws {
    let size = try? DocumentReader.read(RawPath(path)).bytes.count
    #expect(size ?? 0 <= DocumentReader.limit)
  }

  @Test func aLongFileIsCutAtACharacter() throws {
    try inTemporaryFolder { folder in
      // 3-byte letters do not divide 16 MiB: the last is torn.
      let chunk = Data(String(repeating: "北", count: 1 << 16).utf8)
      var bytes = Data()
      while bytes.count <= DocumentReader.limit { bytes.append(chunk) }
      #expect(FileManager.default.createFile(atPath: folder + "/long", contents: bytes))
      let document = try DocumentReader.read(RawPath(folder + "/long"))
      #expect(document.isCut)
      #expect(document.bytes.count == DocumentReader.limit / 3 * 3)
      #expect(String(validating: document.bytes, as: UTF8.self) != nil)
      let exact = Data(count: DocumentReader.limit)
      #expect(FileManager.default.createFile(atPath: folder + "/exact", contents: exact))
      #expect(try DocumentReader.read(RawPath(folder + "/exact")).isCut == false)
    }
  }

  @Test func everyReasonIsShort() {
    for code in 1..<130 {
      let reason = ReadFailure(path: RawPath("x"), code: Int32(code)).reason
      #expect(!reason.isEmpty && reason.scalarCount < 60)
    }
    for format in DocumentFormat.allCases {
      #expect(!LoadFailure.notYetRead(format).reason.isEmpty)
    }
  }
}
