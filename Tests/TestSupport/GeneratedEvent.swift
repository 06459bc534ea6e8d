// A generated event has a subject, and headlines that tell of it.

/// The names that the articles on one event share.
struct GeneratedEvent: Sendable {
  /// Days since 1970 to its first article.
  let day: Int
  let desk: String
  let place: [UInt8]
  /// Surnames that no list holds: every corpus goes on having new words as it grows.
  let person: [UInt8]
  let organisation: [UInt8]
  let role: [UInt8]
  let topic: [UInt8]
  /// Rare words of the vocabulary.
  let words: [Vocabulary.Word]

  init(_ vocabulary: Vocabulary, day: Int, _ random: inout SeededRandom) {
    self.day = day
    desk = random.pick(Self.desks)
    place = Array(random.pick(Self.places).utf8)
    person = Array(Self.capitalised(Vocabulary.invented(&random)).utf8)
    organisation = Array(Self.capitalised(Vocabulary.invented(&random)).utf8)
    role = Array(random.pick(Self.roles).utf8)
    topic = Array(Self.capitalised(Vocabulary.plain[random.below(Vocabulary.nouns)]).utf8)
    words = (0..<8).map { _ in vocabulary.drawRare(&random) }
  }

  /// The name under an article on it.
  func author(_ random: inout SeededRandom) -> String {
    random.pick(Self.firstNames) + " " + random.pick(Self.lastNames)
  }

  static func capitalised(_ word: String) -> String {
    (word.first.map { String($0).uppercased() } ?? "") + word.dropFirst()
  }

  private static let desks = [
    "World", "World/Europe", "World/Asia", "World/Africa", "World/Americas", "Science",
    "Science/Space", "Science/Health", "Culture", "Culture/Books", "Sport", "Business",
    "Business/Energy", "City",
  ]
  private static let places = [
    "Geneva", "Nairobi", "Lima", "Oslo", "Hanoi", "Quito", "Tbilisi", "Accra", "Valparaiso",
    "Tallinn", "Colombo", "Wellington", "Kyiv", "Vienna", "Lisbon", "Dakar", "Bogota", "Manila",
    "Helsinki", "Warsaw", "Cairo", "Tunis", "Ankara", "Baku", "Seoul", "Osaka", "Jakarta", "Perth",
    "Montreal", "Chicago", "Houston", "Boston", "Havana", "Kingston", "Lagos", "Kampala", "Lusaka",
    "Maputo", "Dublin", "Glasgow", "Porto", "Seville", "Naples", "Athens", "Sofia", "Riga",
    "Vilnius", "Minsk", "Odesa", "Yerevan", "Tehran", "Delhi", "Dhaka", "Yangon", "Suva", "Apia",
    "São Paulo", "Zürich", "Málaga", "Kraków",
  ]
  private static let roles = [
    "Minister", "Envoy", "Judge", "Senator", "Mayor", "Professor", "Captain", "Director",
    "Governor", "Doctor", "Coach", "Ambassador", "Author", "Conductor", "Engineer", "Inspector",
  ]
  private static let firstNames = [
    "Anna", "Luis", "Mara", "Jonas", "Amina", "Peter", "Yuki", "Elena", "Tomás", "Grace", "Ravi",
    "Ingrid", "Paul", "Leila", "Marek", "Sofia",
  ]
  private static let lastNames = [
    "Berg", "Okafor", "Silva", "Novak", "Tanaka", "Moreau", "Lindqvist", "Haddad", "Kowalski",
    "Mensah", "Rossi", "Petrova", "Nguyen", "Walsh", "Castro", "Keller", "Iyer", "Aydin",
  ]
}

/// A headline with places to be filled: each has a name that only its event has.
struct HeadlineTemplate: Sendable {
  private enum Part: Sendable {
    case text([UInt8])
    case place, person, organisation, role, topic, noun, number
  }

  private let parts: [Part]

  private init(_ text: some StringProtocol) {
    parts = text.split(separator: " ").map { word in
      switch word {
      case "{place}": .place
      case "{person}": .person
      case "{firm}": .organisation
      case "{role}": .role
      case "{topic}": .topic
      case "{noun}": .noun
      case "{number}": .number
      default: .text(Array(word.utf8))
      }
    }
  }

  /// The headline of one article on an event.
  func filled(_ event: GeneratedEvent, _ random: inout SeededRandom) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(96)
    for part in parts {
      if !line.isEmpty { line.append(0x20) }
      switch part {
      case .text(let text): line += text
      case .place: line += event.place
      case .person: line += event.person
      case .organisation: line += event.organisation
      case .role: line += event.role
      case .topic: line += event.topic
      case .noun:
        let noun = Vocabulary.plain[random.below(Vocabulary.nouns)]
        line += GeneratedEvent.capitalised(noun).utf8
      case .number: line += String(random.within(2...99)).utf8
      }
    }
    return line
  }

  static let all: [HeadlineTemplate] = """
    {role} {person} Warns of {topic} {noun} in {place}
    {person} Rejects {topic} {noun} as Talks in {place} Stall
    {place} {topic} {noun} Opens After {number} Weeks of Delay at {firm}
    Talks Between {person} and {firm} on {noun} Resume in {place}
    {firm} Signs {topic} {noun} with {place}
    What the {firm} {noun} Means for {place}
    {number} Days of {topic} How {place} Waited for {person}
    Why {person} Left the {noun} Behind
    Can {place} and {firm} Still Save the {topic} Accord?
    {role} {person} to Open {noun} Inquiry into {firm}
    {firm} Loses {number} Million on {topic} {noun}
    Thousands in {place} March Against {person} over {noun}
    {person} Wins {topic} {noun} in {place}
    After the {topic} {firm} Rebuilds Its {noun}
    {place} Court Hears How {firm} Hid {noun} Report
    Scientists at {firm} Find {noun} Near {place}
    {person} Returns to {place} for a Second {noun}
    {role} {person} Quits over {noun}
    {noun} and {topic} Divide {place} as {firm} Waits
    Inside the {noun} of {person}
    {firm} Calls Off {noun} After {topic} Warning
    A Quiet {noun} in {place} and the Woman Who Kept It: {person}
    {place} Agrees to {topic} {noun} with {firm}
    No {noun} Without {topic} Says {person}
    """.split(separator: "\n").map { HeadlineTemplate($0) }
}
