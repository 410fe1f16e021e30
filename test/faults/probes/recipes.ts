import type { Kind } from './place.ts';

/** `/v1/<context>/<noun>` -> what the id behind it is. A route whose id stands in no recipe fails the test. */
export const PATHS: Record<string, Kind> = {
  '/v1/insight/obligations': 'obligation',
  '/v1/notification/contacts': 'user', '/v1/notification/inbox': 'message', '/v1/notification/notices': 'notice',
  '/v1/tenancy/clients': 'client', '/v1/tenancy/clients/{id}/keys': 'key', '/v1/tenancy/sessions': 'session', '/v1/tenancy/tenants': 'tenant', '/v1/tenancy/units': 'unit', '/v1/tenancy/users': 'user',
  '/v1/utility-care/accounts': 'account', '/v1/utility-care/attachments': 'attachment', '/v1/utility-care/callbacks': 'callback', '/v1/utility-care/cases': 'case', '/v1/utility-care/imports': 'import',
  '/v1/utility-care/intakes': 'intake', '/v1/utility-care/obligations': 'obligation', '/v1/utility-care/qualifications': 'qualification', '/v1/utility-care/work-orders': 'order', '/v1/utility-care/transfers': 'transfer',
  '/v1/property-brokerage/deals': 'deal', '/v1/property-brokerage/deal-templates': 'dealTemplate', '/v1/property-brokerage/obligations': 'dealObligation', '/v1/property-brokerage/attachments': 'attachment', '/v1/property-brokerage/receipts': 'receipt', '/v1/property-brokerage/payout-conditions': 'condition', '/v1/property-brokerage/payment-slips': 'slip', '/v1/property-brokerage/receivables': 'receivable', '/v1/property-brokerage/reconciliations': 'reconciliation', '/v1/property-brokerage/reconciliations/{id}/lines': 'statementLine', '/v1/property-brokerage/approvals': 'approval', '/v1/property-brokerage/approval-delegates': 'delegation',
  '/v1/property-brokerage/deals/{id}/archive/items': 'archiveItem', '/v1/property-brokerage/evidence-packs': 'evidencePack', '/v1/property-brokerage/exports': 'export',
  '/v1/property-brokerage/deals/{id}/transfer/items': 'document', '/v1/property-brokerage/deals/{id}/steps': 'step', '/v1/property-brokerage/deals/{id}/progress': 'step', '/v1/property-brokerage/deals/{id}/appointments': 'appointment', '/v1/property-brokerage/deals/{id}/clients/links': 'clientLink', '/v1/property-brokerage/client-page/appointments': 'appointment', '/v1/property-brokerage/client-page/steps': 'step', '/v1/tenancy/agreements': 'agreement',
  '/v1/distributor-visits/opinions': 'opinion', '/v1/distributor-visits/appeals': 'appeal', '/v1/distributor-visits/intelligence': 'intelligence', '/v1/distributor-visits/competitors': 'competitor', '/v1/distributor-visits/problems': 'problem', '/v1/distributor-visits/knowledge': 'knowledge', '/v1/distributor-visits/events': 'customerEvent',
  '/v1/distributor-visits/items': 'visitItem', '/v1/distributor-visits/hand-outs': 'handOut', '/v1/distributor-visits/item-budgets': 'itemBudget', '/v1/distributor-visits/gift-applications': 'giftApplication', '/v1/distributor-visits/approval-delegates': 'visitDelegation',
  // Nobody is above the one person of a place who could decide: probed with the application itself.
  '/v1/distributor-visits/approvals': 'giftApplication',
  '/v1/distributor-visits/mailings': 'mailing', '/v1/distributor-visits/mailings/{id}/receipts': 'visitCustomer', '/v1/distributor-visits/field-rules': 'fieldRule',
  '/v1/distributor-visits/daily-reports': 'dailyReport', '/v1/distributor-visits/urgent-reports': 'urgentReport', '/v1/distributor-visits/monthly-reports': 'monthlyReport',
  '/v1/distributor-visits/grade-cards': 'gradeCard',
  '/v1/distributor-visits/regions': 'visitRegion', '/v1/distributor-visits/regions/{id}/members': 'regionMember', '/v1/distributor-visits/customers': 'visitCustomer',
  '/v1/outstation-channel/regions': 'channelRegion', '/v1/outstation-channel/device-models': 'deviceModel', '/v1/outstation-channel/staff': 'outstationStaff', '/v1/outstation-channel/staff/{id}/absences': 'staffLeave',
  '/v1/outstation-channel/incidents': 'incident', '/v1/outstation-channel/operators': 'operator', '/v1/outstation-channel/operator-matters': 'operatorMatter', '/v1/outstation-channel/quality-issues': 'qualityIssue', '/v1/outstation-channel/station-supervisions': 'station',
  '/v1/outstation-channel/weekly-reports': 'weeklyReport', '/v1/outstation-channel/monthly-reports': 'channelMonthlyReport',
  '/v1/outstation-channel/channel-documents': 'channelDocument', '/v1/outstation-channel/technical-requests': 'technicalRequest', '/v1/outstation-channel/crisis-drills': 'crisisDrill',
  '/v1/outstation-channel/station-trainings': 'stationTraining', '/v1/outstation-channel/station-messages': 'stationMessage',
  '/v1/outstation-channel/contact-changes': 'contactChange', '/v1/outstation-channel/postings': 'posting',
  '/v1/distributor-visits/plans': 'visitPlan', '/v1/distributor-visits/planned-visits': 'plannedVisit', '/v1/distributor-visits/visits': 'visit', '/v1/distributor-visits/visits/{id}/records': 'visitRecord', '/v1/distributor-visits/attachments': 'attachment',
  '/v1/outstation-channel/reach-calls': 'reachCall', '/v1/outstation-channel/trips': 'businessTrip', '/v1/outstation-channel/travel-claims': 'travelClaim', '/v1/outstation-channel/travel-claims/{id}/lines': 'travelClaimLine', '/v1/outstation-channel/conduct-records': 'conductRecord',
  '/v1/outstation-channel/attachments': 'attachment', '/v1/outstation-channel/staff-scores': 'staffScore', '/v1/outstation-channel/rotation-rounds': 'rotationRound', '/v1/outstation-channel/rotation-proposals': 'rotationProposal',
  '/v1/outstation-channel/stations': 'station', '/v1/outstation-channel/station-changes': 'stationChange', '/v1/outstation-channel/repair-orders': 'repairOrder', '/v1/outstation-channel/order-mailings': 'orderMailing', '/v1/outstation-channel/order-guidances': 'orderGuidance',
  '/v1/outstation-channel/approvals': 'channelApproval', '/v1/outstation-channel/approval-delegates': 'channelDelegation',
  '/v1/outstation-channel/fraud-cases': 'fraudCase', '/v1/outstation-channel/settlements': 'settlement',
  '/v1/outstation-channel/spare-applications': 'spareApplication', '/v1/outstation-channel/spare-returns': 'spareReturn', '/v1/outstation-channel/spare-violations': 'spareViolation', '/v1/outstation-channel/spare-loans': 'spareLoan', '/v1/outstation-channel/replacements': 'replacement',
  // A deal is archived once both parties were texted, which waits for the morning: probed with the deal itself.
  '/v1/property-brokerage/archive-files': 'deal', '/v1/property-brokerage/deal-callbacks': 'deal',
  // Nothing of these can be brought about by who has signed in (a bounced notice, a poisoned event, a client's word): probed with another record of the same tenant.
  '/v1/notification/obligations': 'obligation', '/v1/distributor-visits/obligations': 'obligation', '/v1/outstation-channel/obligations': 'obligation', '/v1/property-brokerage/deals/{id}/clients/words': 'clientLink',
  ...Object.fromEntries(['insight', 'notification', 'tenancy', 'utility-care', 'property-brokerage', 'distributor-visits', 'outstation-channel'].map((context) => [`/v1/${context}/dead-letters`, 'message' as const])),
};

