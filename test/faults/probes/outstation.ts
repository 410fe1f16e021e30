import { randomBytes } from 'node:crypto';
import { eventually, type Json, type SignedIn } from '../../../infra/local/client.mjs';
import { photo } from '../../../infra/local/pictures.mjs';

/** What an id stands for in the outstation channel. */
export type OutstationKind = 'channelRegion' | 'deviceModel' | 'outstationStaff' | 'staffLeave' | 'contactChange' | 'posting'
  | 'channelDocument' | 'technicalRequest' | 'crisisDrill'
  | 'channelApproval' | 'channelDelegation'
  | 'incident' | 'operator' | 'operatorMatter' | 'qualityIssue'
  | 'reachCall' | 'businessTrip' | 'travelClaim' | 'travelClaimLine' | 'conductRecord' | 'staffScore' | 'rotationRound' | 'rotationProposal' | 'weeklyReport' | 'channelMonthlyReport';

const OC = '/v1/outstation-channel';

async function put(me: SignedIn, path: string, body: unknown): Promise<Json> {
  const { status, body: answer } = await me.send('PUT', `${OC}/${path}`, { body });
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
  return answer;
}

/** One record of each kind of the outstation channel, with the mark in every text. The person who may do everything is posted too. */
export async function furnishOutstation(me: SignedIn, mark: string, unitId: string, userId: string): Promise<Record<OutstationKind, string>> {
  const region = await eventually(`${mark}: unit known to the outstation channel`, async () => {
    const answer = await me.send('POST', `${OC}/regions`, { body: { name: mark, departmentUnitId: unitId } });
    return answer.status === 201 ? (answer.body as Json) : null;
  });
  await put(me, `regions/${region.id}/sales/2026-01`, { lines: [{ model: mark, units: 5 }] });
  const model = (await me.get(`${OC}/device-models`)).items[0];
  const employ = (who: string): Promise<Json> => me.post(`${OC}/staff`, { userId: who, departmentUnitId: unitId, kind: 'account_manager', hire: 'local', engineerUserId: userId, employedOn: '2024-01-01', contact: { phone: '13800001234', address: mark } });
  const staff = await employ(userId);
  const deputyUserId = (await me.get('/v1/tenancy/users')).items.find((u: Json) => u.id !== userId).id;
  await employ(deputyUserId);
  const { leaves } = await me.post(`${OC}/staff/${staff.id}/absences`, { fromOn: '2030-01-01', toOn: '2030-01-02', deputyUserId, reason: mark });
  const { changes } = await me.post(`${OC}/staff/${staff.id}/contact-changes`, { phone: '13800001235', address: mark, changedOn: '2026-01-05' });
  const posting = await me.post(`${OC}/postings`, { staffId: staff.id, regionIds: [region.id], startsOn: '2025-01-01' });
  const rules = await me.upload(`${OC}/attachments`, `${mark}.png`, photo(randomBytes(4).readUInt32LE()), 'image/png');
  const channelDocument = await me.post(`${OC}/channel-documents`, { departmentUnitId: unitId, kind: 'technical', title: mark, model: mark, attachmentId: rules.id, effectiveOn: '2040-01-01', note: mark });
  const technicalRequest = await me.post(`${OC}/technical-requests`, { title: mark, text: mark, model: mark });
  const incident = await me.post(`${OC}/incidents`, { departmentUnitId: unitId, title: mark, summary: mark, bodies: ['media'] });
  const operator = await me.post(`${OC}/operators`, { departmentUnitId: unitId, name: mark, contacts: [{ name: mark, title: '', phone: '13800001234' }], ownerUserId: userId, since: '2026-11-01' });
  const operatorMatter = await me.post(`${OC}/operators/${operator.id}/matters`, { kind: 'wish', text: mark });
  const qualityIssue = await me.post(`${OC}/quality-issues`, { departmentUnitId: unitId, model: mark, fault: mark, text: mark, units: 1, discoveredAt: '2026-01-05T02:00:00Z' });
  const call = await me.post(`${OC}/reach-calls`, { staffId: staff.id, kind: 'ping', message: mark });
  const trip = await me.post(`${OC}/trips`, { purpose: mark, destination: mark, fromOn: '2026-01-05', toOn: '2026-01-06' });
  const delegation = await me.post(`${OC}/approval-delegates`, { delegateId: deputyUserId, to: new Date(Date.now() + 86_400_000).toISOString() });
  const claim = await put(me, 'travel-claims/own/2026-01', { lines: [{ onDate: '2026-01-05', kind: 'fare', text: mark, amount: '1.00', tripId: trip.id }] });
  const colleague = (await me.get(`${OC}/staff`)).items.find((s: Json) => s.userId === deputyUserId).id;
  const crisisDrill = await me.post(`${OC}/crisis-drills`, { departmentUnitId: unitId, kind: 'drill', title: mark, heldOn: '2026-01-05', text: mark, results: [{ staffId: colleague, passed: true, note: mark }] });
  const conduct = await me.post(`${OC}/conduct-records`, { staffId: colleague, kind: 'other', occurredOn: '2026-01-05', text: mark, evidence: [{ what: mark, where: mark }] });
  await me.post(`${OC}/staff-score-schemes`, { items: [{ key: 'work', name: { zh: mark.slice(0, 60), en: mark }, weight: 100, kind: 'manual' }], reason: mark });
  const { items: [card] } = await me.post(`${OC}/staff-scores/open`, { departmentUnitId: unitId, month: '2026-01' });
  const round = await me.post(`${OC}/rotation-rounds`, { departmentUnitId: unitId });
  const { items: [proposal] } = await me.get(`${OC}/rotation-proposals?roundId=${round.id}`);
  const weeklyReport = await me.post(`${OC}/weekly-reports`, { day: '2026-01-05' });
  const channelMonthlyReport = await me.post(`${OC}/monthly-reports`, { month: '2026-01' });
  await put(me, `monthly-reports/${channelMonthlyReport.id}/parts`, { parts: [{ part: 'work.other', words: mark }] });
  return {
    weeklyReport: weeklyReport.id, channelMonthlyReport: channelMonthlyReport.id,
    channelDocument: channelDocument.id, technicalRequest: technicalRequest.id, crisisDrill: crisisDrill.id,
    channelApproval: trip.approvals[0].id, channelDelegation: delegation.id,
    incident: incident.id, operator: operator.id, operatorMatter: operatorMatter.id, qualityIssue: qualityIssue.id,
    staffScore: card.id, rotationRound: round.id, rotationProposal: proposal.id,
    reachCall: call.id, businessTrip: trip.id, travelClaim: claim.id, travelClaimLine: claim.lines[0].id, conductRecord: conduct.id,
    channelRegion: region.id, deviceModel: model.id, outstationStaff: staff.id, staffLeave: leaves[0].id, contactChange: changes[0].id, posting: posting.id,
  };
}

