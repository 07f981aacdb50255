import Notes
import Postgres

/// A paper as it was printed.
public struct PaperRow: Sendable {
  public let name: String
  public let kind: String
  public let number: String
  public let lot: String?
  public let json: String
  public let jsonDigest: Digest
  public let pdfDigest: Digest
  public let isPublic: Bool
  /// The key reference of the one reader of a paper that is not public, beside officers and parties.
  public let reader: String?
  public let madeAt: Moment

  init(_ row: Row) throws {
    name = try row.value("name")
    kind = try row.value("kind")
    number = try row.value("number")
    lot = try row.value("lot_id")
    json = try row.value("json")
    jsonDigest = try decodedDigest(try row.value("json_sha256"))
    pdfDigest = try decodedDigest(try row.value("pdf_sha256"))
    isPublic = try row.value("public")
    reader = try row.value("reader")
    madeAt = Moment(micros: try row.value("made_at"))
  }
}

/// A paper about to be kept.
public struct NewPaper: Sendable {
  public let name: String
  public let kind: String
  public let number: String
  public let lot: String?
  public let json: [UInt8]
  public let pdf: [UInt8]
  public let isPublic: Bool
  public let reader: String?

  public init(
    name: String, kind: String, number: String, lot: String?, json: [UInt8], pdf: [UInt8], isPublic: Bool,
    reader: String?
  ) {
    self.name = name
    self.kind = kind
    self.number = number
    self.lot = lot
    self.json = json
    self.pdf = pdf
    self.isPublic = isPublic
    self.reader = reader
  }
}

/// A party's signature on a paper.
public struct PaperSignatureRow: Sendable {
  public let party: String
  public let noteID: Digest
  public let signedAt: Moment
}

private let paperColumns =
  "name, kind, number, lot_id, json, json_sha256, pdf_sha256, public, reader, made_at"

extension Statement {
  static let insertPaper = Statement(
    "insert_paper",
    """
    insert into paper (tender_id, name, kind, number, lot_id, json, json_sha256, pdf, pdf_sha256, public, reader,
           made_at)
    values ($1, $2, $3, $4, $5, $6, sha256(convert_to($6, 'UTF8')), $7, sha256($7), $8, $9, $10)
    """)
  static let papers = Statement(
    "papers", "select \(paperColumns)\n  from paper\n where tender_id = $1\n order by made_at, name")
  static let papersOfLot = Statement(
    "papers_of_lot",
    "select \(paperColumns)\n  from paper\n where tender_id = $1\n   and lot_id = $2\n order by made_at, name")
  static let papersNumbered = Statement(
    "papers_numbered",
    "select \(paperColumns)\n  from paper\n where tender_id = $1\n   and number = $2\n order by made_at, name")
  static let paperNames = Statement("paper_names", "select name from paper where tender_id = $1 and name = any($2)")
  static let paperByName = Statement(
    "paper_by_name", "select \(paperColumns)\n  from paper\n where tender_id = $1\n   and name = $2")
  static let paperPDF = Statement("paper_pdf", "select pdf from paper where tender_id = $1 and name = $2")
  static let insertPaperSignature = Statement(
    "insert_paper_signature",
    """
    insert into paper_signature (tender_id, name, party, note_id, signed_at)
    values ($1, $2, $3, $4, $5)
    """)
  static let paperSignatures = Statement(
    "paper_signatures",
    """
    select party, note_id, signed_at
      from paper_signature
     where tender_id = $1
       and name = $2
     order by signed_at
    """)
}

extension Transaction {
  public func insert(_ paper: NewPaper, tender: String, at: Moment) throws {
    try execute(
      .insertPaper,
      [
        .text(tender), .text(paper.name), .text(paper.kind), .text(paper.number), .text(paper.lot),
        .text(String(decoding: paper.json, as: UTF8.self)), .bytes(paper.pdf), .bool(paper.isPublic),
        .text(paper.reader), .timestamp(at.micros),
      ])
  }

  public func papers(of tender: String) throws -> [PaperRow] { try rows(.papers, [.text(tender)]).map(PaperRow.init) }

  public func papers(of tender: String, lot: String) throws -> [PaperRow] {
    try rows(.papersOfLot, [.text(tender), .text(lot)]).map(PaperRow.init)
  }

  /// The papers of this number: a paper and its editions.
  public func papers(of tender: String, numbered number: String) throws -> [PaperRow] {
    try rows(.papersNumbered, [.text(tender), .text(number)]).map(PaperRow.init)
  }

  /// Which of these papers are there.
  public func papers(named names: [String], of tender: String) throws -> Set<String> {
    Set(try rows(.paperNames, [.text(tender), .texts(names)]) { try $0.value("name") })
  }

  public func paper(_ name: String, of tender: String) throws -> PaperRow? {
    try row(.paperByName, [.text(tender), .text(name)]).map(PaperRow.init)
  }

  public func paperPDF(_ name: String, of tender: String) throws -> [UInt8]? {
    try row(.paperPDF, [.text(tender), .text(name)]).map { try $0.value("pdf") }
  }

  public func insertSignature(tender: String, paper: String, party: String, note: Digest, at: Moment) throws {
    try execute(
      .insertPaperSignature,
      [.text(tender), .text(paper), .text(party), .bytes(note.bytes), .timestamp(at.micros)])
  }

  public func signatures(on paper: String, of tender: String) throws -> [PaperSignatureRow] {
    try rows(.paperSignatures, [.text(tender), .text(paper)]) { row in
      PaperSignatureRow(
        party: try row.value("party"), noteID: try decodedDigest(try row.value("note_id")),
        signedAt: Moment(micros: try row.value("signed_at")))
    }
  }
}
