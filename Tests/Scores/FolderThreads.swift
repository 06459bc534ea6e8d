// The partition of one folder, to be judged by reading.

import ArticleModel
import DocumentLoading
import StoryMatching
import TestSupport

/// Prints the threads of a folder's documents, and for each article its nearest ones.
struct FolderThreads {
  let folder: String

  func run() {
    let sketcher = StorySketcher()
    var articles: [Article] = []
    var items: [StoryItem] = []
    for path in paths(below: "") {
      guard let document = try? DocumentReader.read(RawPath(folder + path)),
        let article = (try? DocumentLoader.load(document))?.first
      else { continue }
      let reading = sketcher.read(article, language: article.storyLanguage)
      items.append(
        StoryItem(
          set: folder, path: path, story: nil, day: StoryDay(article.published),
          sketch: reading.sketch, identity: reading.identity))
      articles.append(article)
    }
    let pool = StoryPool(items)
    for group in pool.threads.groups {
      print("thread")
      for id in group {
        if let place = pool.table.place(of: id) { print("  \(items[pool.order[place]].path)") }
      }
    }
    for place in 0..<pool.table.count { nearest(place, pool, articles, sketcher) }
  }

  private func nearest(
    _ place: Int, _ pool: StoryPool, _ articles: [Article], _ sketcher: StorySketcher
  ) {
    print(pool.items[pool.order[place]].path)
    let own = pool.order[place]
    var room = 4
    var reasons = SharedWords(pool.table.vector(at: place), articles[own], sketcher: sketcher)
    pool.neighbours.forEach(at: place) { near, similarity in
      guard room > 0 else { return }
      room -= 1
      let other = pool.order[near]
      let kinship =
        pool.figures(place).kinship(similarity, with: pool.figures(near))
        * pool.items[own].day.closeness(to: pool.items[other].day)
      let words = reasons.shared(with: pool.table.vector(at: near))
      print(
        "    s \(fixed(Double(similarity)))  t \(fixed(Double(kinship)))"
          + "  \(pool.items[other].path)  \(words.joined(separator: " "))")
    }
  }

  private func paths(below path: String) -> [String] {
    let names = FileTree.names(in: RawPath(folder + path)).map(\.shown.string)
    return names.flatMap { (name: String) -> [String] in
      let full = path + "/" + name
      return name.contains(".") ? [full] : paths(below: full)
    }
  }
}
