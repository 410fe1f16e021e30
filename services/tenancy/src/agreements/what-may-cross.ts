import { crossingEvent, CROSSING_PURPOSES, type CrossingPurpose, crossingPurposes, typeOf } from '@luyue/contracts';

// The catalogue of the contracts as plain data, for rules and routes.

export { AGREEMENT_STATUSES, type AgreementStatus, type CrossingPurposeKey, crossingPurposes, type CrossingTerm } from '@luyue/contracts';

/** The fields of events under a purpose; undefined where the catalogue has no such event. */
export const fieldsOf = (purpose: string) => (event: string): { needed: readonly string[]; optional: readonly string[] } | undefined => crossingEvent(purpose, event);

/** The modules of the two sides of a purpose. */
export const modulesOf = (purpose: string): readonly [string, string] => (CROSSING_PURPOSES as Record<string, CrossingPurpose>)[purpose]!.modules;

/** The whole catalogue, purpose by purpose. */
export const catalogue = () => crossingPurposes.map((purpose) => {
  const { zh, en, events } = CROSSING_PURPOSES[purpose] as CrossingPurpose;
  return { purpose, name: { zh, en }, events: events.map((e) => ({ event: typeOf(e.event), name: { zh: e.zh, en: e.en }, needed: [...e.needed], optional: [...e.optional] })) };
});
