import type { ClauseId, ParameterKey } from '@luyue/regulations';

/** What is recorded of a station: is it well run, does it treat people well, is it trained in that, are its fees understood, is it trained on spares, on repairs, on its operation. */
export const RECORD_KINDS = ['status_check', 'attitude_check', 'attitude_training', 'settlement_talk', 'spares_training', 'technical_training', 'operation_training'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What a duty with more than one strand is told apart by. */
export const KIND_NAMES: Record<RecordKind, string> = {
  status_check: '运作检查', attitude_check: '服务态度检查', attitude_training: '服务态度培训', settlement_talk: '劳务费沟通', spares_training: '备件培训', technical_training: '技术培训', operation_training: '经营培训',
};

export const TRAINING_TOPICS = ['attitude', 'spares', 'technical', 'operation'] as const;
export type TrainingTopic = (typeof TRAINING_TOPICS)[number];
export const TRAINING_STATUSES = ['planned', 'held', 'cancelled'] as const;
export type TrainingStatus = (typeof TRAINING_STATUSES)[number];

/** The one table of a planned training. */
export const trainingMoves: Record<TrainingStatus, readonly TrainingStatus[]> = { planned: ['held', 'cancelled'], held: [], cancelled: [] };

export interface StationDuty { kind: RecordKind; clauseId: ClauseId; parameter: ParameterKey; strand?: string }

/** What is owed for each station again and again; each has the record that meets it. OC-3.2.1 asks for a check and a training. */
export const STATION_DUTIES: readonly StationDuty[] = [
  { kind: 'status_check', clauseId: 'OC-3.1.2b', parameter: 'oc.station.check.everyMonths' },
  { kind: 'attitude_check', clauseId: 'OC-3.2.1', parameter: 'oc.station.attitude.everyMonths', strand: 'check' },
  { kind: 'attitude_training', clauseId: 'OC-3.2.1', parameter: 'oc.station.attitude.everyMonths', strand: 'training' },
  { kind: 'settlement_talk', clauseId: 'OC-3.2.2c', parameter: 'oc.settlement.talk.everyMonths' },
  { kind: 'spares_training', clauseId: 'OC-3.2.3c', parameter: 'oc.station.spares.everyMonths' },
];

export const dutyOf = (kind: RecordKind): StationDuty | undefined => STATION_DUTIES.find((duty) => duty.kind === kind);

/** The clause that a refusal of a record names. */
export const clauseOf = (kind: RecordKind): ClauseId => dutyOf(kind)?.clauseId ?? (kind === 'technical_training' ? 'OC-3.4' : 'OC-2.4');

export const recordOf = (topic: TrainingTopic): RecordKind => `${topic}_training`;

export const isCheck = (kind: RecordKind): boolean => kind === 'status_check' || kind === 'attitude_check';
const isTraining = (kind: RecordKind): boolean => kind.endsWith('_training');

export interface RecordFault { field: 'score' | 'attendees'; code: string; zh: string; en: string }

/** What a record of its kind lacks, or has beside the point: a check is scored, a training has somebody who was there. */
export function faultsOf(kind: RecordKind, score: number | undefined, attendees: readonly string[]): RecordFault[] {
  return [
    ...(isCheck(kind) && score === undefined ? [{ field: 'score', code: 'required', zh: '检查要打分，0 到 100', en: 'a check has a score from 0 to 100' } as const] : []),
    ...(isCheck(kind) && score !== undefined && (score < 0 || score > 100) ? [{ field: 'score', code: 'range', zh: '分数在 0 和 100 之间', en: 'a score is from 0 to 100' } as const] : []),
    ...(!isCheck(kind) && score !== undefined ? [{ field: 'score', code: 'not_a_check', zh: '只有检查才打分', en: 'only a check has a score' } as const] : []),
    ...(isTraining(kind) && !attendees.length ? [{ field: 'attendees', code: 'required', zh: '培训要写明参加人员', en: 'a training names who attended' } as const] : []),
  ];
}
