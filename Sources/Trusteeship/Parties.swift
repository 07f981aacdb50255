/// Who signs and who files.
public enum Party: String, Hashable, Sendable, CaseIterable {
  case bureau, park, agency, enterprise
}

/// An authority with which a trustee contract is filed (S51).
public enum FilingAuthority: String, Hashable, Sendable, CaseIterable {
  case park, bureau
}

/// 完全式托管 or 部分托管.
public enum TrusteeshipMode: String, Hashable, Sendable, CaseIterable {
  case full, partial
}
