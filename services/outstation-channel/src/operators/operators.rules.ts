import { dutyTable } from '@luyue/regulations';

export const MATTER_KINDS = ['wish', 'complaint'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];
export const MATTER_STATUSES = ['open', 'countered', 'replied'] as const;
export type MatterStatus = (typeof MATTER_STATUSES)[number];

/** The one table of a wish or complaint: a countermeasure may be found before the reply, which tells it; it may be changed until then. */
export const matterMoves: Record<MatterStatus, readonly MatterStatus[]> = { open: ['countered', 'replied'], countered: ['countered', 'replied'], replied: [] };

/** OC-2.2: whom the channel keeps in touch with. */
export const COUNTERPARTS = ['operator', 'agent', 'station', 'maker'] as const;
export type Counterpart = (typeof COUNTERPARTS)[number];

export const dutiesOfMatter = dutyTable<{ receivedAt: Date }>([{ clause: 'OC-3.3.1', parameter: 'oc.operator.replyDays', when: () => true, from: (f) => f.receivedAt }]);
