import { dutyTable } from '@luyue/regulations';

export const CONDITION_PURPOSES = ['price', 'tax', 'commission', 'other'] as const;
export type ConditionPurpose = (typeof CONDITION_PURPOSES)[number];

/** PB-4.7: from the moment the condition came true, any day of the week, not from its entry (reading 7, R6). */
export const dutiesOfCondition = dutyTable<{ metAt: Date | null }>([{ clause: 'PB-4.7', parameter: 'pb.f3.sameDay', when: (condition) => condition.metAt !== null, from: (condition) => condition.metAt! }]);

/** What a condition waits for: a step of the deal, a day, or something in words that somebody sees come true. */
export interface Trigger { stepKey?: string | undefined; date?: string | undefined; text?: string | undefined }

/** A condition waits for one thing. */
export const isOneTrigger = ({ stepKey, date, text }: Trigger): boolean => [stepKey, date, text].filter((each) => each !== undefined).length === 1;

export type ConditionState = 'waiting' | 'met' | 'dropped';
export const conditionState = (condition: { metAt: Date | null; droppedAt: Date | null }): ConditionState => (condition.droppedAt ? 'dropped' : condition.metAt ? 'met' : 'waiting');