/** Path parameters that name nobody's record. */
export const WORDS: Record<string, string> = { year: '2026', key: 'uc.fault.network.handleHours', step: 'accept', kind: 'alarm_raised', channel: 'sms', language: 'zh', matter: 'payment_slip_of_supervisor', utility: 'gas', form: 'f3',
  month: '2026-01', item: 'work',
};

/** Fields of bodies and queries that carry an id. `Schema.field` where the name alone does not tell. */
export const FIELDS: Record<string, Kind> = {
  'PublishHandoverRule.attachmentId': 'attachment',
  'OpenChannelDocument.attachmentId': 'attachment', 'DocumentEditionBody.attachmentId': 'attachment', documentId: 'channelDocument',
  'ExchangeLineBody.regionId': 'channelRegion',
  stationUnitId: 'station', 'OpenStation.unitId': 'unopenedStation', trainerUserId: 'user', operatorId: 'operator',
  stationId: 'station', 'OpenStation.regionId': 'channelRegion', 'ReportFraud.orderIds': 'repairOrder',
  placeId: 'station', orderId: 'repairOrder', 'SupplySpare.itemId': 'spareItem', 'AskedSpare.itemId': 'spareItem', 'ShippedSerials.itemId': 'spareItem', 'UseSpare.itemId': 'spareItem', 'ReturnedSpare.itemId': 'spareItem', 'ReturnedSpare.applicationId': 'spareApplication', 'AskLoan.itemId': 'spareItem',
  regionIds: 'channelRegion', neighbourIds: 'channelRegion', staffId: 'outstationStaff', engineerUserId: 'user', deputyUserId: 'user', takerUserId: 'user',
  tripId: 'businessTrip', roundId: 'rotationRound', postingId: 'posting',
  'DecideCardAppeal.lift': 'staffScore', 'RebaseObligations.obligationIds': 'obligation',
  accountId: 'account', unitId: 'unit', userId: 'user', toUserId: 'user', assignee: 'user', linkTo: 'master', masterId: 'master', intakeId: 'intake', attachmentIds: 'attachment', roleId: 'role', scopeUnitIds: 'unit',
  shopUnitId: 'unit', departmentUnitId: 'unit', agentUserId: 'user', specialistUserId: 'user', borrowerUserId: 'user', specialist: 'user', delegateId: 'user', dealIds: 'deal', conditionId: 'condition', slipId: 'slip', dealId: 'deal', payeePartyId: 'party', itemId: 'document', itemIds: 'document', stepId: 'step', beforeStepId: 'step', partyId: 'party', partyIds: 'party', payerPartyId: 'party', oldHolderPartyId: 'party', newHolderPartyId: 'party', agreementId: 'agreement', receiptIds: 'receipt', 'WriteDealNote.attachmentIds': 'attachment',
  'HandOutLine.itemId': 'visitItem', 'GiftLine.itemId': 'visitGift',
  ownerUserId: 'user', customerIds: 'visitCustomer', technicianUserId: 'user', problemId: 'solvedProblem', staffUserIds: 'user',
  matterId: 'dailyMatter', 'DailyMatterBody.id': 'dailyMatter', authorId: 'user',
  regionId: 'visitRegion', customerId: 'visitCustomer', visitor: 'user', visitorUserId: 'user',
  supersedes: 'adoption', tenantId: 'tenant', subjectId: 'case', targetId: 'case', 'CreateUnit.parentId': 'unit', 'ChangeUnit.parentId': 'unit', 'MoveTenant.parentId': 'tenant', 'ProvisionTenant.parentId': 'tenant',
};

