import { dutyTable } from '@luyue/regulations';

export type RoundStatus = 'open' | 'accepted' | 'refused' | 'cancelled';
export type ItemState = 'missing' | 'brought' | 'accepted' | 'refused' | 'owed' | 'not_applicable';

/** The one table of a round's moves: a round that has ended stays as it ended, and the next one opens (reading 2). */
export const roundMoves: Record<RoundStatus, readonly RoundStatus[]> = { open: ['accepted', 'refused', 'cancelled'], accepted: [], refused: [], cancelled: [] };

/** The one table of a document's moves. What the specialist has in hand counts as brought; papers can be found wanting after the transfer, too. */
export const itemMoves: Record<ItemState, readonly ItemState[]> = {
  missing: ['brought', 'accepted', 'owed', 'not_applicable'],
  brought: ['brought', 'accepted', 'refused', 'owed', 'not_applicable'],
  accepted: ['refused', 'not_applicable'],
  refused: ['brought', 'accepted', 'owed', 'not_applicable'],
  owed: ['brought', 'accepted', 'not_applicable'],
  not_applicable: ['missing', 'brought'],
};

/** Not there, whatever the reason: what a transfer cannot be accepted without (PB-4.2). */
export const isMissing = (state: ItemState): boolean => state === 'missing' || state === 'refused';

/** Documents of the deal's template, as this room reads them. */
export interface DocumentRule { key: string; name: { zh: string; en: string }; of: 'deal' | 'seller' | 'buyer' | 'each_party'; needed: 'always' | 'certificate' | 'no_certificate' | 'represented' }
export interface ChecklistParty { id: string; side: 'seller' | 'buyer'; position: number; name: string; representative: object | null }
/** A document that the deal needs, of one party or of the deal itself. */
export interface Need { key: string; name: { zh: string; en: string }; partyId: string | null; whose: string; position: number }

/**
 * PB-4.2: what this deal needs by its template: title papers, or other proof where no certificate exists yet; a power of attorney of every party that
 * somebody acts for. In a lease the seller is the lessor (reading 14).
 */
export function checklistOf(documents: DocumentRule[], deal: { certificateNumber: string | null }, parties: ChecklistParty[]): Need[] {
  return documents.flatMap((document, i): Need[] => {
    const { key, name, of, needed } = document;
    if (needed === 'certificate' ? !deal.certificateNumber : needed === 'no_certificate' && deal.certificateNumber) return [];
    const acted = (party: ChecklistParty): boolean => needed !== 'represented' || party.representative !== null;
    if (of === 'deal') return needed === 'represented' && !parties.some(acted) ? [] : [{ key, name, partyId: null, whose: '', position: i * 100 }];
    return parties.filter((p) => (of === 'each_party' || p.side === of) && acted(p)).map((p) => ({ key, name, partyId: p.id, whose: p.name, position: i * 100 + (p.side === 'buyer' ? 50 : 0) + p.position }));
  });
}

export interface ListedItem { id: string; key: string; partyId: string | null; fromTemplate: boolean; state: ItemState; reason: string | null; whose: string }
/** How a checklist follows its deal: documents that are new, needed again, no longer needed, and those whose party has another name. */
export interface ChecklistChanges<I> { added: Need[]; revived: I[]; dropped: I[]; renamed: { item: I; whose: string }[] }

/** What a person said does not apply stays so; what was added by hand is nobody's but theirs. */
export function changesOf<I extends ListedItem>(items: I[], needs: Need[]): ChecklistChanges<I> {
  const same = (need: Need, item: ListedItem): boolean => item.fromTemplate && item.key === need.key && item.partyId === need.partyId;
  const needed = items.flatMap((item) => needs.filter((need) => same(need, item)).map((need) => ({ item, need })));
  return {
    added: needs.filter((need) => !items.some((item) => same(need, item))),
    revived: needed.filter(({ item }) => item.state === 'not_applicable' && item.reason === null).map(({ item }) => item),
    dropped: items.filter((item) => item.fromTemplate && item.state !== 'not_applicable' && !needs.some((need) => same(need, item))),
    renamed: needed.filter(({ item, need }) => item.whose !== need.whose).map(({ item, need }) => ({ item, whose: need.whose })),
  };
}

/** PB-4.1c: another round, as long again from the refusal (reading 2). */
export const dutiesOfRefusal = dutyTable<{ refusedAt: Date }>([{ clause: 'PB-4.1c', parameter: 'pb.transfer.workingDays', when: () => true, from: (f) => f.refusedAt }]);

/** PB-4.2: a document that the transfer was accepted without, by the date that was agreed for it. */
export const dutiesOfOwing = dutyTable<{ acceptedAt: Date; days: number }>([{ clause: 'PB-4.2', parameter: 'pb.transfer.owedDays', when: () => true, from: (f) => f.acceptedAt, perCase: (f) => f.days }]);

/** What taking the deal sets going, which is the accepted transfer: both parties informed and the forms completed on that day (reading 3), the contract copy within its days (reading 4). */
export const dutiesOfTaking = dutyTable<{ takenAt: Date }>([
  { clause: 'PB-4.3a', parameter: 'pb.inform.sameDay', when: () => true, from: (f) => f.takenAt },
  { clause: 'PB-4.3b', parameter: 'pb.forms.sameDay', when: () => true, from: (f) => f.takenAt },
  { clause: 'PB-4.4', parameter: 'pb.contractCopy.workingDays', when: () => true, from: (f) => f.takenAt },
]);

/** What a value of a message holds, with room for the words around it. */
const LONGEST = 450;
/** As many names as a message can hold, and how many there are where some do not fit; whoever needs them all has the checklist. */
export function shortened(names: string[], joint: string, andMore: (all: number) => string): string {
  let text = '';
  for (const name of names) {
    const longer = text ? `${text}${joint}${name}` : name;
    if (longer.length > LONGEST) return `${text}${andMore(names.length)}`;
    text = longer;
  }
  return text;
}
