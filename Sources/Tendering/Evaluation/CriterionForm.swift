import Canon
import Exact

extension Criterion {
  /// The object that stands in a scheme: five fields for every kind, and what the kind needs beside them.
  ///
  ///     {"id":"c1","kind":"judged","max":"60.00","name":"服务方案","step":"0.50",
  ///      "grades":[{"name":"优","from":"48.00","to":"60.00"},…],"minimum":"30.00"}
  ///     {"id":"c2","kind":"banded",…,"bands":[{"from":"0","points":"0.00"},{"from":"3","points":"15.00"},…]}
  ///     {"id":"c3","kind":"lookup",…,"table":[{"answer":"是","points":"5.00"},…]}
  ///     {"id":"c4","kind":"formula",…,"line":{"from":"1","to":"5"}}
  public var json: JSON {
    var json: JSON = [
      "id": JSON(id), "name": JSON(name), "kind": JSON(kind.rawValue), "max": JSON(max.description),
      "step": JSON(step.description),
    ]
    switch measure {
    case .objective: break
    case .judged(let grades):
      if !grades.isEmpty { json = json.setting("grades", .array(grades.map(\.json))) }
    case .banded(let bands): json = json.setting("bands", .array(bands.map(\.json)))
    case .lookup(let choices): json = json.setting("table", .array(choices.map(\.json)))
    case .formula(let line):
      json = json.setting("line", ["from": JSON(line.from.description), "to": JSON(line.to.description)])
    }
    return minimum.map { json.setting("minimum", JSON($0.description)) } ?? json
  }

  /// Reads it; keys of other kinds are refused.
  init(_ entry: FormReader) throws(FormRefusal) {
    let common = ["id", "name", "kind", "max", "step", "minimum"]
    let kind = try entry.word("kind", as: Kind.self)
    let own: [String] =
      switch kind {
      case .judged: ["grades"]
      case .objective: []
      case .banded: ["bands"]
      case .lookup: ["table"]
      case .formula: ["line"]
      }
    let form = try FormReader(entry.json, at: entry.path, only: common + own)
    id = try form.text("id", max: 64)
    name = try form.text("name", max: 600)
    max = try form.points("max")
    step = try form.points("step")
    minimum = form.has("minimum") ? try form.points("minimum") : nil
    switch kind {
    case .objective: measure = .objective
    case .judged:
      var grades: [Grade] = []
      if form.has("grades") {
        for grade in try form.objects("grades", max: Self.intervalsMax, only: ["name", "from", "to"]) {
          grades.append(
            Grade(name: try grade.text("name", max: 300), from: try grade.points("from"), to: try grade.points("to")))
        }
      }
      measure = .judged(grades)
    case .banded:
      var bands: [Band] = []
      for band in try form.objects("bands", max: Self.intervalsMax, only: ["from", "points"]) {
        bands.append(Band(from: try band.points("from"), points: try band.points("points")))
      }
      measure = .banded(bands)
    case .lookup:
      var choices: [Choice] = []
      for choice in try form.objects("table", max: Self.intervalsMax, only: ["answer", "points"]) {
        choices.append(
          Choice(answer: try choice.text("answer", max: Self.answerBytesMax), points: try choice.points("points")))
      }
      measure = .lookup(choices)
    case .formula:
      let line = try form.object("line", only: ["from", "to"])
      measure = .formula(Line(from: try line.points("from"), to: try line.points("to")))
    }
  }
}

extension Criterion.Grade {
  var json: JSON { ["name": JSON(name), "from": JSON(from.description), "to": JSON(to.description)] }
}

extension Criterion.Band {
  var json: JSON { ["from": JSON(from.description), "points": JSON(points.description)] }
}

extension Criterion.Choice {
  var json: JSON { ["answer": JSON(answer), "points": JSON(points.description)] }
}