/** What a list cannot do without, beside the ids that are probed. */
export const NEEDS: Record<string, string> = {
  '/v1/outstation-channel/exchanges/figures': '?from=2026-01-01&to=2026-12-31', '/v1/outstation-channel/faulty-stock': '?month=2026-01',
  '/v1/outstation-channel/crisis-drills/figures': '?from=2026-01&to=2026-12',
  '/v1/outstation-channel/rebasings': '?key=oc.station.check.everyMonths', '/v1/distributor-visits/rebasings': '?key=dv.grade.everyMonths',
  '/v1/outstation-channel/replacements/rates': '?from=2026-01&to=2026-12', '/v1/outstation-channel/replacements/months': '?from=2026-01&to=2026-12', '/v1/outstation-channel/spare-loans/months': '?from=2026-01&to=2026-12',
  '/v1/outstation-channel/channel-contacts/months': '?from=2026-01&to=2026-12', '/v1/outstation-channel/market-items/months': '?from=2026-01&to=2026-12', '/v1/outstation-channel/stations/network/months': '?from=2026-01&to=2026-12',
  '/v1/distributor-visits/coverage': '?year=2026', '/v1/distributor-visits/visits/explained': '?from=2026-01-01&to=2026-12-31', '/v1/distributor-visits/surveys/customers': '?from=2026-01-01&to=2026-12-31',
  '/v1/outstation-channel/incidents/statistics': '?from=2026-01&to=2026-12', '/v1/outstation-channel/station-records/figures': '?from=2026-01&to=2026-12', '/v1/outstation-channel/station-records/months': '?from=2026-01&to=2026-12', '/v1/outstation-channel/quality-issues/trend': '?from=2026-01&to=2026-12',
  '/v1/outstation-channel/repair-orders/counts': '?month=2026-01', '/v1/outstation-channel/repair-orders/months': '?from=2026-01&to=2026-12',
  '/v1/property-brokerage/commission-statement': '?month=2026-11', '/v1/property-brokerage/commission-statement/totals': '?month=2026-11',
  '/v1/outstation-channel/reach-calls/figures': '?month=2026-01',
  '/v1/property-brokerage/deal-callbacks/statistics': '?from=2026-01&to=2026-12',
  ...Object.fromEntries(['coverage', 'products', 'effect'].map((what) => [`/v1/distributor-visits/analysis/${what}`, '?from=2026-01&to=2026-12'])),
  '/v1/distributor-visits/opinions/months': '?from=2026-01&to=2026-12', '/v1/distributor-visits/events/figures': '?from=2026-01&to=2026-12',
};

