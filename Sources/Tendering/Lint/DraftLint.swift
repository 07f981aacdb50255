import Exact

extension DraftOutline {
  /// Everything that the content of a draft has against it, in the order of the draft.
  ///
  /// - Parameters:
  ///   - isRehearsal: what only a real tender's papers must satisfy is then advice.
  /// - Source: … ….
  public func findings(isRehearsal: Bool, rules: RuleBook = .current) -> [LintFinding] {
    var lint = Lint(draft: self, isRehearsal: isRehearsal, rules: rules)
    lint.read()
    return lint.findings
  }

  /// Nothing when every finding that holds a draft up has its note.
  public func requireSettled(isRehearsal: Bool, rules: RuleBook = .current) throws(LintRefusal) {
    let open = findings(isRehearsal: isRehearsal, rules: rules).filter(\.isOpen)
    if !open.isEmpty { throw LintRefusal(open: open) }
  }
}

/// One reading of a draft.
private struct Lint {
  let draft: DraftOutline
  let isRehearsal: Bool
  let rules: RuleBook
  var findings: [LintFinding] = []
  private var used: Set<DraftOutline.LegalNote> = []

  init(draft: DraftOutline, isRehearsal: Bool, rules: RuleBook) {
    self.draft = draft
    self.isRehearsal = isRehearsal
    self.rules = rules
  }

  /// What a real tender needs a note for is only said in a rehearsal.
  private var inEarnest: LintFinding.Severity { isRehearsal ? .advises : .needsNote }

  private mutating func find(_ fault: LintFault, _ severity: LintFinding.Severity, at place: String) {
    let note = draft.notes.first { note in
      note.rule == fault.rule && note.at == place && note.note.utf8.contains { $0 > 0x20 }
    }
    if let note { used.insert(note) }
    findings.append(LintFinding(fault: fault, severity: severity, at: place, note: note?.note))
  }

  mutating func read() {
    if !draft.isReviewed { find(.reviewMissing, .advises, at: "reviewed") }
    if draft.consortium == nil { find(.consortiumUnsaid, .advises, at: "consortium") }
    for (index, text) in draft.qualification.enumerated() { readCondition(text, at: "qualification[\(index)]") }
    for (text, place) in [(draft.requirement, "service.requirement"), (draft.standard, "service.standard")] {
      if let word = Wordlist.floorPrice.word(in: text) { find(.floorPrice(word: word), .blocks, at: place) }
    }
    for (index, lot) in draft.lots.enumerated() { read(lot, at: "lots[\(index)]") }
    readCap()
    for fault in FrameworkTerms.faults(draft.framework, under: draft.profile, rules: rules) {
      find(fault, .blocks, at: "framework")
    }
    readBudget()
    if draft.discloseAll, draft.lots.contains(where: { (try? $0.scheme.get())?.disclosure == .full }) {
      find(.allDisclosed, inEarnest, at: "discloseAll")
    }
    for (index, note) in draft.notes.enumerated() where !used.contains(note) {
      find(.noteIdle, .advises, at: "legalNotes[\(index)]")
    }
  }

  private mutating func readCondition(_ text: String, at place: String) {
    readUnlawful(text, at: place)
    if let word = Wordlist.floorPrice.word(in: text) { find(.floorPrice(word: word), .blocks, at: place) }
    let most = rules.count(.similarContractsMax)
    if let given = Wordlist.pastContracts(in: text), given > most {
      find(.pastContractsTooMany(given: given, max: most), .needsNote, at: place)
    }
  }

  /// What may be neither a condition nor a score.
  private mutating func readUnlawful(_ text: String, at place: String) {
    if let word = Wordlist.locality.word(in: text) ?? LocalFirms.word(in: text) {
      find(.localityCondition(word: word), .needsNote, at: place)
    }
    if let word = Wordlist.size.word(in: text) { find(.sizeCondition(word: word), .blocks, at: place) }
    if let word = Wordlist.regionalBonus.word(in: text) { find(.regionalBonus(word: word), .blocks, at: place) }
    if let word = Wordlist.library.word(in: text) { find(.libraryTicket(word: word), .blocks, at: place) }
  }

