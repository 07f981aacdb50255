import ArgumentParser
import Canon
import Exact
import Glibc
import Notes
import Postgres
import Store
import Tendering

/// The keys that may act. Local: whoever may run this may connect to the database.
struct ActorCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "actor", abstract: "登记、列出、停用密钥 / Add, list and revoke the keys that may act.",
    subcommands: [Add.self, List.self, Revoke.self])

  /// Who did it, in the activity record.
  static let local = "local"

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "登记一把公钥 / Add a key.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "公钥（vkey）/ The vkey.") var vkey: String
    @Option(help: "角色 / The role.") var role: String
    @Option(help: "姓名或机构名 / The person's or organisation's name.") var name: String
    @Option(help: "所属单位 / The organisation.") var organisation = ""
    @Option(help: "统一社会信用代码 / The credit code.") var creditCode: String?

    func run() async throws {
      try await ActorCommands.work(common) { database in
        guard let key = try? VerifierKey(parsing: vkey), key.algorithm == .ed25519,
          PartyKey(key.reference.text) != nil
        else { throw Halt(.usage, zh: "公钥不对：\(vkey)", en: "this is no vkey: \(vkey)") }
        guard let role = Role(rawValue: role), role != .log else {
          let roles = Role.allCases.filter { $0 != .log }.map(\.rawValue).joined(separator: ", ")
          throw Halt(.usage, zh: "没有这个角色，可用：\(roles)", en: "no such role; there are \(roles)")
        }
        guard !name.isEmpty else { throw Halt(.usage, zh: "姓名不能为空。", en: "the name is empty") }
        let code = try creditCode.map { text in
          guard let code = CreditCode(text) else {
            throw Halt(.usage, zh: "统一社会信用代码不对：\(text)", en: "this is no credit code: \(text)")
          }
          return code
        }
        let row = ActorRow(
          key: key, role: role, name: name, organisation: organisation, creditCode: code, addedAt: moment(),
          addedBy: ActorCommands.local)
        do {
          try await database.write(as: .office) { tx in
            try tx.insert(row)
            try tx.record(
              .addActor, by: ActorCommands.local, subject: key.reference.text, detail: role.rawValue, at: row.addedAt)
          }
        } catch let failure as PostgresFailure where failure.constraint != nil {
          throw Halt(
            .refused, zh: "这把公钥已登记过。", en: "this key is known already, under this or another name")
        }
        say(key.reference.text)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出已登记的密钥 / List the keys.")

    @OptionGroup var common: CommonOptions
    @Option(help: "只列此角色 / Only this role.") var role: String?
    @Flag(help: "输出 JSON / Print JSON.") var json = false

    func run() async throws {
      try await ActorCommands.work(common) { database in
        let role = try role.map { text in
          guard let role = Role(rawValue: text) else {
            throw Halt(.usage, zh: "没有这个角色：\(text)", en: "no such role: \(text)")
          }
          return role
        }
        let rows = try await database.read { tx in try tx.actors(role: role) }
        if json {
          say(String(decoding: JSON.array(rows.map(ActorCommands.json)).canonicalBytes(), as: UTF8.self))
        } else {
          for row in rows {
            let state = row.revokedAt == nil ? "" : "\trevoked"
            say("\(row.role.rawValue)\t\(row.key.reference.text)\t\(row.name)\t\(row.organisation)\(state)")
          }
        }
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "停用一把密钥，不可恢复 / Revoke a key for good.")

    @OptionGroup var common: CommonOptions
    @Argument(help: "密钥名+8 位十六进制 / The key reference, name+8 hex digits.") var key: String

    func run() async throws {
      try await ActorCommands.work(common) { database in
        let at = moment()
        let revoked = try await database.write(as: .office) { tx in
          let revoked = try tx.revokeActor(keyRef: key, at: at)
          if revoked { try tx.record(.revokeActor, by: ActorCommands.local, subject: key, at: at) }
          return revoked
        }
        guard revoked else {
          throw Halt(.refused, zh: "没有可停用的密钥 \(key)。", en: "there is no key \(key) that could be revoked")
        }
        say(key)
      }
    }
  }

  private static func json(_ row: ActorRow) -> JSON {
    [
      "key": JSON(row.key.reference.text), "vkey": JSON(row.key.text), "role": JSON(row.role.rawValue),
      "name": JSON(row.name), "organisation": JSON(row.organisation), "creditCode": JSON(row.creditCode?.text),
      "addedAt": JSON(row.addedAt.seconds), "addedBy": JSON(row.addedBy),
      "revokedAt": row.revokedAt.map { JSON($0.seconds) } ?? .null,
    ]
  }

  private static func work(_ common: CommonOptions, _ body: (Database) async throws -> Void) async throws {
    try await Halt.explaining {
      let settings = try await common.settings()
      let database = try await Archive.open(settings, logger: DaemonLog.logger(settings))
      do {
        try await Archive.checkSchema(database, settings)
        try await body(database)
      } catch {
        await database.close()
        throw error
      }
      await database.close()
    }
  }
}

/// This machine's clock.
func moment() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Moment(micros: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
}
