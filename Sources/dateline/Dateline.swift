// The program's door: its commands, and what they share.

import ArgumentParser
import Glibc

@main
enum Program {
  /// Opens the reader where nothing but places is named, as almost always: making the table of all
  /// commands and their options takes longer than all the rest until the list is on the screen.
  static func main() {
    // A write that fails is an error with a line, not the end of the program.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    let arguments = ArgumentText.all
    guard arguments.allSatisfy({ $0 == "-" || !$0.hasPrefix("-") }),
      !arguments.contains(""), arguments.first.map(isCommand) != true
    else { return runCommand(arguments) }
    do {
      try ReaderStart(places: arguments).run()
    } catch {
      Printer.end(with: error)
    }
  }

  private static func runCommand(_ arguments: [String]) {
    do {
      var command = try DatelineCommand.parseAsRoot(arguments)
      try command.run()
    } catch {
      Printer.end(with: error)
    }
  }

  private static func isCommand(_ word: String) -> Bool {
    word == "help"
      || DatelineCommand.configuration.subcommands.contains {
        $0.configuration.commandName == word
      }
  }
}

struct DatelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline",
    abstract: "Read a folder of articles in the terminal.",
    discussion: """
      dateline FOLDER opens the reader on a folder of articles; press ? there for its keys. \
      Every other command prints text, or JSON with --json.
      """,
    version: "0.1",
    subcommands: [
      ReadCommand.self, ListCommand.self, ShowCommand.self, SearchCommand.self, RelatedCommand.self,
      ThreadCommand.self, BriefCommand.self, DesksCommand.self, FollowedCommand.self,
      SearchesCommand.self,
      MarkCommand.self,
      SyncCommand.self, ForgetCommand.self, DoctorCommand.self, LicensesCommand.self,
    ],
    defaultSubcommand: ReadCommand.self)
}

/// Options that every command takes.
struct CommonOptions: ParsableArguments {
  @Flag(help: "Print JSON.")
  var json = false

  @Option(
    help: ArgumentHelp(
      "The library's directory (else $DATELINE_LIBRARY, else $XDG_DATA_HOME/dateline).",
      valueName: "dir"))
  var library: String?
}

/// Exit codes of sysexits.h.
extension ExitCode {
  static let dataError = ExitCode(65)
  static let noInput = ExitCode(66)
  static let ioError = ExitCode(74)
}
