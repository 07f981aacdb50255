import Tendering

/// The pilot as a whole (试点).
public enum Programme { public typealias ID = Identifier<Programme> }
/// One year's parks (批次).
public enum Batch { public typealias ID = Identifier<Batch> }
/// A host park (托管单位): the park, not the agency.
public enum HostPark { public typealias ID = Identifier<HostPark> }
/// A contract between two or three of the parties.
public enum Contract { public typealias ID = Identifier<Contract> }
/// A filing for the record (备案).
public enum Filing { public typealias ID = Identifier<Filing> }
