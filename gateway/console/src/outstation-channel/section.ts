import { Archive, ArrowRightLeft, Banknote, Building2, CalendarCheck, ClipboardList, Eye, FileStack, Handshake, ListOrdered, ListTodo, MapPin, MessageSquare, Percent, Plug, Scale, Users, Wrench } from 'lucide-react'
import { route, section } from '../shell/section.ts'

// Icons that other menus draw, too: every menu is in the start.
export const outstationChannel = section({
  name: 'outstation-channel',
  words: { zh: () => import('./zh.ts').then((file) => file.zh), en: () => import('./en.ts').then((file) => file.en) },
  works: [
    'ownPost.work', 'staffLeave.decide', 'rotation.decide', 'reach.answer', 'reach.ping', 'weeklyReport.guide', 'travelClaim.settle',
    'channelExchange.write', 'station.work', 'station.portal', 'repairOrder.review', 'stationSettlement.run', 'spare.apply', 'spare.approve', 'spare.work',
    'qualityIssue.work', 'operator.work', 'incident.work', 'technicalSupport.answer',
  ],
  groups: [
    {
      key: 'channelPeople',
      items: [
        { key: 'outstationDay', to: '/outstation-day', icon: ListTodo, permission: 'ownPost.work' },
        { key: 'outstationStaff', to: '/outstation-staff', icon: Users, permission: 'outstationStaff.read' },
        { key: 'channelRegions', to: '/channel-regions', icon: Building2, permission: 'channelRegion.read' },
        { key: 'reachability', to: '/reachability', icon: MessageSquare, permission: 'outstationStaff.read' },
        { key: 'weeklyReports', to: '/weekly-reports', icon: FileStack, permission: 'weeklyReport.read' },
        { key: 'outstationMonthlyReports', to: '/outstation-monthly-reports', icon: ClipboardList, permission: 'outstationMonthlyReport.read' },
        { key: 'exchanges', to: '/exchanges', icon: Handshake, permission: ['outstationStaff.read', 'channelExchange.write'] },
        { key: 'trips', to: '/trips', icon: MapPin, permission: 'outstationStaff.read' },
        { key: 'travelClaims', to: '/travel-claims', icon: Banknote, permission: 'outstationStaff.read' },
        { key: 'staffScores', to: '/staff-scores', icon: ListOrdered, permission: 'staffScore.read' },
        { key: 'rotations', to: '/rotations', icon: Scale, permission: 'staffScore.read' },
        { key: 'conductRecords', to: '/conduct-records', icon: ClipboardList, permission: ['conductRecord.read', 'ownPost.work'] },
      ],
    },
    {
      key: 'channelStations',
      items: [
        { key: 'stations', to: '/stations', icon: Building2, permission: ['station.read', 'station.portal'] },
        { key: 'stationDuties', to: '/station-duties', icon: CalendarCheck, permission: 'station.read' },
        { key: 'stationMessages', to: '/station-messages', icon: MessageSquare, permission: ['station.work', 'station.portal'] },
        { key: 'repairOrders', to: '/repair-orders', icon: Wrench, permission: ['repairOrder.read', 'station.portal'] },
        { key: 'stationSettlements', to: '/station-settlements', icon: Percent, permission: ['stationSettlement.read', 'station.portal'] },
        { key: 'fraudCases', to: '/fraud-cases', icon: Eye, permission: 'fraudCase.work' },
        { key: 'channelNetwork', to: '/channel-network', icon: MapPin, permission: 'station.read' },
      ],
    },
    {
      key: 'channelGoods',
      items: [
        { key: 'spares', to: '/spares', icon: Archive, permission: ['spare.read', 'station.portal'] },
        { key: 'spareLoans', to: '/spare-loans', icon: Plug, permission: ['spare.read', 'station.portal'] },
        { key: 'replacements', to: '/replacements', icon: ArrowRightLeft, permission: ['spare.read', 'station.portal'] },
        { key: 'qualityIssues', to: '/quality-issues', icon: Eye, permission: 'qualityIssue.work' },
        { key: 'technicalSupport', to: '/technical-support', icon: Wrench, permission: ['outstationStaff.read', 'technicalSupport.answer'] },
        { key: 'operators', to: '/operators', icon: Handshake, permission: 'operator.work' },
        { key: 'incidents', to: '/incidents', icon: MessageSquare, permission: 'incident.read' },
      ],
    },
  ],
  field: { key: 'outstationDay', to: '/outstation-day', icon: ListTodo, permission: 'ownPost.work', desk: [], channel: () => import('./field/channel.ts').then((file) => file.outstation) },
  records: [
    { at: /^\/outstation-staff\/./, list: { key: 'outstationStaff', to: '/outstation-staff', icon: Users } },
    { at: /^\/stations\/./, list: { key: 'stations', to: '/stations', icon: Building2 } },
  ],
  finds: () => import('./finds.ts').then((file) => file.finds),
  ledger: () => import('./ledger.ts').then((file) => file.ledger),
  // Obligations are opened and met with every step of a record that somebody owes.
  touched: {
    obligation: [
      'outstation-day', 'outstation-staff', 'postings', 'rotation-rounds', 'rotation-proposals', 'staff-scores', 'staff-rankings', 'conduct-records', 'contact-changes', 'department-clocks',
      'reach-calls', 'weekly-reports', 'outstation-monthly-reports', 'exchanges', 'travel-claims',
      'stations', 'station', 'station-supervisions', 'station-records', 'station-trainings', 'station-messages', 'station-changes', 'repair-orders', 'repair-order', 'order-mailings', 'order-guidances', 'settlements', 'fraud-cases',
      'operators', 'operator-matters', 'incidents', 'incident', 'crisis-drills', 'channel-documents', 'quality-issues', 'technical-requests', 'technical-request', 'spare-loans', 'spare-violations',
    ],
    approval: ['spare-applications', 'spare-returns', 'spare-loans', 'replacements', 'trips'],
  },
  Lists: () => import('./TodayLists.tsx'),
  supervision: [
    { key: 'outstationStaff', to: '/outstation-staff', icon: Users, permission: 'outstationStaff.read' },
    { key: 'stations', to: '/stations', icon: Building2, permission: 'station.read' },
    { key: 'stationSettlements', to: '/station-settlements', icon: Percent, permission: 'stationSettlement.read' },
    { key: 'channelNetwork', to: '/channel-network', icon: MapPin, permission: 'station.read' },
    { key: 'incidents', to: '/incidents', icon: MessageSquare, permission: 'incident.read' },
  ],
  routes: [
    route('/channel-regions', 'desktop', () => import('./regions/Regions.tsx'), 'channelRegion.read'),
    route('/outstation-staff', 'desktop', () => import('./staff/StaffList.tsx'), 'outstationStaff.read'),
    route('/outstation-staff/:id', 'desktop', () => import('./staff/StaffPage.tsx'), 'outstationStaff.read'),
    route('/staff-scores', 'desktop', () => import('./scores/StaffScores.tsx'), 'staffScore.read'),
    route('/rotations', 'desktop', () => import('./rotations/Rotations.tsx'), 'staffScore.read'),
    // Whom a record is about reads it, too, without the permission for all of them.
    route('/conduct-records', 'desktop', () => import('./conduct/ConductRecords.tsx'), ['conductRecord.read', 'ownPost.work']),
    // Reports and travel.
    route('/outstation-day', 'field', () => import('./field/OutstationDay.tsx'), 'ownPost.work'),
    route('/outstation-day/weekly', 'field', () => import('./field/OutstationWeekly.tsx'), 'weeklyReport.write'),
    route('/reachability', 'desktop', () => import('./reachability/Reachability.tsx'), 'outstationStaff.read'),
    route('/weekly-reports', 'desktop', () => import('./weekly-reports/WeeklyReports.tsx'), 'weeklyReport.read'),
    route('/outstation-monthly-reports', 'desktop', () => import('./monthly-reports/OutstationMonthlyReports.tsx'), 'outstationMonthlyReport.read'),
    route('/exchanges', 'desktop', () => import('./exchanges/Exchanges.tsx'), ['outstationStaff.read', 'channelExchange.write']),
    route('/trips', 'desktop', () => import('./trips/Trips.tsx'), 'outstationStaff.read'),
    route('/travel-claims', 'desktop', () => import('./claims/TravelClaims.tsx'), 'outstationStaff.read'),
    // Stations
    route('/stations', 'desktop', () => import('./stations/Stations.tsx'), ['station.read', 'station.portal']),
    route('/stations/:id', 'desktop', () => import('./stations/StationPage.tsx'), ['station.read', 'station.portal']),
    route('/station-duties', 'desktop', () => import('./station-duties/StationDuties.tsx'), 'station.read'),
    route('/station-messages', 'desktop', () => import('./station-messages/StationMessages.tsx'), ['station.work', 'station.portal']),
    route('/repair-orders', 'desktop', () => import('./repair-orders/RepairOrders.tsx'), ['repairOrder.read', 'station.portal']),
    route('/repair-orders/new', 'desktop', () => import('./repair-orders/OrderEntry.tsx'), ['repairOrder.write', 'station.portal']),
    route('/repair-orders/import', 'desktop', () => import('./repair-orders/OrderImport.tsx'), ['repairOrder.write', 'station.portal']),
    route('/station-settlements', 'desktop', () => import('./settlements/Settlements.tsx'), ['stationSettlement.read', 'station.portal']),
    route('/fraud-cases', 'desktop', () => import('./fraud-cases/FraudCases.tsx'), 'fraudCase.work'),
    route('/channel-network', 'desktop', () => import('./network/ChannelNetwork.tsx'), 'station.read'),
    route('/spares', 'desktop', () => import('./spares/Spares.tsx'), ['spare.read', 'station.portal']),
    route('/spare-loans', 'desktop', () => import('./loans/Loans.tsx'), ['spare.read', 'station.portal']),
    route('/replacements', 'desktop', () => import('./replacements/Replacements.tsx'), ['spare.read', 'station.portal']),
    route('/quality-issues', 'desktop', () => import('./quality/QualityIssues.tsx'), 'qualityIssue.work'),
    route('/technical-support', 'desktop', () => import('./technical/TechnicalSupport.tsx'), ['outstationStaff.read', 'technicalSupport.answer']),
    route('/operators', 'desktop', () => import('./operators/Operators.tsx'), 'operator.work'),
    route('/incidents', 'desktop', () => import('./incidents/Incidents.tsx'), 'incident.read'),
    route('/incidents/:id', 'desktop', () => import('./incidents/IncidentPage.tsx'), 'incident.read'),
  ],
})
