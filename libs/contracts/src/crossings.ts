import { UtilityTransferRequested } from './property-brokerage/utility-transfer-events.v1.ts';
import { typeOf, type EventClass } from './event.ts';
import { TransferAnswered } from './utility-care/transfer-events.v1.ts';

/**
 * What may be agreed at all (PF-10): the purposes of partner agreements and, of each event, the fields without which it means nothing and those
 * that a company may keep to itself. An agreement chooses from here; nothing else ever crosses.
 */
export interface CrossingEvent { event: EventClass; zh: string; en: string; needed: readonly string[]; optional: readonly string[] }
export interface CrossingPurpose { zh: string; en: string; modules: readonly [string, string]; events: readonly CrossingEvent[] }

/** An event that is addressed to a partner. */
export interface Addressed { toTenantId: string; agreementId: string }

export const CROSSING_PURPOSES = {
  utility_transfer: {
    zh: '水电气过户', en: 'Utility account transfers', modules: ['property-brokerage', 'utility-care'],
    events: [
      {
        event: UtilityTransferRequested, zh: '过户申请', en: 'Request for a transfer',
        needed: ['requestId', 'toTenantId', 'agreementId', 'utility', 'address', 'oldHolderName', 'newHolderName', 'newHolderPhone', 'at'],
        optional: ['accountNumber', 'oldHolderPhone', 'oldHolderIdNumber', 'newHolderIdNumber', 'contractNumber', 'requestedDate'],
      },
      {
        event: TransferAnswered, zh: '过户进度', en: 'How the transfer stands',
        needed: ['transferId', 'toTenantId', 'agreementId', 'requestId', 'number', 'status', 'reason', 'at'],
        optional: ['debt', 'appointmentAt', 'reading'],
      },
    ],
  },
} as const satisfies Record<string, CrossingPurpose>;

export type CrossingPurposeKey = keyof typeof CROSSING_PURPOSES;
export const crossingPurposes = Object.keys(CROSSING_PURPOSES) as CrossingPurposeKey[];

const crossingTypes = new Set<string>(Object.values(CROSSING_PURPOSES).flatMap(({ events }) => events.map(({ event }) => typeOf(event))));
/** Whether events of this type are addressed to a partner: whoever hears one opens a transaction of that tenant beside its own. */
export const crosses = (type: string): boolean => crossingTypes.has(type);

/** The entry of an event type under a purpose; undefined where the catalogue has none. */
export function crossingEvent(purpose: string, type: string): CrossingEvent | undefined {
  const entry = (CROSSING_PURPOSES as Record<string, CrossingPurpose>)[purpose];
  return entry?.events.find(({ event }) => typeOf(event) === type);
}
