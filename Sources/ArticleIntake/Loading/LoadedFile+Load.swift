// A file is opened inside its folder, read up to its limit, and made into articles.

import ArticleLibrary
import ArticleModel
import DocumentLoading
import FolderWatching
import Glibc

extension LoadedFile {
  static func load(_ job: LoadJob, _ table: WordTable, _ stories: StoryWords) -> LoadedFile {
    do throws(ReadFailure) {
      let document = try read(job)
      var loaded = LoadedFile(job, outcome(of: document, table, stories))
      loaded.hash = ContentHash.of(document.bytes)
      loaded.bytes = Int64(document.bytes.count)
      return loaded
    } catch {
      let isMissing = SystemFailure(code: error.code).isMissing
      return LoadedFile(job, isMissing ? .vanished : .unreadable(reason: error.reason))
    }
  }

  private static func read(_ job: LoadJob) throws(ReadFailure) -> Document {
    let full = job.folder.path.appending(job.file.path)
    let descriptor: Int32
    do {
      descriptor = try job.folder.openFile(job.file.path)
    } catch {
      throw ReadFailure(path: full, code: error.code)
    }
    defer { close(descriptor) }
    return try DocumentReader.read(descriptor, path: full)
  }

  private static func outcome(
    of document: Document, _ table: WordTable, _ stories: StoryWords
  ) -> Outcome {
    do throws(LoadFailure) {
      return .articles(
        try DocumentLoader.load(document).map { PreparedArticle($0, table, stories) })
    } catch {
      return .unfit(reason: error.reason)
    }
  }
}

/// A hash of a document's bytes, eight at a time: the same on every run.
enum ContentHash {
  static func of(_ bytes: [UInt8]) -> Int64 {
    var hash = UInt64(bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset + 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        hash = mixed(hash, UInt64(littleEndian: word))
        offset += 8
      }
      var rest: UInt64 = 0
      for byte in buffer[offset...] { rest = rest << 8 | UInt64(byte) }
      hash = mixed(hash, rest)
    }
    return Int64(bitPattern: hash)
  }

  /// Folds the 128-bit product, as wyhash does.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return (product.high ^ product.low) &+ (hash &<< 1 | hash &>> 63)
  }
}