/** Named like an id, and none. */
export const NO_IDS = ['clauseId', 'deviceId'];

/** Ids that the caller chooses for what is made: one that is taken elsewhere is as good as any other. */
export const CHOSEN = ['CreateUnit.id', 'CreateUser.id', 'SyncRecord.id', 'SyncRecord.visitId'];
/** The same for whole tenants, which only the operator and headquarters make; probed on its own. */
export const TENANT_CHOSEN = ['ProvisionTenant.id', 'ProvisionTenant.sandboxId', 'ProvisionTenant.rootUnitId', 'Administrator.id'];

/** Values that a body needs to be taken seriously, where its type alone does not say; `Schema.field` also where the name stands for an id elsewhere. */
export const VALUES: Record<string, unknown> = {
  effectiveOn: '2040-01-01',
  day: '2026-01-05', 'DraftOutstationMonthlyReport.month': '2026-01', oldestOn: '2026-01-05',
  'OpenIncident.bodies': ['media'], url: 'https://probe.example/1', since: '2026-01-01', heldOn: '2026-01-05', plannedOn: '2026-01-05', discoveredAt: '2026-01-05T02:00:00Z', 'EndSupervision.on': '2026-02-01', 'EndOperator.on': '2026-02-01',
  'EmployStaff.kind': 'account_manager', 'MoveQualityIssue.to': 'in_work', 'PublishRanking.month': '2026-01', 'OpenScores.month': '2026-01',
  openedOn: '2026-01-05', 'CloseStation.on': '2026-01-05', mailedOn: '2026-01-31', 'MailOrders.month': '2026-01', 'ScanOrders.month': '2026-01', 'RunSettlement.month': '2026-01', 'PublishRate.effectiveFrom': '2027-01', 'LabourFees.minor': '30', 'LabourFees.medium': '80', 'LabourFees.major': '150', educatedOn: '2026-01-31', deliveredOn: '2026-01-05', 'DecideLoan.dueOn': '2040-01-01', soldOn: '2025-01-05', repairedOn: '2026-01-05', customerPhone: '13800001234',
  employedOn: '2024-01-01', fromOn: '2031-01-01', toOn: '2031-01-02', startsOn: '2030-01-01', changedOn: '2026-01-05', 'LeaveStaff.on': '2030-06-01', 'EndPosting.on': '2030-06-01', 'RecordMistake.on': '2026-01-05', 'FlagModel.from': '2026-01-01',
  'KeepTripEvidence.occurredAt': '2026-01-05T02:00:00Z', onDate: '2026-01-05', occurredOn: '2026-01-05', 'DecideProposal.on': '2030-06-01', 'PenaltyBody.value': '1.00', 'RecordConduct.evidence': [{ what: 'probe', where: 'probe' }],
  phone: '13800001234', email: 'x@probe.example', password: 'Probe-0123456789', account: 'probe@probe.example', code: 'PROBE-1', modules: ['utility-care'], permissions: ['case.read'], key: 'uc.fault.network.handleHours', value: 6,
  'SetItemBudget.period': '2031',
  'MoveKnowledge.to': 'retired', 'WriteMailing.types': ['retailer'], 'WriteMailing.grades': ['none'], 'AttendanceLine.names': ['probe'],
  boughtOn: '2026-01-05', 'CreatePlan.period': '2030-02', 'AddPlannedVisit.day': '2030-01-09', 'PublishBasicPolicy.effectiveFrom': '2040-01-01', 'SyncRecord.occurredAt': '2026-01-06T01:00:00Z',
  'OpenMonthlyReport.month': '2026-01', 'WriteReportPart.part': 'other.other', 'DailyMatterBody.course': 'probe', 'DailyMatterBody.result': 'probe', 'SortedMatter.to': 'here',
  'RebaseObligations.key': 'oc.station.check.everyMonths', 'ScoreSchemeItem.key': 'nature', 'ScoreSchemeItem.weight': 100, 'ScoreSchemeItem.kind': 'manual', 'PublishGradeScheme.thresholds': { A: 85, B: 70, C: 50 },
  validFrom: '2024-01-01', validTo: '2030-01-01', 'CreateQualification.kind': 'network_repair', regulationVersion: '2020', publishedAt: '2020-01-01T00:00:00Z', effectiveFrom: '2040-01-01T00:00:00Z',
  'AgreeWindowRequest.from': '2040-01-01T00:00:00Z', 'AgreeWindowRequest.to': '2040-01-01T02:00:00Z', consentBy: '本人', consentAt: '2024-01-01T00:00:00Z', restDays: [], workDays: [], 'PublishYear.year': 2028, advanceSeconds: 0,
  'RecordAttendance.specialist': true, 'FeeLineBody.to': 'other', 'AddPayoutCondition.on': { date: '2026-12-31' }, 'ApprovalStep.roles': ['supervisor'], expectedOn: '2026-12-31', metAt: '2026-01-07T01:00:00Z', paidAt: '2026-01-07T01:00:00Z', handedOverAt: '2026-01-07T01:00:00Z', lodgedAt: '2026-01-07T01:00:00Z', at: '2026-01-07T02:00:00Z', to: '2040-01-01T00:00:00Z', debt: '0', dueOn: '2040-01-01', reading: '1', date: '2026-12-31', 'OpenCaseBody.kind': 'consultation', 'PreviewCaseBody.kind': 'repair', text: 'probe text', price: '1.00', amount: '1.00', receivedAt: '2026-01-06T01:00:00Z', signedAt: '2026-01-05T01:00:00Z', startsAt: '2026-01-07T01:00:00Z', endsAt: '2026-01-07T02:00:00Z', presentAt: '2026-01-07T01:00:00Z', leftAt: '2026-01-07T02:00:00Z', finishedAt: '2026-01-07T02:00:00Z', idNumber: '11010519491231002X', 'GuideView.effectiveFrom': '2025-01-01', 'PublishTemplate.effectiveFrom': '2040-01-01T00:00:00Z', content: 'probe content of some length',
};

