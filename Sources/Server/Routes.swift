import Operations

extension RouteTable {
  /// Every route of the daemon: the one place that knows the areas. An area's routes stand in `<Area>Routes.swift`.
  public init(of office: Office) {
    self.init()
    addPageRoutes(to: &self, office: office)
    addHealthRoutes(to: &self, office: office)
    addLogRoutes(to: &self, office: office)
    addFeedRoutes(to: &self, office: office)
    addTenderRoutes(to: &self, office: office)
    addDocumentRoutes(to: &self, office: office)
    addPreparationRoutes(to: &self, office: office)
    addSecurityRoutes(to: &self, office: office)
    addChangeRoutes(to: &self, office: office)
    addBidRoutes(to: &self, office: office)
    addEvaluationRoutes(to: &self, office: office)
    addCommitteeRoutes(to: &self, office: office)
    addPanelRoutes(to: &self, office: office)
    addReReviewRoutes(to: &self, office: office)
    addCompetitionRoutes(to: &self, office: office)
    addSessionRoutes(to: &self, office: office)
    addOpeningConditionRoutes(to: &self, office: office)
    addRemedyRoutes(to: &self, office: office)
    addPilotRoutes(to: &self, office: office)
    addContractRoutes(to: &self, office: office)
    addPerformanceRoutes(to: &self, office: office)
    addFrameworkRoutes(to: &self, office: office)
    addStandingRoutes(to: &self, office: office)
    addOpenDataRoutes(to: &self, office: office)
    // Last: it describes all that stand above.
    addOpenAPIRoutes(to: &self)
  }
}
