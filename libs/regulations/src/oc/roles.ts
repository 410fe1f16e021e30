import { STAFF } from '../pf/roles.ts';
import type { RoleEntry } from '../role-entry.ts';

export const outstationChannelPermissions = [
  'channelRegion.read', 'channelRegion.write', 'deviceModel.flag', 'outstationStaff.read', 'outstationStaff.write', 'ownPost.work', 'staffLeave.decide', 'contactChange.decide', 'posting.write', 'posting.decide', 'reach.ping', 'reach.answer', 'weeklyReport.read', 'weeklyReport.write', 'weeklyReport.guide',
  'outstationMonthlyReport.read', 'outstationMonthlyReport.write', 'trip.write', 'travelClaim.write', 'travelClaim.settle', 'conductRecord.read', 'conductRecord.write', 'staffScore.read', 'staffScore.write', 'staffScore.scheme', 'staffScore.rank', 'rotation.write', 'rotation.decide',
  'station.read', 'station.write', 'station.work', 'station.portal', 'repairOrder.read', 'repairOrder.write', 'repairOrder.review', 'stationSettlement.read', 'stationSettlement.run', 'fraudCase.work', 'spare.read', 'spare.apply', 'spare.approve', 'spare.work',
  'replacement.apply', 'qualityIssue.work', 'operator.work', 'incident.read', 'incident.work', 'channelExchange.write', 'technicalSupport.ask', 'technicalSupport.answer', 'channelDocument.write',
] as const;
type Permission = (typeof outstationChannelPermissions)[number] | (typeof STAFF)[number] | 'insight.read' | 'obligation.waive' | 'import.run' | 'outbox.read';

const READER = [...STAFF, 'channelRegion.read', 'outstationStaff.read', 'weeklyReport.read', 'outstationMonthlyReport.read', 'station.read', 'repairOrder.read', 'stationSettlement.read', 'spare.read', 'incident.read', 'staffScore.read'] as const satisfies Permission[];
/** What all three kinds of outstation staff do (OC-4.7); what is theirs alone is decided by the posting, not by the role. */
const POSTED = [
  ...READER, 'ownPost.work', 'reach.answer', 'weeklyReport.write', 'outstationMonthlyReport.write', 'trip.write', 'travelClaim.write', 'station.work', 'repairOrder.write', 'fraudCase.work', 'spare.apply', 'replacement.apply', 'qualityIssue.work', 'operator.work', 'incident.work',
  'channelExchange.write', 'technicalSupport.ask',
] as const satisfies Permission[];
const CHANNEL = [
  ...READER, 'reach.ping', 'staffLeave.decide', 'contactChange.decide', 'weeklyReport.guide', 'conductRecord.read', 'conductRecord.write', 'station.write', 'station.work', 'repairOrder.review', 'fraudCase.work', 'spare.approve', 'qualityIssue.work', 'operator.work', 'incident.work', 'channelDocument.write',
] as const satisfies Permission[];

/** Roles of a device maker that posts staff to regions and has authorised stations there. */
export const outstationChannelRoles: RoleEntry<Permission>[] = [
  { code: 'administrator', zh: '管理员', en: 'Administrator', permissions: ['channelRegion.read', 'channelRegion.write', 'station.read', 'station.write', 'outstationStaff.read'] },
  { code: 'account_manager', zh: '外派客户经理', en: 'Account manager', permissions: [...POSTED] },
  { code: 'parts_manager', zh: '外派备件管理员', en: 'Parts manager', permissions: [...POSTED, 'spare.work'] },
  { code: 'outstation_technician', zh: '外派技术人员', en: 'Outstation technician', permissions: [...POSTED] },
  // Stands in for staff on leave, too: answers what comes in for them and writes their report.
  { code: 'channel_engineer', zh: '渠道工程师', en: 'Channel engineer', permissions: [...CHANNEL, 'reach.answer', 'weeklyReport.write', 'staffScore.write', 'rotation.write'] },
  {
    code: 'channel_manager', zh: '渠道经理', en: 'Channel manager',
    permissions: [...CHANNEL, 'channelRegion.write', 'outstationStaff.write', 'posting.write', 'staffScore.write', 'staffScore.scheme', 'staffScore.rank', 'rotation.write', 'stationSettlement.run', 'insight.read', 'obligation.waive', 'import.run', 'outbox.read'],
  },
  { code: 'channel_assistant', zh: '渠道助理', en: 'Channel assistant', permissions: [...READER, 'travelClaim.settle', 'repairOrder.review', 'stationSettlement.run', 'spare.work', 'import.run'] },
  { code: 'channel_lead', zh: '渠道负责人', en: 'Person in charge of the channel', permissions: [...CHANNEL, 'insight.read'] },
  { code: 'channel_headquarters', zh: '总部', en: 'Headquarters', permissions: [...READER, 'channelRegion.write', 'deviceModel.flag', 'posting.decide', 'staffScore.scheme', 'rotation.decide', 'conductRecord.read', 'incident.work', 'insight.read', 'obligation.waive'] },
  { code: 'local_sales', zh: '当地销售人员', en: 'Local sales', permissions: [...STAFF, 'channelRegion.read', 'channelExchange.write'] },
  { code: 'technical_section', zh: '技术科', en: 'Technical section', permissions: [...STAFF, 'station.read', 'technicalSupport.answer', 'channelDocument.write'] },
  // An outsider: its own station's records and what it owes. The rulebook and its numbers say how stations are checked.
  { code: 'station', zh: '授权站', en: 'Authorised station', permissions: ['obligation.read', 'station.portal'] },
  { code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor', permissions: ['channelRegion.read', 'outstationStaff.read', 'station.read', 'stationSettlement.read', 'incident.read', 'staffScore.read'] },
];
