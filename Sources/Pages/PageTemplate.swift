import Foundation
import Mustache

/// A template of this build, parsed.
struct PageTemplate: Sendable {
  let source: String
  private let template: MustacheTemplate

  /// - Throws: `PageFault` when there is no such template, it does not parse, or it does not ask for `ScalarEscaping`.
  init(named name: String) throws(PageFault) {
    guard let url = Bundle.module.url(forResource: "templates/\(name)", withExtension: "mustache"),
      let data = try? Data(contentsOf: url)
    else { throw .noTemplate(name) }
    try self.init(name, source: String(decoding: data, as: UTF8.self))
  }

  init(_ name: String, source: String) throws(PageFault) {
    guard source.utf8.starts(with: ScalarEscaping.pragma.utf8), !source.contains("{{{"), !source.contains("{{&") else {
      throw .notEscaped(name)
    }
    // Registered before every parsing: the name is looked up then.
    MustacheContentTypes.register(ScalarEscaping(), named: ScalarEscaping.name)
    self.source = source
    do {
      template = try MustacheTemplate(string: source)
    } catch {
      throw .notParsed(name, "\(error)")
    }
  }

  func render(_ page: some Sendable) -> String { template.render(page) }
}

/// A page of this build cannot be made: ours to mend.
public enum PageFault: Error, Hashable, Sendable {
  case noTemplate(String)
  case notParsed(String, String)
  case notEscaped(String)
}

/// The pages of this build, ready to be filled.
public struct PageSet: Sendable {
  let front, tender, verify: PageTemplate
  /// The style sheet of every page.
  public let style: String

  /// Loads the templates; done once, at the start.
  public init() throws(PageFault) {
    front = try PageTemplate(named: "front")
    tender = try PageTemplate(named: "tender")
    verify = try PageTemplate(named: "verify")
    guard let url = Bundle.module.url(forResource: "templates/style", withExtension: "css"),
      let data = try? Data(contentsOf: url)
    else { throw .noTemplate("style.css") }
    style = String(decoding: data, as: UTF8.self)
  }

  public func html(_ page: FrontPage) -> String { front.render(page) }
  public func html(_ page: TenderPage) -> String { tender.render(page) }
  public func html(_ page: VerifyPage) -> String { verify.render(page) }
}
