// `dateline show`: one article, as text or JSON.

import ArgumentParser
import ArticleIntake
import ArticleLibrary
import ArticleModel
import DocumentLoading
import Glibc
import ReaderApp
import Screen
import TextAnalysis

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print one article.")

  @OptionGroup var options: CommonOptions

  @Argument(help: "A path, an id, or words of the headline; - for standard input.")
  var article: String

  @Option(help: "Columns of the text.")
  var width: Int?

  func run() throws {
    let found = try find()
    for (index, item) in found.enumerated() {
      if options.json {
        Printer.json(item.json)
      } else {
        if index > 0 { Printer.line("") }
        for line in ArticlePrinter(item, width: width).lines { Printer.line(line) }
      }
    }
  }

  private func find() throws -> [ShownArticle] {
    if article == "-" { return try loadStandardInput().map(ShownArticle.init(alone:)) }
    let path = ArgumentPaths.resolve(article)
    if path == nil, errno == EACCES {
      throw fail(SafeText.joined([SafeText(argument: article), ": no permission"]), .noInput)
    }
    guard let path, ArgumentPaths.isFile(path) else {
      return [try inLibrary(article)]
    }
    guard try libraryExists(options) else {
      return try loadAlone(path).map(ShownArticle.init(alone:))
    }
    let library = try openLibrary(options)
    guard let scope = try withLibraryErrors({ try library.existingScope(of: path) }) else {
      return try loadAlone(path).map(ShownArticle.init(alone:))
    }
    let report = try syncIfPossible([scope], in: library)
    let stored = try withLibraryErrors {
      try library.documents(at: path).lazy.compactMap { try? library.article($0) }.first
    }
    guard let stored else { throw fail(wordsForNothing(at: path, scope, report), .dataError) }
    return [try shown(stored, in: library)]
  }

  /// The reason for which a file of the library's folders is no article, as `sync` says it.
  private func wordsForNothing(at path: RawPath, _ scope: Scope, _ report: SyncReport?) -> SafeText
  {
    let failure = report?.failed.first { scope.inside.isInside($0.rawPath) }
    if let failure { return SafeText.joined([path.shown, ": ", failure.reason]) }
    let isHidden = scope.inside.components.contains { $0.bytes.first == 0x2E }
    return SafeText.joined([
      path.shown, isHidden ? ": is hidden, and passed over" : ": is passed over for its name",
    ])
  }

  /// An article of the library by an id or words of its headline.
  private func inLibrary(_ reference: String) throws -> ShownArticle {
    guard try libraryExists(options) else {
      throw fail(
        SafeText.joined([SafeText(argument: reference), ": no such file, and no library yet"]),
        .noInput)
    }
    let library = try openLibrary(options)
    let id = try dateline.article(named: reference, in: library)
    guard let stored = try withLibraryErrors({ try library.article(id) }) else {
      throw fail(
        SafeText.joined(["no article “", SafeText(argument: reference), "” in the library"]),
        .noInput)
    }
    return try shown(stored, in: library)
  }

  private func shown(_ stored: StoredArticle, in library: Library) throws -> ShownArticle {
    try withLibraryErrors {
      ShownArticle(
        stored: stored, isInLibrary: true,
        related: try library.related(of: stored.id, scopes: []))
    }
  }
}

/// An article with where its related headlines lead.
struct ShownArticle {
  var stored: StoredArticle
  /// Without a library there is no id, no first sight and no state: they are `null`.
  var isInLibrary: Bool
  var related: [ResolvedHeadline]

  init(stored: StoredArticle, isInLibrary: Bool, related: [ResolvedHeadline]) {
    self.stored = stored
    self.isInLibrary = isInLibrary
    self.related = related
  }

  init(alone stored: StoredArticle) {
    self.init(
      stored: stored, isInLibrary: false,
      related: stored.article.related.map {
        ResolvedHeadline(headline: $0.headline, status: .missing)
      })
  }
}

/// Loads a document that belongs to no library.
func loadAlone(_ path: RawPath) throws -> [StoredArticle] {
  do {
    return try stored(DocumentReader.read(path))
  } catch let failure as ReadFailure {
    throw fail(SafeText.joined([path.shown, ": ", failure.reason]), .noInput)
  }
}

/// Loads the document on standard input.
func loadStandardInput() throws -> [StoredArticle] {
  do {
    return try stored(DocumentReader.readStandardInput())
  } catch let failure as ReadFailure {
    throw fail(SafeText.joined(["standard input: ", failure.reason]), .noInput)
  }
}

private func stored(_ document: Document) throws -> [StoredArticle] {
  do {
    let now = Int64(time(nil))
    let (folder, name) = (document.path.parent, document.path.lastComponent)
    return try BoundedLoad.load(document) { articles in
      articles.enumerated().map { index, article in
        StoredArticle(
          id: ArticleID(rawValue: Int64(index + 1)), article: article, folder: folder, path: name,
          desk: article.desk, firstSeen: now, words: article.wordCount)
      }
    }
  } catch {
    throw fail(SafeText.joined([document.path.shown, ": ", error.reason]), .dataError)
  }
}