  private mutating func read(_ lot: DraftOutline.DraftedLot, at place: String) {
    if lot.ceiling > lot.budget { find(.ceilingAboveBudget, .blocks, at: place + ".ceiling") }
    if !BidSecurity.isLawful(lot.bidSecurity, of: lot.budget, rules: rules) {
      find(.securityTooHigh(share: rules.share(.bidSecurityMax)), .blocks, at: place + ".bidSecurity")
    }
    for (index, name) in lot.criteria.enumerated() {
      let criterion = "\(place).scheme.criteria[\(index)]"
      readUnlawful(name, at: criterion)
      if let word = Wordlist.qualification.word(in: name) {
        find(.qualificationScored(word: word), .blocks, at: criterion)
      }
      if let word = Wordlist.vague.word(in: name) { find(.vagueWords(word: word), .needsNote, at: criterion) }
    }
    switch lot.scheme {
    case .failure(let refusal): find(.scheme(refusal), .blocks, at: place + ".scheme")
    case .success(let scheme): read(scheme, of: lot, at: place)
    }
  }

  private mutating func read(_ scheme: Scheme, of lot: DraftOutline.DraftedLot, at place: String) {
    let faults = scheme.faults(
      under: draft.profile, isRehearsal: isRehearsal, documentsAllowFull: draft.discloseAll, rules: rules)
    for fault in faults { find(.scheme(fault), .blocks, at: place + ".scheme") }
    if draft.profile.procedure.selectsSeveral, scheme.disclosure != .full {
      find(.frameworkSealed, .blocks, at: place + ".scheme.disclosure")
    }
    if scheme.ceiling != lot.ceiling { find(.ceilingDiffers, .blocks, at: place + ".scheme.ceiling") }
    if let minimum = draft.minimum, scheme.minBids != minimum {
      find(.minimumDiffers, .blocks, at: place + ".scheme.minBids")
    }
    for (index, criterion) in scheme.criteria.enumerated() {
      if case .judged(let grades) = criterion.measure, grades.isEmpty {
        find(.notQuantified(criterion: criterion.id), inEarnest, at: "\(place).scheme.criteria[\(index)]")
      }
    }
    guard draft.profile.isGovernmentProcurement else { return }
    let deducts = scheme.price.smallFirmDeduction.units > 0
    if lot.smallFirms == .reserved {
      if deducts { find(.deductionInReserved, .blocks, at: place + ".scheme.price") }
    } else {
      if !deducts, scheme.price.formula != .fixed { find(.deductionMissing, inEarnest, at: place + ".scheme.price") }
      if let most = rules.money(.reservedBudgetMax), total <= most { find(.notReserved, inEarnest, at: place + ".sme") }
    }
  }

  private mutating func readCap() {
    let schemes = draft.lots.compactMap { try? $0.scheme.get() }
    guard schemes.contains(where: { $0.maxLotsWon != nil }) else { return }
    let lots = Set(draft.lots.map(\.id))
    let isAlike = schemes.allSatisfy { $0.maxLotsWon == schemes[0].maxLotsWon && $0.lotOrder == schemes[0].lotOrder }
    guard schemes.count == draft.lots.count, isAlike, Set(schemes[0].lotOrder ?? []) == lots else {
      return find(.lotCapDiffers, .blocks, at: "lots")
    }
  }

  private mutating func readBudget() {
    let expected = Profile.forBudget(total, rules: rules)
    if expected == .g2, !draft.profile.mayServeAbove {
      find(.profileDiffers(expected: expected), .blocks, at: "profile")
    }
  }

  /// Lots of one tender are one purchase.
  private var total: Price {
    draft.lots.reduce(.zero) { sum, lot in (try? sum.adding(lot.budget)) ?? sum }
  }
}

extension Profile {
  /// May serve where the budget makes open tendering compulsory.
  var mayServeAbove: Bool { self == .g2 || self == .f }
}
