/// The rules saying no: expected, closed, with the facts and never a price or a person's name in them.
///
/// In every enum the cases stand in order of precedence: the first that applies is the one thrown, and tests pin it.
/// `Messages` has words for each in both languages; machines go by `code`.
public protocol Refusal: Error, Hashable, Sendable {
  /// A stable dotted name such as `bid.late`; it is an interface and never changes its meaning.
  var code: String { get }
}
