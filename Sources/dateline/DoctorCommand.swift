// `dateline doctor`: is everything as it should be, and what can be mended.

import ArgumentParser
import ArticleIntake
import ArticleLibrary
import ArticleModel
import Glibc

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Check terminal, locale and library.")

  @OptionGroup var options: CommonOptions

  @Flag(help: "Make the index anew from the folders.")
  var rebuild = false

  @Flag(help: "Repair what can be repaired.")
  var repair = false

  func run() throws {
    var checks = [terminalCheck, localeCheck]
    let library = try openLibrary(options)
    if repair { checks += try withLibraryErrors { try library.repair() } }
    if rebuild { checks.append(try rebuildIndex(of: library)) }
    checks += library.check()
    if options.json {
      Printer.json(.checks(checks))
    } else {
      for check in checks {
        Printer.line(SafeText(line: "\(check.isOK ? "ok " : "BAD") \(check.name): \(check.detail)"))
      }
    }
    if checks.contains(where: { !$0.isOK }) { throw ExitCode.failure }
  }

  private func rebuildIndex(of library: Library) throws -> HealthCheck {
    let report = try withLibraryErrors {
      try library.rebuildIndex(progress: { _ in }, isCancelled: { false })
    }
    return HealthCheck(
      name: "rebuilt index", isOK: true,
      detail: SafeText(line: "\(report.added + report.updated + report.unchanged) documents"))
  }

  private var terminalCheck: HealthCheck {
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    let isFit = !name.isEmpty && name != "dumb"
    return HealthCheck(
      name: "terminal", isOK: isFit,
      detail: isFit
        ? SafeText(line: "TERM is \(name)")
        : "TERM is not set or dumb: the reader cannot draw, the commands work")
  }

  private var localeCheck: HealthCheck {
    setlocale(LC_CTYPE, "")
    let charset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? "?"
    let isUTF8 = charset == "UTF-8"
    return HealthCheck(
      name: "locale", isOK: true,
      detail: isUTF8
        ? "UTF-8" : SafeText(line: "\(charset): signs of the interface are drawn in ASCII"))
  }
}
