import { dutyTable } from '@luyue/regulations';

export const HANDING_STATUSES = ['handed_over', 'received', 'returned', 'withdrawn'] as const;
export type HandingStatus = (typeof HANDING_STATUSES)[number];
/** The one table of a handing over: it ends once, and another one follows what came back. */
export const handingMoves: Record<HandingStatus, readonly HandingStatus[]> = { handed_over: ['received', 'returned', 'withdrawn'], received: [], returned: [], withdrawn: [] };

/** PB-4.10: from the end of the last required step, both parties told (reading 11). What comes back stays owed by the same clock, since nothing was fulfilled yet. */
export const dutiesOfFormalities = dutyTable<{ doneAt: Date }>([{ clause: 'PB-4.10', parameter: 'pb.archive.workingDays', when: () => true, from: (f) => f.doneAt }]);

export const MEDIA = ['original', 'copy', 'electronic'] as const;
export type Medium = (typeof MEDIA)[number];
export const LINE_SOURCES = ['contract_copy', 'document', 'form', 'receipt', 'slip', 'step', 'attachment', 'added'] as const;

interface Words { zh: string; en: string }
/** One line of a deal's catalogue (档案目录). */
export interface CatalogueLine {
  /** Once in a catalogue, the same each time that it is made. */
  key: string;
  source: (typeof LINE_SOURCES)[number];
  name: Words;
  /** Number, amount, place of the original: what tells it from its like. */
  detail: string;
  medium: Medium;
  /** Why it cannot be handed over yet; null for what is there. */
  missing: Words | null;
  attachmentIds: string[];
}
/** What the archivist asks for: a line of the catalogue, or, without a key, something that it does not have. */
export interface Lacking { key: string | null; name: Words; reason: string }

/** What the rooms of a deal know of its papers, as this room reads them. */
export interface CatalogueParts {
  contractCopy: { state: string };
  documents: { id: string; name: Words; state: string; originalPlace: string | null; attachmentIds: string[] }[];
  f1Sent: boolean;
  /** Null where the shop has entered no handover. */
  f4: { status: string; attachmentIds: string[] } | null;
  receipts: { id: string; number: string; name: Words; payerName: string; amount: string; attachmentIds: string[] }[];
  slips: { id: string; number: string; status: string; payeeName: string; amount: string }[];
  steps: { id: string; name: Words; state: string; result: string; attachmentIds: string[] }[];
  /** All uploads of the deal; those that another line has are not listed again. */
  attachments: { id: string; name: string }[];
  added: { id: string; name: string; medium: Medium; note: string; attachmentIds: string[] }[];
}

const NOT_THERE: Record<string, Words> = {
  missing: { zh: '还没交来', en: 'not brought yet' }, brought: { zh: '专员还没收下', en: 'not accepted yet' }, refused: { zh: '被退回', en: 'sent back' }, owed: { zh: '欠交', en: 'still owed' },
};
const NOT_CHECKED: Words = { zh: '负责人还没审核通过', en: 'not checked by the department head yet' };
const NOT_SENT: Words = { zh: '还没发出', en: 'not sent yet' };
const NOT_RECEIVED: Words = { zh: '专员还没收到', en: 'not with the specialist yet' };

/**
 * PB-4.10, "all documents": what this deal has, and which of it is not there. The checklist of PB-4.2 and the checked contract must be complete; receipts, slips and steps are
 * listed as far as they went, since what they still owe keeps the deal open by itself (reading 12).
 */
export function catalogueOf(parts: CatalogueParts): CatalogueLine[] {
  const line = (source: CatalogueLine['source'], id: string, name: Words, more: Partial<CatalogueLine> = {}): CatalogueLine => ({ key: `${source}:${id}`, source, name, detail: '', medium: 'original', missing: null, attachmentIds: [], ...more });
  const lines = [
    line('contract_copy', 'checked', { zh: '合同副本（负责人已审核）', en: 'Contract copy, checked by the department head' }, { medium: 'copy', missing: parts.contractCopy.state === 'checked' ? null : NOT_CHECKED }),
    ...parts.documents.filter((d) => d.state !== 'not_applicable').map((d) => line('document', d.id, d.name, { detail: d.originalPlace ?? '', missing: NOT_THERE[d.state] ?? null, attachmentIds: d.attachmentIds })),
    line('form', 'f1', { zh: '租售业务手续办理跟进表（F1）', en: 'Follow-up form (F1)' }, { medium: 'electronic', missing: parts.f1Sent ? null : NOT_SENT }),
    ...(parts.f4 ? [line('form', 'f4', { zh: '房屋交接费用结算清单（F4）', en: 'Handover fee settlement list (F4)' }, { missing: parts.f4.status === 'received' ? null : NOT_RECEIVED, attachmentIds: parts.f4.attachmentIds })] : []),
    ...parts.receipts.map((r) => line('receipt', r.id, r.name, { detail: `${r.number} ${r.payerName} ${r.amount}`, attachmentIds: r.attachmentIds })),
    ...parts.slips.filter((s) => s.status === 'paid').map((s) => line('slip', s.id, { zh: `付款单（F3）付${s.payeeName}`, en: `Payment slip (F3) to ${s.payeeName}` }, { detail: `${s.number} ${s.amount}` })),
    ...parts.steps.filter((s) => s.state === 'done').map((s) => line('step', s.id, { zh: `${s.name.zh}办理凭证`, en: `Record of ${s.name.en}` }, { detail: s.result, medium: s.attachmentIds.length ? 'copy' : 'electronic', attachmentIds: s.attachmentIds })),
    ...parts.added.map((a) => line('added', a.id, { zh: a.name, en: a.name }, { detail: a.note, medium: a.medium, attachmentIds: a.attachmentIds })),
  ];
  const listed = new Set(lines.flatMap((l) => l.attachmentIds));
  return [...lines, ...parts.attachments.filter((a) => !listed.has(a.id)).map((a) => line('attachment', a.id, { zh: a.name, en: a.name }, { medium: 'electronic', attachmentIds: [a.id] }))];
}

export const missingOf = (catalogue: CatalogueLine[]): CatalogueLine[] => catalogue.filter((l) => l.missing);

/** What came to the deal after its documents were handed over. */
export const addedSince = (handed: CatalogueLine[], now: CatalogueLine[]): CatalogueLine[] => now.filter((l) => !handed.some((h) => h.key === l.key));
