import ArgumentParser
import Canon
import Durable
import Glibc
import Logging
import Messages
import Notes
import Transparency
import Witness

/// `tender witness`: watches over logs for others, with a key of its own.
struct WitnessCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness",
    abstract: "见证人：联署日志的检查点 · A witness, which cosigns the checkpoints of logs.",
    discussion: """
      见证人应由日志经办方管不到的人运行。一把密钥只作一个见证人，状态文件夹与密钥一样要保存好：丢了状态就换新密钥。
      Run it where the log's operator has no say. One key serves one witness and nothing else; its state folder is as \
      precious as the key: a witness that has lost its state takes a new key.
      """,
    subcommands: [Run.self, Key.self, Show.self])

  /// The state and the logs, of every command that reads it.
  struct StateOptions: ParsableArguments {
    @Option(help: "状态文件夹 · The folder of what was cosigned")
    var state: String

    @Option(name: .customLong("log"), help: "日志的公钥行，可重复 · A log's vkey; repeatable")
    var logs: [String] = []

    func keys() throws(CommandFailure) -> [VerifierKey] {
      guard !logs.isEmpty else {
        throw .usage(zh: "没有说明见证哪个日志。请加 --log 公钥行。", en: "No log is named. Give --log VKEY.")
      }
      var keys: [VerifierKey] = []
      for text in logs {
        guard let key = try? VerifierKey(parsing: text), key.algorithm == .ed25519 else {
          throw .usage(zh: "“\(text)”不是日志的公钥行。", en: "“\(text)” is no vkey of a log.")
        }
        keys.append(key)
      }
      return keys
    }

    /// The desk over this state; nobody else may have it at the same time.
    func desk(_ key: SigningKey) async throws -> WitnessDesk {
      do {
        return try await WitnessDesk(key: key, logs: try keys(), folder: state) { Int(time(nil)) }
      } catch let fault as FileFault {
        throw CommandFailure(.localFile, code: fault.code, zh: fault.zh + "。", en: fault.en + ".")
      } catch let fault as WitnessStateFault {
        throw CommandFailure(
          .localFile, code: fault.refusal.code,
          Wording(
            zh: "状态文件 \(fault.path) 不是这把密钥的见证人写的，不启动：",
            en: "\(fault.path) was not written by a witness with this key; refused:"
          ).then(fault.refusal.wording))
      }
    }
  }

  struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "运行 · Run it (c2sp.org/tlog-witness: add-checkpoint).")

    @Option(help: "监听地址 · Where to listen, HOST:PORT; port 0 takes a free one")
    var listen = "127.0.0.1:8180"

    @OptionGroup var stateOptions: StateOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let (host, port) = try address()
      let desk = try await stateOptions.desk(try options.signingKey())
      // A client that goes away in the middle of an answer is no reason to end.
      signal(SIGPIPE, SIG_IGN)
      var logger = Logger(label: "witness") { StreamLogHandler.standardError(label: $0) }
      logger.logLevel = .notice
      let (output, vkey) = (options.output, desk.verifier.text)
      do {
        try await WitnessCounter(desk, logger: logger).serve(host: host, port: port, signals: true) { port in
          let place = "http://\(host):\(port)"
          output.show(["listen": JSON(place), "vkey": JSON(vkey)]) { output.line("witness \(vkey) \(place)") }
        }
      } catch {
        throw CommandFailure(
          .localFile, code: "listen.refused",
          zh: "不能在 \(listen) 监听：\(error)", en: "Cannot listen at \(listen): \(error)")
      }
    }

    private func address() throws(CommandFailure) -> (String, Int) {
      guard let colon = listen.lastIndex(of: ":"), colon > listen.startIndex,
        let port = Int(listen[listen.index(after: colon)...]), (0...65_535).contains(port)
      else {
        throw .usage(
          zh: "监听地址“\(listen)”不对，应形如 0.0.0.0:8180。", en: "“\(listen)” is no address; write 0.0.0.0:8180.")
      }
      return (String(listen[..<colon]), port)
    }
  }

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示见证人的公钥行 · Print the witness's public line (vkey of type 4) of a key file.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let key = try Cosignature.verifier(of: try options.signingKey())
      let output = options.output
      output.show(["reference": JSON(key.reference.text), "vkey": JSON(key.text)]) { output.line(key.text) }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "显示最近联署的检查点（停机时） · Show what was cosigned last, while it is not running.")

    @OptionGroup var stateOptions: StateOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
      let heads = await (try stateOptions.desk(try options.signingKey())).heads
      let rows = heads.map { head -> JSON in
        ["origin": JSON(head.origin), "size": JSON(head.size), "root": JSON(head.root.b64)]
      }
      options.output.show(
        rows, in: .array(rows),
        [.init(zh: "日志", en: "Log"), .init(zh: "条数", en: "Entries", .right), .init(zh: "根", en: "Root")]
      ) { [$0.cell("origin"), $0.cell("size"), $0.cell("root")] }
    }
  }
}
