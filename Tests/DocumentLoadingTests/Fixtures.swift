// Small documents of our own making, each in a form that the grammar has to tell from the others.

/// Texts for the tests of the loader; all of it is invented.
enum Fixture {
  /// Body paragraphs of plain news prose, each a line.
  static let body = [
    "The harbour office said on Tuesday that the ice had closed the northern basin for the first "
      + "time in forty years, and that three ferries would stay at their piers until the wind turns.",
    "Pilots who know the channel said they had seen the slush thicken within an hour. “By noon we "
      + "could hear it,” said one of them, who has brought ships in for half of his life.",
    "The town council met in the evening and agreed to open the fish hall to stranded passengers, "
      + "of whom there were about two hundred by nightfall.",
    "Meteorologists expect the cold to last until the weekend, when milder air from the west should "
      + "reach the coast and break the cover from the outside in.",
  ]

  static let summary =
    "Ferries stay in port as the northern basin freezes for the first time in forty years. "
    + "The council has opened the fish hall to stranded passengers."

  static let titles = [
    "Pilots Recall the Winter That Stopped the Mail Boats",
    "Council Votes to Keep Fish Hall Open Through the Weekend",
    "Frozen Harbour Strands Two Hundred as Ferries Stay in Port",
  ]

  static let lines = body.joined(separator: "\n")
  static let blocks = body.joined(separator: "\n\n")

  /// Body paragraphs wrapped at 64 columns, a blank line between them.
  static func wrapped(at measure: Int = 64) -> String {
    body.map { wrap($0, at: measure) }.joined(separator: "\n\n")
  }

  static func wrap(_ paragraph: String, at measure: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > measure {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    return (lines + [line]).joined(separator: "\n")
  }

  static let poem = """
    The Pilot's Winter

    The ice came in on quiet feet
      and laid its hand upon the pier,
    and all the bells along the street
      fell silent when the ice was here

    We walked across to see the light
      that no one tends and no one keeps,
    and heard beneath us in the night
      the long slow breathing of the deeps
    """

  static let program = """
    #include <stdio.h>

    /* Counts the ships. */
    int main(void) {
      int ships = 0;
      for (int i = 0; i < 10; i++) {
        ships += i;
      }
      printf("%d\\n", ships);
      return 0;
    }
    """

  static let mail = """
    From: Harbour Office <office@example.org>
    To: pilots@example.org
    Subject: Basin closed until further notice
    Date: Tue, 17 Feb 2026 18:40:00 +0100
    Message-ID: <1@example.org>

    Dear all,

    the northern basin is closed as of tonight. Please do not enter it, whatever
    the tower may have told you earlier today.

    > Can we still use the outer pier?
    > We have two boats there.

    Yes, the outer pier stays open.

    Regards,
    The harbour office
    """
}
