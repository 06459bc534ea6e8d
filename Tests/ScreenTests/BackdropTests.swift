// Light and dark backgrounds are told apart as the eye does.

import Screen
import Testing

@Suite struct BackdropTests {
  @Test(
    arguments: [
      (1.0, 1.0, 1.0, Backdrop.light), (0, 0, 0, .dark), (0.99, 0.96, 0.89, .light),
      (0, 0.17, 0.21, .dark), (0, 0, 1, .dark), (1, 1, 0, .light), (0.5, 0.5, 0.5, .light),
      (0.4, 0.4, 0.4, .dark),
    ])
  func `a background is light if black can be read on it more easily than white`(
    _ red: Double, _ green: Double, _ blue: Double, _ expected: Backdrop
  ) {
    #expect(Backdrop(red: red, green: green, blue: blue) == expected)
  }

  @Test(
    arguments: [
      ("15;0", Backdrop.dark), ("0;15", .light), ("0;default;7", .light), ("12;8", .dark),
      ("0;7", .light),
    ])
  func `the environment may name the background`(_ value: String, _ expected: Backdrop) {
    #expect(Backdrop(colorFGBG: value) == expected)
  }

  @Test(arguments: ["", "15", "15;default", "0;16", "0;-1", ";"])
  func `an environment that says nothing is not believed`(_ value: String) {
    #expect(Backdrop(colorFGBG: value) == nil)
  }
}
