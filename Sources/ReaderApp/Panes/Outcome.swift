// A pane answers a key with an outcome, which those around it carry out.

import ArticleModel

/// The steps that a pane asks for, in the order in which it is to be done.
///
/// `Request` is what the pane cannot do itself: open an article, show a view, have more rows
/// fetched.
struct Outcome<Request> {
  enum Step {
    case effect(Effect)
    /// A line for the reader.
    case say(SafeText)
    /// Something changed that is kept from session to session.
    case save
    case request(Request)
  }

  private(set) var steps: [Step] = []

  mutating func effect(_ effect: Effect) { steps.append(.effect(effect)) }

  /// Asks the library something.
  mutating func ask(_ asker: Asker, request: Int = 0, _ question: LibraryQuestion) {
    effect(.ask(Inquiry(asker, request: request, question)))
  }

  mutating func say(_ text: SafeText) { steps.append(.say(text)) }
  mutating func save() { steps.append(.save) }
  mutating func request(_ request: Request) { steps.append(.request(request)) }
}
