import Canon

// Open data: of the packages the frame is told here; what is in a release is OCDS's to say, and our own extension's.

extension Schema {
  private static let release = Schema.elsewhere(
    "https://standard.open-contracting.org/1.1/en/schema/reference/", has: ["ocid", "id", "date", "tag"],
    zh: "OCDS 1.1 的发布记录；所用扩展列在 extensions 里，其中一项是本系统自己的（/ocds/extension/extension.json）",
    en: "a release of OCDS 1.1 with the extensions that `extensions` names, of which one is our own")

  private static let ocdsFrame: KeyValuePairs<String, Schema> = [
    "uri": address, "version": .words(["1.1"]), "publishedDate": dateTime, "extensions": .list(address),
    "publisher": .told(["name": .text, "scheme": .text, "uid": .text]),
  ]

  static let releasePackage = Schema.named(
    "ReleasePackage",
    Schema.told(ocdsFrame).and(["releases": .list(release, max: 1)]).called(
      "OCDS 1.1 发布包", "A release package of OCDS 1.1"))

  static let recordPackage = Schema.named(
    "RecordPackage",
    Schema.told(ocdsFrame).and([
      "packages?": Schema.list(address).called("各发布包的地址", "where each release package is"),
      "records": .list(
        .told([
          "ocid": .text, "releases": .list(release),
          "compiledRelease": Schema.described(release, "各次发布合并的结果 / what the releases come to"),
        ]), max: 1),
    ]).called("OCDS 1.1 记录包", "A record package of OCDS 1.1"))

  private static let address = keywords(["type": "string", "format": "uri"])
  private static let dateTime = keywords(["type": "string", "format": "date-time"])

  private static let bothLanguages: Schema = ["zh": .text, "en": .text]

  /// The two JSON files of our extension.
  static let openDataExtension = Schema.named(
    "OpenDataExtension",
    .oneOf([
      .told([
        "name": bothLanguages, "description": bothLanguages, "compatibility": .list(.text), "codelists": .list(.text),
        "schemas": .list(.text), "dependencies": .list(address),
      ]),
      .elsewhere(
        "https://json-schema.org/draft-04/schema", has: ["definitions"],
        zh: "release-schema.json：并入 OCDS 发布记录架构的补丁（JSON Schema）",
        en: "release-schema.json: a patch to the schema of OCDS releases, itself a JSON Schema"),
    ]))
}
