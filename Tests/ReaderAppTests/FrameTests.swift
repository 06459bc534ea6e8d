// Frames: keys in, a screen out.

import ArticleModel
import ReaderApp
import Screen
import TestSupport
import Testing

@Suite struct FrameTests {
  static let sizes = [
    Size(columns: 120, rows: 40), Size(columns: 80, rows: 24), Size(columns: 40, rows: 12),
    Size(columns: 20, rows: 5), Size(columns: 200, rows: 60),
  ]

  @Test(arguments: sizes)
  func look(_ size: Size) {
    var desk = Desk(size)
    print(desk.screen)
    desk.press("j Enter")
    print(desk.screen)
    desk.press("g2")
    print(desk.screen)
    desk.press("t")
    print(desk.screen)
    desk.press("q ?")
    print(desk.screen)
  }
}