/** Fields that may be left out and go along all the same, so that the probed one is looked at. */
export const ALONG: Record<string, string[]> = {
  AddPlannedVisit: ['day'], PublishGradeScheme: ['regionId', 'unitId'], DecideProposal: ['text', 'on', 'regionIds'], RecordConduct: ['evidence'], EmployStaff: ['kind'], ReturnedSpare: ['applicationId'],
  OpenUrgentReport: ['title'],
  OpenDealBody: ['payment', 'departmentUnitId'], BasicsBody: ['payment'], AdoptRegulation: ['supersedes', 'effectiveFrom'], PreviewCaseBody: ['faultScope'], RecordReceipt: ['payerPartyId'], AddPayoutCondition: ['payeePartyId'],
};

/** Deeds that name the version they were decided on (If-Match), as changes do. */
export const VERSIONED = /\/settlements\/[^/]+\/(confirm|dispute|redraw|pay)$/;

/** The record of one's own that a route is asked about while a stranger's id stands in its body. */
export const OWN: Record<string, Kind> = { '/v1/utility-care/cases/{id}/transfer': 'complaint' };

/** Routes that answer in their own way, with the reason. */
export const STREAMS = ['GET /v1/notification/stream'];
/** An empty list for any id that is not the reader's: the same for a stranger's and for nobody's. */
export const EMPTY_LISTS = ['GET /v1/notification/notices/{id}/results'];
/** The path's id is told as a bad field instead of a missing record: 400, alike for a stranger's id and for nobody's. */
export const BAD_FIELDS = [
  'PUT /v1/outstation-channel/station-supervisions/{stationUnitId}',
  'GET /v1/notification/contacts/{userId}', 'PUT /v1/notification/contacts/{userId}', 'POST /v1/utility-care/intakes/{id}/end'];
