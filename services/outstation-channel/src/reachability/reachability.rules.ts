import { dutyTable } from '@luyue/regulations';

export const CALL_KINDS = ['ping', 'call'] as const;
export type CallKind = (typeof CALL_KINDS)[number];
export const CALL_STATUSES = ['waiting', 'answered', 'unreachable'] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];
/** The one table of a call: an answer after its time is recorded as unreachable. */
export const callMoves: Record<CallStatus, readonly CallStatus[]> = { waiting: ['answered', 'unreachable'], answered: [], unreachable: [] };

/** OC-3.1.2a: only a call inside the reach hours opens anything (reading 10). */
export const dutiesOfCall = dutyTable<{ sentAt: Date; inside: boolean }>([{ clause: 'OC-3.1.2a', parameter: 'oc.reach.answerMinutes', when: ({ inside }) => inside, from: ({ sentAt }) => sentAt }]);

/** The due instant itself is in time (R1); what is owed by nobody is in time always. */
export const answeredAs = (at: Date, dueAt: Date | null): CallStatus => (dueAt && at > dueAt ? 'unreachable' : 'answered');

/** As people see it: what waits past its time is unreachable, without anybody having answered. */
export const seenAs = ({ status, dueAt }: { status: CallStatus; dueAt: Date | null }, now: Date): CallStatus => (status === 'waiting' && dueAt && now > dueAt ? 'unreachable' : status);
