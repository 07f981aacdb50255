/// The published extensions whose fields may stand in the data, by the addresses of the standard's own registry.
public enum StandardExtension {
  public static let addresses = [
    address("location", "v1.1.5"), address("bid", "v1.1.5"), address("lots", "v1.1.5"), address("enquiry", "v1.1.5"),
    address("bidOpening"), address("awardCriteria"), address("requirements"), address("contract_signatories"),
    address("contract_completion"), address("performance_failures"),
  ]

  private static func address(_ name: String, _ version: String = "master") -> String {
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_\(name)_extension/\(version)/extension.json"
  }
}

/// The extension of our own: figures of an evaluation, failures of lots, draws. The daemon serves its files.
public enum OwnExtension {
  /// Its files by name, as in `release-schema.json` and `codelists/drawStatus.csv`.
  public static let files: [String: [UInt8]] = [
    "extension.json": PackageResources.extension_json,
    "release-schema.json": PackageResources.release_schema_json,
    "codelists/evaluationStatus.csv": PackageResources.evaluationStatus_csv,
    "codelists/rejectionStage.csv": PackageResources.rejectionStage_csv,
    "codelists/rejectionGround.csv": PackageResources.rejectionGround_csv,
    "codelists/lotFailureGround.csv": PackageResources.lotFailureGround_csv,
    "codelists/drawPurpose.csv": PackageResources.drawPurpose_csv,
    "codelists/drawStatus.csv": PackageResources.drawStatus_csv,
    "codelists/disclosure.csv": PackageResources.disclosure_csv,
  ]

  static func address(of publisher: DataPublisher) -> String { "\(publisher.address)/ocds/extension/extension.json" }
}
