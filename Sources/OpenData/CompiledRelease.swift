import Canon

extension PublicTender {
  /// The facts as a compiled release, without the `id`, `date` and `tag` that the merging gives it.
  ///
  /// - Parameter told: how its lots and files are told, where that is known.
  func compiled(by publisher: DataPublisher, _ told: Told? = nil) -> JSON {
    let told = told ?? Told(self, by: publisher, before: Told())
    let documents = Documents(of: self, told)
    return entry([
      "ocid": .text(publisher.ocid(of: id)), "language": "zh", "initiationType": "tender",
      "parties": .array(parties), "buyer": buyer.reference, "planning": planning,
      "tender": tenderSection(documents, told), "bids": bidsSection(told), "awards": .array(awardsSection(documents)),
      "contracts": .array(contractsSection(documents)), "relatedProcesses": .array(relatedProcesses(publisher)),
    ])
  }

  /// The tender that came to nothing before; a code of the standard's list `relatedProcess`.
  private func relatedProcesses(_ publisher: DataPublisher) -> [JSON] {
    guard let follows else { return [] }
    return [
      entry([
        "id": "1", "relationship": ["unsuccessfulProcess"], "title": .text(follows.tender), "scheme": "ocid",
        "identifier": .text(follows.ocid), "uri": .text(publisher.recordAddress(of: follows.tender)),
      ])
    ]
  }

  /// The buyer, who bids, who won: each once, with all its roles.
  private var parties: [JSON] {
    var roles: [String: Set<Role>] = [buyer.id: [.buyer, .procuringEntity]]
    var known = [buyer]
    func note(_ organisation: Organisation, _ role: Role) {
      if roles[organisation.id] == nil { known.append(organisation) }
      roles[organisation.id, default: []].insert(role)
    }
    for lot in lots {
      for bid in lot.bids { note(bid.bidder, .tenderer) }
      for agency in lot.selection?.agencies ?? [] { note(agency.organisation, .supplier) }
      if let winner = lot.award?.winner { note(winner, .supplier) }
    }
    return known.map { organisation in
      entry([
        "id": .text(organisation.id), "name": .text(organisation.name),
        "identifier": entry([
          "scheme": .text(Organisation.scheme), "id": .text(organisation.code), "legalName": .text(organisation.name),
        ]),
        "address": addresses[organisation.code].map { entry(["streetAddress": .text($0)]) },
        "contactPoint": organisation.contact.map {
          entry(["name": .text($0.name), "telephone": .text($0.telephone)])
        },
        "roles": .array(
          Role.allCases.filter { roles[organisation.id]?.contains($0) ?? false }.map { JSON($0.rawValue) }),
      ])
    }
  }

  /// Codes of the standard's list `partyRole`.
  private enum Role: String, CaseIterable {
    case buyer, procuringEntity, tenderer, supplier
  }

  /// The published budget.
  private var planning: JSON? {
    let budgets = lots.compactMap(\.budget)
    guard budgets.count == lots.count else { return nil }
    return entry(["budget": entry(["amount": .money(Self.sum(budgets))])])
  }
}