/** What of it a probe must leave as it is. */
export const outstationPages = (ids: Record<OutstationKind, string>): string[] => [
  ...['regions', `regions/${ids.channelRegion}/sales/2026-01`, 'device-models', 'staff', `staff/${ids.outstationStaff}`, 'absences', 'contact-changes', 'postings', `postings/${ids.posting}`, 'staffing',
    'channel-documents', `channel-documents/${ids.channelDocument}`, `channel-documents/${ids.channelDocument}/signatures`, 'technical-requests', `technical-requests/${ids.technicalRequest}`, 'crisis-drills', `crisis-drills/${ids.crisisDrill}`,
    'incidents', `incidents/${ids.incident}`, `incidents/${ids.incident}/entries`, 'operators', `operators/${ids.operator}/talks`, 'operator-matters', 'channel-contacts', 'channel-contacts/months?from=2026-01&to=2026-12', 'quality-issues', 'market-items', 'market-items/months?from=2026-01&to=2026-12', 'station-supervisions', 'station-messages', 'exchanges', `weekly-reports/${ids.weeklyReport}`, `monthly-reports/${ids.channelMonthlyReport}`,
    'approvals', 'approvals?list=mine', 'approval-delegates',
    'reach-calls', 'trips', 'travel-claims', `travel-claims/${ids.travelClaim}`, 'conduct-records',
    'staff-score-schemes', 'staff-scores', `staff-scores/${ids.staffScore}`, 'staff-rankings', 'rotation-rounds', 'rotation-proposals', 'handover-rules'].map((page) => `${OC}/${page}`),
];
