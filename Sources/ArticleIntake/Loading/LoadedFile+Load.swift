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
