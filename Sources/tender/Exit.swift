import ArgumentParser
import Canon
import Glibc
import Messages
import Tendering

/// The promised exit codes, and the one place where an error becomes words and a number.
enum Exit {
  static func code(of kind: CommandFailure.Kind) -> Int32 {
    switch kind {
    case .checkedFalse, .cannotOpen: 1
    case .usage: 2
    case .refused: 3
    case .notAllowed, .notKnown: 4
    case .notReachable: 5
    case .localFile: 6
    case .mistake: 70
    }
  }

  /// Says what went wrong on stderr (or as an object, with `--json`) and ends the program.
  static func report(_ error: any Error, language: Language, json: Bool) -> Never {
    switch error {
    case let failure as CommandFailure: end(failure, language: language, json: json)
    case let refusal as any (Refusal & Worded): end(CommandFailure(refusal), language: language, json: json)
    case let worded as any Worded:
      // Notes, keys and age files that do not hold; the rules' own refusals come with their kind.
      end(CommandFailure(.checkedFalse, code: worded.code, worded.wording), language: language, json: json)
    case let code as ExitCode: exit(code.rawValue)
    default:
      let failure = CommandFailure.mistake(
        zh: "程序出错：\(error)。请把这句话和所用的命令告诉维护人员。",
        en: "This program has failed: \(error). Please send this line and the command to whoever maintains it.")
      end(failure, language: language, json: json)
    }
  }

  /// What the argument parser has to say: help on stdout with 0, wrong usage on stderr with 2.
  static func reportParsing(_ error: any Error, language: Language, json: Bool) -> Never {
    let message = TenderTool.fullMessage(for: error)
    if TenderTool.exitCode(for: error) == .success {
      Terminal.write(message + "\n", to: .out)
      exit(0)
    }
    let lead = Wording(zh: "命令写法不对：", en: "Wrong usage: ")
    if json {
      var words = TenderTool.message(for: error)
      if words.isEmpty { words = message }
      printJSON(code: "usage", kind: .usage, Wording(zh: lead.zh + words, en: lead.en + words), problem: nil)
    } else {
      let words = message.utf8.starts(with: "Error: ".utf8) ? String(message.dropFirst(7)) : message
      Terminal.write(lead[language] + Terminal.clean(words, keepingLines: true) + "\n", to: .err)
    }
    exit(code(of: .usage))
  }

  private static func end(_ failure: CommandFailure, language: Language, json: Bool) -> Never {
    if json {
      printJSON(code: failure.code, kind: failure.kind, failure.wording, problem: failure.problem)
    } else {
      let words = Terminal.clean(failure.wording[language], keepingLines: true)
      Terminal.write(words + (failure.code.map { " [\(Terminal.clean($0))]" } ?? "") + "\n", to: .err)
    }
    exit(code(of: failure.kind))
  }

  /// `--json` also says a failure as one canonical object, on stderr: stdout holds data only.
  private static func printJSON(code: String?, kind: CommandFailure.Kind, _ wording: Wording, problem: JSON?) {
    var object: JSON = [
      "code": JSON(code ?? "\(kind)"), "exit": JSON(Int(Exit.code(of: kind))), "zh": JSON(wording.zh),
      "en": JSON(wording.en),
    ]
    if let problem { object = object.setting("problem", problem) }
    Terminal.write(object.canonicalText + "\n", to: .err)
  }
}
