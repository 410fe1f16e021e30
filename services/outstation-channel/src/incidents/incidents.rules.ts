import { dutyTable } from '@luyue/regulations';

/** Whom a complaint reached: the technical supervision bureau, a consumer association, the media, the net, another authority, or somebody else. */
export const INCIDENT_BODIES = ['technical_supervision', 'consumer_association', 'media', 'online', 'authority', 'other'] as const;
export type IncidentBody = (typeof INCIDENT_BODIES)[number];

export const INCIDENT_STATUSES = ['open', 'reported', 'resolved'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** The one table of an incident: nothing is resolved that was never reported, and what comes up again starts anew (reading 14). */
export const incidentMoves: Record<IncidentStatus, readonly IncidentStatus[]> = { open: ['reported'], reported: ['reported', 'resolved'], resolved: ['open'] };

/** Awareness and reopening start the hours of a first report. */
export const dutiesOfAwareness = dutyTable<{ awareAt: Date }>([{ clause: 'OC-3.6', parameter: 'oc.incident.firstReportHours', when: () => true, from: (f) => f.awareAt }]);

/** Each report, the first and every update, starts those of the next update. */
export const dutiesOfReport = dutyTable<{ reportedAt: Date }>([{ clause: 'OC-3.6', parameter: 'oc.incident.updateHours', when: () => true, from: (f) => f.reportedAt }]);

/** OC-3.6: exposure is known or not; that there was none can never be said. */
export const exposureOf = ({ exposures }: { exposures: number }): 'exposed' | 'none_known' => (exposures > 0 ? 'exposed' : 'none_known');