/** A stranger's id in the body is refused for something else, or found to be nobody's without a word: the reason. */
export const UNNAMED: Record<string, string> = {
  'POST /v1/outstation-channel/handover-rules attachmentId': 'The library of files names its own field, attachmentIds (PF-14).',
  'POST /v1/outstation-channel/channel-documents attachmentId': 'The library of files names its own field, attachmentIds (PF-14).',
  'POST /v1/outstation-channel/channel-documents/{id}/editions attachmentId': 'The library of files names its own field, attachmentIds (PF-14).',
  'POST /v1/outstation-channel/rebasings obligationIds': 'What is not on offer stays as it is: a stranger\'s like nobody\'s (R17).',
  'POST /v1/distributor-visits/rebasings obligationIds': 'What is not on offer stays as it is: a stranger\'s like nobody\'s (R17).',
  'POST /v1/outstation-channel/channel-contacts stationUnitId': 'A counterpart of another kind is refused first (OC-2.2).',
  'POST /v1/outstation-channel/spare-applications/{id}/ship serials': 'Nothing is shipped before somebody else has approved it (OC-3.2.3a, PF-12).',
  'POST /v1/distributor-visits/grade-cards unitId': 'No region of the own company lies in a stranger\'s unit: the region is refused (DV-4.1).',
  'POST /v1/distributor-visits/grade-schemes unitId': 'No region of the own company lies in a stranger\'s unit: the region is refused (DV-4.1).',
  'PATCH /v1/distributor-visits/customers/{id} regionId': 'A customer that moved on is stale before its region is looked at.',
  'POST /v1/outstation-channel/conduct-records attachmentIds': 'Nobody records their own conduct (PF-12).',
  'POST /v1/outstation-channel/staff-scores/{id}/decide lift': 'Nothing is decided before somebody has appealed (OC-1.3).',
  'POST /v1/outstation-channel/trips/{id}/evidence attachmentIds': 'Nothing is kept of a trip that headquarters did not approve (OC-3.1.4b).',
  'PUT /v1/outstation-channel/travel-claims/own/{month} lines': 'A claim that moved on is stale before its lines are looked at.',
  'PUT /v1/outstation-channel/postings/{id}/handover takerUserId': 'Nothing is handed over before a posting ends (OC-4.6).',
  'POST /v1/distributor-visits/visits/sync records': 'Answers record by record: what is a stranger\'s is refused in its own place (R5).',
  'POST /v1/utility-care/cases/preview': 'Shows what would be found: nothing.',
  'PUT /v1/distributor-visits/events/{id}/attendance attendance': 'What was not held has no attendance to correct (DV-3.3b).',
  'POST /v1/utility-care/cases unitId': 'No unit of the tenant is a customer service body by that id (UC-4.1).',
  'POST /v1/tenancy/tenants/{id}/move parentId': 'A tenant does not move itself, wherever to.',
  'POST /v1/tenancy/tenants parentId': 'A sandbox makes no tenants.',
  'POST /v1/property-brokerage/deals/{id}/progress/{stepId}/calls partyId': 'Nobody is told of a step that is not done (PB-4.8).',
  'POST /v1/property-brokerage/deals/{id}/transfer/accept owed': 'A company that refuses incomplete transfers reads no agreement on what is missing (PB-4.2).',
  'POST /v1/property-brokerage/deals/{id}/introductions/calls partyId': 'Nobody is phoned before the documents were transferred (PB-4.3a).',
  'POST /v1/property-brokerage/deals/{id}/contract-copy/hand-over attachmentIds': 'There is no copy before the documents were transferred (PB-4.4).',
  'POST /v1/property-brokerage/deals/assign dealIds': 'Answers row by row: a stranger\'s deal is nobody\'s there (PB-4.1b).',
  'PUT /v1/property-brokerage/deals/{id}/steps/expected-dates steps': 'A deal that moved on is stale before its steps are looked at.',
  'PUT /v1/property-brokerage/deals/{id}/handover attachmentIds': 'A deal that moved on is stale before its handover is looked at.',
  'POST /v1/property-brokerage/deals/{id}/utilities/{utility}/result attachmentIds': 'Nothing comes of what was not applied for (PB-4.9b).',
  'POST /v1/property-brokerage/deals/{id}/utilities/{utility}/result told': 'Nothing comes of what was not applied for (PB-4.9b).',
  'POST /v1/utility-care/transfers/{id}/read attachmentIds': 'No meter is read before there is an appointment (UC-5.2d).',
  'POST /v1/property-brokerage/deals/{id}/payment-slips payeePartyId': 'A slip without a condition says first what it is for (PB-4.7).',
};
/** Counts its tries, so that two askings in a row differ; probed on its own. */
export const COUNTED = ['POST /v1/tenancy/sessions'];
/** Would end the prober's own session or change its password. */
export const OF_THE_CALLER = ['DELETE /v1/tenancy/sessions/current', 'POST /v1/tenancy/me/password', 'POST /v1/tenancy/sessions/refresh'];
/** What headquarters may do with a subsidiary (PF-2): read the ledger of its obligations, and keep the tree of tenants. */
export const HEADQUARTERS = ['GET /v1/insight/obligations/{id}', 'GET /v1/insight/obligations', 'POST /v1/tenancy/tenants', 'POST /v1/tenancy/tenants/{id}/suspend', 'POST /v1/tenancy/tenants/{id}/resume', 'POST /v1/tenancy/tenants/{id}/move'];
