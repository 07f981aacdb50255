import Tendering

/// A contract between two of the parties.
public enum Contract { public typealias ID = Identifier<Contract> }
