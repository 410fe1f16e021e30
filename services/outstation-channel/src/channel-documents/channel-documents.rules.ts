import type { ClauseId } from '@luyue/regulations';

/** The regulations above this rulebook (OC-1.1), the crisis instructions (OC-2.5), the library of the technical section (OC-3.4a). */
export const DOCUMENT_KINDS = ['superior', 'crisis', 'technical'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The clause that asks for documents of a kind. */
export const clauseOfKind: Record<DocumentKind, ClauseId> = { superior: 'OC-1.1', crisis: 'OC-2.5', technical: 'OC-3.4a' };

/** The page of the console that shows them. */
export const pageOfKind: Record<DocumentKind, string> = { superior: '/outstation-staff?what=superior', crisis: '/incidents?what=crisis', technical: '/technical-support?what=documents' };

/** Who publishes them: regulations and instructions the manager, as the handover rules; technical documents the section and the channel. */
export const publishingPermission: Record<DocumentKind, string> = { superior: 'posting.write', crisis: 'posting.write', technical: 'channelDocument.write' };

/** The edition in force on a day: the latest that has begun. */
export const inForceOn = <E extends { effectiveOn: string; edition: number }>(editions: readonly E[], day: string): E | undefined =>
  editions.filter((e) => e.effectiveOn <= day).toSorted((a, b) => (a.effectiveOn === b.effectiveOn ? b.edition - a.edition : a.effectiveOn < b.effectiveOn ? 1 : -1))[0];
