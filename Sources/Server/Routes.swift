/// Every route of the daemon: the one place that knows the areas.
///
/// - Parameter areas: what each area adds, in any order.
public func allRoutes(_ areas: [@Sendable (inout RouteTable) -> Void]) -> RouteTable {
  var table = RouteTable()
  for add in areas { add(&table) }
  return table
}
