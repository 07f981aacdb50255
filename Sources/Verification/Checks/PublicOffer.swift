import Canon
import Tendering

/// What of an offer whose payload is public later checks compare with the evaluation.
///
/// It is kept for every bid, and a bidder may write anything: what no evaluation can name is left out.
struct PublicOffer: Sendable {
  let hasPrice: Bool
  let hasSupplier: Bool
  let hasAnswers: Bool
  /// Nil where the price cannot be read, or its items come to more than a price holds.
  let corrections: [PriceCorrection]?
  let size: FirmSize?
  let memberSizes: [FirmSize?]
  let answers: [String: String]

  init(_ json: JSON) {
    hasPrice = json["price"] != nil
    hasSupplier = json["supplier"] != nil
    hasAnswers = json["answers"] != nil
    let offer = Offer(reading: json)
    corrections = offer.corrections
    size = offer.size
    memberSizes = offer.memberSizes
    answers = offer.answers.filter { $0.key.utf8.count <= 100 && $0.value.utf8.count <= Criterion.answerBytesMax }
  }
}
