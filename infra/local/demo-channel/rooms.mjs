// The rooms that a quarter of the outstation channel goes through, of an outstation-channel service that runs.
const ROOMS = {
  regions: ['regions/regions.service', 'Regions'], sales: ['regions/sales', 'Sales'], staff: ['staff/staff.service', 'Staff'], postings: ['postings/postings.service', 'Postings'], stations: ['stations/stations.service', 'Stations'],
  duties: ['station-duties/station-duties.service', 'StationDuties'], operators: ['operators/operators.service', 'Operators'], operatorMatters: ['operators/operator-matters', 'OperatorMatters'], weekly: ['weekly-reports/weekly-reports.service', 'WeeklyReports'],
  monthly: ['monthly-reports/monthly-reports.service', 'MonthlyReports'], exchanges: ['exchanges/exchanges.service', 'Exchanges'], reach: ['reachability/reachability.service', 'Reachability'], trips: ['trips/trips.service', 'Trips'],
  claims: ['travel-claims/travel-claims.service', 'TravelClaims'], scores: ['scores/scores.service', 'Scores'], rankings: ['rankings/rankings.service', 'Rankings'], orders: ['repair-orders/repair-orders.service', 'RepairOrders'],
  mailings: ['repair-orders/order-mailings', 'OrderMailings'], settlements: ['settlements/settlements.service', 'Settlements'], stock: ['spares/spare-stock', 'SpareStock'], applications: ['spares/spare-applications', 'SpareApplications'],
  incidents: ['incidents/incidents.service', 'Incidents'], issues: ['quality-issues/quality-issues.service', 'QualityIssues'], messages: ['station-messages/station-messages.service', 'StationMessages'], fraud: ['fraud-signals/fraud-signals.service', 'FraudSignals'],
};

/** @param {(type: Function) => object} get answers the instance of a class */
export async function roomsOfChannel(get) {
  const [{ TenantDatabase, systemContext }, { Directory }, { ReportMails }, contracts, { systemRoles }, ...modules] = await Promise.all([
    import('@luyue/platform'), import('@luyue/directory'), import('@luyue/reports'), import('@luyue/contracts'), import('@luyue/regulations'), ...Object.values(ROOMS).map(([path]) => import(`@luyue/outstation-channel/${path}`)),
  ]);
  const rooms = Object.fromEntries(Object.entries(ROOMS).map(([name, [, type]], i) => [name, get(modules[i][type])]));
  return { ...rooms, database: get(TenantDatabase), directory: get(Directory), mails: get(ReportMails), contracts, permissions: new Map(systemRoles(['outstation-channel']).map((role) => [role.code, role.permissions])), systemContext };
}
